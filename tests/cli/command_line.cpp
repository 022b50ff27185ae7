#include <catch2/catch.hpp>

#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
namespace fs = std::filesystem;

TEST_CASE("every command explains itself with examples") {
  CHECK(run({"--help"}).status == 0);
  CHECK_THAT(run({"--help"}).out, Contains("Commands"));
  for (const std::string command :
       {"run", "compare", "validate", "list", "describe", "schema", "data", "help"}) {
    const Ran ran = run({command, "--help"});
    INFO(command);
    CHECK(ran.status == 0);
    CHECK(ran.err.empty());
    CHECK_THAT(ran.out,
               Contains("tariffsim " + command) && Contains("Example") && Contains("--output"));
  }
}

TEST_CASE("the version is printed") {
  const Ran ran = run({"--version"});
  CHECK(ran.status == 0);
  CHECK(ran.out == "tariffsim " TARIFFSIM_VERSION "\n");
}

TEST_CASE("a wrong command line ends with status 2 and what was probably meant") {
  const auto wrong = [](const std::vector<std::string>& arguments, const std::string& says) {
    const Ran ran = run(arguments);
    INFO(says);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK_THAT(ran.err, Contains("error: ") && Contains(says));
  };
  wrong({}, "no command given");
  wrong({"rum", "x.yaml"}, "did you mean 'run'?");
  wrong({"run", "x.yaml", "--treads", "2"}, "did you mean '--threads'?");
  wrong({"run", "x.yaml", "-f", "jsn"}, "did you mean 'json'?");
  wrong({"run", "x.yaml", "-f", "htm"}, "did you mean 'html'?");
  wrong({"run", "x.yaml", "-f", ""}, "format");
  wrong({"run", "x.yaml", "-j", "0"}, "--threads is 0");
  wrong({"run", "x.yaml", "-j", "many"}, "many");
  wrong({"run", "x.yaml", "--color", "alway"}, "did you mean 'always'?");
  wrong({"run", "x.yaml", "-o", ""}, "output");
  wrong({"run"}, "run needs a scenario file");
  wrong({"validate"}, "validate needs a scenario file");
  wrong({"compare"}, "compare needs two");
  wrong({"list"}, "list needs one word");
  wrong({"list", "group"}, "did you mean 'groups'?");
  wrong({"data"}, "data check FOLDER");
  wrong({"data", "chek", "x"}, "did you mean 'data check'?");
  wrong({"data", "build"}, "data build needs a recipe");
  wrong({"data", "import"}, "data import needs a source and its files");
  wrong({"schema", "x"}, "schema takes no arguments");
}

TEST_CASE("the schema that the library's files name is the program's") {
  const fs::path library = fs::path(TARIFFSIM_SOURCE_DIR) / "scenarios";
  const bool same = run({"schema"}).out == read_text(library / "scenario.schema.json");
  INFO("write it anew: build/tariffsim schema > scenarios/scenario.schema.json");
  CHECK(same);
}

TEST_CASE("the reference of keys is the program's") {
  const fs::path library = fs::path(TARIFFSIM_SOURCE_DIR) / "scenarios";
  const bool same = run({"schema", "-f", "md"}).out == read_text(library / "KEYS.md");
  INFO("write it anew: build/tariffsim schema -f md > scenarios/KEYS.md");
  CHECK(same);
}

TEST_CASE("the schema is JSON") {
  const Ran ran = run({"schema"});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out, Contains("\"$schema\""));
}

TEST_CASE("a baseline is checked and described") {
  const TemporaryFolder folder;
  write_small_baseline(folder);
  const Ran check = run({"data", "check", "baseline"}, {.folder = folder.path()});
  CHECK(check.status == 0);
  CHECK_THAT(check.out, Contains("The baseline is sound"));
  const Ran describe = run({"describe", "./baseline"}, {.folder = folder.path()});
  CHECK(describe.status == 0);
  for (const char* part : {"Three economies", "made for tests", "CC0", "Viet Nam", "made-up",
                           "Accounts", "Zero shock"})
    CHECK_THAT(describe.out, Contains(part));
}

TEST_CASE("a wrong baseline ends with status 2 and the place") {
  const TemporaryFolder folder;
  write_small_baseline(folder);
  folder.write("baseline/tariffs.csv", "exporter,importer,sector,rate\nUSA,CHX,GDS,0.07\n");
  const Ran check = run({"data", "check", "baseline"}, {.folder = folder.path()});
  CHECK(check.status == 2);
  CHECK_THAT(check.err, Contains("tariffs.csv:2:5: error: ") && Contains("CHX"));
  CHECK(run({"data", "check", "nowhere"}, {.folder = folder.path()}).status == 2);
  CHECK(run({"describe", "nowhere"}).status == 2);
}

