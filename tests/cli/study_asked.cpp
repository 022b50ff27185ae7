// Derivatives, what lines add, and what hangs on the rebate, in sweeps and draws: at each point
// they are those of a run of its own.
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
using tariffsim::test::near;

namespace {

/// Points of percent: two solves to 1e-10, and derivatives and Shapley values of them.
constexpr double kSameDerived = 1e-6;

struct AskedWorkspace : Workspace {
  std::vector<CsvRow> csv(const std::string& file) const { return csv_rows(text("out/" + file)); }
  void runs(const std::string& id, const std::string& more, const std::string& rate) const {
    scenario(id, more, rate);
    const Ran ran = (*this)({"run", id + ".yaml", "-q", "-f", "csv,md,json,html,xlsx"});
    INFO(id << ": " << ran.err);
    REQUIRE(ran.status == 0);
  }
};

constexpr const char* kSecondLine =
    "  - tariff: {importer: CHN, exporter: USA, sectors: GDS, add: 15%}\n";
const std::array<std::string, 2> kRates{"10%", "40%"};

double welfare_of(const std::vector<CsvRow>& rows, const std::string& country,
                  const std::string& point = "", const std::string& measure = "welfare_pct") {
  for (const CsvRow& row : rows)
    if (row.at("country") == country && (point.empty() || row.at("point") == point))
      return number(row, measure);
  return std::nan("");
}

/// What `sentences` of a report begin with.
std::string first_words(const std::string& report) {
  const std::size_t end = report.find("\n## ");
  return report.substr(report.rfind("\n\n", end - 2) + 2, 400);
}

}  // namespace

TEST_CASE("a sweep keeps at each point the derivatives of a run of its own", "[regression]") {
  // Cause: 'sensitivity' was ignored in studies.
  const AskedWorkspace workspace;
  const std::string asked = "sensitivity: {of: [USA.welfare_pct], in: tariffs}\n";
  workspace.runs("grid", asked + "sweep: {\"policy[0].tariff.add\": [10%, 40%]}\n", "10%");
  const auto figures = workspace.csv("grid/figures.csv");
  for (std::size_t at = 0; at < kRates.size(); ++at) {
    CAPTURE(at);
    workspace.runs("one", asked, kRates[at]);
    double of_china = 0, on_usa = 0, own = 0, goods = 0;
    for (const CsvRow& row : workspace.csv("one/gradient.csv")) {
      const double derivative = number(row, "derivative");
      const bool is_own = row.at("importer") == "USA" && row.at("exporter") != "USA";
      if (is_own) own += derivative;
      if (is_own && row.at("exporter") == "CHN") of_china += derivative;
      if (is_own && row.at("sector") == "GDS") goods += derivative;
      if (row.at("exporter") == "USA" && row.at("importer") != "USA") on_usa += derivative;
    }
    REQUIRE(std::abs(of_china) > 1e-4);
    const auto kept = [&](const std::string& measure) {
      return figure_of(figures, std::to_string(at), "USA.welfare_pct", measure);
    };
    CHECK(kept("by_tariff CHN->USA") == near(of_china, kSameDerived));
    CHECK(kept("by_tariff others->USA") == near(own, kSameDerived));
    CHECK(kept("by_tariff others->USA[GDS]") == near(goods, kSameDerived));
    CHECK(kept("by_tariff USA->others") == near(on_usa, kSameDerived));
    CHECK(kept("by_tariff others->USA") ==
          near(kept("by_tariff CHN->USA") + kept("by_tariff VNM->USA"), 1e-9));
  }
  const std::string report = workspace.text("out/grid/report.md");
  CHECK_THAT(report, Contains("## Derivatives of USA.welfare\\_pct") &&
                         Contains("of 'sensitivity' each point keeps sums"));
  CHECK_THAT(workspace.text("out/grid/report.html"), Contains("\"kind\":\"derivative\""));
}

TEST_CASE("draws keep derivatives by elasticities, with their mean", "[regression]") {
  // Cause: as above.
  const AskedWorkspace workspace;
  workspace.runs("draws",
                 "sensitivity: {of: [USA.welfare_pct], in: elasticities}\n"
                 "uncertainty: {draws: 8, elasticities: {standard_error: 30%}}\n",
                 "25%");
  double sum = 0;
  std::size_t draws = 0;
  for (const CsvRow& row : workspace.csv("draws/figures.csv")) {
    if (row.at("measure") != "by_elasticity GDS") continue;
    sum += number(row, "value");
    ++draws;
  }
  REQUIRE(draws == 8);
  bool told = false;
  for (const CsvRow& row : workspace.csv("draws/percentiles.csv")) {
    if (row.at("measure") != "by_elasticity GDS") continue;
    told = true;
    CHECK(number(row, "mean") == near(sum / 8, 1e-9));
    CHECK(number(row, "p5") < number(row, "p95"));
  }
  CHECK(told);
}

