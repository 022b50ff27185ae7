// Rates that are best where quotas hold: no rates near or far do better, and welfare has no slope.
#include <catch2/catch.hpp>
#include <cmath>

#include "policy/apply_policy.hpp"
#include "studies/choose_rates.hpp"
#include "studies/experiment.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

PolicyLine quota(Cells cells, double share, double exporters_share) {
  QuotaLine line{std::move(cells)};
  line.amount = share;
  line.exporters_share = exporters_share;
  return {std::move(line), "quota", {}};
}

/// A uniform tariff of country 0 on sector 0, whose other imports are under quotas.
StrategyRequest tariff_of_one(const World& world, RateBy by) {
  RateChoice choice;
  choice.cells = {everyone(world.n_countries()), {0}, {0}};
  choice.by = by;
  return {StrategyKind::optimum,
          {{world.countries[0].code, {0}, {Aim{AimKind::welfare, {0}, -1, 1}}, {choice}}}};
}

/// Welfare with rates that are set behind the lines, by a whole run.
double welfare_with(const Calibration& calibration, std::vector<PolicyLine> lines,
                    const StrategyResult& found, const std::vector<double>& rates) {
  std::vector<CellRate> of_cells;
  const std::vector<FoundRate>& chosen = found.players.front().rates;
  for (std::size_t k = 0; k < chosen.size(); ++k)
    for (const auto& [i, n, s] : chosen[k].chosen.cells) of_cells.push_back({i, n, s, rates[k]});
  lines.push_back({LevyChange{WedgeKind::tariff, RateChange::set, std::move(of_cells)}, "set", {}});
  const ExperimentResult result =
      run_experiment(calibration, lines, DeficitClosure::fixed, kNested);
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  return result.outcome->countries()[0].welfare;
}

}  // namespace

TEST_CASE("an optimum behind quotas is beaten by no other rates", "[optimum]") {
  int found_ones = 0;
  for (unsigned seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    std::srand(seed);
    const Calibration calibration =
        random_calibration(seed, {4, 3, seed % 2 == 0, true, false, false, 0.0, 1.5});
    const World& world = *calibration.world;
    // One that binds on the player's own imports of another sector and brings exporters a part of
    // the rent, one of another importer in the sector of the tariff.
    const std::vector<PolicyLine> lines{quota({{1, 2}, {0}, {1}}, 0.4, seed % 3 * 0.4),
                                        quota({{0, 3}, {2}, {0}}, 0.5, 0.5)};
    const RateBy by = seed % 2 == 0 ? RateBy::uniform : RateBy::partner;
    const StrategyRequest request = tariff_of_one(world, by);
    const StrategyResult found =
        choose_rates(request, world, calibration.parameters, lines, world.deficit);
    INFO(found.failure);
    if (!found.failure.empty()) continue;
    ++found_ones;
    CHECK(found.largest_gradient <= kMostGradient);
    std::vector<double> best;
    for (const FoundRate& rate : found.players.front().rates) best.push_back(rate.rate);
    const double welfare = welfare_with(calibration, lines, found, best);
    constexpr double kNoise = 1e-11;  // of two solves to 1e-12
    for (std::size_t k = 0; k < best.size(); ++k)
      for (const double step : {-0.3, -0.05, -0.003, 0.003, 0.05, 0.3}) {
        std::vector<double> other = best;
        other[k] += step;
        if (other[k] < 0) continue;
        CHECK(welfare_with(calibration, lines, found, other) < welfare + kNoise);
      }
    // Without the quotas the best rates are others: these are seen.
    const StrategyResult free =
        choose_rates(request, world, calibration.parameters, {}, world.deficit);
    if (!free.failure.empty()) continue;
    double apart = 0;
    for (std::size_t k = 0; k < best.size(); ++k)
      apart = std::max(apart, std::abs(free.players.front().rates[k].rate - best[k]));
    CHECK(apart > 1e-6);
  }
  CHECK(found_ones >= 6);
}
