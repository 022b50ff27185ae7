// Policy that was in force when the data were made, as a user writes it. Each run has a twin: the
// same scenario on a baseline whose tariffs.csv says what `in_data` says, so that all files of
// results must be the same to the byte.
#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "support/near.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

const std::string kDuties =
    "exporter,importer,sector,rate\nUSA,CHN,GDS,0.07\nCHN,USA,GDS,0.12\nVNM,USA,GDS,0.3\n"
    "USA,VNM,GDS,0.05\n";
/// What turns the small baseline's rates (0.07 of China, 0.04 of the United States) into these.
const std::string kInData =
    "in_data:\n"
    "  - tariff: {importer: USA, exporter: CHN, sectors: GDS, multiply: 3}\n"
    "  - tariff: {importer: USA, exporter: VNM, sectors: GDS, set: duties.csv}\n"
    "  - tariff: {importer: VNM, exporter: USA, sectors: GDS, at_least: 5%}\n";
const std::string kRateFile = "exporter,rate\nVNM,0.3\nCHN,0.9\n";
const std::string kTheLines =
    "policy:\n"
    "  - tariff: {importer: USA, exporter: CHN, sectors: GDS, add: 30%}\n"
    "  - exempt: {importer: USA, exporter: VNM, sectors: GDS}\n"
    "  - retaliation: {by: [CHN, VNM], against: USA}\n";

/// The small baseline, and one with other tariffs; `valuation` is of both.
struct Twins : Workspace {
  explicit Twins(const std::string& valuation = "net-of-duty") {
    fs::copy(folder.path() / "baseline", folder.path() / "other");
    for (const std::string name : {"baseline", "other"}) {
      folder.write(name + "/baseline.yaml",
                   "id: twin\ntitle: Three economies\nyear: 2020\nunit: million USD\nvaluation: " +
                       valuation + "\n");
      folder.write(
          name + "/inputs.csv",
          "country,input,sector,share\nUSA,GDS,GDS,0.3\nCHN,SRV,GDS,0.2\nVNM,GDS,SRV,0.1\n");
    }
    folder.write("baseline/tariffs.csv",
                 "exporter,importer,sector,rate\nUSA,CHN,GDS,0.07\nCHN,USA,GDS,0.04\n");
    folder.write("other/tariffs.csv", kDuties);
    folder.write("duties.csv", kRateFile);
  }

  void run_as(const std::string& id, const std::string& baseline, const std::string& text) const {
    folder.write(id + ".yaml", "tariffsim: 1\nbaseline: ./" + baseline + "\n" + text);
    const Ran ran = (*this)({"run", id + ".yaml", "-q", "-f", "csv"});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
  }

  /// Runs both and compares all their tables.
  void compare(const std::string& in_data, const std::string& text) const {
    run_as("a", "baseline", in_data + text);
    run_as("b", "other", text);
    for (const char* file : {"countries.csv", "sectors.csv", "flows.csv", "pairs.csv"}) {
      CAPTURE(file);
      CHECK(this->text(fs::path("out/a") / file) == this->text(fs::path("out/b") / file));
    }
  }
};

/// Rows of a file of lines after the header.
std::size_t line_count(const std::string& csv) {
  return static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) - 1;
}

}  // namespace

TEST_CASE("rates in the data are the baseline's: the same bytes as on a baseline that has them") {
  const std::string more = GENERATE(
      std::string(), std::string("model: {deficits: none}\n"),
      std::string(
          "reference: [{tariff: {importer: CHN, exporter: USA, sectors: GDS, add: 10%}}]\n"),
      std::string("model: {deficits: none, input_output: false}\n"
                  "reference: [{tariff: {importer: USA, exporter: VNM, sectors: GDS, set: 1%}}]\n"),
      std::string("aggregate: {countries: {ASIA: [CHN, VNM]}}\n"));
  CAPTURE(more);
  const bool joined = more.find("aggregate") != std::string::npos;
  const std::string lines =
      joined ? "policy:\n"
               "  - tariff: {importer: USA, exporter: ASIA, sectors: GDS, add: 30%}\n"
               "  - retaliation: {by: ASIA, against: USA}\n"
             : kTheLines;
  Twins().compare(kInData, more + lines);
  Twins("duty-inclusive").compare(kInData, more + lines);
}

