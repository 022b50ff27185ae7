// Optima and games in sweeps and draws, as a user runs them: at each point the rates are those of a
// scenario of its own.
#include <catch2/catch.hpp>

#include <array>
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

struct StrategyWorkspace : Workspace {
  void write(const std::string& id, const std::string& more) const {
    folder.write(id + ".yaml",
                 "tariffsim: 1\nid: " + id + "\nbaseline: ./baseline\npolicy: []\n" + more);
  }
  std::vector<CsvRow> csv(const std::string& file) const { return csv_rows(text("out/" + file)); }
  void runs(const std::string& id) const {
    const Ran ran = (*this)({"run", id + ".yaml", "-q", "-f", "csv,md,json,html,xlsx"});
    INFO(id << ": " << ran.err);
    REQUIRE(ran.status == 0);
  }
};

std::string optimum(const std::string& by) {
  return "optimum: {player: USA, maximise: welfare, choose: {tariff: {sectors: all, between: "
         "0..300%, by: " +
         by + "}}}\n";
}

/// Of the rates of a run the mean, weighted by trade before.
double mean_rate(const StrategyWorkspace& workspace, const std::string& id) {
  double sum = 0, weight = 0;
  const auto flows = workspace.csv(id + "/flows.csv");
  for (const CsvRow& rate : workspace.csv(id + "/rates.csv"))
    for (const CsvRow& flow : flows) {
      bool same = true;
      for (const char* key : {"exporter", "importer", "sector"})
        same = same && flow.at(key) == rate.at(key);
      if (!same) continue;
      sum += number(rate, "rate") * number(flow, "flow_base_musd");
      weight += number(flow, "flow_base_musd");
    }
  REQUIRE(weight > 0);
  return sum / weight;
}

double welfare_of_country(const StrategyWorkspace& workspace, const std::string& file,
                          const std::string& country) {
  for (const CsvRow& row : workspace.csv(file))
    if (row.at("country") == country) return number(row, "welfare_pct");
  FAIL("no " + country);
  return 0;
}

}  // namespace

TEST_CASE("a sweep of optima has at each point the best rates of a run of its own") {
  const StrategyWorkspace workspace;
  for (const std::string by : {"uniform", "sector"}) {
    CAPTURE(by);
    workspace.write("grid", optimum(by) + "sweep: {model.elasticities: [3, 6]}\n");
    workspace.runs("grid");
    const auto figures = workspace.csv("grid/figures.csv");
    CHECK(figures.size() == 2 * 2);
    const std::array<std::string, 2> elasticities{"3", "6"};
    for (std::size_t at = 0; at < 2; ++at) {
      workspace.write("one", optimum(by) + "model: {elasticities: " + elasticities[at] + "}\n");
      workspace.runs("one");
      const std::string point = std::to_string(at);
      CHECK(figure_of(figures, point, "USA", "tariff") ==
            near(mean_rate(workspace, "one"), kSameRate));
      CHECK(figure_of(figures, point, "USA", "welfare_pct") ==
            near(welfare_of_country(workspace, "one/countries.csv", "USA"), kSamePercent));
    }
    // The harder others' goods are to replace, the more a tariff moves their price.
    CHECK(figure_of(figures, "0", "USA", "tariff") > figure_of(figures, "1", "USA", "tariff"));
    CHECK_THAT(workspace.text("out/grid/report.md"),
               Contains("## Rates that are chosen") &&
                   Contains(by == "uniform" ? "The tariff that USA chooses lies between"
                                            : "The mean tariff that USA chooses, weighted by trade "
                                              "before, lies between"));
  }
}

TEST_CASE("draws of an optimum are the best rates at the elasticities that were drawn") {
  const StrategyWorkspace workspace;
  workspace.write(
      "draws",
      optimum("uniform") + "uncertainty: {draws: 6, elasticities: {sources: [made-up, other]}}\n");
  workspace.runs("draws");
  std::array<double, 2> rates{};
  for (std::size_t source = 0; source < 2; ++source) {
    workspace.write("one", optimum("uniform") + "model: {elasticities: " +
                               (source == 0 ? "made-up" : "other") + "}\n");
    workspace.runs("one");
    rates[source] = mean_rate(workspace, "one");
  }
  REQUIRE(std::abs(rates[0] - rates[1]) > 1e-3);
  std::array<int, 2> met{};
  const auto figures = workspace.csv("draws/figures.csv");
  for (int point = 0; point < 6; ++point)
    for (std::size_t source = 0; source < 2; ++source)
      if (std::abs(figure_of(figures, std::to_string(point), "USA", "tariff") - rates[source]) <=
          kSameRate)
        ++met[source];
  CHECK(met[0] > 0);
  CHECK(met[1] > 0);
  CHECK(met[0] + met[1] == 6);
  CHECK_THAT(workspace.text("out/draws/report.md"), Contains("in 90 of 100 draws"));
  CHECK_THAT(workspace.text("out/draws/percentiles.csv"), Contains("\nUSA,USA,tariff,"));
}

