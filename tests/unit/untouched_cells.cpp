// Cells in which nothing is spent, or that no policy changes: they stay as they are.
#include <catch2/catch.hpp>

#include "equilibrium/equation_system.hpp"
#include "outcomes/levels.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// The third country never buys the second good, which all others trade.
Calibration without_a_buyer() {
  Baseline b = random_baseline(6, {.countries = 4, .sectors = 3, .zero_flows = 0});
  for (Index i = 0; i < 4; ++i) b.flow(i, 2, 1) = 0;
  for (Index s = 0; s < 3; ++s) b.input_share(2, 1, s) = 0;
  return calibrate(b, {{Vector::Constant(3, 4.0)}, true});
}

}  // namespace

TEST_CASE("of nothing that is spent no part is duty") {
  const Calibration c = without_a_buyer();
  const World& world = *c.world;
  const std::vector<PolicyLine> lines{tariff_line(all_cells(world), RateChange::add, 0.5)};
  const TradePolicy policy = apply_policy(world, lines).policy.average;
  const Problem problem{world, make_kernel(world, c.parameters, policy), world.deficit,
                        c.parameters};
  EquationSystem system;
  system.set(problem);
  system.state() = {Vector::Zero(4), Table::Zero(4, 3), world.expenditure};
  REQUIRE(system.evaluate());
  CHECK(system.duty_share()(2, 1) == 0);
  CHECK(system.duty_share()(2, 0) > 0);
}

TEST_CASE(
    "a solved world in which nothing is spent somewhere has no shares there, and is solved on") {
  const Calibration c = without_a_buyer();
  const World& world = *c.world;
  const std::vector<PolicyLine> lines{tariff_line(all_cells(world), RateChange::add, 0.5)};
  const TradePolicy policy = apply_policy(world, lines).policy.average;
  const SolveResult solved = solve(world, c.parameters, policy, world.deficit);
  REQUIRE(solved.equilibrium);
  const World after = world_after(world, c.parameters, policy, policy, *solved.equilibrium,
                                  levels(world, c.parameters, policy, *solved.equilibrium));
  CHECK(after.trade_share.sector(1).col(2) == Vector::Zero(4));
  CHECK(solve(after, c.parameters, baseline_policy(after), after.deficit).equilibrium);
}

TEST_CASE("columns that no wedge changes are the baseline's own, not copies") {
  const Calibration c = without_a_buyer();
  const World& world = *c.world;
  // Into the first country and into the third, which buys none of it; of four columns one is few.
  const std::vector<PolicyLine> lines{tariff_line({{1, 3}, {0, 2}, {1}}, RateChange::add, 0.5)};
  const TradeKernel kernel =
      make_kernel(world, c.parameters, apply_policy(world, lines).policy.average);
  for (Index s = 0; s < 3; ++s)
    for (Index n = 0; n < 4; ++n) {
      CAPTURE(s, n);
      const bool is_shared =
          kernel.weight().column(n, s).data() == world.trade_share.sector(s).col(n).data();
      CHECK(is_shared != (n == 0 && s == 1));
    }
}
