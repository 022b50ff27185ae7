// What is said of studies, goals and optima: ties, points without a result, what a number stands
// for.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <string>

#include "support/csv_rows.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;

namespace {

/// The United States and China, with `policy` as the only line.
struct ToldWorkspace : Workspace {
  void write(const std::string& id, const std::string& policy, const std::string& more) const {
    folder.write(id + ".yaml", "tariffsim: 1\nid: " + id + "\nbaseline: ./baseline\npolicy: [" +
                                   policy + "]\nreport: {range: none, focus: [USA, CHN]}\n" + more);
  }
  Ran runs(const std::string& id) const {
    Ran ran = (*this)({"run", id + ".yaml", "-f", "md,json,csv"});
    INFO(id << ": " << ran.err);
    REQUIRE(ran.status == 0);
    return ran;
  }
  std::string report(const std::string& id) const { return text("out/" + id + "/report.md"); }
  std::string refused(const std::string& id) const {
    const Ran ran = (*this)({"validate", id + ".yaml"});
    CHECK(ran.status == 2);
    return ran.err;
  }
};

constexpr const char* kTariff = "{tariff: {importer: USA, exporter: CHN, sectors: GDS, set: 10%}}";
constexpr const char* kQuota =
    "{quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 100%}}";

}  // namespace

TEST_CASE("of points of a sweep that are as good as one another the first is named, and how many",
          "[regression]") {
  // Cause: the last of equals by rounding was called the largest, with the top of a parabola.
  const ToldWorkspace workspace;
  // From 100 % on the quota does not bind: four points are the world without it.
  workspace.write("ties", kQuota, "sweep: {\"policy[0].quota.amount\": 80%..130% by 10%}\n");
  const Ran ran = workspace.runs("ties");
  CHECK_THAT(
      ran.out,
      Contains("CHN: largest welfare 0.00 % at amount of the quota (CHN to USA; GDS) = 100 %, and "
               "at 3 other points\n"));
  CHECK_THAT(workspace.report("ties"),
             Contains("| 100 %, and at 3 other points | several are as good |"));
  const auto maxima = workspace.json("out/ties/summary.json").at("maxima");
  const auto& china = maxima.at(1);
  REQUIRE(china.at("country") == "CHN");
  CHECK(china.at("equals") == 4);
  CHECK(china.at("points") == 6);
  CHECK(china.at("axes").at(0).at("on_grid") == 1);
  CHECK(china.at("axes").at(0).at("refined") == 1);
}

TEST_CASE("the round top of a curve on a fine grid is no tie", "[regression]") {
  // Cause: points beside the top differ by less than the solver can leave open at worst.
  const ToldWorkspace workspace;
  workspace.write("fine", kTariff, "sweep: {\"policy[0].tariff.set\": 0..60% by 0.02%}\n");
  REQUIRE(workspace({"run", "fine.yaml", "-q", "-f", "json,csv"}).status == 0);
  const auto rows = csv_rows(workspace.text("out/fine/study.csv"));
  const auto summary = workspace.json("out/fine/summary.json");
  for (const auto& top : summary.at("maxima")) {
    CAPTURE(top.dump());
    double best = -1e9;
    std::string at;
    for (const CsvRow& row : rows)
      if (row.at("country") == top.at("country") && number(row, "welfare_pct") > best)
        best = number(row, "welfare_pct"), at = row.at("point");
    CHECK(top.at("equals") == 1);
    CHECK(std::to_string(top.at("point").get<int>()) == at);
    CHECK(top.at("welfare_pct").get<double>() == best);
  }
}

TEST_CASE("where a sweep moves nothing, no place is told", "[regression]") {
  // Cause: Markdown named the smallest and the largest of equals.
  const ToldWorkspace workspace;
  workspace.write("still", kQuota, "sweep: {\"policy[0].quota.amount\": 110%..130% by 10%}\n");
  workspace.runs("still");
  CHECK_THAT(workspace.report("still"),
             Contains("| 0.00 % |  | 0.00 % |  | is not moved by the sweep |"));
  CHECK_THAT(workspace.report("still"),
             Contains("a licence") && Contains("at every point") && !Contains("lies between"));
}

