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
  CHECK(csv.starts_with("kind,key,exporter,importer,measure,a,b,b_minus_a,differs_also_by\n"));
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
  CHECK_THAT(csv, Contains("\ngroup,WEST,,,members,2,2,0,\n"));
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
  const Ran ran = workspace({"compare", "a.yaml", "b.yaml", "-f", "netcdf"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("comparisons are not written as netcdf"));
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
  CHECK_THAT(many.err, Contains("these are 13: many.yaml makes 13 runs (many, many/v0, many/v1,") &&
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
             Contains("out/b/countries.csv:1: error: has no rows"));
  CHECK_THAT(
      refused("out/b/countries.csv", lines(countries, 3)),
      Contains("out/b/countries.csv:1: error: has no row of 'VNM', which would follow line 3"));
  CHECK_THAT(refused("out/b/countries.csv", countries + first),
             Contains("out/b/countries.csv:5:1: error: 'USA' has a row already, line 2"));
  CHECK_THAT(refused("out/b/pairs.csv", lines(pairs, 1)),
             Contains("out/b/pairs.csv:1: error: has no rows"));
  CHECK_THAT(refused("out/b/pairs.csv", pairs + pairs.substr(lines(pairs, 1).size())),
             Contains("has a row already, line 2"));

  // Sectors and flows were read as far as they went, whatever was missing.
  const auto without = [&](const std::string& text, const std::string& row) {
    const std::size_t at = text.find("\n" + row) + 1;
    REQUIRE(at > 0);
    return text.substr(0, at) + text.substr(text.find('\n', at) + 1);
  };
  const std::string sectors = workspace.text("out/b/sectors.csv");
  const std::string flows = workspace.text("out/b/flows.csv");
  CHECK_THAT(refused("out/b/sectors.csv", lines(sectors, 1)),
             Contains("out/b/sectors.csv:1: error: has no rows"));
  CHECK_THAT(refused("out/b/sectors.csv", without(sectors, "CHN,SRV,")),
             Contains("sectors.csv:1: error: has no row of 'CHN[SRV]', which would follow line 4"));
  CHECK_THAT(refused("out/b/sectors.csv", sectors + sectors.substr(lines(sectors, 1).size())),
             Contains("'USA[GDS]' has a row already, line 2"));
  const auto renamed = [](std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
  };
  CHECK_THAT(refused("out/b/sectors.csv", renamed(sectors, "volume_pct", "volume_pc")),
             Contains("sectors.csv:1: error: no result has a column 'volume_pc'") &&
                 Contains("did you mean 'volume_pct'?"));
  CHECK_THAT(refused("out/b/sectors.csv", renamed(sectors, "\nUSA,SRV", "\nUSA,XYZ")),
             Contains("sectors.csv:3:1: error: a row of 'USA[XYZ]', which summary.json does not"));
  CHECK_THAT(refused("out/b/pairs.csv", without(pairs, "CHN,USA,")),
             Contains("pairs.csv") && Contains("sales of 'CHN' add up to"));
  CHECK_THAT(refused("out/b/flows.csv", lines(flows, 1)),
             Contains("flows.csv:1: error: has no rows"));
  CHECK_THAT(refused("out/b/flows.csv", without(flows, "CHN,USA,GDS")),
             Contains("the rows of CHN->USA add up to flow_base_musd = 30, and pairs.csv has 480"));
  CHECK_THAT(refused("out/b/flows.csv", flows + flows.substr(lines(flows, 1).size())),
             Contains("'USA->USA[GDS]' has a row already, line 2"));
  CHECK(workspace({"compare", "out/a", "out/b"}).status == 0);
  // What a file lacks of today's measures is not compared, and that is said.
  const auto without_last_column = [](const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      const std::string line = text.substr(at, end - at);
      out += line.substr(0, line.rfind(',')) + "\n";
      at = end + 1;
    }
    return out;
  };
  workspace.folder.write("out/b/sectors.csv", without_last_column(sectors));
  CHECK_THAT(workspace({"compare", "out/a", "out/b"}).out,
             Contains("out/b/sectors.csv lacks what results have today") &&
                 Contains("buyer_price_at_own_wages_pct"));
  workspace.folder.write("out/b/sectors.csv", sectors);
  workspace.folder.write("out/b/rates.csv",
                         "player,instrument,exporter,importer,sector,rate\n"
                         "USA,tariff,CHN,USA,GDS,0.2\nUSA,tariff,CHN,USA,GDS,0.2\n");
  CHECK_THAT(workspace({"compare", "out/a", "out/b"}).err,
             Contains("out/b/rates.csv:3:1: error: 'USA tariff CHN USA GDS' has a row already"));
  workspace.folder.write("out/b/rates.csv",
                         "player,instrument,exporter,importer,sector,rate\n"
                         "USA,tariff,XYZ,USA,GDS,0.2\n");
  CHECK_THAT(workspace({"compare", "out/a", "out/b"}).err,
             Contains("a row of 'XYZ', which summary.json does not name"));
  fs::remove(workspace.folder.path() / "out/b/rates.csv");
  workspace.folder.write("out/b/quotas.csv", "quota,regime,licence_price\n");
  CHECK_THAT(workspace({"compare", "out/a", "out/b"}).err,
             Contains("out/b/quotas.csv:1: error: has no rows"));
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
        "a_minus_vary,differs_also_by");
  CHECK(workspace.json("folders/compare/compare.json")["runs"][2]["title"] == "The high one");
}

