// Governments that choose their rates, in worlds without deficits.
#pragma once

#include <catch2/catch.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "studies/starting_world.hpp"
#include "studies/strategy.hpp"

namespace tariffsim::test {

/// The world without deficits, from which all is counted.
struct BalancedWorld {
  explicit BalancedWorld(const Calibration& calibration) : parameters(calibration.parameters) {
    start = starting_world(calibration, parameters, DeficitClosure::none, {}, {});
    REQUIRE(start.world != nullptr);
  }
  const World& world() const { return *start.world; }
  StrategyResult solve(const StrategyRequest& request) const {
    return find_strategy(request, world(), parameters, baseline_policy(world()),
                         Vector::Zero(world().n_countries()));
  }

  ModelParameters parameters;
  StartingWorld start;
};

/// All of a country's rates of one kind.
inline RateChoice all_rates_of(const World& world, Index country, WedgeKind wedge, RateBy by,
                               double least = 0, double most = 3) {
  std::vector<Index> countries(world.countries.size()), sectors(world.sectors.size());
  std::iota(countries.begin(), countries.end(), Index{0});
  std::iota(sectors.begin(), sectors.end(), Index{0});
  RateChoice choice;
  choice.wedge = wedge;
  choice.cells = {countries, {country}, sectors};
  if (wedge == WedgeKind::export_tax) std::swap(choice.cells.exporters, choice.cells.importers);
  choice.by = by;
  choice.least = least;
  choice.most = most;
  return choice;
}

/// A country that wants welfare by its tariffs on everything.
inline StrategyPlayer tariff_player(const World& world, Index country, RateBy by, double least = 0,
                                    double most = 3) {
  return {world.countries[static_cast<std::size_t>(country)].code,
          {country},
          {Aim{AimKind::welfare, {country}, -1, 1}},
          {all_rates_of(world, country, WedgeKind::tariff, by, least, most)}};
}

}  // namespace tariffsim::test
