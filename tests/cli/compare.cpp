#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "support/near.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

nlohmann::json compared_rows(const Workspace& workspace) {
  return workspace.json("out/compare/compare.json")["rows"];
}

/// Runs a.yaml, and compares its folder with b.yaml; both go on with `more`.
Ran compared_with(const Workspace& workspace, const std::string& more) {
  workspace.scenario("a", more);
  workspace.scenario("b", more, "60%");
  REQUIRE(workspace({"run", "a.yaml"}).status == 0);
  return workspace({"compare", "out/a", "b.yaml"});
}

}  // namespace

TEST_CASE("a scenario and its own result folder differ in nothing") {
  const WorkspaceOfTwo workspace;
  REQUIRE(workspace({"run", "a.yaml"}).status == 0);
  const Ran ran = workspace({"compare", "out/a", "a.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  std::size_t compared = 0;
  const nlohmann::json rows = compared_rows(workspace);
  for (const auto& row : rows) {
    const auto& difference = row["differences"]["a-2"];
    if (difference.is_null()) continue;
    ++compared;
    CHECK(difference == 0);
  }
  CHECK(compared > 50);
}

TEST_CASE("two scenarios are set side by side with their differences") {
  const WorkspaceOfTwo workspace;
  const Ran ran = workspace({"compare", "a.yaml", "b.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("welfare") && Contains("difference") && Contains("CHN -> USA"));
  const std::string csv = read_text(workspace.folder.path() / "out/compare/compare.csv");
  CHECK(csv.starts_with("kind,key,exporter,importer,measure,a,b,b_minus_a\n"));
  // The average rate over the pair's base flows, goods 450 at 29 % and 64 %, services 30 at 0.
  const nlohmann::json rows = compared_rows(workspace);
  for (const auto& row : rows)
    if (row["key"] == "CHN->USA" && row["measure"] == "tariff_pct") {
      CHECK(row["values"]["a"].get<double>() == tariffsim::test::written(29 * 450.0 / 480));
      CHECK(row["differences"]["b"].get<double>() == tariffsim::test::written(35 * 450.0 / 480));
    }
}

TEST_CASE("of many variants twelve runs are side by side on the page, and all in the table") {
  const WorkspaceOfTwo workspace;
  std::string variants = "vary:\n";
  for (int at = 0; at < 13; ++at)
    variants +=
        "  v" + std::to_string(at) + ": {model.elasticities: " + std::to_string(at + 2) + "}\n";
  workspace.folder.write("many.yaml", small_scenario("many", "25%") + variants);
  const Ran ran = workspace({"run", "many.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("these are the first 12 of 14 runs") && !Contains("v11"));
  const std::string csv = read_text(workspace.folder.path() / "out/many/compare.csv");
  CHECK_THAT(csv, Contains("v12_minus_many"));
  const std::string page = read_text(workspace.folder.path() / "out/many/compare.html");
  CHECK_THAT(page, Contains("first 12 of 14 runs") && Contains("\"id\":\"v10\"") &&
                       !Contains("\"id\":\"v11\""));
}

TEST_CASE("groups are compared, from a scenario and read back") {
  const Workspace workspace;
  const Ran ran = compared_with(workspace, "groups: {WEST: [USA, VNM]}\n");
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("\n  WEST "));
  const std::string csv = read_text(workspace.folder.path() / "out/compare/compare.csv");
  CHECK_THAT(csv, Contains("\ngroup,WEST,,,members,2,2,0\n"));
  // Goods from China, the only outsider: 450 into the United States at 29 % and 64 %, 90 into
  // Viet Nam free of duty.
  const nlohmann::json rows = compared_rows(workspace);
  for (const auto& row : rows)
    if (row["key"] == "WEST" && row["measure"] == "average_tariff_goods_pct") {
      CHECK(row["values"]["a"].get<double>() == tariffsim::test::written(100 * 0.29 * 450 / 540));
      CHECK(row["values"]["b"].get<double>() == tariffsim::test::written(100 * 0.64 * 450 / 540));
    }
}

TEST_CASE("a comparison shows what is in focus in its order, a group as one", "[regression]") {
  // Groups stood first, and all their members after what else was in focus.
  const Workspace workspace;
  const Ran ran =
      compared_with(workspace, "groups: {WEST: [USA, VNM]}\nreport: {focus: [CHN, WEST]}\n");
  REQUIRE(ran.status == 0);
  const std::string table = ran.out.substr(ran.out.find("\n  welfare "));
  CHECK(table.find("\n  CHN ") < table.find("\n  WEST "));
  CHECK(table.find("\n  WEST ") < table.find("\n  USA "));
}

TEST_CASE("a broken summary is told of in words, with what to do") {
  const WorkspaceOfTwo workspace;
  REQUIRE(workspace({"run", "a.yaml"}).status == 0);
  workspace.folder.write("out/a/summary.json", "{\"id\": ");
  const Ran broken = workspace({"compare", "out/a", "b.yaml"});
  CHECK(broken.status == 2);
  CHECK_THAT(broken.err, Contains("out/a/summary.json") && Contains("no JSON from byte") &&
                             Contains("run the scenario again") && !Contains("json.exception"));
  workspace.folder.write("out/a/summary.json", "{\"id\": 3}");
  CHECK_THAT(workspace({"compare", "out/a", "b.yaml"}).err,
             Contains("not of the kind") && !Contains("json.exception"));
  workspace.folder.write("out/a/summary.json", "{}");
  CHECK_THAT(workspace({"compare", "out/a", "b.yaml"}).err,
             Contains("is missing") && !Contains("json.exception"));
}

TEST_CASE("a study's folder is called one, and formats that comparisons lack are refused",
          "[regression]") {
  // A study was to be run again, and formats were passed over with exit status 0.
  const WorkspaceOfTwo workspace;
  workspace.folder.write("study.yaml", small_scenario("study", "25%") +
                                           "sweep: {\"policy[0].tariff.add\": [10%, 20%]}\n");
  REQUIRE(workspace({"run", "a.yaml", "study.yaml", "-q"}).status == 0);
  const Ran study = workspace({"compare", "out/a", "out/study"});
  CHECK(study.status == 2);
  CHECK_THAT(study.err, Contains("out/study holds a study: it has many results"));
  for (const char* format : {"xlsx", "netcdf"}) {
    const Ran ran = workspace({"compare", "a.yaml", "b.yaml", "-f", format});
    CHECK(ran.status == 2);
    CHECK_THAT(ran.err, Contains(std::string("comparisons are not written as ") + format));
  }
  CHECK_FALSE(fs::exists(workspace.folder.path() / "out/compare"));
  REQUIRE(workspace({"compare", "a.yaml", "b.yaml", "-f", "md"}).status == 0);
  CHECK_THAT(read_text(workspace.folder.path() / "out/compare/compare.md"), Contains("## Welfare"));
}

TEST_CASE("a folder that is no result cannot be compared") {
  const WorkspaceOfTwo workspace;
  const Ran ran = workspace({"compare", "baseline", "a.yaml"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("summary.json"));
}

TEST_CASE("a comparison replaces no result of another name") {
  const WorkspaceOfTwo workspace;
  REQUIRE(workspace({"run", "a.yaml", "--set", "id=compare"}).status == 0);
  CHECK(workspace({"compare", "a.yaml", "b.yaml"}).status == 1);
  CHECK(fs::exists(workspace.folder.path() / "out/compare/flows.csv"));
}

TEST_CASE("more than twelve runs, and studies, are not compared: exit 2, nothing solved") {
  const WorkspaceOfTwo workspace;
  REQUIRE(workspace({"run", "a.yaml", "-q", "-o", "before"}).status == 0);
  std::vector<std::string> thirteen{"compare"};
  const std::filesystem::path before = workspace.folder.path() / "before";
  for (int at = 0; at < 13; ++at) {
    std::filesystem::copy(before / "a", before / ("a" + std::to_string(at)),
                          std::filesystem::copy_options::recursive);
    thirteen.push_back("before/a" + std::to_string(at));
  }
  const Ran ran = workspace(thirteen);
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("two to 12 runs side by side, and these are 13"));

  std::string variants = "vary:\n";
  for (int at = 0; at < 12; ++at)
    variants +=
        "  v" + std::to_string(at) + ": {model.elasticities: " + std::to_string(at + 2) + "}\n";
  workspace.folder.write("many.yaml", small_scenario("many", "25%") + variants);
  const Ran many = workspace({"compare", "many.yaml"});
  CHECK(many.status == 2);
  CHECK_THAT(many.err, Contains("these are 13: many.yaml makes 13 (many, many/v0, many/v1,") &&
                           Contains("--only"));

  workspace.folder.write("study.yaml", small_scenario("study", "25%") +
                                           "sweep: {\"policy[0].tariff.add\": [10%, 20%]}\n");
  const Ran study = workspace({"compare", "a.yaml", "study.yaml"});
  CHECK(study.status == 2);
  CHECK_THAT(study.err, Contains("study is a study: it has many results"));
  CHECK_FALSE(fs::exists(workspace.folder.path() / "out"));
}

TEST_CASE("a baseline that stands alone says so first, and is never set beside another") {
  const WorkspaceOfTwo workspace;
  workspace.folder.write("alone.yaml",
                         "tariffsim: 1\nbaseline: world-2023\npolicy:\n"
                         "  - tariff: {importer: USA, exporter: LSO, add: 50%}\n"
                         "report: {focus: [LSO, VNM]}\n");
  const Ran apart = workspace({"compare", "a.yaml", "alone.yaml"});
  CHECK(apart.status == 2);
  CHECK_THAT(apart.err, Contains("results on world-2023 must not be compared with those on other "
                                 "baselines (one sector, no inputs, no base tariffs, gross "
                                 "exports against GDP)"));
  CHECK_FALSE(workspace.has("out/compare"));

  const Ran ran = workspace({"run", "alone.yaml", "-f", "csv,json,md"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const auto first = ran.out.find(
      "world-2023: one sector, no inputs, no base tariffs, gross "
      "exports against GDP");
  CHECK(first < ran.out.find("an asterisk marks economies whose exports are above 60 % of GDP"));
  CHECK(first < ran.out.find("Policy"));
  CHECK_THAT(ran.out, Contains("Viet Nam*") && !Contains("Lesotho*"));
  const nlohmann::json summary = workspace.json("out/alone/summary.json");
  CHECK(summary["baseline"]["stands_alone"] ==
        "one sector, no inputs, no base tariffs, gross exports against GDP");
  CHECK_THAT(summary["notes"][0].get<std::string>(), Contains("one sector, no inputs"));
  const std::string page = workspace.text("out/alone/report.md");
  CHECK(page.find("*Caution:* world-2023: one sector") < page.find("raises its tariffs"));

  CHECK(workspace({"compare", "out/alone", "b.yaml"}).status == 2);
  CHECK(workspace({"compare", "out/alone", "alone.yaml"}).status == 0);
}

TEST_CASE("tables of results that were cut short or put together are refused", "[regression]") {
  // Cause: they were read as far as they went, and compared as if that were all.
  const WorkspaceOfTwo workspace;
  REQUIRE(workspace({"run", "a.yaml", "b.yaml", "-q", "-f", "csv"}).status == 0);
  const auto refused = [&](const std::string& file, const std::string& text) {
    const std::string before = workspace.text(file);
    workspace.folder.write(file, text);
    const Ran ran = workspace({"compare", "out/a", "out/b"});
    workspace.folder.write(file, before);
    CHECK(ran.status == 2);
    CHECK_FALSE(workspace.has("out/compare"));
    return ran.err;
  };
  const std::string countries = workspace.text("out/b/countries.csv");
  const std::string pairs = workspace.text("out/b/pairs.csv");
  const auto lines = [](const std::string& text, int count) {
    std::size_t end = 0;
    for (int line = 0; line < count; ++line) end = text.find('\n', end) + 1;
    return text.substr(0, end);
  };
  const std::string first = lines(countries, 2).substr(lines(countries, 1).size());
  CHECK_THAT(refused("out/b/countries.csv", lines(countries, 1)),
             Contains("out/b/countries.csv: has no rows"));
  CHECK_THAT(refused("out/b/countries.csv", lines(countries, 3)),
             Contains("out/b/countries.csv: has no row of 'VNM'"));
  CHECK_THAT(refused("out/b/countries.csv", countries + first),
             Contains("out/b/countries.csv:5:1: error: 'USA' has a row already, line 2"));
  CHECK_THAT(refused("out/b/pairs.csv", lines(pairs, 1)), Contains("out/b/pairs.csv: has no rows"));
  CHECK_THAT(refused("out/b/pairs.csv", pairs + pairs.substr(lines(pairs, 1).size())),
             Contains("has a row already, line 2"));
  CHECK(workspace({"compare", "out/a", "out/b"}).status == 0);
}

namespace {

/// vary.yaml: a scenario with two variants, one of which has a title of its own.
void write_variants(const Workspace& workspace) {
  workspace.folder.write("vary.yaml",
                         small_scenario("vary", "25%") +
                             "vary:\n  low: {\"policy[0].tariff.add\": 10%}\n"
                             "  high: {title: The high one, \"policy[0].tariff.add\": 90%}\n");
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("variants are compared from a file and from a folder alike", "[regression]") {
  // Eight files were eleven runs, and their folders eight.
  const WorkspaceOfTwo workspace;
  write_variants(workspace);
  REQUIRE(workspace({"run", "vary.yaml", "-q"}).status == 0);
  REQUIRE(workspace({"compare", "vary.yaml", "a.yaml", "-o", "files", "-q"}).status == 0);
  const Ran ran = workspace({"compare", "out/vary", "a.yaml", "-o", "folders"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const std::string csv = workspace.text("folders/compare/compare.csv");
  CHECK(csv == workspace.text("files/compare/compare.csv"));
  CHECK(first_line(csv) ==
        "kind,key,exporter,importer,measure,vary,low,high,a,low_minus_vary,high_minus_vary,"
        "a_minus_vary");
  CHECK(workspace.json("folders/compare/compare.json")["runs"][2]["title"] == "The high one");
}

TEST_CASE("some of many runs are chosen, the first of them first") {
  const WorkspaceOfTwo workspace;
  write_variants(workspace);
  const Ran ran = workspace({"compare", "vary.yaml", "a.yaml", "--only", "a,vary/high"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(first_line(workspace.text("out/compare/compare.csv")) ==
        "kind,key,exporter,importer,measure,a,high,high_minus_a");
  const Ran wrong = workspace({"compare", "vary.yaml", "a.yaml", "--only", "a,vary/hihg"});
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err,
             Contains("--only names 'vary/hihg'") && Contains("did you mean 'vary/high'"));
  CHECK(workspace({"compare", "vary.yaml", "a.yaml", "--only", "a,"}).status == 2);
  const Ran elsewhere = workspace({"run", "a.yaml", "--levels"});
  CHECK(elsewhere.status == 2);
  CHECK_THAT(elsewhere.err, Contains("'run' takes no --levels"));
}

namespace {

/// Of sums over what files have in ten digits; changes in percent are differences of these.
auto as_sums(double value) { return tariffsim::test::near(value, 2e-8 + 1e-9 * std::abs(value)); }

}  // namespace

TEST_CASE("a group that one run names is told of all, from files and from folders",
          "[regression]") {
  // EU27 was a dash unless every scenario named it.
  const WorkspaceOfTwo workspace;
  workspace.scenario("west", "groups: {WEST: [USA, VNM]}\nreport: {focus: [WEST]}\n");
  REQUIRE(workspace({"run", "b.yaml", "-q"}).status == 0);
  REQUIRE(workspace({"compare", "west.yaml", "b.yaml", "-o", "solved"}).status == 0);
  REQUIRE(workspace({"compare", "west.yaml", "out/b", "-o", "read"}).status == 0);
  std::size_t compared = 0;
  const auto group_rows = [&](const char* folder) {
    std::map<std::string, double> values;
    const nlohmann::json read_back = workspace.json(std::string(folder) + "/compare/compare.json");
    for (const auto& row : read_back["rows"])
      if (row["kind"] == "group" && !row["values"]["b"].is_null())
        values[row["measure"]] = row["values"]["b"];
    return values;
  };
  const auto solved = group_rows("solved"), read = group_rows("read");
  CHECK(solved.size() > read.size());
  for (const auto& [measure, value] : read) {
    INFO(measure);
    REQUIRE(solved.count(measure) == 1);
    CHECK(value == as_sums(solved.at(measure)));
    ++compared;
  }
  CHECK(compared >= 12);
}

TEST_CASE("a group with members inside a region is told of all folders, too", "[regression]") {
  // Cause: the folder's group names the region, and was sought by the region's members.
  const WorkspaceOfTwo workspace;
  for (const auto& [id, more] :
       {std::pair{"eu", "report: {focus: [EU27]}\n"}, std::pair{"india", ""}})
    workspace.folder.write(
        std::string(id) + ".yaml",
        std::string("tariffsim: 1\nbaseline: world-2024\npolicy: [{tariff: {importer: USA, "
                    "exporter: IND, add: 10%}}]\n") +
            more);
  REQUIRE(workspace({"run", "eu.yaml", "india.yaml", "-q", "-f", "csv"}).status == 0);
  REQUIRE(workspace({"compare", "out/eu", "out/india"}).status == 0);
  std::size_t told = 0;
  const nlohmann::json compared = workspace.json("out/compare/compare.json");
  for (const auto& row : compared["rows"]) {
    if (row["kind"] != "group" || row["key"] != "EU27" || row["values"]["india"].is_null())
      continue;
    INFO(row.dump());
    ++told;
    CHECK(row["values"]["india"].get<double>() == as_sums(row["values"]["eu"].get<double>()));
  }
  CHECK(told >= 12);
}

TEST_CASE("sectors of a chosen country are side by side") {
  const WorkspaceOfTwo workspace;
  const Ran ran = workspace({"compare", "a.yaml", "b.yaml", "--sectors", "CHN"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("sectors of CHN, volume") && Contains("sectors of CHN, exports"));
  CHECK_THAT(workspace.text("out/compare/compare.csv"),
             Contains("\nsector,CHN[GDS],,,volume_pct,"));
  const Ran wrong = workspace({"compare", "a.yaml", "b.yaml", "--sectors", "CHM"});
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err, Contains("did you mean 'CHN'?"));
}

TEST_CASE("a folder above those of results is called what it is", "[regression]") {
  // It was asked whether it was written with '-f csv'.
  const WorkspaceOfTwo workspace;
  REQUIRE(workspace({"run", "a.yaml", "-q"}).status == 0);
  const Ran ran = workspace({"compare", "out", "b.yaml"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("out is not a folder of a result") && !Contains("-f csv"));
}

TEST_CASE("two timelines are compared step by step") {
  const Workspace workspace;
  const auto timeline = [&](const std::string& id, const std::string& day) {
    workspace.folder.write(
        id + ".yaml",
        "tariffsim: 1\nbaseline: ./baseline\nsteps:\n"
        "  - {id: first, date: 2025-02-04, policy: [{tariff: {importer: USA, exporter: CHN, add: "
        "10%}}]}\n"
        "  - {id: second, date: " +
            day + ", policy: [{tariff: {importer: USA, exporter: CHN, add: 20%}}]}\n");
  };
  timeline("early", "2025-03-04");
  timeline("late", "2025-06-04");
  const Ran ran = workspace({"compare", "early.yaml", "late.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("step by step, welfare") && Contains("2025-03-04"));
  REQUIRE(workspace({"run", "early.yaml", "late.yaml", "-q"}).status == 0);
  const std::string solved = workspace.text("out/compare/compare.csv");
  REQUIRE(workspace({"compare", "out/early", "out/late"}).status == 0);
  CHECK(workspace.text("out/compare/compare.csv") == solved);
}