TEST_CASE("some of many runs are chosen, the first of them first") {
  const WorkspaceOfTwo workspace;
  write_variants(workspace);
  const Ran ran = workspace({"compare", "vary.yaml", "a.yaml", "--only", "a,vary/high"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(first_line(workspace.text("out/compare/compare.csv")) ==
        "kind,key,exporter,importer,measure,a,high,high_minus_a,differs_also_by");
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
  // EU27 was a dash unless every scenario named it, and real GDP, the effective tariff, border
  // taxes over GDP and the exporters' share were left out of what is summed from files.
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
  CHECK(solved.size() == read.size());
  for (const char* measure : {"real_gdp_pct", "effective_tariff_goods_pct", "tax_revenue_gdp_pct",
                              "exporters_share_of_duty"})
    CHECK(read.count(measure) == 1);
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
       {std::pair{"eu", "report: {focus: [EU27]}\n"},
        std::pair{"india", "vary: {low: {\"policy[0].tariff.add\": 5%}}\n"}})
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
    const double expected = row["values"]["eu"].get<double>();
    // Balances are differences of trade, which has the ten digits: a billionth of 4e6 million.
    const bool is_balance = row["measure"].get<std::string>().find("balance") != std::string::npos;
    CHECK(row["values"]["india"].get<double>() ==
          (is_balance ? tariffsim::test::near(expected, 4e-3) : as_sums(expected)));
  }
  CHECK(told >= 12);
  // Cause: of folders alone no run named it, and only scenario files brought it with them.
  const Ran ran = workspace({"compare", "out/india", "--sectors", "EU27"});
  CHECK_THAT(ran.err, !Contains("error"));
  CHECK_THAT(ran.out, Contains("sectors of EU27, volume"));
}

namespace {

/// Values of the run b by kind, key and measure, of groups' pairs and sectors.
std::map<std::string, double> rows_of_parts(const Workspace& workspace, const char* folder) {
  std::map<std::string, double> values;
  const nlohmann::json read = workspace.json(std::string(folder) + "/compare/compare.json");
  for (const auto& row : read["rows"])
    if (row["kind"].get<std::string>().starts_with("group_") && !row["values"]["b"].is_null())
      values[row["kind"].get<std::string>() + " " + row["key"].get<std::string>() + " " +
             row["measure"].get<std::string>()] = row["values"]["b"];
  return values;
}

}  // namespace