TEST_CASE("a sweep says how many points have a result, and of one that nothing was seen to move",
          "[regression]") {
  // Cause: with one point the largest and the smallest value are the same.
  const ToldWorkspace workspace;
  // Of 90 % of goods 13 % make a mean of 11 %; of 20 % or 30 % of them not even 20 %.
  workspace.write("some", kTariff,
                  "goal: {vary: \"policy[0].tariff.set\", between: 10%..20%, until: "
                  "\"CHN->USA.tariff_pct = 11\"}\n"
                  "sweep: {\"policy[0].tariff.coverage\": [20%, 90%, 30%]}\n");
  const Ran ran = workspace.runs("some");
  CHECK_THAT(ran.out, Contains(": 1 of 3 points has a result\n") &&
                          Contains("USA: welfare has a result at one point only\n") &&
                          Contains("holds at the one point with a result") &&
                          Contains("No result    at 2 points; the first, ") &&
                          !Contains("is not moved"));
  CHECK_THAT(workspace.report("some"),
             Contains("1 of 3 points has a result; the others are left out of what follows.") &&
                 Contains("has a result at one point only") &&
                 Contains("at the one point with a result, "));
}

TEST_CASE("of values of a goal that come equally close the first is reported, and all are told",
          "[regression]") {
  // Cause: which of them was called closest hung on rounding.
  const ToldWorkspace workspace;
  workspace.write("closest", kQuota,
                  "goal: {vary: \"policy[0].quota.amount\", between: 50%..250%, until: "
                  "\"CHN.welfare_pct = 1\"}\n");
  const Ran ran = workspace.runs("closest");
  CHECK_THAT(ran.out, Contains("it comes closest at all values tried from ") &&
                          Contains(" to 250 %, and the report is of the first"));
}

TEST_CASE("money of a goal is told with six digits", "[regression]") {
  // Cause: 12,345.678 million was told as 12.3 bn, by which nobody can check what was reached.
  const ToldWorkspace workspace;
  workspace.write("money", kTariff,
                  "goal: {vary: \"policy[0].tariff.set\", between: 0..300%, until: "
                  "\"CHN->USA.flow_musd = 234.567\"}\n");
  CHECK_THAT(workspace.runs("money").out,
             Contains("Where CHN->USA.flow_musd is 234.567 m\n") && Contains("  234.567 m  "));
}

TEST_CASE("a rate that a search or a sweep replaces is not remarked upon", "[regression]") {
  // Cause: the placeholder was audited as if it were solved.
  const ToldWorkspace workspace;
  const std::string mixed = "{tariff: {importer: all, exporter: all, sectors: GDS, set: 5%}}";
  workspace.write("plain", mixed, "");
  CHECK_THAT(workspace.runs("plain").err, Contains("note: this raises"));
  workspace.write("goal", mixed,
                  "goal: {vary: \"policy[0].tariff.set\", between: 0..300%, until: "
                  "\"CHN->USA.flow_musd = 200\"}\n");
  workspace.write("swept", mixed, "sweep: {\"policy[0].tariff.set\": [10%, 20%]}\n");
  for (const char* id : {"goal", "swept"})
    CHECK_THAT(workspace.runs(id).err, !Contains("this raises"));
  workspace.write("chosen", "{tariff: {importer: CHN, exporter: all, sectors: GDS, set: 5%}}",
                  "optimum: {player: CHN, choose: {tariff: {sectors: GDS}}}\n");
  CHECK_THAT(workspace.runs("chosen").err, !Contains("this raises"));
  // The rates of the others stay.
  workspace.write("others", mixed, "optimum: {player: USA, choose: {tariff: {sectors: GDS}}}\n");
  CHECK_THAT(workspace.runs("others").err, Contains("note: this raises"));
}

