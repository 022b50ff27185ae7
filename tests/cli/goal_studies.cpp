// Goals in sweeps and draws, and sweeps of who plays, as a user runs them: each point is what a
// scenario of its own finds.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "support/csv_rows.hpp"
#include "support/near.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
using tariffsim::test::kSamePercent;
using tariffsim::test::kSameRate;
using tariffsim::test::near;

namespace {

/// Two searches for one root, in figures of ten digits, each of forty bits.
constexpr double kSameRoot = 1e-9;

constexpr const char* kKey = "policy[0].tariff.set";

struct GoalWorkspace : Workspace {
  void write(const std::string& id, const std::string& more) const {
    folder.write(id + ".yaml",
                 "tariffsim: 1\nid: " + id +
                     "\nbaseline: ./baseline\npolicy:\n"
                     "  - tariff: {importer: USA, exporter: CHN, sectors: goods, set: 10%}\n" +
                     more);
  }
  std::vector<CsvRow> csv(const std::string& file) const { return csv_rows(text("out/" + file)); }
  Ran tries(const std::string& id) const {
    return (*this)({"run", id + ".yaml", "-q", "-f", "csv,md,json,html,xlsx"});
  }
  void runs(const std::string& id) const {
    const Ran ran = tries(id);
    INFO(id << ": " << ran.err);
    REQUIRE(ran.status == 0);
  }
  double welfare(const std::string& file, const std::string& point,
                 const std::string& country) const {
    for (const CsvRow& row : csv(file))
      if (row.at("country") == country && (point.empty() || row.at("point") == point))
        return number(row, "welfare_pct");
    return std::nan("");
  }
};

std::string goal(const std::string& part) {
  return "goal: {vary: \"policy[0].tariff.set\", between: 0..300%, until: \"CHN->USA.flow_musd = " +
         part + "\"}\n";
}

std::string players(const std::string& more) {
  return "optimum: {player: USA, choose: {tariff: {" + more + "between: 0..300%}}}\n";
}

}  // namespace

TEST_CASE("a sweep of a goal has at each point what a run of its own finds") {
  const GoalWorkspace workspace;
  const std::string part = goal("50% of baseline");
  workspace.write("grid", part + "sweep: {model.elasticities: [3, 6]}\n");
  workspace.runs("grid");
  const auto figures = workspace.csv("grid/figures.csv");
  REQUIRE(figures.size() == 2 * 2);
  const std::array<std::string, 2> elasticities{"3", "6"};
  for (std::size_t at = 0; at < 2; ++at) {
    workspace.write("one", part + "model: {elasticities: " + elasticities[at] + "}\n");
    workspace.runs("one");
    const auto roots = workspace.csv("one/goal.csv");
    const std::string point = std::to_string(at);
    REQUIRE(roots.front().at("root") == "1");
    CHECK(figure_of(figures, point, kKey, "sought") ==
          near(number(roots.front(), "value"), kSameRoot));
    CHECK(figure_of(figures, point, kKey, "roots") == static_cast<double>(roots.size()));
    CHECK(workspace.welfare("grid/study.csv", point, "USA") ==
          near(workspace.welfare("one/countries.csv", "", "USA"), kSamePercent));
  }
  // The easier goods are to replace, the less it takes to halve trade in them.
  CHECK(figure_of(figures, "0", kKey, "sought") > figure_of(figures, "1", kKey, "sought"));
  CHECK_THAT(workspace.text("out/grid/report.md"),
             Contains("## What reaches the goal") &&
                 Contains("that reaches the goal lies between") &&
                 Contains("Sought: tariff (USA on CHN) between") &&
                 Contains("is 50 % of what it is without the policy"));
}

TEST_CASE("draws of a goal are its first roots at what was drawn") {
  const GoalWorkspace workspace;
  const std::string part = goal("50% of baseline");
  workspace.write("draws",
                  part + "uncertainty: {draws: 6, elasticities: {sources: [made-up, other]}}\n");
  workspace.runs("draws");
  std::array<double, 2> roots{};
  for (std::size_t source = 0; source < 2; ++source) {
    workspace.write("one",
                    part + "model: {elasticities: " + (source == 0 ? "made-up" : "other") + "}\n");
    workspace.runs("one");
    roots[source] = number(workspace.csv("one/goal.csv").front(), "value");
  }
  REQUIRE(std::abs(roots[0] - roots[1]) > 1e-3);
  std::array<int, 2> met{};
  const auto figures = workspace.csv("draws/figures.csv");
  for (int point = 0; point < 6; ++point)
    for (std::size_t source = 0; source < 2; ++source)
      if (std::abs(figure_of(figures, std::to_string(point), kKey, "sought") - roots[source]) <=
          kSameRoot)
        ++met[source];
  CHECK(met[0] > 0);
  CHECK(met[1] > 0);
  CHECK(met[0] + met[1] == 6);
  CHECK_THAT(workspace.text("out/draws/percentiles.csv"),
             Contains("\npolicy[0].tariff.set,policy[0].tariff.set,sought,"));
}

