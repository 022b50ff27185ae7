// From a published table to a solved scenario, as a user types it.
#include <catch2/catch.hpp>

#include "small_table.hpp"
#include "support/program.hpp"

using namespace tariffsim::test;
using Catch::Matchers::Contains;
using tariffsim::tests::Ran;
using tariffsim::tests::run;

TEST_CASE("import, check, and a uniform tariff solved and certified") {
  const TemporaryFolder folder;
  folder.write("2020_SML.csv", text_of(SmallTable{}.rows()));
  const auto type = [&](const std::vector<std::string>& arguments) {
    const Ran ran = run(arguments, {.folder = folder.path()});
    INFO(ran.out << ran.err);
    CHECK(ran.status == 0);
    return ran;
  };
  const Ran imported = type({"data", "import", "icio", "2020_SML.csv", "-o", "icio-2020"});
  CHECK_THAT(imported.out,
             Contains("OECD Inter-Country Input-Output tables, edition of 2023, 2020: "
                      "3 economies, 2 sectors, in million USD, written to icio-2020/"));
  const Ran checked = type({"data", "check", "icio-2020"});
  CHECK_THAT(checked.out, Contains("The baseline is sound") && Contains("Australia"));
  folder.write("s.yaml",
               "tariffsim: 1\ntitle: Ten percent on all\nbaseline: ./icio-2020\n"
               "model: {elasticities: 4}\n"
               "policy:\n  - tariff: {importer: all, exporter: all, sectors: goods, add: 10%}\n");
  CHECK_THAT(type({"run", "s.yaml"}).out, Contains("all 10 conditions hold"));
  // The import tells domestic inputs from imported ones, which the model then keeps apart.
  folder.write("o.yaml",
               "tariffsim: 1\ntitle: The same by origin\nbaseline: ./icio-2020\n"
               "model: {elasticities: 4, inputs_by_origin: true}\n"
               "policy:\n  - tariff: {importer: all, exporter: all, sectors: goods, add: 10%}\n");
  CHECK_THAT(type({"run", "o.yaml"}).out, Contains("all 12 conditions hold"));
  // Again in its place; but nobody's other folder is replaced.
  type({"data", "import", "icio", "2020_SML.csv", "-o", "icio-2020"});
  folder.write("mine/notes.txt", "x");
  CHECK(run({"data", "import", "icio", "2020_SML.csv", "-o", "mine"}, {.folder = folder.path()})
            .status == 1);
}

TEST_CASE("inputs by origin are refused beside what has no origins, and without data of them") {
  const TemporaryFolder folder;
  folder.write("2020_SML.csv", text_of(SmallTable{}.rows()));
  CHECK(run({"data", "import", "icio", "2020_SML.csv", "-o", "icio"}, {.folder = folder.path()})
            .status == 0);
  const auto refusal_of = [&](const std::string& baseline, const std::string& more) {
    folder.write("s.yaml",
                 "tariffsim: 1\ntitle: Refused\nbaseline: " + baseline +
                     "\nmodel: {elasticities: 4, inputs_by_origin: true" + more +
                     "}\npolicy:\n  - tariff: {importer: all, exporter: all, add: 10%}\n");
    const Ran ran = run({"run", "s.yaml"}, {.folder = folder.path()});
    CHECK(ran.status == 2);
    return ran.err;
  };
  const std::string place = "s.yaml:4:44: error: 'inputs_by_origin: true' cannot be used with ";
  CHECK_THAT(refusal_of("./icio", ", selling: {share: 0.1}"), Contains(place + "selling costs"));
  CHECK_THAT(refusal_of("./icio", ", nests: separate"), Contains(place + "'nests: separate'"));
  CHECK_THAT(refusal_of("./icio", ", input_output: false"),
             Contains(place + "'input_output: false'"));
  CHECK_THAT(refusal_of("world-2022", ""),
             Contains("'inputs_by_origin' needs inputs told by origin, and world-2022 has none"));
}

TEST_CASE("nothing is written for bad input") {
  const TemporaryFolder folder;
  folder.write("2020.csv", "V1,AUS_A01,OUT\nAUS_A02,1,1\n");
  const Ran ran =
      run({"data", "import", "icio", "2020.csv", "-o", "icio"}, {.folder = folder.path()});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("2020.csv:2:1: error: row 'AUS_A02' is neither an industry"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "icio"));
}

TEST_CASE("sources are named in the help, completed, and suggested") {
  CHECK_THAT(run({"help", "data"}).out, Contains("gtap-har") && Contains("world-bank"));
  CHECK_THAT(run({"help", "bash"}).out, Contains("icio wiod figaro"));
  CHECK_THAT(run({"data", "import", "oecd"}).err, Contains("unknown source 'oecd'"));
  CHECK_THAT(run({"data", "import", "figar"}).err, Contains("did you mean 'figaro'?"));
  CHECK_THAT(run({"data", "import"}).err, Contains("data import needs a source and its files"));
  CHECK_THAT(run({"data", "import", "icio"}).err, Contains("data import icio needs files"));
  CHECK_THAT(run({"data", "import", "icio", "nowhere.csv"}).err,
             Contains("nowhere.csv: error: no such file"));
  CHECK_THAT(run({"run", "x.yaml", "--year", "2020"}).err, Contains("--year belongs to"));
}