TEST_CASE("a number without a percent sign beside others that have it is not guessed at",
          "[regression]") {
  // Cause: 1..150% was read as 1 % to 150 % in one place, and 0.1 beside 10% as 10 % in another.
  const ToldWorkspace workspace;
  const std::string optimum = "optimum: {player: USA, choose: {tariff: {sectors: GDS, between: ";
  workspace.write("bounds", kTariff, optimum + "1..150%}}}\n");
  CHECK_THAT(workspace.refused("bounds"),
             Contains("error: the bound 1 has no percent sign, and 150% has one: 1% or 100%?"));
  const std::string goal =
      "goal: {vary: \"policy[0].tariff.set\", until: \"USA.welfare_pct = 1\", ";
  workspace.write("goal", kTariff, goal + "between: 10%..2}\n");
  CHECK_THAT(workspace.refused("goal"), Contains("2% or 200%?"));
  workspace.write("list", kTariff, "sweep: {\"policy[0].tariff.set\": [0, 0.1, 25%]}\n");
  CHECK_THAT(workspace.refused("list"), Contains("0.1% or 10%?"));
  workspace.write("range", kTariff, "sweep: {\"policy[0].tariff.set\": 0..20% by 0.1}\n");
  CHECK_THAT(workspace.refused("range"), Contains("0.1% or 10%?"));
  // 0 is 0, and 500 % is not below 20 %.
  workspace.write("plain", kTariff, optimum + "0..150%}}}\n");
  workspace.write("five", kTariff, optimum + "5..20%}}}\n");
  for (const char* id : {"plain", "five"}) {
    const Ran ran = workspace({"validate", std::string(id) + ".yaml"});
    INFO(ran.err);
    CHECK(ran.status == 0);
  }
}

TEST_CASE("orders and draws that come in pairs are those that are told", "[regression]") {
  // Cause: of 41 orders 40 were drawn, and of 41 draws 42 were, without a word.
  const ToldWorkspace workspace;
  const std::string lines =
      "{tariff: {importer: USA, exporter: CHN, sectors: GDS, set: 10%}}, "
      "{tariff: {importer: CHN, exporter: USA, sectors: GDS, add: 10%}}";
  workspace.write("orders", lines, "attribution: {shapley: sampled, orders: 41}\n");
  const Ran orders = workspace.runs("orders");
  CHECK_THAT(orders.err, Contains("note: 42 orders are drawn, not 41"));
  CHECK_THAT(orders.out, Contains("over 42 orders"));
  workspace.write("draws", lines,
                  "uncertainty: {draws: 21, elasticities: {standard_error: 10%}, rates: "
                  "{standard_deviation: 10%}}\n");
  const Ran draws = workspace.runs("draws");
  CHECK_THAT(draws.err, Contains("note: 22 draws are made, not 21"));
  CHECK(workspace.json("out/draws/summary.json").at("study").at("draws") == 22);
}

TEST_CASE("a derivative by elasticities says which world it holds", "[regression]") {
  // Cause: runs with other elasticities balance the world anew, and did not agree with it.
  const ToldWorkspace workspace;
  const std::string sensitivity = "sensitivity: {of: [USA.welfare_pct], in: elasticities}\n";
  workspace.write("balanced", kTariff, "model: {deficits: none}\n" + sensitivity);
  CHECK_THAT(workspace.runs("balanced").out,
             Contains("held here: the baseline without trade deficits; a run with another "
                      "elasticity finds it anew"));
  workspace.write("fixed", kTariff, sensitivity);
  CHECK_THAT(workspace.runs("fixed").out, !Contains("held here"));
  workspace.write("unknown", kTariff, "sensitivity: {of: [USA.real_gdp_pct]}\n");
  CHECK_THAT(workspace.refused("unknown"), Contains("there is no derivative of 'real_gdp_pct'") &&
                                               Contains("expected one of: welfare_pct, ev_musd") &&
                                               !Contains("did you mean"));
}

TEST_CASE("a derivative by elasticities says whose unit it is in a shorter run", "[regression]") {
  // It is per unit of the elasticity that the horizon leaves, and nothing said so.
  const ToldWorkspace workspace;
  workspace.write("medium", kTariff,
                  "model: {horizon: medium}\n"
                  "sensitivity: {of: [USA.welfare_pct], in: elasticities}\n");
  CHECK_THAT(workspace.runs("medium").out,
             Contains("per unit of the elasticity that the medium run leaves"));
  workspace.write("long", kTariff, "sensitivity: {of: [USA.welfare_pct], in: elasticities}\n");
  CHECK_THAT(workspace.runs("long").out, !Contains("per unit of the elasticity"));
}