TEST_CASE("a point at which nothing reaches the goal has no result, and says so") {
  const GoalWorkspace workspace;
  // Between 0 and 20 % trade halves where goods are easy to replace only.
  const std::string part =
      "goal: {vary: \"policy[0].tariff.set\", between: 0..20%, until: \"CHN->USA.flow_musd = 50% "
      "of baseline\"}\n";
  workspace.write("grid", part + "sweep: {model.elasticities: [1, 20]}\n");
  const Ran ran = workspace.tries("grid");
  CHECK(ran.status == 0);
  CHECK_THAT(ran.err, Contains("no result at 1 of 2 points"));
  const auto figures = workspace.csv("grid/figures.csv");
  CHECK(std::isnan(figure_of(figures, "0", kKey, "sought")));
  CHECK(figure_of(figures, "1", kKey, "sought") > 0);
  CHECK(std::isnan(workspace.welfare("grid/study.csv", "0", "USA")));
  const auto failures = workspace.json("out/grid/summary.json").at("study").at("failures");
  REQUIRE(failures.size() == 1);
  CHECK_THAT(failures[0].at("message").get<std::string>(),
             Contains("no value of tariff (USA on CHN) between 0 % and 20 % makes "
                      "CHN->USA.flow_musd ") &&
                 Contains("it comes closest, ") && Contains(", at 20 %"));
}

TEST_CASE("draws of rates leave alone the rate that a goal seeks") {
  const GoalWorkspace workspace;
  const std::string other =
      "  - tariff: {importer: USA, exporter: VNM, sectors: goods, set: 10%}\n";
  workspace.write("draws", other + goal("50% of baseline") +
                               "uncertainty: {draws: 5, rates: {standard_deviation: 40%}}\n");
  workspace.runs("draws");
  // Of two lines the one that is not sought is drawn, and moves what is found a little. Had its own
  // rate been drawn, 5 to 95 % of draws would span more than the number itself (exp(0.4 * 1.64)
  // less its inverse is 1.4).
  workspace.write("one", other + goal("50% of baseline"));
  workspace.runs("one");
  const auto percentiles = workspace.csv("draws/percentiles.csv");
  for (const CsvRow& row : percentiles)
    if (row.at("measure") == "sought") {
      CHECK(number(row, "central") ==
            near(number(workspace.csv("one/goal.csv").front(), "value"), kSameRoot));
      const double spread = number(row, "p95") - number(row, "p5");
      CHECK(spread > 0);
      CHECK(spread < 0.5 * number(row, "central"));
    }
  workspace.write("alone", goal("50% of baseline") +
                               "uncertainty: {draws: 5, rates: {standard_deviation: 40%}}\n");
  const Ran ran = workspace.tries("alone");
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err, Contains("beside the one that the goal seeks"));
}

TEST_CASE("a sweep of who plays has at each point what the optimum of that player has") {
  const GoalWorkspace workspace;
  workspace.write(
      "grid", players("sectors: goods, ") + "sweep: {optimum.player: [CHN, USA, [CHN, VNM]]}\n");
  workspace.runs("grid");
  const auto figures = workspace.csv("grid/figures.csv");
  const std::array<std::string, 3> names{"CHN", "USA", "CHN+VNM"};
  for (std::size_t at = 0; at < names.size(); ++at) {
    const std::string point = std::to_string(at);
    const std::string player = at == 2 ? "[CHN, VNM]" : names[at];
    workspace.write("one", "optimum: {player: " + player +
                               ", choose: {tariff: {sectors: goods, between: 0..300%}}}\n");
    workspace.runs("one");
    const auto rates = workspace.csv("one/rates.csv");
    CHECK(figure_of(figures, point, "player", "tariff") ==
          near(number(rates.front(), "rate"), kSameRate));
    CHECK(workspace.welfare("grid/study.csv", point, "USA") ==
          near(workspace.welfare("one/countries.csv", "", "USA"), kSamePercent));
    bool named = false;
    for (const CsvRow& row : workspace.csv("grid/study.csv"))
      named = named || (row.at("point") == point && row.at("optimum.player") == names[at]);
    CHECK(named);
  }
  const auto axis = workspace.json("out/grid/summary.json").at("study").at("axes").at(0);
  CHECK(axis.at("unit") == "name");
  CHECK(axis.at("last") == "CHN+VNM");
  CHECK_THAT(workspace.text("out/grid/report.md"), Contains("The tariff that the player chooses"));
}

TEST_CASE("a sweep of who plays refuses rates that are another's, and names that are none") {
  const GoalWorkspace workspace;
  workspace.write("fixed",
                  players("importer: USA, ") + "sweep: {optimum.player: [USA, CHN, XYZ]}\n");
  const Ran ran = workspace.tries("fixed");
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err,
             Contains("fixed.yaml:6:52: error: CHN can choose only its own rates: the importer of "
                      "this line must be the player") &&
                 Contains("leave 'importer' out, and it is the player") &&
                 Contains("fixed.yaml:7:36: error: unknown country 'XYZ'"));
}

TEST_CASE("the sentence that says why a goal is not reached is told whole", "[regression]") {
  // Cause: it was cut as a name is, after 60 characters.
  const GoalWorkspace workspace;
  workspace.write("far", goal("1000000"));
  workspace.runs("far");
  for (const char* file : {"out/far/report.md", "out/far/report.html"}) {
    const std::string report = workspace.text(file);
    CHECK_THAT(report, Contains("it comes closest, ") && Contains(", a bound"));
  }
}

TEST_CASE("values of a goal's bounds at which there is no scenario are told of", "[regression]") {
  // Cause: rates that fall to -100 % and below were passed over in silence.
  const GoalWorkspace workspace;
  workspace.folder.write(
      "low.yaml",
      "tariffsim: 1\nbaseline: ./baseline\npolicy:\n  - tariff: {importer: USA, exporter: CHN, "
      "sectors: goods, add: 10%}\ngoal: {vary: \"policy[0].tariff.add\", between: -200%..20%, "
      "until: \"CHN->USA.flow_pct = -1\"}\n");
  workspace.runs("low");
  CHECK_THAT(workspace.text("out/low/report.md"),
             Contains("of 25 values tried, from -200.0 % to ") &&
                 Contains("have no solution and are passed over: ") &&
                 Contains("must stay above -100 %"));
}