TEST_CASE("lists show what there is") {
  const TemporaryFolder folder;
  write_small_baseline(folder);
  const How how{.folder = folder.path(),
                .environment = {"TARIFFSIM_DATA=" + folder.path().string()}};
  CHECK_THAT(run({"list", "baselines"}, how).out, Contains("Three economies"));
  CHECK_THAT(run({"list", "elasticities", "--baseline", "baseline"}, how).out,
             Contains("made-up") && Contains("5.00"));
  CHECK_THAT(run({"list", "groups", "--baseline", "baseline"}, how).out, Contains("EU27"));
  CHECK(run({"list", "scenarios"}, how).status == 0);
}

TEST_CASE("a schema is not printed in a format that it does not have", "[regression]") {
  // Cause: -f xlsx was passed over, and JSON came.
  const Ran ran = run({"schema", "-f", "xlsx"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("schema is printed as JSON, or with '-f md'"));
  CHECK(run({"schema", "-f", "json"}).status == 0);
  CHECK(run({"schema", "-f", "md"}).status == 0);
}

TEST_CASE("commands say what has no effect") {
  const WorkspaceOfTwo workspace;
  CHECK_THAT(workspace({"run", "a.yaml", "-q", "--resume"}).err,
             Contains("warning: --resume has no effect"));
  const Ran twice = workspace({"compare", "out/a", "out/a/"});
  CHECK(twice.status == 2);
  CHECK_THAT(twice.err, Contains("out/a/ is named twice: a run and itself differ in nothing"));
  const Ran one = workspace({"compare", "a.yaml", "b.yaml", "--only", "b"});
  CHECK(one.status == 2);
  CHECK_THAT(one.err, Contains("'--only' leaves one run, 'b': a comparison needs two or more"));
  CHECK_THAT(workspace({"list", "products", "--baseline", "./baseline"}).err,
             Contains("warning: ") && Contains("knows no trade by product"));
}

TEST_CASE("options that a command has no use for are refused", "[regression]") {
  // Cause: -f xlsx, -o and --resume were passed over by commands that print text.
  const auto refused = [](const std::vector<std::string>& arguments, const std::string& says) {
    const Ran ran = run(arguments);
    INFO(says);
    CHECK(ran.status == 2);
    CHECK_THAT(ran.err, Contains(says));
  };
  refused({"list", "groups", "-f", "xlsx"}, "'list' takes no -f: it prints text");
  refused({"describe", "-f", "xlsx"}, "with --tariffs or --products it knows '-f csv'");
  refused({"validate", "x.yaml", "-f", "xlsx"}, "'validate' takes no -f");
  refused({"data", "check", "x", "-f", "csv"}, "'data' takes no -f");
  refused({"list", "groups", "-o", "x"}, "'list' takes no -o: it writes no files");
  refused({"compare", "a", "b", "--resume"}, "'compare' takes no --resume");
  refused({"validate", "x.yaml", "--check"}, "'validate' takes no --check");
}

TEST_CASE("a file name that no folder should have is changed with a note", "[regression]") {
  // Cause: con.yaml had its results in con-scenario, and -.yaml in scenario, without a word.
  const Workspace workspace;
  const auto noted = [&](const std::string& file) {
    workspace.folder.write(file, "tariffsim: 1\nbaseline: ./baseline\npolicy: []\n");
    return workspace({"validate", "./" + file}).err;
  };
  for (const char* name : {"con", "nul", "com1"})
    CHECK_THAT(noted(std::string(name) + ".yaml"),
               Contains(std::string("note: results are in '") + name + "-scenario'"));
  CHECK_THAT(noted("-.yaml"), Contains("note: results are in 'scenario'"));
  for (const char* name : {"scenario.yaml", "Two words.yaml", "console.yaml"})
    CHECK_THAT(noted(name), !Contains("results are in"));
}

TEST_CASE("the baseline of an included file is named, and not looked for", "[regression]") {
  // Cause: a baseline outside the folder of an included file was refused, though it is never read.
  const Workspace workspace;
  workspace.folder.write("inner/part.yaml",
                         "tariffsim: 1\nbaseline: ../../elsewhere/other\npolicy:\n  - tariff: "
                         "{importer: CHN, exporter: USA, sectors: GDS, add: 5%}\n");
  workspace.scenario("outer", "include: [inner/part.yaml]\n");
  const Ran ran = workspace({"validate", "outer.yaml"});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err, Contains("note: this file is written for ") && Contains("elsewhere/other") &&
                          !Contains("error"));
  // The same baseline is no other one.
  workspace.folder.write("inner/same.yaml",
                         "tariffsim: 1\nbaseline: ../baseline\npolicy:\n  - tariff: "
                         "{importer: CHN, exporter: USA, sectors: GDS, add: 5%}\n");
  workspace.scenario("twice", "include: [inner/same.yaml]\n");
  const Ran same = workspace({"validate", "twice.yaml"});
  CHECK(same.status == 0);
  CHECK_THAT(same.err, !Contains("is written for"));
}