TEST_CASE("a goal that a whole stretch reaches says so", "[regression]") {
  // Each point of the grid was told as a value of its own, the first of them beyond the true end.
  const ToldWorkspace workspace;
  workspace.write("slack", kQuota,
                  "goal: {vary: \"policy[0].quota.amount\", between: 50%..200%, until: "
                  "\"USA.rent_musd = 0\"}\n");
  CHECK_THAT(workspace.runs("slack").out, Contains("it is reached at all values from 100.0 % to"));
}

TEST_CASE("wrong calls of optima and quotas say what was found and what to write", "[regression]") {
  // Cause: these messages named neither the value nor a way out.
  const ToldWorkspace workspace;
  workspace.write("low", kTariff,
                  "optimum: {player: USA, choose: {tariff: {sectors: GDS, between: -150..50%}}}\n");
  CHECK_THAT(workspace.refused("low"), Contains("a lower bound of -150 %"));
  workspace.write("twins", kTariff, "optimum: {player: [USA, USA], choose: {tariff: {}}}\n");
  CHECK_THAT(workspace.refused("twins"), Contains("USA is named twice among those who act as one"));
  workspace.write("all", kTariff, "optimum: {player: all, choose: {tariff: {}}}\n");
  CHECK_THAT(workspace.refused("all"), Contains("all economies together"));
  workspace.write("none", kTariff,
                  "optimum: {player: VNM, choose: {tariff: {exporter: CHN, sectors: SRV}}}\n");
  CHECK_THAT(workspace.refused("none"),
             Contains("VNM imports none of the goods of this line from the partners"));
  workspace.write("below", "{quota: {importer: USA, exporter: CHN, sectors: GDS, amount: -5%}}",
                  "");
  CHECK_THAT(workspace.refused("below"),
             Contains("an amount must be above 0, not -5%") && Contains("such as 53%, or million"));
}

TEST_CASE("one mistake in a list of players is told once", "[regression]") {
  // Cause: the list was looked up as a whole too, which warned of what was then an error.
  const ToldWorkspace workspace;
  const auto marks = [](const std::string& text) {
    return std::count(text.begin(), text.end(), '^');
  };
  for (const char* player : {"[USA, USA]", "[]"}) {
    CAPTURE(player);
    workspace.write("one", kTariff,
                    std::string("optimum: {player: ") + player + ", choose: {tariff: {}}}\n");
    CHECK(marks(workspace.refused("one")) == 1);
    workspace.write("game", kTariff,
                    std::string("game: {players: ") + player + ", choose: {tariff: {}}}\n");
    CHECK(marks(workspace.refused("game")) == 1);
  }
  workspace.write("focus", kTariff, "");
  workspace.folder.write("focus.yaml",
                         "tariffsim: 1\nbaseline: ./baseline\npolicy: []\n"
                         "report: {focus: []}\n");
  CHECK(marks(workspace.refused("focus")) == 1);
}

TEST_CASE("the hint of a rent names a share, and that of an optimum beside a quota a way out",
          "[regression]") {
  // Cause: the hint named the words alone, or nothing that finds the best rate.
  const ToldWorkspace workspace;
  workspace.write(
      "rent", "{quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 50%, rent: half}}", "");
  CHECK_THAT(workspace.refused("rent"),
             Contains("expected importer or exporter, or a share from 0% to 100%, such as 30%"));
  workspace.write(
      "quota", "{quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 50%, coverage: 40%}}",
      "optimum: {player: USA, choose: {tariff: {sectors: GDS}}}\n");
  CHECK_THAT(workspace.refused("quota"),
             Contains("rates cannot be chosen beside a quota on part of the goods in a cell") &&
                 Contains("'sweep' the rate with the quota in force"));
}