TEST_CASE("where spending was observed the world is another than where flows were") {
  const Twins net, gross("duty-inclusive");
  net.run_as("a", "baseline", kInData + kTheLines);
  gross.run_as("a", "baseline", kInData + kTheLines);
  CHECK(net.text("out/a/flows.csv") != gross.text("out/a/flows.csv"));
}

TEST_CASE("rates in the data that are the baseline's own change nothing") {
  const Twins twins;
  twins.run_as("a", "baseline",
               "in_data:\n"
               "  - tariff: {importer: all, exporter: all, sectors: all, at_least: 0%}\n"
               "  - tariff: {importer: USA, exporter: CHN, sectors: GDS, set: 4%}\n" +
                   kTheLines);
  twins.run_as("b", "baseline", kTheLines);
  for (const char* file : {"countries.csv", "sectors.csv", "flows.csv", "pairs.csv"})
    CHECK(twins.text(fs::path("out/a") / file) == twins.text(fs::path("out/b") / file));
}

TEST_CASE("a named set of tariffs is that set on its own") {
  const std::string valuation = GENERATE("net-of-duty", "duty-inclusive");
  const Twins twins(valuation);
  twins.folder.write("baseline/tariffs.csv",
                     "exporter,importer,sector,rate,as-collected\nUSA,CHN,GDS,0.07,0.07\n"
                     "CHN,USA,GDS,0.04,0.12\nVNM,USA,GDS,0,0.3\nUSA,VNM,GDS,0,0.05\n");
  twins.compare("model: {tariffs: as-collected}\n", kTheLines);
  const auto options = twins.json("out/a/summary.json")["options"];
  CHECK(options["values"]["model.tariffs"] == "as-collected");
  CHECK(options["not_default"] == nlohmann::json({"model.tariffs"}));
  const Ran varied = [&] {
    twins.folder.write("v.yaml", "tariffsim: 1\nbaseline: ./baseline\n" + kTheLines +
                                     "vary: {collected: {model.tariffs: as-collected}}\n");
    return twins({"run", "v.yaml", "-q", "-f", "csv"});
  }();
  INFO(varied.err);
  REQUIRE(varied.status == 0);
  CHECK(twins.text("out/v/collected/flows.csv") == twins.text("out/a/flows.csv"));
  const Ran wrong = twins({"run", "v.yaml", "--set", "model.tariffs=as-colected"});
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err,
             Contains("unknown set of tariffs 'as-colected'; twin has: rate, as-collected"));
  CHECK_THAT(wrong.err, Contains("did you mean 'as-collected'?"));
}

TEST_CASE("in_data comes upon the set of tariffs that the model names") {
  const Twins twins;
  twins.folder.write("baseline/tariffs.csv",
                     "exporter,importer,sector,rate,nothing\nUSA,CHN,GDS,0.2,0.07\n"
                     "CHN,USA,GDS,0.1,0.04\nVNM,USA,GDS,0.5,\n");
  twins.compare("model: {tariffs: nothing}\n" + kInData, kTheLines);
}

TEST_CASE(
    "a file in the data brings its policy and its groups, and a scenario's groups serve too") {
  const Twins twins;
  twins.folder.write(
      "old.yaml",
      "tariffsim: 1\nid: old\ntitle: How it was\nbaseline: ./baseline\n"
      "groups: {THEM: [CHN]}\n"
      "policy:\n  - tariff: {importer: USA, exporter: THEM, sectors: GDS, set: 12%}\n"
      "steps:\n"
      "  - {id: one, date: 2018-01-01, policy: [tariff: {importer: USA, exporter: VNM, "
      "sectors: GDS, add: 30%}]}\n"
      "  - {id: two, date: 2019-01-01, policy: [tariff: {importer: VNM, exporter: USA, "
      "sectors: GDS, add: 5%}]}\n");
  twins.compare("in_data: old.yaml\n", kTheLines);
  CHECK(twins.json("out/a/summary.json")["in_data"]["title"] == "How it was");
  twins.compare(
      "groups: {THEM: [CHN], US: [USA]}\n"
      "in_data:\n"
      "  - tariff: {importer: US, exporter: THEM, sectors: GDS, set: 12%}\n"
      "  - tariff: {importer: US, exporter: VNM, sectors: GDS, set: 30%}\n"
      "  - tariff: {importer: VNM, exporter: US, sectors: GDS, set: 5%}\n",
      kTheLines);
}