TEST_CASE("pairs and sectors of a group are told of all runs, from files and from folders alike",
          "[regression]") {
  // Only the tables of countries had groups.
  const WorkspaceOfTwo workspace;
  workspace.scenario("west", "groups: {WEST: [USA, VNM]}\nreport: {focus: [WEST]}\n");
  REQUIRE(workspace({"run", "b.yaml", "-q"}).status == 0);
  const Ran ran = workspace({"compare", "west.yaml", "b.yaml", "-o", "solved"});
  REQUIRE(ran.status == 0);
  REQUIRE(workspace({"compare", "west.yaml", "out/b", "-o", "read"}).status == 0);
  auto solved = rows_of_parts(workspace, "solved");
  CHECK(solved == rows_of_parts(workspace, "read"));
  // WEST and CHN make up the world: what one sells the other buys, and nothing is within.
  CHECK(solved.count("group_pair WEST->CHN flow_musd") == 1);
  CHECK(solved.count("group_pair WEST->USA flow_musd") == 0);
  double sold = 0;
  for (const char* sector : {"GDS", "SRV"})
    sold += solved.at(std::string("group_sector WEST[") + sector + "] exports_musd");
  CHECK(solved.at("group_pair WEST->CHN flow_musd") == as_sums(sold));
  CHECK_THAT(ran.out, Contains("sectors of WEST, volume") && Contains("WEST -> CHN") &&
                          Contains("WEST is its members together"));
  const Ran chosen =
      workspace({"compare", "b.yaml", "west.yaml", "--sectors", "WEST", "-o", "chosen"});
  CHECK_THAT(chosen.out, Contains("sectors of WEST, exports"));
}

TEST_CASE("a sector of a group is a measure of 'expect', and what a comparison shows") {
  const WorkspaceOfTwo workspace;
  workspace.scenario("west", "groups: {WEST: [USA, VNM]}\n");
  REQUIRE(workspace({"compare", "west.yaml", "b.yaml", "-o", "solved", "-q"}).status == 0);
  const nlohmann::json rows = workspace.json("solved/compare/compare.json")["rows"];
  for (const char* measure : {"output_pct", "volume_pct", "buyer_price_pct", "exports_pct",
                              "imports_pct", "tariff_pct"}) {
    INFO(measure);
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
      return row["key"] == "WEST[GDS]" && row["measure"] == measure;
    });
    REQUIRE(found != rows.end());
    const double value = (*found)["values"]["west"];
    const auto checked = [&](double from, double to) {
      workspace.scenario("asked", "groups: {WEST: [USA, VNM]}\nexpect: [\"WEST[GDS]." +
                                      std::string(measure) + " in [" + std::to_string(from) + ", " +
                                      std::to_string(to) + "]\"]\n");
      return workspace({"run", "asked.yaml", "--check", "-q"}).status;
    };
    CHECK(checked(value - 2e-6, value + 2e-6) == 0);
    CHECK(checked(value + 1e-3, value + 1) == 1);
  }
  workspace.scenario("pair",
                     "groups: {WEST: [USA, VNM]}\n"
                     "expect: [\"CHN->WEST[GDS].flow_pct < 0\"]\n"
                     "report: {show: [\"WEST[GDS].output_pct\"]}\n");
  CHECK(workspace({"run", "pair.yaml", "--check", "-q"}).status == 0);
}

TEST_CASE("sectors of a chosen country are side by side") {
  const WorkspaceOfTwo workspace;
  const Ran ran = workspace({"compare", "a.yaml", "b.yaml", "--sectors", "CHN"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out,
             Contains("sectors of China, volume") && Contains("sectors of China, exports"));
  CHECK_THAT(workspace.text("out/compare/compare.csv"),
             Contains("\nsector,CHN[GDS],,,volume_pct,"));
  const Ran wrong = workspace({"compare", "a.yaml", "b.yaml", "--sectors", "CHM"});
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err, Contains("did you mean 'CHN'?"));
  // Cause: what was refused was suggested.
  CHECK_THAT(workspace({"compare", "a.yaml", "b.yaml", "--sectors", "EU27"}).err,
             Contains("such as '--sectors USA'") && !Contains("'--sectors EU27'"));
}

