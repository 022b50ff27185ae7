#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <sstream>

#include "support/near.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

/// The fields of each line but the first.
std::vector<std::vector<std::string>> rows(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> fields;
    std::istringstream parts(line);
    for (std::string field; std::getline(parts, field, ',');) fields.push_back(field);
    rows.push_back(fields);
  }
  rows.erase(rows.begin());
  return rows;
}

/// Welfare by country of a single run.
std::map<std::string, double> welfare(const Workspace& workspace, const std::string& id) {
  std::map<std::string, double> found;
  for (const auto& row : rows(workspace.text("out/" + id + "/countries.csv")))
    found[row[0]] = std::stod(row[2]);
  return found;
}

}  // namespace

TEST_CASE("a point of a sweep is the single run with that value") {
  Workspace workspace;
  workspace.scenario(
      "grid", "sweep: {\"policy[0].tariff.add\": 0..60% by 20%, model.elasticities: [3, 6]}\n");
  const Ran ran = workspace({"run", "grid.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const auto points = rows(workspace.text("out/grid/study.csv"));
  CHECK(points.size() == 4 * 2 * 3);
  for (const std::string rate : {"0%", "20%", "40%", "60%"}) {
    for (const std::string theta : {"3", "6"}) {
      workspace.scenario("one", "model: {elasticities: " + theta + "}\n", rate);
      REQUIRE(workspace({"run", "one.yaml", "-q"}).status == 0);
      std::map<std::string, double> single = welfare(workspace, "one");
      std::size_t compared = 0;
      for (const auto& row : points) {
        if (100 * std::stod(row[1]) != tariffsim::test::near(std::stod(rate), 1e-9) ||
            std::stod(row[2]) != std::stod(theta))
          continue;
        CAPTURE(rate, theta, row[3]);
        CHECK(std::stod(row[4]) == tariffsim::test::near(single.at(row[3]), 1e-7));
        ++compared;
      }
      CHECK(compared == 3);
    }
  }
}

TEST_CASE("measures of one's own are kept of each point of a study, as a run has them",
          "[regression]") {
  // A sweep told seven fixed measures, and 'show' was ignored.
  Workspace workspace;
  const std::string group = "groups: {EAST: [CHN, VNM]}\n";
  const std::string show =
      "report: {show: [\"EAST[GDS].output_pct\", \"CHN->USA[GDS].flow_musd\", USA.real_gdp_pct, "
      "world.trade_volume_pct]}\n";
  workspace.scenario("grid", group + show + "sweep: {\"policy[0].tariff.add\": [10%, 25%]}\n");
  const Ran ran = workspace({"run", "grid.yaml", "-f", "csv,json,html,md,xlsx"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("Measures asked for") && Contains("EAST[GDS]: output"));
  CHECK_THAT(ran.err, !Contains("ignored"));
  CHECK_THAT(workspace.text("out/grid/report.md"), Contains("## Measures asked for"));
  const auto figures = rows(workspace.text("out/grid/figures.csv"));
  REQUIRE(figures.size() == 2 * 4);
  for (const auto& row : figures) {
    if (row[0] != "1") continue;  // at 25 %
    const double value = std::stod(row[4]);
    const auto checked = [&](double low, double high) {
      const std::string expect = "expect: [\"" + row[2] + "." + row[3] + " in [" +
                                 std::to_string(low) + ", " + std::to_string(high) + "]\"]\n";
      workspace.scenario("one", group + expect, "25%");
      return workspace({"run", "one.yaml", "--check", "-q"}).status;
    };
    CAPTURE(row[2], row[3]);
    CHECK(checked(value - 2e-6, value + 2e-6) == 0);
    CHECK(checked(value + 1e-3, value + 1) == 1);
  }
  const nlohmann::json told = workspace.json("out/grid/summary.json")["figures"];
  CHECK(told.size() == 4);
  CHECK(told[0]["of"] == "EAST[GDS]");

  workspace.scenario(
      "drawn", group + show + "uncertainty: {draws: 16, elasticities: {standard_error: 20%}}\n");
  const Ran drawn = workspace({"run", "drawn.yaml"});
  INFO(drawn.err);
  REQUIRE(drawn.status == 0);
  CHECK_THAT(workspace.text("out/drawn/percentiles.csv"),
             Contains("EAST[GDS],EAST[GDS],output_pct,"));

  workspace.scenario("wrong",
                     "report: {show: [USA.real_gpd_pct]}\n"
                     "sweep: {\"policy[0].tariff.add\": [10%, 25%]}\n");
  const Ran wrong = workspace({"run", "wrong.yaml"});
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err, Contains("did you mean 'real_gdp_pct'?"));
}

TEST_CASE("a group in focus is an economy of a study, measured as in a run", "[regression]") {
  // Its members were shown in its place, and crowded out the others.
  Workspace workspace;
  const std::string group = "groups: {EAST: [CHN, VNM]}\nreport: {focus: [EAST, USA]}\n";
  workspace.scenario("grid", group + "sweep: {\"policy[0].tariff.add\": [10%, 25%]}\n");
  workspace.scenario("one", group, "25%");
  const Ran ran = workspace({"run", "grid.yaml", "-f", "csv,json,html,md,xlsx"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  REQUIRE(workspace({"run", "one.yaml", "-q"}).status == 0);
  const auto single = rows(workspace.text("out/one/groups.csv"));
  const auto points = rows(workspace.text("out/grid/study.csv"));
  CHECK(points.size() == 2 * 4);
  const auto& at_25 = points.back();
  CHECK(at_25[2] == "EAST");
  CHECK(std::stod(at_25[3]) == tariffsim::test::near(std::stod(single.at(0)[2]), 1e-7));
  CHECK(at_25[4].empty());  // a group has no real wage
  CHECK_THAT(ran.out,
             Contains("EAST") && Contains("USA") && !Contains("China") && !Contains("CHN:"));
  CHECK_THAT(workspace.text("out/grid/report.md"), Contains("| EAST |"));
  CHECK_THAT(workspace.text("out/grid/report.md"), Contains("Of 3 economies"));
}

TEST_CASE("a study is not resumed with other members of its groups", "[regression]") {
  // Members can come from the baseline's groups, which no other part of the identity is of.
  Workspace workspace;
  const std::string focus =
      "report: {focus: [EAST, USA, EAST]}\nsweep: {\"policy[0].tariff.add\": [10%, 25%]}\n";
  workspace.folder.write("baseline/groups.yaml", "EAST: [CHN, VNM]\n");
  workspace.scenario("grid", focus);
  REQUIRE(workspace({"run", "grid.yaml", "-q"}).status == 0);
  const std::string before = workspace.text("out/grid/study.csv");
  CHECK(rows(before).size() == 2 * 4);
  const Ran again = workspace({"run", "grid.yaml", "--resume"});
  REQUIRE(again.status == 0);
  const std::size_t heading = again.out.find("EAST", again.out.find("\nWelfare\n"));
  const std::string line = again.out.substr(heading, again.out.find('\n', heading) - heading);
  CHECK_THAT(line, Catch::Matches("EAST +USA"));  // each once
  workspace.folder.write("baseline/groups.yaml", "EAST: [CHN, USA]\n");
  REQUIRE(workspace({"run", "grid.yaml", "-q", "--resume"}).status == 0);
  CHECK(workspace.text("out/grid/study.csv") != before);
}

TEST_CASE("a sweep that moves nothing names no maximum, and none is beyond a bound") {
  const Workspace workspace;
  // Chinese goods pay nothing in Viet Nam: no factor on that rate changes anything.
  workspace.folder.write("still.yaml",
                         small_scenario("still", "25%") +
                             "  - tariff: {importer: VNM, exporter: CHN, multiply: 1}\n"
                             "sweep: {\"policy[1].tariff.multiply\": [0.5, 1, 2]}\n"
                             "report: {focus: [USA, VNM]}\n");
  const Ran still = workspace({"run", "still.yaml"});
  INFO(still.err);
  REQUIRE(still.status == 0);
  CHECK_THAT(still.out, Contains("USA: welfare is not moved by the sweep") &&
                            !Contains("largest welfare") && !Contains("rise beyond"));
  // The more of its imports is hit, the worse for China, and less than nothing cannot be hit.
  workspace.folder.write("bound.yaml",
                         "tariffsim: 1\nid: bound\ntitle: Bound\nbaseline: ./baseline\npolicy:\n"
                         "  - tariff: {importer: USA, exporter: CHN, add: 50%, coverage: 100%}\n"
                         "sweep: {\"policy[0].tariff.coverage\": 0..100% by 50%}\n"
                         "report: {focus: [CHN]}\n");
  const Ran bound = workspace({"run", "bound.yaml"});
  INFO(bound.err);
  REQUIRE(bound.status == 0);
  CHECK_THAT(
      bound.out,
      Contains(
          "CHN: largest welfare 0.00 % at share of trade hit by the tariff (USA on CHN) = 0 %\n"));
}

TEST_CASE("rates are drawn of agreements too; where no line has one, that is an error",
          "[regression]") {
  // They were left as they are without a word, or ended the run with a message of a library.
  const Workspace workspace;
  const std::string head = "tariffsim: 1\nbaseline: ./baseline\npolicy:\n  - ";
  const std::string draws = "uncertainty: {draws: 16, rates: {standard_deviation: 20%}}\n";
  workspace.folder.write("union.yaml",
                         head + "agreement: {members: [USA, CHN], trade_cost: -5%}\n" + draws);
  const Ran drawn = workspace({"run", "union.yaml", "-q", "-f", "csv"});
  INFO(drawn.err);
  REQUIRE(drawn.status == 0);
  const auto percentiles = rows(workspace.text("out/union/percentiles.csv"));
  CHECK(std::stod(percentiles[0][5]) < std::stod(percentiles[0][9]));
  workspace.folder.write("cut.yaml", head + "embargo: {between: [USA, CHN]}\n" + draws);
  workspace.folder.write("some.yaml",
                         head + "embargo: {between: [USA, CHN]}\n" +
                             "uncertainty: {draws: 16, elasticities: {standard_error: 10%}, "
                             "rates: {standard_deviation: 20%}}\n");
  CHECK_THAT(workspace({"validate", "some.yaml"}).err,
             Contains("warning: no line of the policy has a"));
  for (const char* command : {"run", "validate"}) {
    const Ran refused = workspace({command, "cut.yaml"});
    CHECK(refused.status == 2);
    CHECK_THAT(refused.err,
               Contains("cut.yaml:5:33: error: no line of the policy has a rate that could be"));
  }
}

TEST_CASE("an axis names whom its line leaves out, and its sectors", "[regression]") {
  // A tariff on all but Canada was told of as one on all.
  const Workspace workspace;
  const std::string head = "tariffsim: 1\nbaseline: ./baseline\npolicy:\n  - tariff: ";
  const std::string sweep = "sweep: {\"policy[0].tariff.add\": [10%, 20%]}\n";
  workspace.folder.write(
      "of.yaml",
      head + "{importer: USA, exporter: all, except: CHN, sectors: GDS, add: 5%}\n" + sweep);
  workspace.folder.write("by.yaml",
                         head + "{importer: all, exporter: CHN, except: [VNM], add: 5%}\n" + sweep);
  const Ran ran = workspace({"run", "of.yaml", "by.yaml", "-q", "-f", "md"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(workspace.text("out/of/report.md"), Contains("(USA on all but CHN; GDS)"));
  CHECK_THAT(workspace.text("out/by/report.md"), Contains("(all but VNM on CHN)"));
}

TEST_CASE("a sweep tells where welfare is largest, on the grid and between its points") {
  Workspace workspace;
  workspace.scenario("top",
                     "sweep: {\"policy[0].tariff.add\": 0..100% by 10%}\nreport: {focus: USA}\n");
  const Ran ran = workspace({"run", "top.yaml"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out,
             Contains("USA: largest welfare") && Contains("a parabola through its neighbours"));
  const auto maxima = nlohmann::json::parse(workspace.text("out/top/summary.json")).at("maxima");
  const auto& top = maxima.at(0);
  CHECK(top.at("country") == "USA");
  double best = -1e9, at = 0;
  for (const auto& row : rows(workspace.text("out/top/study.csv"))) {
    if (row[2] == "USA" && std::stod(row[3]) > best) {
      best = std::stod(row[3]);
      at = std::stod(row[1]);
    }
  }
  CHECK(top.at("welfare_pct").get<double>() == best);
  CHECK(top.at("axes").at(0).at("on_grid").get<double>() == at);
  CHECK(std::abs(top.at("axes").at(0).at("refined").get<double>() - at) < 0.1);
  CHECK(top.at("refined_welfare_pct").get<double>() >= best);
}

TEST_CASE("the best rate is told for each elasticity, which nobody chooses", "[regression]") {
  // Cause: elasticities were maximised over as rates are, "at the edge of the grid" at the lowest.
  const Workspace workspace;
  workspace.scenario("both",
                     "sweep: {\"policy[0].tariff.add\": 0..100% by 10%, "
                     "model.elasticities: [2, 4, 8]}\nreport: {focus: USA}\n");
  const Ran ran = workspace({"run", "both.yaml", "-f", "csv,md"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  std::map<std::string, std::pair<double, double>> best;  // by elasticity: welfare, rate
  for (const auto& row : rows(workspace.text("out/both/study.csv")))
    if (row[3] == "USA") {
      auto& known = best.try_emplace(row[2], -1e9, 0.0).first->second;
      if (std::stod(row[4]) > known.first) known = {std::stod(row[4]), std::stod(row[1])};
    }
  REQUIRE(best.size() == 3);
  for (const std::string& text : {ran.out, workspace.text("out/both/report.md")}) {
    INFO(text);
    CHECK_THAT(text, Contains("where trade elasticity is 2 (") && Contains("where it is 4 (") &&
                         Contains("where it is 8 ("));
    for (const auto& [elasticity, top] : best) {
      CAPTURE(elasticity);
      std::ostringstream rate;
      rate << "at " << std::lround(100 * top.second) << " % where "
           << (elasticity == "2" ? "trade elasticity" : "it") << " is " << elasticity;
      CHECK_THAT(text, Contains(rate.str()));
    }
  }
  CHECK_THAT(workspace.text("out/both/report.md"),
             Contains("Policy: tariff: \\{importer: USA, exporter: CHN, sectors: GDS, add: "
                      "0%..100%\\}"));
}

TEST_CASE("a study of the end of a timeline, from a reference, without deficits") {
  Workspace workspace;
  const std::string policy =
      "reference: [{tariff: {importer: CHN, exporter: USA, add: 10%}}]\nmodel: {deficits: none}\n";
  workspace.scenario("whole", policy + "sweep: {\"reference[0].tariff.add\": [10%, 30%]}\n");
  REQUIRE(workspace({"run", "whole.yaml", "-q"}).status == 0);
  workspace.scenario("one", policy);
  REQUIRE(workspace({"run", "one.yaml", "-q", "--set", "reference[0].tariff.add=30%"}).status == 0);
  std::map<std::string, double> single = welfare(workspace, "one");
  for (const auto& row : rows(workspace.text("out/whole/study.csv")))
    if (row[0] == "1") CHECK(std::stod(row[3]) == tariffsim::test::near(single.at(row[2]), 1e-7));
  workspace.scenario(
      "late",
      "steps: [{id: a}, {id: b, policy: [{tariff: {importer: USA, exporter: VNM, add: "
      "20%}}]}]\nsweep: {\"steps[1].policy[0].tariff.add\": [0%, 20%]}\n");
  REQUIRE(workspace({"run", "late.yaml", "-q"}).status == 0);
  REQUIRE(workspace({"run", "late.yaml", "-q", "--set", "sweep=null", "--set", "id=end"}).status ==
          0);
  std::map<std::string, double> end_of;
  for (const auto& row : rows(workspace.text("out/end/b/countries.csv")))
    end_of[row[0]] = std::stod(row[2]);
  for (const auto& row : rows(workspace.text("out/late/study.csv")))
    if (row[0] == "1") CHECK(std::stod(row[3]) == tariffsim::test::near(end_of.at(row[2]), 1e-7));
}

TEST_CASE("draws without uncertainty worth the name are the scenario itself") {
  Workspace workspace;
  workspace.scenario("sure", "uncertainty: {draws: 4, elasticities: {standard_error: 1e-12}}\n");
  REQUIRE(workspace({"run", "sure.yaml", "-q"}).status == 0);
  workspace.scenario("one", "");
  REQUIRE(workspace({"run", "one.yaml", "-q"}).status == 0);
  std::map<std::string, double> single = welfare(workspace, "one");
  for (const auto& row : rows(workspace.text("out/sure/study.csv")))
    CHECK(std::stod(row[2]) == tariffsim::test::near(single.at(row[1]), 1e-7));
}

TEST_CASE(
    "a study as Markdown and as a workbook; a finished one gets further formats by --resume") {
  Workspace workspace;
  workspace.scenario("s",
                     "sweep: {\"policy[0].tariff.add\": 0..100% by 10%}\nreport: {focus: USA}\n");
  REQUIRE(workspace({"run", "s.yaml", "-q", "-f", "csv"}).status == 0);
  CHECK_FALSE(workspace.has("out/s/report.md"));
  const std::string before = workspace.text("out/s/study.sqlite");
  const Ran ran = workspace({"run", "s.yaml", "--resume", "-f", "md,xlsx"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("report.md, results.xlsx"));
  CHECK((workspace.text("out/s/study.sqlite") == before));
  CHECK(workspace.has("out/s/study.csv"));  // what is there stays
  CHECK(workspace.text("out/s/results.xlsx").starts_with("PK"));
  const std::string text = workspace.text("out/s/report.md");
  CHECK_THAT(text, Contains("Varied: tariff added (USA on CHN; GDS)") &&
                       Contains("takes 11 values from 0 % to 100 %") && Contains("is largest") &&
                       Contains("Best between points") &&
                       Contains("certificate: holds at all 11 points"));
}

TEST_CASE("netcdf of a study is refused before anything is solved, with what there is") {
  Workspace workspace;
  workspace.scenario("s", "sweep: {\"policy[0].tariff.add\": [10%, 20%]}\n");
  const Ran ran = workspace({"run", "s.yaml", "-f", "csv,netcdf"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("s is a study, and studies are not written as netcdf") &&
                          Contains("study.sqlite") && Contains("-f xlsx"));
  CHECK_FALSE(workspace.has("out/s"));
}

TEST_CASE("who gains and who loses over a sweep is told by all its points") {
  Workspace workspace;
  workspace.scenario("s", "sweep: {\"policy[0].tariff.add\": [0%, 20%, 40%]}\n");
  REQUIRE(workspace({"run", "s.yaml", "-q", "-f", "csv,md"}).status == 0);
  std::map<std::string, std::pair<double, double>> range;
  for (const auto& row : rows(workspace.text("out/s/study.csv"))) {
    auto& [low, high] = range[row[2]];
    low = std::min(low, std::stod(row[3]));
    high = std::max(high, std::stod(row[3]));
  }
  int gain = 0, lose = 0;
  for (const auto& [country, ends] : range) {
    gain += ends.second > 0.005 && ends.first > -0.005 ? 1 : 0;
    lose += ends.first < -0.005 && ends.second < 0.005 ? 1 : 0;
  }
  const std::string text = workspace.text("out/s/report.md");
  CAPTURE(text);
  CHECK_THAT(text, Contains("Of 3 economies, " + std::to_string(gain) + " gain"));
  CHECK_THAT(text, Contains("; " + std::to_string(lose) + " lose"));
}

TEST_CASE("points without a result are told and leave the others as they are") {
  Workspace workspace;
  workspace.scenario("s", "sweep: {\"policy[0].tariff.add\": [10%, -150%, 20%]}\n");
  const Ran ran = workspace({"run", "s.yaml"});
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err, Contains("s: no result at 1 of 3 points"));
  CHECK_THAT(ran.out, Contains("it must stay above -100 %"));
  CHECK(rows(workspace.text("out/s/study.csv")).size() == 6);
}

TEST_CASE("options of the model are drawn, and what cannot be drawn is refused in words") {
  Workspace workspace;
  workspace.scenario("drawn",
                     "model: {horizon: medium, labour_supply: 0.4}\n"
                     "uncertainty: {draws: 8, substitution: {standard_deviation: 50%}, "
                     "labour_mobility: {standard_deviation: 50%}, labour_supply: "
                     "{standard_deviation: 30%}}\n");
  const Ran ran = workspace({"run", "drawn.yaml", "-q"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const std::string sobol = workspace.text("out/drawn/sobol.csv");
  for (const char* group : {"substitution", "labour_mobility", "labour_supply"})
    CHECK_THAT(sobol, Contains(group));
  workspace.scenario("free",
                     "uncertainty: {draws: 8, labour_mobility: {standard_deviation: 50%}}\n");
  const Ran free = workspace({"run", "free.yaml", "-q"});
  CHECK(free.status == 2);
  CHECK_THAT(free.err, Contains("labour moves freely in this scenario"));
  workspace.scenario("fixed", "uncertainty: {draws: 8, labour_supply: {standard_deviation: 5%}}\n");
  const Ran fixed = workspace({"run", "fixed.yaml", "-q"});
  CHECK(fixed.status == 2);
  CHECK_THAT(fixed.err, Contains("labour supply is fixed in this scenario"));
}

TEST_CASE("a line that is swept or sought is told by its label, else in words", "[regression]") {
  // Cause: axes were told by their keys, "policy[0].tariff.add", whatever the line was called.
  const Workspace workspace;
  const std::string policy =
      "tariffsim: 1\nbaseline: ./baseline\npolicy:\n"
      "  - tariff: {importer: USA, exporter: CHN, add: 5%, label: Tariff on steel}\n"
      "  - tariff: {importer: CHN, exporter: USA, add: 5%}\n";
  workspace.folder.write("grid.yaml",
                         policy +
                             "sweep: {\"policy[0].tariff.add\": [10%, 20%], "
                             "\"policy[1].tariff.add\": [0%, 10%]}\nreport: {focus: [USA]}\n");
  const Ran grid = workspace({"run", "grid.yaml", "-f", "csv,md,html,json"});
  INFO(grid.err);
  REQUIRE(grid.status == 0);
  const std::string page = workspace.text("out/grid/report.md");
  CHECK_THAT(grid.out, Contains("Tariff on steel  tariff added (CHN on USA)") &&
                           Contains("at Tariff on steel = ") && !Contains("policy["));
  CHECK_THAT(page, Contains("Varied: Tariff on steel (policy") && Contains("tariff added (CHN on"));
  CHECK_THAT(workspace.text("out/grid/report.html"),
             Contains("\"title\":\"Tariff on steel\"") &&
                 Contains("\"title\":\"tariff added (CHN on USA)\""));
  CHECK(workspace.text("out/grid/study.csv")
            .starts_with("point,policy[0].tariff.add,policy[1].tariff.add,country,"));

  workspace.folder.write("goal.yaml",
                         policy +
                             "goal: {vary: \"policy[0].tariff.add\", between: 0..100%, "
                             "until: CHN->USA.flow_musd = 400}\n");
  const Ran goal = workspace({"run", "goal.yaml"});
  INFO(goal.err);
  REQUIRE(goal.status == 0);
  CHECK_THAT(goal.out, Contains("Tariff on steel") && !Contains("policy[0]"));
  CHECK(workspace.json("out/goal/summary.json")["goal"]["key"] == "policy[0].tariff.add");
}

TEST_CASE("a sweep of labour mobility says what number stands for a perfect one", "[regression]") {
  // Cause: the word of the option was refused with "expected a number" and no way out.
  Workspace workspace;
  workspace.scenario("a", "sweep: {model.labour_mobility: [0, 1, perfect]}\n");
  const Ran ran = workspace({"run", "a.yaml"});
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("expected a number, found 'perfect'") &&
                          Contains("1e9, the largest labour mobility, stands for it"));
}