TEST_CASE("what is in the data is told apart from reference and policy") {
  const Twins twins;
  twins.folder.write("a.yaml", "tariffsim: 1\nbaseline: ./baseline\n" + kInData + kTheLines);
  const Ran checked = twins({"validate", "-v", "a.yaml"});
  const Ran ran = twins({"run", "a.yaml", "-f", "html,md"});
  for (const Ran& one : {checked, ran}) {
    INFO(one.out << one.err);
    REQUIRE(one.status == 0);
    CHECK_THAT(one.out,
               Contains("In the data\n  rates of the baseline replaced, flows unchanged: the "
                        "scenario's own lines\n"));
    CHECK_THAT(one.out, Contains("4.00 % -> 12.0 %"));  // the first line of in_data
    CHECK_THAT(one.out, Contains("12.0 % -> 42.0 %"));  // the first of the policy
  }
  const auto summary = twins.json("out/a/summary.json");
  CHECK(summary["in_data"]["lines"].size() == 3);
  CHECK(summary["in_data"]["lines"][0]["average_before"] == 0.04);
  CHECK(summary["in_data"]["lines"][0]["average_after"] == 0.12);
  CHECK(summary["notes"][0] ==
        "'in_data' replaces rates of the baseline and changes no flow: the scenario's own lines");
  // Trade is what was observed: the United States buys 450 from China.
  CHECK_THAT(twins.text("out/a/report.md"), Contains("changes no flow"));
}

TEST_CASE("in_data can be set, varied, swept and left out") {
  const Twins twins;
  const std::string in_data =
      "in_data: [{tariff: {importer: USA, exporter: CHN, sectors: GDS, set: 10%}}]\n";
  twins.folder.write("s.yaml", "tariffsim: 1\nbaseline: ./baseline\n" + in_data + kTheLines +
                                   "sweep: {\"in_data[0].tariff.set\": [4%, 25%]}\n");
  const Ran swept = twins({"run", "s.yaml", "-q"});
  INFO(swept.err);
  REQUIRE(swept.status == 0);
  const std::string study = twins.text("out/s/study.csv");
  REQUIRE(line_count(study) == 2 * 3);
  twins.folder.write("a.yaml", "tariffsim: 1\nbaseline: ./baseline\n" + in_data + kTheLines +
                                   "vary: {none: {in_data: null}}\n");
  for (const std::string rate : {"4%", "25%"}) {
    REQUIRE(twins({"run", "a.yaml", "-q", "--set", "in_data[0].tariff.set=" + rate}).status == 0);
    const auto welfare =
        twins.json("out/a/summary.json")["countries"][0]["welfare_pct"].get<double>();
    const std::string row = rate == "4%" ? "\n0,0.04,USA," : "\n1,0.25,USA,";
    const std::size_t at = study.find(row);
    REQUIRE(at != std::string::npos);
    CHECK(std::stod(study.substr(at + row.size())) == tariffsim::test::near(welfare, 1e-7));
  }
  twins.run_as("b", "baseline", kTheLines);
  CHECK(twins.text("out/a/none/flows.csv") == twins.text("out/b/flows.csv"));
  CHECK_THAT(twins.text("out/a/compare.json"),
             Contains("start from data with other rates (in_data)"));
}

TEST_CASE("a study is not resumed on other data") {
  const Twins twins;
  twins.folder.write("old.yaml",
                     "tariffsim: 1\nbaseline: ./baseline\npolicy: [{tariff: {importer: "
                     "USA, exporter: CHN, sectors: GDS, set: 10%}}]\n");
  twins.folder.write("s.yaml", "tariffsim: 1\nbaseline: ./baseline\nin_data: old.yaml\n" +
                                   kTheLines +
                                   "sweep: {\"policy[0].tariff.add\": 0..20% by 10%}\n");
  REQUIRE(twins({"run", "s.yaml", "-q"}).status == 0);
  fs::rename(twins.folder.path() / "out/s/study.sqlite",
             twins.folder.path() / "out/s/study-unfinished.sqlite");
  REQUIRE(twins({"run", "s.yaml", "-q", "--resume"}).status == 0);
  fs::rename(twins.folder.path() / "out/s/study.sqlite",
             twins.folder.path() / "out/s/study-unfinished.sqlite");
  twins.folder.write("old.yaml",
                     "tariffsim: 1\nbaseline: ./baseline\npolicy: [{tariff: {importer: "
                     "USA, exporter: CHN, sectors: GDS, set: 11%}}]\n");
  const Ran refused = twins({"run", "s.yaml", "-q", "--resume"});
  CHECK(refused.status == 1);
  CHECK_THAT(refused.err, Contains("another content of the files that it names"));
}