TEST_CASE("a sweep keeps at each point what each line adds, which sums to all", "[regression]") {
  // Cause: 'attribution' was ignored in studies.
  const AskedWorkspace workspace;
  for (const std::string method : {"shapley", "in-order"}) {
    CAPTURE(method);
    const std::string asked = kSecondLine + ("attribution: " + method) + "\n";
    workspace.runs("grid", asked + "sweep: {\"policy[0].tariff.add\": [10%, 40%]}\n", "10%");
    const auto figures = workspace.csv("grid/figures.csv");
    const auto points = workspace.csv("grid/study.csv");
    CHECK(figures.size() == 2 * 3 * 2);  // points, economies, lines
    for (std::size_t at = 0; at < kRates.size(); ++at) {
      CAPTURE(at);
      workspace.runs("one", asked, kRates[at]);
      const std::string point = std::to_string(at);
      const double first = figure_of(figures, point, "CHN", "line_1_welfare_added_pct"),
                   second = figure_of(figures, point, "CHN", "line_2_welfare_added_pct");
      CHECK(first + second == near(welfare_of(points, "CHN", point), kSameDerived));
      for (const CsvRow& row : workspace.csv("one/contributions.csv"))
        if (row.at("country") == "CHN")
          CHECK(number(row, "welfare_added_pct") ==
                near(row.at("order") == "1" ? first : second, kSameDerived));
    }
    CHECK_THAT(workspace.text("out/grid/report.md"), Contains("## What each line adds to welfare"));
  }
}

TEST_CASE("a study says what of an attribution it does not keep", "[regression]") {
  // Cause: as above.
  const AskedWorkspace workspace;
  const auto said = [&](const std::string& more) {
    workspace.scenario("s", more);
    return workspace({"validate", "s.yaml", "-q"}).err;
  };
  const std::string sweep = "sweep: {model.elasticities: [3, 6]}\n";
  CHECK_THAT(said(kSecondLine + ("attribution: path\n" + sweep)),
             Contains("warning: 'attribution' has no effect: a study keeps what each line adds"));
  CHECK_THAT(said(kSecondLine + ("attribution: shapley\n" + sweep +
                                 "optimum: {player: USA, choose: {tariff: {exporter: VNM}}}\n")),
             Contains("warning: 'attribution' has no effect: rates are chosen anew"));
  CHECK(said(kSecondLine + ("attribution: shapley\n" + sweep)).empty());
}

TEST_CASE("a study whose signs differ from point to point begins with that", "[regression]") {
  // Cause: its headline told welfare alone, and nothing of what it hangs on.
  const AskedWorkspace workspace;
  const std::string focus = "report: {focus: [USA]}\n";
  workspace.runs("both", focus + "sweep: {\"policy[0].tariff.add\": [10%, 900%]}\n", "10%");
  const auto points = workspace.csv("both/study.csv");
  REQUIRE(welfare_of(points, "USA", "0") > 0.005);
  REQUIRE(welfare_of(points, "USA", "1") < -0.005);
  const std::string report = workspace.text("out/both/report.md");
  CHECK_THAT(first_words(report), Catch::StartsWith("Signs depend on the point") &&
                                      Contains("welfare in the United States changes by"));
  // China raises no tariff: both its welfare and its real wage fall at every point.
  workspace.runs("one", "report: {focus: [CHN]}\nsweep: {\"policy[0].tariff.add\": [10%, 40%]}\n",
                 "10%");
  for (const CsvRow& row : workspace.csv("one/study.csv"))
    if (row.at("country") == "CHN") REQUIRE(number(row, "welfare_pct") < -0.005);
  CHECK_THAT(workspace.text("out/one/report.md"), !Contains("Signs depend"));
}

TEST_CASE("a study says what welfare is without the rebate, and what real wages do",
          "[regression]") {
  // Cause: as above; a run says "duties paid back to households, real wage -0.52 %".
  const AskedWorkspace workspace;
  const std::string focus = "report: {focus: [USA]}\n";
  for (const bool draws : {false, true}) {
    CAPTURE(draws);
    workspace.runs("s",
                   focus + (draws ? "uncertainty: {draws: 4, elasticities: {standard_error: 5%}}\n"
                                  : "sweep: {\"policy[0].tariff.add\": [10%, 15%]}\n"),
                   "10%");
    for (const CsvRow& row : workspace.csv("s/study.csv"))
      if (row.at("country") == "USA") {
        REQUIRE(number(row, "welfare_pct") > 0.005);
        REQUIRE(number(row, "real_wage_pct") < -0.005);
        REQUIRE(number(row, "welfare_without_rebate_pct") < -0.005);
      }
    const std::string told = first_words(workspace.text("out/s/report.md"));
    CHECK_THAT(told, Catch::StartsWith("Signs depend on what becomes of border taxes"));
    CHECK_THAT(told, Contains("Welfare counts the change of border taxes, which households get") &&
                         Contains("real wage -"));
  }
  workspace.runs("run", focus, "10%");
  workspace.runs("one", focus + "sweep: {\"policy[0].tariff.add\": [10%]}\n", "10%");
  CHECK(
      welfare_of(workspace.csv("one/study.csv"), "USA", "0", "welfare_without_rebate_pct") ==
      near(welfare_of(workspace.csv("run/countries.csv"), "USA", "", "welfare_without_rebate_pct"),
           kSameDerived));
}

TEST_CASE("variants that turn a sign begin their overview with that", "[regression]") {
  // Cause: it was found in the tables only.
  const AskedWorkspace workspace;
  const std::string focus = "report: {focus: [USA], range: none}\n";
  const auto overview = [&](const std::string& rate) {
    workspace.runs("s", focus + "vary: {high: {\"policy[0].tariff.add\": " + rate + "}}\n", "10%");
    return workspace.text("out/s/compare.md");
  };
  CHECK_THAT(overview("900%"), Contains("Signs differ between the runs: welfare in the United "
                                        "States is +"));
  CHECK_THAT(overview("12%"), !Contains("Signs differ"));
}
