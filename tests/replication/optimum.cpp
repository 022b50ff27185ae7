// Optimal and Nash tariffs against another solver's (numpy, adjoint gradients), rate by rate.
#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <sstream>

#include "base/file.hpp"
#include "support/csv_rows.hpp"
#include "support/players.hpp"
#include "support/strategy_reference.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using tariffsim::tests::csv_rows;
using tariffsim::tests::CsvRow;
using tariffsim::tests::number;
using tariffsim::tests::read_text;

namespace {

/// Points: what the other solver's figures are good to.
constexpr double kWelfare = 1e-7, kRate = 1e-5;

StrategyPlayer player_of(const World& world, const std::string& code, RateBy by) {
  return tariff_player(world, find_country(world.countries, code), by);
}

RateBy structure_of(const std::string& name) {
  static const std::map<std::string, RateBy> names{{"uniform", RateBy::uniform},
                                                   {"partner", RateBy::partner},
                                                   {"sector", RateBy::sector},
                                                   {"cells", RateBy::cell},
                                                   {"cell", RateBy::cell}};
  return names.at(name);
}

/// The rows of a file of the reference.
std::vector<CsvRow> rows_of(const std::string& file) {
  return csv_rows(read_text(strategy() / file));
}

Index partner_or_all(const std::vector<Country>& list, const std::string& code) {
  return code.empty() ? -1 : find_country(list, code);
}

/// The rate that was found for a partner and a sector.
double rate_for(const FoundStrategy& found, WedgeKind wedge, Index partner, Index sector) {
  for (const FoundRate& one : found.rates)
    if (one.chosen.wedge == wedge && one.chosen.partner == partner && one.chosen.sector == sector)
      return one.rate;
  FAIL("no such rate");
  return 0;
}

void compare_player(const World& world, const FoundStrategy& found, const CsvRow& row) {
  const Index partner = partner_or_all(world.countries, row.at("partner"));
  const std::string& sector = row.at("sector");
  const double rate = rate_for(found, WedgeKind::tariff, partner,
                               sector.empty() ? -1 : find_sector(world.sectors, sector));
  CAPTURE(row.at("partner"), sector);
  CHECK(std::abs(100 * rate - number(row, "rate_pct")) <= kRate);
  CHECK(std::abs(100 * found.welfare - number(row, "welfare_pct")) <= kWelfare);
}

void replicate_optima(const Calibration& calibration, const std::string& file) {
  const BalancedWorld balanced(calibration);
  std::map<std::pair<std::string, std::string>, std::vector<CsvRow>> cases;
  for (CsvRow& row : rows_of(file))
    cases[{row.at("player"), row.at("structure")}].push_back(std::move(row));
  REQUIRE(!cases.empty());
  for (const auto& [key, rows] : cases) {
    CAPTURE(key.first, key.second);
    const StrategyResult result =
        balanced.solve({StrategyKind::optimum,
                        {player_of(balanced.world(), key.first, structure_of(key.second))}});
    REQUIRE(result.failure.empty());
    for (const CsvRow& row : rows) compare_player(balanced.world(), result.players.front(), row);
  }
}

void replicate_nash(const Calibration& calibration, const std::string& file) {
  const BalancedWorld balanced(calibration);
  std::map<std::string, std::vector<CsvRow>> cases;
  for (CsvRow& row : rows_of(file)) cases[row.at("structure")].push_back(std::move(row));
  REQUIRE(!cases.empty());
  for (const auto& [structure, rows] : cases) {
    CAPTURE(structure);
    std::vector<std::string> names;
    for (const CsvRow& row : rows)
      if (std::find(names.begin(), names.end(), row.at("player")) == names.end())
        names.push_back(row.at("player"));
    StrategyRequest request{StrategyKind::nash, {}};
    for (const std::string& name : names)
      request.players.push_back(player_of(balanced.world(), name, structure_of(structure)));
    const StrategyResult result = balanced.solve(request);
    INFO(result.failure);
    REQUIRE(result.failure.empty());
    for (const CsvRow& row : rows)
      for (const FoundStrategy& player : result.players)
        if (player.name == row.at("player")) compare_player(balanced.world(), player, row);
  }
}

}  // namespace