TEST_CASE("a game in a sweep is the game of a run of its own at each point") {
  const StrategyWorkspace workspace;
  const std::string game =
      "game: {players: [USA, CHN], solution: nash, choose: {tariff: {sectors: goods, between: "
      "0..300%, by: uniform}}}\n";
  workspace.write("grid", game + "sweep: {model.elasticities: [4]}\n");
  workspace.write("one", game + "model: {elasticities: 4}\n");
  workspace.runs("grid");
  workspace.runs("one");
  const auto figures = workspace.csv("grid/figures.csv");
  for (const CsvRow& player : workspace.csv("one/game.csv"))
    CHECK(figure_of(figures, "0", player.at("player"), "welfare_pct") ==
          near(number(player, "welfare_pct"), kSamePercent));
  for (const CsvRow& rate : workspace.csv("one/rates.csv"))
    CHECK(figure_of(figures, "0", rate.at("player"), "tariff") ==
          near(number(rate, "rate"), kSameRate));
}

TEST_CASE("without a focus, who chooses rates is told of first", "[regression]") {
  // Cause: the first player of three, the only one to lose, stood in no sentence and no figure.
  const StrategyWorkspace workspace;
  workspace.folder.write("groups.yaml", "");
  workspace.write("game",
                  "groups: {EAST: [CHN, VNM]}\ngame: {players: [USA, EAST], choose: {tariff: "
                  "{sectors: GDS, between: 0..300%}}}\n");
  workspace.runs("game");
  CHECK(workspace.json("out/game/summary.json").at("focus_names") ==
        nlohmann::json::array({"USA", "EAST"}));
  CHECK_THAT(workspace.text("out/game/report.md"),
             Contains("| Real income, United States |") && Contains("| Real income, EAST |"));
  workspace.write("unknown", "optimum: {player: XYZ, choose: {tariff: {sectors: GDS}}}\n");
  const Ran ran = workspace({"run", "unknown.yaml", "-q"});
  CHECK(ran.status == 2);
  CHECK(ran.err.find("unknown country 'XYZ'") == ran.err.rfind("unknown country 'XYZ'"));
}

TEST_CASE("rates that are chosen take the place of lines on part of their goods", "[regression]") {
  // Cause: what such lines made of a cell stayed beside the chosen rate: rates were off by up to
  // 1.7 points, and the players' table contradicted the report.
  const StrategyWorkspace workspace;
  const std::string line =
      "{tariff: {importer: USA, exporter: CHN, sectors: GDS, add: 60%, coverage: 40%}}";
  const std::string wanted = GENERATE(
      std::string("optimum: {player: USA, choose: {tariff: {sectors: all, by: partner}}}\n"),
      std::string("game: {players: [USA, CHN], choose: {tariff: {sectors: all}}}\n"));
  const auto write = [&](const std::string& id, const std::string& policy) {
    workspace.folder.write(
        id + ".yaml", "tariffsim: 1\nbaseline: ./baseline\npolicy: [" + policy + "]\n" + wanted);
    workspace.runs(id);
  };
  write("with", line);
  write("without", "");
  const auto with = workspace.csv("with/rates.csv"), without = workspace.csv("without/rates.csv");
  REQUIRE(with.size() == without.size());
  for (std::size_t row = 0; row < with.size(); ++row)
    CHECK(number(with[row], "rate") == near(number(without[row], "rate"), kSameRate));
  for (const char* country : {"USA", "CHN"}) {
    CHECK(welfare_of_country(workspace, "with/countries.csv", country) ==
          near(welfare_of_country(workspace, "without/countries.csv", country), kSamePercent));
  }
}
