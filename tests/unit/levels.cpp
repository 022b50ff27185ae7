// Flows from a solved world, cell by cell against the equation.
#include <catch2/catch.hpp>
#include <cmath>

#include "outcomes/levels.hpp"
#include "support/cell_or.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// A power and a product or two round at 1e-16 each; the exponent theta log(c T / P), up to some
/// hundreds here, carries its own rounding.
constexpr double kFlowRounding = 1e-12;

/// F' = pi (c T / P)^-theta X' / (1 + t') (sim/model.md, section 2.1), one power a cell.
double flow(const Calibration& c, const TradePolicy& p, const Equilibrium& e, Index i, Index n,
            Index s) {
  const World& w = *c.world;
  if (w.trade_share(i, n, s) == 0) return 0;
  const double taxes = (1 + p.tariff(i, n, s)) * (1 + cell_or(p.export_tax, i, n, s, 0)) /
                       (1 + w.tariff(i, n, s)) / (1 + cell_or(w.export_tax, i, n, s, 0));
  const double price =
      e.unit_cost()(i, s) * taxes * cell_or(p.trade_cost, i, n, s, 1) / e.price()(n, s);
  return w.trade_share(i, n, s) * std::pow(price, -c.parameters.trade_elasticity(s)) *
         e.expenditure()(n, s) / (1 + p.tariff(i, n, s));
}

void check_flows(const Calibration& calibration, const std::vector<PolicyLine>& lines) {
  const World& world = *calibration.world;
  const TradePolicy policy = apply_policy(world, lines).policy.average;
  const SolveResult solved = solve(world, calibration.parameters, policy, world.deficit);
  REQUIRE(solved.equilibrium);
  CHECK(solved.method == SolveMethod::quick_search);
  const Levels after = levels(world, calibration.parameters, policy, *solved.equilibrium);
  double largest_gap = 0;
  for (Index s = 0; s < world.n_sectors(); ++s)
    for (Index n = 0; n < world.n_countries(); ++n)
      for (Index i = 0; i < world.n_countries(); ++i) {
        const double wanted = flow(calibration, policy, *solved.equilibrium, i, n, s);
        const double gap = std::abs(after.flow(i, n, s) - wanted);
        const double part = gap == 0 ? 0 : gap / wanted;
        if (std::isnan(part) || part > largest_gap) largest_gap = part;  // a NaN stays, and fails
      }
  CHECK(largest_gap < kFlowRounding);
}

}  // namespace

TEST_CASE(
    "a flow is what the equation of trade shares says, under tariffs and all other barriers") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const Calibration calibration = random_calibration(seed, {.export_taxes = seed % 2 == 0});
    check_flows(calibration, random_policy(seed, *calibration.world, 2.0));
    check_flows(calibration, {trade_cost_line({{0}, {1, 2}, {0, 1}}, 0.5),
                              export_tax_line({{1}, {0}, {0}}, RateChange::add, 0.3),
                              tariff_line({{3}, {4}, {2}}, RateChange::add, 0.2)});
  }
}

TEST_CASE("a flow is what the equation says where powers of prices alone would have no number") {
  Baseline baseline = random_baseline(3, {.zero_flows = 0});
  baseline.flow(0, 0, 0) = 0;  // buys the first good abroad only
  const Calibration calibration =
      calibrate(std::move(baseline), {{Vector::Constant(4, 65.0)}, true});
  // 10^7 times the cost: P^65 would be 10^455.
  check_flows(calibration, {trade_cost_line({{1, 2, 3, 4}, {0}, {0}}, 9999999),
                            {Embargo{{{{1}, {2}, {0}}}}, "embargo", {}}});
}