TEST_CASE("a folder above those of results is called what it is", "[regression]") {
  // It was asked whether it was written with '-f csv'.
  const WorkspaceOfTwo workspace;
  REQUIRE(workspace({"run", "a.yaml", "-q"}).status == 0);
  const Ran ran = workspace({"compare", "out", "b.yaml"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("out is not a folder of a result") && !Contains("-f csv"));
}

TEST_CASE("a source that makes several runs is told of at the start", "[regression]") {
  // Eight files were eleven runs without a word of which made more than one.
  const WorkspaceOfTwo workspace;
  write_variants(workspace);
  const Ran ran = workspace({"compare", "vary.yaml", "a.yaml"});
  CHECK_THAT(ran.err, Contains("vary.yaml makes 3 runs (vary, vary/low, vary/high), a.yaml makes "
                               "1: 4 in all"));
  CHECK_THAT(workspace({"run", "a.yaml", "vary.yaml"}).err,
             Contains("a.yaml makes 1 run, vary.yaml makes 3 runs (vary, vary/low, vary/high): 4"));
  CHECK_THAT(workspace({"compare", "a.yaml", "b.yaml"}).err, !Contains("makes"));
}

TEST_CASE("a comparison's workbook has names beside codes, and levels where asked") {
  const WorkspaceOfTwo workspace;
  const Ran ran = workspace(
      {"compare", "a.yaml", "b.yaml", "--levels", "--sectors", "CHN", "-f", "xlsx,md,json"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(workspace.text("out/compare/compare.xlsx").starts_with("PK"));
  CHECK_THAT(ran.out, Contains("levels before and after stand in place of changes") &&
                          Contains("sectors of China, exports") && Contains("USA  United States"));
  // Exports of a sector are in no file of a run: they are summed over its flows.
  CHECK_THAT(workspace.text("out/compare/compare.md"),
             Contains("| sectors of China, exports | before | a | b | difference |"));
  CHECK(workspace.json("out/compare/compare.json")["runs"][0]["names"]["CHN"] == "China");
}

TEST_CASE("what differs in its reference or baseline alone has that as its reason",
          "[regression]") {
  // "weights are trade before" stood beside differences of rates.
  const Workspace workspace;
  const auto write = [&](const std::string& id, const std::string& more, const char* rate) {
    workspace.folder.write(
        id + ".yaml", "tariffsim: 1\nbaseline: ./baseline\n" + more +
                          "policy: [{tariff: {importer: USA, exporter: [CHN, VNM], set: " + rate +
                          "}}]\nreport: {focus: [USA]}\n");
  };
  const std::string reference = "reference: [{tariff: {importer: USA, exporter: CHN, add: 10%}}]\n";
  write("plain", "", "20%");
  write("after", reference, "20%");
  write("other", reference, "30%");
  const auto reason_of = [&](const std::string& measure, const std::string& run) {
    for (const auto& row : compared_rows(workspace))
      if (row["key"] == "CHN" && row["measure"] == measure)
        return row.value("reasons", nlohmann::json::object()).value(run, std::string());
    return std::string("no row");
  };
  REQUIRE(workspace({"compare", "plain.yaml", "after.yaml", "other.yaml"}).status == 0);
  const std::string starts =
      "plain counts from the baseline, after from the scenario's own reference policy";
  CHECK(reason_of("tariff_faced_pct", "after") ==
        "the rates are the same, their weights, trade before, are not: " + starts);
  CHECK(reason_of("exports_pct", "after") == "the level after is the same: " + starts);
  CHECK(reason_of("exports_base_musd", "after") == "the start is another: " + starts);
  // Another rate explains itself.
  CHECK(reason_of("tariff_faced_pct", "other").empty());
  CHECK(reason_of("exports_pct", "other").empty());
}

TEST_CASE("two timelines are compared step by step") {
  const Workspace workspace;
  const auto timeline = [&](const std::string& id, const std::string& day) {
    workspace.folder.write(id + ".yaml",
                           "tariffsim: 1\nbaseline: ./baseline\nsteps:\n"
                           "  - {id: first, date: 2025-02-04, title: \"Ten on China\", policy: "
                           "[{tariff: {importer: USA, exporter: CHN, add: "
                           "10%}}]}\n"
                           "  - {id: second, date: " +
                               day +
                               ", policy: [{tariff: {importer: USA, exporter: CHN, add: 20%}}]}\n");
  };
  timeline("early", "2025-03-04");
  timeline("late", "2025-06-04");
  const Ran ran = workspace({"compare", "early.yaml", "late.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("step by step, welfare") && Contains("2025-03-04") &&
                          Contains("2025-02-04  Ten on China"));
  REQUIRE(workspace({"run", "early.yaml", "late.yaml", "-q"}).status == 0);
  const std::string solved = workspace.text("out/compare/compare.csv");
  REQUIRE(workspace({"compare", "out/early", "out/late"}).status == 0);
  CHECK(workspace.text("out/compare/compare.csv") == solved);
  // A table over the steps is checked as the others are.
  const std::string steps = workspace.text("out/late/steps.csv");
  workspace.folder.write("out/late/steps.csv", steps.substr(0, steps.rfind("\nsecond,") + 1));
  CHECK_THAT(workspace({"compare", "out/early", "out/late"}).err,
             Contains("steps.csv:1: error: has no row of 'second/VNM', which would follow line 6"));
  workspace.folder.write("out/late/steps.csv", steps);
  // A group that a third timeline names is told of in the steps of both folders.
  workspace.folder.write("west.yaml", workspace.text("late.yaml") +
                                          "groups: {WEST: [USA, VNM]}\nreport: {focus: [WEST]}\n");
  REQUIRE(workspace({"compare", "out/early", "out/late", "west.yaml"}).status == 0);
  std::size_t told = 0;
  for (const auto& row : compared_rows(workspace))
    if (row["key"] == "2025-06-04/WEST" && !row["values"]["late/second"].is_null()) {
      INFO(row.dump());
      CHECK(row["values"]["late/second"].get<double>() ==
            as_sums(row["values"]["west/second"].get<double>()));
      ++told;
    }
  CHECK(told >= 8);
}

TEST_CASE("behind the end of a step a timeline has no figures until its next one", "[regression]") {
  // Cause: the step was told of until the next one, its policy in force or not; and marks were
  // those of the last steps, however the others were solved.
  const Workspace workspace;
  const auto timeline = [&](const std::string& id, const std::string& steps) {
    workspace.folder.write(id + ".yaml", "tariffsim: 1\nbaseline: ./baseline\nsteps:\n" + steps +
                                             "report: {focus: [USA]}\n");
  };
  const std::string policy = "policy: [{tariff: {importer: USA, exporter: CHN, add: 10%}}]";
  timeline("ended", "  - {id: on, date: 2025-02-01, ends: 2025-08-01, " + policy +
                        "}\n  - {id: off, date: 2026-01-01}\n");
  timeline("short", "  - {id: one, date: 2025-03-01, model: {horizon: short}, " + policy +
                        "}\n  - {id: two, date: 2025-10-01}\n  - {id: three, date: 2026-06-01}\n");
  REQUIRE(workspace({"run", "ended.yaml", "short.yaml", "-q"}).status == 0);
  REQUIRE(workspace({"compare", "ended.yaml", "short.yaml", "-o", "files"}).status == 0);
  const Ran ran = workspace({"compare", "out/ended", "out/short", "-o", "folders"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const std::string csv = workspace.text("folders/compare/compare.csv");
  CHECK(csv == workspace.text("files/compare/compare.csv"));
  const auto row = [&](const std::string& day) {
    const std::size_t at = csv.find("step," + day + "/USA,,,welfare_pct,");
    return csv.substr(at, csv.find('\n', at) - at);
  };
  CHECK(row("2025-10-01").starts_with("step,2025-10-01/USA,,,welfare_pct,,"));
  CHECK_THAT(row("2025-10-01"), Contains("ended/off has no figures from 2025-08-01 until its next "
                                         "step (2026-01-01)"));
  CHECK_THAT(row("2025-03-01"), Contains("a short horizon instead of a long one"));
  CHECK_THAT(row("2026-06-01"), !Contains("horizon"));
  CHECK_THAT(ran.err + ran.out,
             Contains("ended/off is of 2026-01-01, short/three is of 2026-06-01"));
}

TEST_CASE("a table of a result that is missing is named", "[regression]") {
  // Without sectors.csv a row of flows.csv was blamed, and other tables were left out in silence.
  const Workspace workspace;
  workspace.scenario(
      "a", "groups: {WEST: [USA, VNM]}\nreport: {focus: [WEST], revenue: {offset: 23%}}\n");
  workspace.scenario("b", "", "60%");
  workspace.folder.write(
      "t.yaml",
      "tariffsim: 1\nbaseline: ./baseline\nsteps:\n"
      "  - {id: one, policy: [{tariff: {importer: USA, exporter: CHN, add: 10%}}]}\n"
      "  - {id: two, policy: [{tariff: {importer: USA, exporter: CHN, add: 20%}}]}\n");
  REQUIRE(workspace({"run", "a.yaml", "b.yaml", "t.yaml", "-q", "-f", "csv"}).status == 0);
  const auto without = [&](const std::string& folder, const std::string& name) {
    const std::string file = folder + "/" + name, text = workspace.text(file);
    fs::remove(workspace.folder.path() / file);
    const Ran ran = workspace({"compare", "out/b", "out/a", "out/t"});
    workspace.folder.write(file, text);
    return ran;
  };
  REQUIRE(workspace({"compare", "out/b", "out/a", "out/t"}).status == 0);
  for (const char* name :
       {"countries.csv", "pairs.csv", "sectors.csv", "groups.csv", "revenue.csv"}) {
    const Ran ran = without("out/a", name);
    CHECK(ran.status == 2);
    CHECK_THAT(ran.err, Contains("out/a holds no " + std::string(name)) && !Contains("flows.csv"));
  }
  CHECK_THAT(without("out/t", "steps.csv").err, Contains("out/t holds no steps.csv"));
  const Ran flows = without("out/a", "flows.csv");
  CHECK(flows.status == 0);
  CHECK_THAT(flows.out, Contains("out/a holds no flows.csv: trade by sector"));
}

TEST_CASE("steps of timelines are chosen by name, from files and from folders", "[regression]") {
  // Beside another argument only a timeline's end could be compared.
  const Workspace workspace;
  for (const char* id : {"t1", "t2"})
    workspace.folder.write(
        std::string(id) + ".yaml",
        "tariffsim: 1\nbaseline: ./baseline\nsteps:\n"
        "  - {id: one, policy: [{tariff: {importer: USA, exporter: CHN, add: 10%}}]}\n"
        "  - {id: two, policy: [{tariff: {importer: USA, exporter: CHN, add: 20%}}]}\n"
        "vary: {low: {\"steps[1].policy[0].tariff.add\": 15%}}\n");
  REQUIRE(workspace({"run", "t1.yaml", "t2.yaml", "-q"}).status == 0);
  const std::string only = "t1/one,t2/two,t1,t2/low/one";
  for (const auto& [one, two] : {std::pair{"t1.yaml", "t2.yaml"}, std::pair{"out/t1", "out/t2"}}) {
    const Ran ran = workspace({"compare", one, two, "--only", only, "-o", "chosen"});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    CHECK(first_line(workspace.text("chosen/compare/compare.csv"))
              .starts_with("kind,key,exporter,importer,measure,t1/one,t2/two,t1/two,low/one,"));
    const Ran wrong = workspace({"compare", one, two, "--only", "t1/three,t2"});
    CHECK(wrong.status == 2);
    CHECK_THAT(wrong.err,
               Contains("the runs are t1, t1/low, t2, t2/low; steps that can be chosen are t1/one, "
                        "t1/two, t1/low/one, t1/low/two, t2/one"));
    // Of one timeline with variants, too.
    CHECK(workspace({"compare", one, "--only", "one,t1/low", "-o", "alone"}).status == 0);
    CHECK(first_line(workspace.text("alone/compare/compare.csv"))
              .starts_with("kind,key,exporter,importer,measure,t1/one,low/one,low/two,"));
  }
}