TEST_CASE("what no rate moves is told with its place", "[regression]") {
  // Cause: a failure of the search, and the scenario's text was not at hand there.
  const ToldWorkspace workspace;
  const std::string closed =
      "{embargo: {importer: CHN, exporter: others}}, {embargo: {importer: others, exporter: CHN}}";
  const std::string optimum =
      "optimum: {player: USA, maximise: CHN.welfare, choose: {tariff: {exporter: VNM, between: "
      "0..10%}}}\n";
  workspace.write("still", closed, optimum);
  const Ran run = workspace({"run", "still.yaml", "-q"});
  CHECK(run.status == 1);
  CHECK_THAT(run.err, Contains("still.yaml:6:34: no rate that can be chosen moves what is"));
  workspace.write("study", closed, optimum + "sweep: {model.elasticities: [3, 6]}\n");
  CHECK_THAT(workspace({"run", "study.yaml", "-q"}).err,
             Contains("study.yaml:6:34: no rate that can be chosen moves what is"));
}

TEST_CASE("a goal of a group, and of the world, has their welfare beside it", "[regression]") {
  // Cause: only codes of countries were looked for.
  const ToldWorkspace workspace;
  const std::string groups = "groups: {WEST: [USA, VNM]}\n";
  const std::string vary = "goal: {vary: \"policy[0].tariff.set\", between: 0..60%, until: ";
  const auto row_of = [&](const std::string& until) {
    workspace.write("goal", kTariff, groups + vary + until + "}\n");
    workspace.runs("goal");
    const auto rows = csv_rows(workspace.text("out/goal/goal.csv"));
    REQUIRE(rows.size() >= 1);
    return rows.front();
  };
  // What is sought is welfare itself, so that both columns are the same number.
  for (const char* until : {"WEST.welfare_pct = 0.01", "world.real_income_pct = -0.01"}) {
    CAPTURE(until);
    const CsvRow row = row_of(until);
    CHECK(std::abs(number(row, "welfare_pct") - number(row, "outcome")) < 1e-9);
  }
}

TEST_CASE("summary.json has what the report says of goals, quotas, derivatives and rates",
          "[regression]") {
  // Cause: report.md alone had them.
  const ToldWorkspace workspace;
  workspace.write("goal", kTariff,
                  "goal: {vary: \"policy[0].tariff.set\", between: 0..300%, until: "
                  "\"CHN->USA.flow_musd = 200\"}\nsensitivity: {of: [USA.welfare_pct], in: "
                  "tariffs}\n");
  workspace.runs("goal");
  const auto summary = workspace.json("out/goal/summary.json");
  const auto& goal = summary.at("goal");
  CHECK(goal.at("key") == "policy[0].tariff.set");
  CHECK(goal.at("reached") == true);
  CHECK(goal.at("most") == 3);
  const auto roots = csv_rows(workspace.text("out/goal/goal.csv"));
  REQUIRE(goal.at("values").size() == roots.size());
  CHECK(goal.at("values").at(0).at("value").get<double>() == number(roots.front(), "value"));
  const auto& of = summary.at("sensitivity").at("outcomes").at(0);
  const auto gradient = csv_rows(workspace.text("out/goal/gradient.csv"));
  CHECK(of.at("derivatives") == gradient.size());
  double largest = 0;
  for (const CsvRow& row : gradient)
    largest = std::max(largest, std::abs(number(row, "derivative")));
  CHECK(std::abs(of.at("largest").at(0).at("derivative").get<double>()) == largest);
  workspace.write("quota", kQuota, "");
  workspace.runs("quota");
  const auto quotas = workspace.json("out/quota/summary.json").at("quotas");
  REQUIRE(quotas.size() == 1);
  const auto row = csv_rows(workspace.text("out/quota/quotas.csv")).front();
  CHECK(quotas.at(0).at("regime") == row.at("regime"));
  CHECK(quotas.at(0).at("fill").get<double>() == number(row, "fill"));
  workspace.write("agreed", "",
                  "game: {players: [USA, CHN], solution: cooperative, choose: {tariff: {}}}\n");
  workspace.runs("agreed");
  const auto strategy = workspace.json("out/agreed/summary.json").at("strategy");
  CHECK(strategy.at("other_start_short_of").get<double>() <= 1e-8);
  CHECK(strategy.contains("other_end"));
}