TEST_CASE("a reference of the data's year, and in_data of a later one, are in each other's place") {
  const Twins twins;  // data of 2020
  const auto dated = [&](const std::string& date) {
    twins.folder.write(
        "dated.yaml",
        "tariffsim: 1\nbaseline: ./baseline\npolicy: []\nsteps: [{id: then, date: " + date +
            ", policy: [tariff: {importer: USA, exporter: CHN, sectors: GDS, add: 10%}]}]\n");
  };
  const auto said = [&](const std::string& key) {
    twins.folder.write("a.yaml",
                       "tariffsim: 1\nbaseline: ./baseline\n" + key + ": dated.yaml\n" + kTheLines);
    const Ran ran = twins({"validate", "a.yaml"});
    CHECK(ran.status == 0);
    return ran.err;
  };
  dated("2020-12-31");
  CHECK_THAT(
      said("reference"),
      Contains("a.yaml:3:12: note: step 'then' of the reference is dated 2020-12-31, and the "
               "data are of 2020: observed trade already contains its effect"));
  CHECK_THAT(said("in_data"), !Contains("the data are of"));
  dated("2021-01-01");
  CHECK_THAT(said("reference"), !Contains("the data are of"));
  CHECK_THAT(said("in_data"),
             Contains("note: step 'then' of 'in_data' is dated 2021-01-01, and the data "
                      "are of 2020: observed trade does not contain its effect"));
}

TEST_CASE("the tariffs of an importer are shown by partner and sector, on both bases of revenue") {
  const Workspace workspace;
  const std::string metadata = workspace.text("baseline/baseline.yaml");
  workspace.folder.write("baseline/baseline.yaml", metadata + "customs_imports: {USA: 1100}\n");
  workspace.folder.write(
      "baseline/tariffs.csv",
      "exporter,importer,sector,rate,other\nCHN,USA,GDS,0.04,0.1\nVNM,USA,SRV,0.5,\n");
  const Ran ran = workspace({"describe", "./baseline", "--tariffs", "USA"});
  INFO(ran.out << ran.err);
  REQUIRE(ran.status == 0);
  // Goods: 450 of China at 4 %, 100 of Viet Nam free: 18 / 550. Services: 30 free, 10 at 50 %.
  CHECK_THAT(ran.out, Contains("Tariffs of USA (United States) in baseline\n"));
  CHECK_THAT(ran.out,
             Contains("rate     3.27 %  2.00 %         3.90 %   23.0 m            36.0 m\n"));
  CHECK_THAT(ran.out,
             Contains("other    8.18 %  5.00 %         7.63 %   45.0 m            90.0 m\n"));
  CHECK_THAT(ran.out, Contains("CHN  China     0.45 bn  4.00 %  10.0 %  4.00 %   4.00 %  GDS\n"));
  CHECK_THAT(ran.out, Contains("SRV  Services   40.0 m  12.5 %  0.00 %  25.0 %   50.0 %  VNM\n"));
  const Ran csv =
      workspace({"describe", "--baseline", "./baseline", "--tariffs", "USA", "-f", "csv"});
  CHECK(
      csv.out ==
      "exporter,importer,sector,flow_musd,tariff_rate,tariff_other\n"
      "CHN,USA,GDS,450,0.04,0.1\nCHN,USA,SRV,30,0,0\nVNM,USA,GDS,100,0,0\nVNM,USA,SRV,10,0.5,0\n");
}