TEST_CASE("optimal tariffs equal another solver's, with input-output", "[shared][optimum]") {
  if (skip_without(strategy())) return;
  replicate_optima(random_world(), "O1_optimum_rand5x3.csv");
}

TEST_CASE("optimal tariffs on real trade equal another solver's", "[shared][optimum]") {
  if (skip_without(strategy())) return;
  if (skip_without(shared_folder() / "data" / "wiod-2014")) return;
  replicate_optima(world_2014(), "O4_optimum_wiod14.csv");
}

TEST_CASE("optimal export taxes, alone and with tariffs, equal another solver's",
          "[shared][optimum]") {
  if (skip_without(strategy())) return;
  const BalancedWorld balanced(random_world());
  const World& world = balanced.world();
  std::map<std::pair<std::string, std::string>, std::vector<CsvRow>> cases;
  for (CsvRow& row : rows_of("O2_optimum_export_taxes_rand5x3.csv"))
    cases[{row.at("player"), row.at("instruments")}].push_back(std::move(row));
  REQUIRE(!cases.empty());
  for (const auto& [key, rows] : cases) {
    CAPTURE(key.first, key.second);
    const Index n = find_country(world.countries, key.first);
    StrategyPlayer player{key.first, {n}, {Aim{AimKind::welfare, {n}, -1, 1}}, {}};
    if (key.second == "both")
      player.choices.push_back(all_rates_of(world, n, WedgeKind::tariff, RateBy::cell, -0.9, 3));
    player.choices.push_back(all_rates_of(world, n, WedgeKind::export_tax, RateBy::cell, -0.9, 3));
    const StrategyResult result = balanced.solve({StrategyKind::optimum, {player}});
    INFO(result.failure);
    REQUIRE(result.failure.empty());
    CHECK(result.pinned == (key.second == "both"));
    const FoundStrategy& found = result.players.front();
    for (const CsvRow& row : rows) {
      const bool tariff = row.at("instrument") == "tariff";
      const Index partner = find_country(world.countries, row.at(tariff ? "exporter" : "importer"));
      const double rate = rate_for(found, tariff ? WedgeKind::tariff : WedgeKind::export_tax,
                                   partner, find_sector(world.sectors, row.at("sector")));
      CHECK(std::abs(100 * rate - number(row, "rate_pct")) <= kRate);
      CHECK(std::abs(100 * found.welfare - number(row, "welfare_pct")) <= kWelfare);
    }
  }
}

TEST_CASE("Nash tariffs equal another solver's, with input-output", "[shared][optimum]") {
  if (skip_without(strategy())) return;
  replicate_nash(random_world(), "N1_nash_rand5x3.csv");
}

TEST_CASE("Nash tariffs of two countries on real trade equal another solver's",
          "[shared][optimum]") {
  if (skip_without(strategy())) return;
  if (skip_without(shared_folder() / "data" / "wiod-2014")) return;
  replicate_nash(world_2014(), "N8_nash_two_players_wiod14.csv");
}

TEST_CASE("Nash tariffs of forty-four economies equal another solver's", "[shared][optimum]") {
  if (skip_without(shared_folder() / "data" / "wiod-2014")) return;
  const BalancedWorld balanced(world_2014());
  const World& world = balanced.world();
  StrategyRequest request{StrategyKind::nash, {}};
  for (Index n = 0; n < world.n_countries(); ++n)
    request.players.push_back(tariff_player(world, n, RateBy::uniform));
  const StrategyResult result = balanced.solve(request);
  INFO(result.failure);
  REQUIRE(result.failure.empty());
  CHECK(result.other_start_move <= kMostMove);
  // Percent, as the other solver's notes print them.
  const std::map<std::string, std::pair<double, double>> printed{
      {"USA", {43.99083, 5e-6}}, {"ROW", {31.43701, 5e-6}}, {"IRL", {60.893, 5e-4}},
      {"CHN", {39.953, 5e-4}},   {"BRA", {82.074, 5e-4}},   {"MEX", {38.957, 5e-4}}};
  for (const FoundStrategy& player : result.players)
    if (const auto found = printed.find(player.name); found != printed.end()) {
      CAPTURE(player.name);
      CHECK(std::abs(100 * player.rates.front().rate - found->second.first) <=
            found->second.second);
    }
}

