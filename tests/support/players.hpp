// Governments that choose their rates, in worlds without deficits.
#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "studies/starting_world.hpp"
#include "studies/strategy.hpp"

namespace tariffsim::test {

/// Of J / I and of welfare: noise of solves to 1e-13.
inline constexpr double kSameWelfare = 1e-11;

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

/// One sector without inputs; countries of these sizes, f_in = 1000 size_i size_n / sum.
inline Calibration sized_countries(const std::vector<double>& sizes, double theta) {
  Baseline b;
  b.id = "sized";
  double sum = 0;
  for (const double size : sizes) sum += size;
  for (std::size_t n = 0; n < sizes.size(); ++n) {
    const std::string code{'C', 'A', static_cast<char>('A' + n)};
    b.countries.push_back({code, code, 0});
  }
  b.sectors = {{"S", "S", SectorKind::goods}};
  const auto countries = static_cast<Index>(sizes.size());
  b.flow = Cube(countries, 1);
  b.tariff = Cube(countries, 1);
  for (Index i = 0; i < countries; ++i)
    for (Index n = 0; n < countries; ++n)
      b.flow(i, n, 0) =
          1000 * sizes[static_cast<std::size_t>(i)] * sizes[static_cast<std::size_t>(n)] / sum;
  return calibrate(std::move(b), {{Vector::Constant(1, theta)}, false});
}

inline double by_golden_section(const std::function<double(double)>& f, double low, double high) {
  const double part = (std::sqrt(5) - 1) / 2;
  while (high - low > 1e-5) {
    const double a = high - part * (high - low), b = low + part * (high - low);
    if (f(a) < f(b))
      low = a;
    else
      high = b;
  }
  return (low + high) / 2;
}

}  // namespace tariffsim::test
