#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

constexpr const char* kFiles[] = {"summary.json", "countries.csv", "sectors.csv", "flows.csv",
                                  "pairs.csv"};

/// A temporary folder with a baseline and the scenarios a.yaml (25 %) and b.yaml (60 %).
nlohmann::json without_time(const std::string& summary) {
  nlohmann::json json = nlohmann::json::parse(summary);
  json["solver"].erase("wall_ms");
  return json;
}

std::size_t entries(const fs::path& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a run writes its folder and prints its report") {
  const WorkspaceOfTwo workspace;
  const Ran ran = workspace({"run", "a.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  for (const char* file : kFiles) CHECK(workspace.has(fs::path("out/a") / file));
  for (const char* part : {"A test", "Policy", "add: 25%", "Largest losers", "World", "Solver",
                           "Certificate", "out/a/"})
    CHECK_THAT(ran.out, Contains(part));
  CHECK(ran.out.find('\x1b') == std::string::npos);
}

TEST_CASE("only the summary is written where only JSON is asked for") {
  const WorkspaceOfTwo workspace;
  CHECK(workspace({"run", "a.yaml", "-f", "json", "-o", "results"}).status == 0);
  CHECK(entries(workspace.folder.path() / "results/a") == 1);
}

TEST_CASE("quiet prints nothing, colour comes when asked for and not with NO_COLOR") {
  const WorkspaceOfTwo workspace;
  CHECK(workspace({"run", "a.yaml", "-q"}).out.empty());
  CHECK_THAT(workspace({"run", "a.yaml", "--color", "always"}).out, Contains("\x1b["));
  CHECK(workspace({"run", "a.yaml", "--color", "never"}).out.find('\x1b') == std::string::npos);
  const Ran no_color =
      run({"run", "a.yaml"}, {.folder = workspace.folder.path(), .environment = {"NO_COLOR=1"}});
  CHECK(no_color.out.find('\x1b') == std::string::npos);
}

TEST_CASE("the number of threads changes no byte and no order") {
  const WorkspaceOfTwo workspace;
  const Ran one = workspace({"run", "a.yaml", "b.yaml", "-j", "1", "-o", "one"});
  const Ran two = workspace({"run", "a.yaml", "b.yaml", "-j", "2", "-o", "two"});
  REQUIRE(one.status == 0);
  REQUIRE(two.status == 0);
  for (const fs::path id : {"a", "b"}) {
    for (const char* file : {"countries.csv", "sectors.csv", "flows.csv", "pairs.csv"})
      CHECK(workspace.text("one" / id / file) == workspace.text("two" / id / file));
    CHECK(without_time(workspace.text("one" / id / "summary.json")) ==
          without_time(workspace.text("two" / id / "summary.json")));
  }
  CHECK(two.out.find("add: 25%") < two.out.find("add: 60%"));
}

TEST_CASE("options that are not at their default are recorded") {
  const WorkspaceOfTwo workspace;
  REQUIRE(
      workspace({"run", "a.yaml", "--set", "model.elasticities=4", "--set", "id=four"}).status ==
      0);
  const auto summary = nlohmann::json::parse(workspace.text("out/four/summary.json"));
  CHECK(summary["options"]["not_default"] == nlohmann::json{"model.elasticities"});
  CHECK(summary["options"]["overrides"].size() == 2);
}

TEST_CASE("--baseline takes the place of the scenario's") {
  const WorkspaceOfTwo workspace;
  fs::rename(workspace.folder.path() / "baseline", workspace.folder.path() / "elsewhere");
  CHECK(workspace({"run", "a.yaml"}).status == 2);
  CHECK(workspace({"run", "a.yaml", "--baseline", "./elsewhere"}).status == 0);
}

TEST_CASE("everything is checked before anything is solved or written") {
  const WorkspaceOfTwo workspace;
  workspace.folder.write("broken.yaml", "tariffsim: 1\npolicy: [\n");
  workspace.folder.write("unknown.yaml",
                         small_scenario("unknown", "25%").replace(0, 12, "tariffsim: 1\nfoo: 1"));
  const Ran ran = workspace({"run", "a.yaml", "broken.yaml", "unknown.yaml", "missing.yaml"});
  CHECK(ran.status == 2);
  CHECK(ran.out.empty());
  CHECK_THAT(ran.err, Contains("broken.yaml:") && Contains("unknown.yaml:") && Contains("foo") &&
                          Contains("missing.yaml"));
  CHECK(!workspace.has("out"));
}

TEST_CASE("two scenarios of one id are refused") {
  const WorkspaceOfTwo workspace;
  workspace.folder.write("c.yaml", small_scenario("a", "30%"));
  const Ran ran = workspace({"run", "a.yaml", "c.yaml"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("a.yaml and c.yaml both have the id 'a'"));
}

TEST_CASE("a scenario without a solution ends with status 1, and the others are written") {
  const WorkspaceOfTwo workspace;
  // The deficits are fixed: who trades with nobody cannot be paid his.
  workspace.folder.write("cut.yaml",
                         "tariffsim: 1\nbaseline: ./baseline\npolicy:\n"
                         "  - embargo: {importer: all, exporter: all, sectors: all}\n");
  const Ran ran = workspace({"run", "cut.yaml", "b.yaml"});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Contains("cut: not solved: "));
  CHECK(!workspace.has("out/cut"));
  CHECK(workspace.has("out/b/summary.json"));
}

TEST_CASE("a full disk leaves earlier results untouched") {
  const WorkspaceOfTwo workspace;
  REQUIRE(workspace({"run", "a.yaml"}).status == 0);
  const std::string before = workspace.text("out/a/flows.csv");
  const Ran full = run({"run", "a.yaml", "--set", "policy[0].tariff.add=90%"},
                       {.folder = workspace.folder.path(), .max_file_bytes = 600});
  CHECK(full.status == 1);
  CHECK_THAT(full.err, Contains("error: a: ") && Contains("out/a/summary.json") &&
                           Contains("File too large") && !Contains("partial"));
  CHECK(workspace.text("out/a/flows.csv") == before);
  CHECK(entries(workspace.folder.path() / "out") == 1);
}

TEST_CASE("a baseline that a scenario names shows no file from elsewhere through a link") {
  const WorkspaceOfTwo workspace;
  const TemporaryFolder elsewhere;
  elsewhere.write("secret.csv", "code,name\na secret,line\n");
  fs::remove(workspace.folder.path() / "baseline/countries.csv");
  fs::create_symlink(elsewhere.path() / "secret.csv",
                     workspace.folder.path() / "baseline/countries.csv");
  const Ran ran = workspace({"validate", "a.yaml"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err,
             Contains("'countries.csv' in this folder leads outside") && !Contains("a secret"));
}

TEST_CASE("an output folder that cannot be made is an error of its own") {
  const WorkspaceOfTwo workspace;
  workspace.folder.write("taken", "a file");
  const Ran ran = workspace({"run", "a.yaml", "-o", "taken"});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Contains("taken"));
  CHECK(workspace.text("taken") == "a file");
}

TEST_CASE("a folder that is no result is not replaced") {
  const WorkspaceOfTwo workspace;
  workspace.folder.write("out/a/thesis.txt", "years of work");
  const Ran ran = workspace({"run", "a.yaml"});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Contains("is not an earlier result"));
  CHECK(workspace.text("out/a/thesis.txt") == "years of work");
}

TEST_CASE("a report that cannot be printed is an error") {
  if (!fs::exists("/dev/full")) return;
  const WorkspaceOfTwo workspace;
  CHECK(run({"run", "a.yaml"}, {.folder = workspace.folder.path(), .out = "/dev/full"}).status ==
        1);
}

TEST_CASE("hostile titles are shown harmlessly and kept whole in the summary") {
  const WorkspaceOfTwo workspace;
  const std::string steering = "\\e[2J\\e[31mred\\a \u202Eright to left \u05d0\u05d1";
  const std::string title = steering + std::string(10000, 'x');
  workspace.folder.write("hostile.yaml", small_scenario("hostile", "25%", title));
  const Ran ran = workspace({"run", "hostile.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(ran.out.find('\x1b') == std::string::npos);
  CHECK(ran.out.find('\a') == std::string::npos);
  CHECK(ran.out.find("\u202E") == std::string::npos);
  CHECK(ran.out.find('\n') < 400);
  const auto summary = nlohmann::json::parse(workspace.text("out/hostile/summary.json"));
  CHECK(summary["title"].get<std::string>().size() > 10000);
}

TEST_CASE("validate solves and writes nothing, and shows the audit with -v") {
  const WorkspaceOfTwo workspace;
  const Ran ran = workspace({"validate", "a.yaml", "b.yaml", "-v"});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out, Contains("a.yaml: valid") && Contains("b.yaml: valid") &&
                          Contains("4.00 % -> 29.0 %"));
  CHECK(!workspace.has("out"));
}

TEST_CASE("an answer before the tariff that it could answer is a warning") {
  const WorkspaceOfTwo workspace;
  workspace.folder.write("early.yaml",
                         "tariffsim: 1\nbaseline: ./baseline\npolicy:\n"
                         "  - retaliation: {by: CHN, against: USA}\n"
                         "  - tariff: {importer: USA, exporter: CHN, add: 25%}\n");
  const Ran ran = workspace({"run", "early.yaml"});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err,
             Contains("early.yaml:4:5: warning: this retaliation stands above the tariffs"));
}

TEST_CASE("groups of the scenario have a file of their own") {
  const WorkspaceOfTwo workspace;
  workspace.folder.write("g.yaml", small_scenario("g", "25%") + "groups: {BOTH: [USA, CHN]}\n");
  const Ran ran = workspace({"run", "g.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(workspace.text("out/g/groups.csv"),
             Catch::StartsWith("group,members,welfare_pct,ev_musd") && Contains("\nBOTH,2,"));
}

TEST_CASE("with nothing in focus a group that is targeted whole is told of as one") {
  const WorkspaceOfTwo workspace;
  workspace.folder.write("g.yaml",
                         "tariffsim: 1\nbaseline: ./baseline\ngroups: {EAST: [VNM, CHN]}\npolicy:\n"
                         "  - tariff: {importer: USA, exporter: EAST, sectors: GDS, add: 25%}\n");
  const Ran ran = workspace({"run", "g.yaml", "-q", "-f", "md"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(
      workspace.text("out/g/report.md"),
      Contains("The United States raises its tariffs on EAST from ") &&
          Contains("What EAST sells to the United States in the sectors concerned falls by") &&
          Contains("Real income, EAST"));
}

TEST_CASE("several lines of policy have a file of what each adds, a single one has none") {
  const WorkspaceOfTwo workspace;
  workspace.folder.write("two.yaml",
                         "tariffsim: 1\nbaseline: ./baseline\npolicy:\n"
                         "  - tariff: {importer: USA, exporter: CHN, add: 25%}\n"
                         "  - retaliation: {by: CHN, against: USA}\n"
                         "vary:\n  unanswered: {\"policy[1]\": null}\n");
  const Ran ran = workspace({"run", "two.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("What each line adds to welfare"));
  CHECK_THAT(workspace.text("out/two/contributions.csv"),
             Contains("\n2,\"retaliation: {by: CHN, against: USA}\",shapley,VNM,Viet Nam,"));
  CHECK(!workspace.has("out/two/unanswered/contributions.csv"));
  CHECK_THAT(workspace.text("out/two/unanswered/summary.json"), !Contains("contributions"));
}

TEST_CASE("lines that have no solution without those below are told of, and the run is whole") {
  const WorkspaceOfTwo workspace;
  workspace.folder.write("paid.yaml",
                         "tariffsim: 1\nbaseline: ./baseline\npolicy:\n"
                         "  - tariff: {importer: all, exporter: all, set: -99.99999%}\n"
                         "  - exempt: {importer: all, exporter: all}\n");
  const Ran ran = workspace({"run", "paid.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("  left out: the policy with line 1 alone is not "));
  CHECK(workspace.has("out/paid/countries.csv"));
  CHECK(!workspace.has("out/paid/contributions.csv"));
}

TEST_CASE("a report that cannot be printed keeps no result from being written", "[regression]") {
  // Cause: the first failure to print ended the batch: one folder of six, and silence.
  Workspace workspace;
  std::vector<std::string> arguments{"run"};
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
    workspace.scenario(id, "expect: [\"USA.welfare_pct > 99\"]\n");
    arguments.push_back(std::string(id) + ".yaml");
  }
  arguments.insert(arguments.end(), {"-f", "csv", "--check"});
  const auto all_written = [&](const Ran& ran, const char* reason) {
    CHECK(ran.status == 1);
    CHECK_THAT(ran.err, Contains(reason));
    CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 7);  // and each expectation
    for (const char* id : {"a", "b", "c", "d", "e", "f"})
      CHECK(workspace.has(std::string("out/") + id + "/summary.json"));
    fs::remove_all(workspace.folder.path() / "out");
  };
  if (fs::exists("/dev/full"))
    all_written(run(arguments, {.folder = workspace.folder.path(), .out = "/dev/full"}),
                "No space left on device");
  std::string command = "'" + program() + "'";
  for (const std::string& argument : arguments) command += " '" + argument + "'";
  const auto shell = [&](const std::string& line) {
    const std::string script = "cd '" + workspace.folder.path().string() + "'; " + line;
    workspace.folder.write("call.sh", script + "\n");
    const int status =
        std::system(("bash '" + (workspace.folder.path() / "call.sh").string() + "'").c_str());
    return Ran{WIFEXITED(status) ? WEXITSTATUS(status) : -1, "", workspace.text("err")};
  };
  all_written(shell(command + " 2>err >&-"), "Bad file descriptor");
  all_written(shell("{ sleep 0.3; exec " + command + " 2>err; } | true; exit ${PIPESTATUS[0]}"),
              "Broken pipe");
}

TEST_CASE("Ctrl-C in a scenario of many variants leaves nothing half written", "[regression]") {
  // Variants are written as they are solved; what is not complete must go.
  Workspace workspace;
  std::string vary = "vary:\n";
  for (int at = 0; at < 1000; ++at)
    vary += "  v" + std::to_string(at) + ": {\"policy[0].tariff.add\": " + std::to_string(at % 97) +
            "%}\n";
  workspace.scenario("many", vary);
  const TemporaryFolder streams;
  const pid_t child = fork();
  if (child == 0)
    become({"run", "many.yaml", "-q", "-f", "csv"}, {.folder = workspace.folder.path()},
           streams.path() / "out", streams.path() / "err");
  const fs::path out = workspace.folder.path() / "out";
  for (int wait = 0; wait < 10'000 && !fs::exists(out); ++wait) usleep(2000);
  usleep(50'000);
  kill(child, SIGINT);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  CHECK(fs::is_empty(out));
}

TEST_CASE("steering characters of an output folder do not reach the terminal", "[regression]") {
  // Cause: the path was printed as typed.
  const WorkspaceOfTwo workspace;
  const Ran ran = workspace({"run", "a.yaml", "-o", "o\x1b[31mut"});
  REQUIRE(ran.status == 0);
  CHECK(ran.out.find('\x1b') == std::string::npos);
  CHECK_THAT(ran.out, Contains("o\u241B[31mut/a/"));
  const Ran compared = workspace({"compare", "a.yaml", "b.yaml", "-o", "o\x1b[31mut"});
  REQUIRE(compared.status == 0);
  CHECK(compared.out.find('\x1b') == std::string::npos);
}

TEST_CASE("a want of memory ends with a sentence, wherever it comes", "[regression]") {
  // Cause: std::bad_alloc, pthread_create and a segmentation fault in the writer of workbooks.
  const WorkspaceOfTwo workspace;
  for (rlim_t megabytes = 100; megabytes < 400; megabytes += megabytes < 125 ? 2 : 25) {
    CAPTURE(megabytes);
    const Ran ran = run({"run", "us-china-145-125", "-q", "-f", "csv,xlsx,netcdf,md,html"},
                        {.folder = workspace.folder.path(), .max_memory = megabytes << 20U});
    INFO(ran.err);
    CHECK((ran.status == 0 || ran.status == 1 || ran.status == 127));
    if (ran.status != 1) continue;
    CHECK_THAT(ran.err, Contains("memory"));
    CHECK_FALSE(workspace.has("out/us-china-145-125"));
  }
}

TEST_CASE("a large workbook goes through the disk where there is room, else through memory",
          "[regression]") {
  // Cause: the library kept every cell, 140 MB beside the 90 that the run itself takes.
  const Workspace workspace;
  const TemporaryFolder streams;
  const auto peak_kilobytes = [&](const std::string& format, std::vector<std::string> environment) {
    const pid_t child = fork();
    if (child == 0)
      become({"run", "us-china-145-125", "-q", "-f", format, "-o", format},
             {.folder = workspace.folder.path(), .environment = std::move(environment)},
             streams.path() / "out", streams.path() / "err");
    int status = 0;
    rusage usage{};
    REQUIRE(wait4(child, &status, 0, &usage) == child);
    CHECK(status == 0);
    return usage.ru_maxrss;
  };
  constexpr long kLittle = 60'000;
  CHECK(peak_kilobytes("xlsx", {}) - peak_kilobytes("csv", {}) < kLittle);
  const fs::path book = workspace.folder.path() / "xlsx/us-china-145-125/results.xlsx";
  REQUIRE(fs::exists(book));
  fs::remove(book);
  peak_kilobytes("xlsx", {"TMPDIR=/none"});
  CHECK(fs::exists(book));
}

TEST_CASE("more than the machine has memory for is said before it starts", "[regression]") {
  // Cause: 200 variants took 5 GB before anybody was told.
  const WorkspaceOfTwo workspace;
  std::string steps = "tariffsim: 1\nbaseline: world-2024\nsteps:\n";
  for (int at = 0; at < 120; ++at)
    steps += "  - {id: s" + std::to_string(at) + ", date: 2025-01-01, policy: []}\n";
  workspace.folder.write("long.yaml", steps);
  const Ran ran = run({"run", "long.yaml"},
                      {.folder = workspace.folder.path(), .max_memory = rlim_t{400} << 20U});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Contains("of memory are needed for 120 steps of 60 economies and 23") &&
                          Contains("MB are free") && Contains("'aggregate'"));
}

TEST_CASE("more threads than processors are had without a word of a library", "[regression]") {
  // Cause: TBB warned of them on the error stream, and took none of them.
  const WorkspaceOfTwo workspace;
  const Ran ran = workspace({"run", "a.yaml", "b.yaml", "-q", "-j", "7"});
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
}

TEST_CASE("a packed table that grows without end is given up at once", "[regression]") {
  // Cause: a mebibyte that unpacks to a gibibyte was unpacked to 200 MiB, and took 724 MB.
  const Workspace workspace;
  const std::string zeros = tariffsim::gzipped(std::string(std::size_t{16} << 20U, '0'));
  std::string bomb;
  for (int member = 0; member < 64; ++member) bomb += zeros;
  fs::remove(workspace.folder.path() / "baseline/flows.csv");
  workspace.folder.write("baseline/flows.csv.gz", bomb);
  const Ran ran = run({"data", "check", "./baseline"},
                      {.folder = workspace.folder.path(), .max_memory = rlim_t{400} << 20U});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("flows.csv.gz: error: unpacks to over 200 times its size"));
}

TEST_CASE("what takes much of the disk is said before it is taken", "[regression]") {
  // Cause: 200 variants wrote 2.5 GB without a word.
  const Workspace workspace;
  std::string many = "tariffsim: 1\nbaseline: world-2024\npolicy: []\nvary:\n";
  for (int at = 0; at < 100; ++at)
    many += "  v" + std::to_string(at) + ": {model.elasticities: 4}\n";
  workspace.folder.write("many.yaml", many);
  // No file may be larger than 4 KB, so that the first one ends the run.
  const Ran ran = run({"run", "many.yaml", "-f", "csv,xlsx"},
                      {.folder = workspace.folder.path(), .max_file_bytes = 4096});
  CHECK(ran.status != 0);
  CHECK_THAT(ran.err, Contains("note: many: about ") && Contains(" GB on the disk and ") &&
                          Contains("of memory are needed for 100 variants"));
  CHECK_THAT(run({"run", "many.yaml", "-f", "md", "--set", "vary=null"},
                 {.folder = workspace.folder.path()})
                 .err,
             !Contains("on the disk"));
}