TEST_CASE("a union that plays as one levies what another solver finds", "[shared][optimum]") {
  if (skip_without(shared_folder() / "data" / "wiod-2014")) return;
  const BalancedWorld balanced(world_2014());
  const World& world = balanced.world();
  const std::vector<std::string> members{"AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK",
                                         "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN",
                                         "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD",
                                         "POL", "PRT", "ROU", "SVK", "SVN", "SWE"};
  StrategyRequest request{StrategyKind::nash, {}};
  StrategyPlayer together{
      "EU27", {}, {}, {all_rates_of(world, 0, WedgeKind::tariff, RateBy::uniform)}};
  for (const std::string& code : members)
    together.members.push_back(find_country(world.countries, code));
  together.aims = {Aim{AimKind::welfare, together.members, -1, 1}};
  together.choices.front().cells.importers = together.members;
  request.players.push_back(std::move(together));
  for (Index n = 0; n < world.n_countries(); ++n)
    if (std::find(members.begin(), members.end(),
                  world.countries[static_cast<std::size_t>(n)].code) == members.end())
      request.players.push_back(tariff_player(world, n, RateBy::uniform));
  const StrategyResult result = balanced.solve(request);
  INFO(result.failure);
  REQUIRE(result.failure.empty());
  // Percent, as the other solver's notes print them.
  CHECK(std::abs(100 * result.players.front().rates.front().rate - 48.696) <= 5e-4);
  CHECK(std::abs(100 * result.players.front().welfare - -0.584) <= 5e-4);
}

TEST_CASE("agreements equal another solver's", "[shared][optimum]") {
  if (skip_without(strategy())) return;
  // Points: these problems are flat.
  constexpr double kAgreedRate = 1e-3, kAgreedWelfare = 1e-6;
  const BalancedWorld balanced(random_world());
  const World& world = balanced.world();
  struct Talks {
    const char* begins;
    CooperationTerms terms;
  };
  for (const Talks& talks :
       {Talks{"income-weighted sum of W,", {false, false, false}},
        Talks{"\"income-weighted sum of W, nobody below the baseline\",", {false, false, true}},
        Talks{"Nash bargaining from the baseline", {true, false, true}},
        Talks{"Nash bargaining from the Nash war", {true, true, true}}}) {
    CAPTURE(talks.begins);
    StrategyRequest request{StrategyKind::cooperative, {}, talks.terms};
    for (Index n = 0; n < world.n_countries(); ++n)
      request.players.push_back(tariff_player(world, n, RateBy::partner));
    const StrategyResult result = balanced.solve(request);
    INFO(result.failure);
    REQUIRE(result.failure.empty());
    std::istringstream lines(
        read_file(strategy() / "C1_cooperative_rand5x3.csv", std::size_t{1} << 20U)->text);
    std::size_t compared = 0;
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with(talks.begins)) continue;
      std::vector<std::string> fields;
      std::istringstream cells(line);
      for (std::string field; std::getline(cells, field, ',');) fields.push_back(field);
      const std::size_t last = fields.size() - 1;
      CAPTURE(line);
      for (const FoundStrategy& player : result.players) {
        if (player.name != fields[last - 3]) continue;
        ++compared;
        const double rate = rate_for(player, WedgeKind::tariff,
                                     find_country(world.countries, fields[last - 2]), -1);
        CHECK(std::abs(100 * rate - std::stod(fields[last - 1])) <= kAgreedRate);
        CHECK(std::abs(100 * player.welfare - std::stod(fields[last])) <= kAgreedWelfare);
      }
    }
    CHECK(compared == 20);
  }
}