TEST_CASE("what a scenario makes of tariffs is shown stage by stage") {
  const Twins twins;
  twins.folder.write("old.yaml", small_scenario("old", "20%", "How it was"));
  twins.folder.write("a.yaml",
                     "tariffsim: 1\ntitle: The lines\nbaseline: ./baseline\n"
                     "reference: old.yaml\n" +
                         kInData + kTheLines);
  const Ran csv = twins({"describe", "--tariffs", "USA", "--scenario", "a.yaml", "-f", "csv"});
  INFO(csv.err);
  REQUIRE(csv.status == 0);
  CHECK_THAT(csv.out,
             Contains("exporter,importer,sector,flow_musd,tariff_baseline,tariff_in_the_data,"
                      "tariff_reference,tariff_policy\n"));
  CHECK_THAT(csv.out, Contains("CHN,USA,GDS,450,0.04,0.12,0.32,0.62\n"));
  CHECK_THAT(csv.out, Contains("VNM,USA,GDS,100,0,0.3,0.3,0.3\n"));
  const Ran table = twins({"describe", "--tariffs", "USA", "--scenario", "a.yaml"});
  for (const char* stage :
       {"baseline", "in the data", "reference", "policy", "How it was", "The lines"})
    CHECK_THAT(table.out, Contains(stage));
  std::istringstream lines(table.out);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 100);
}

TEST_CASE("a baseline's sets of tariffs are described and checked") {
  const Workspace workspace;
  workspace.folder.write(
      "baseline/tariffs.csv",
      "exporter,importer,sector,rate,other\nCHN,USA,GDS,0.04,0.1\nVNM,USA,SRV,0.5,\n");
  for (const Ran& ran :
       {workspace({"describe", "./baseline"}), workspace({"data", "check", "baseline"}),
        workspace({"list", "tariffs", "--baseline", "./baseline"})}) {
    INFO(ran.out << ran.err);
    REQUIRE(ran.status == 0);
    // Goods: 150 + 20 + 450 + 90 + 100 + 60 = 870, of which 450 pay 4 % or 10 %; services 60 + 5 +
    // 30 + 10 = 105, of which 10 pay half.
    CHECK_THAT(ran.out, Contains("rate             2.07 %         2.36 %\n"));
    CHECK_THAT(ran.out, Contains("other            5.17 %         4.62 %\n"));
  }
  workspace.folder.write("baseline/tariffs.csv",
                         "exporter,importer,sector,rate,other\nCHN,USA,GDS,0.04,ten\n");
  const Ran wrong = workspace({"data", "check", "baseline"});
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err, Contains("tariffs.csv:2:18: error"));
}

TEST_CASE("in_data without lines is none") {
  const Twins twins;
  twins.run_as("a", "baseline", "in_data: []\n" + kTheLines);
  CHECK_FALSE(twins.json("out/a/summary.json").contains("in_data"));
}

TEST_CASE("describe --tariffs knew codes only, beside names that --products reads",
          "[regression]") {
  // Cause: the importer was looked up among the codes of the baseline, not as selectors are.
  const Workspace workspace;
  const std::string usa =
      workspace({"describe", "./baseline", "--tariffs", "USA", "-f", "csv"}).out;
  for (const char* name : {"US", "840", "United States"}) {
    const Ran ran = workspace({"describe", "./baseline", "--tariffs", name, "-f", "csv"});
    CHECK(ran.status == 0);
    CHECK(ran.out == usa);
    CHECK_THAT(ran.err, Contains(std::string("read '") + name + "' as 'USA'"));
  }
}

TEST_CASE("describe --tariffs says what it cannot show") {
  const Workspace workspace;
  const auto error = [&](const std::vector<std::string>& arguments) {
    const Ran ran = workspace(arguments);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    return ran.err;
  };
  CHECK_THAT(error({"describe", "./baseline", "--tariffs", "USB"}),
             Contains("unknown country 'USB'; did you mean 'USA' (United States)?"));
  CHECK_THAT(error({"describe", "./baseline", "--tariffs", "BRICS"}),
             Contains("'BRICS' is a group: --tariffs needs one importer"));
  CHECK_THAT(error({"describe", "./baseline", "--tariffs", "USA", "-f", "json"}),
             Contains("describe --tariffs knows the format csv only"));
  CHECK_THAT(error({"describe", "./baseline", "--scenario", "a.yaml"}),
             Contains("--scenario belongs to 'describe --tariffs IMPORTER'"));
  CHECK_THAT(error({"list", "groups", "--tariffs", "USA"}), Contains("'list' takes no --tariffs"));
}
