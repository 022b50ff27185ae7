// Policies on the way from the baseline to a target, by hand.
#include <catch2/catch.hpp>
#include <cmath>

#include "equilibrium/continuation.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Two countries and one good, elasticity 2: a duty and an export tax of 25 % on what 0 sells to 1.
Calibration taxed_trade() {
  Baseline b = random_baseline(
      1,
      {.countries = 2, .sectors = 1, .input_output = false, .export_taxes = true, .zero_flows = 0});
  for (Index i = 0; i < 2; ++i)
    for (Index n = 0; n < 2; ++n)
      b.tariff(i, n, 0) = b.export_tax(i, n, 0) = i == 0 && n == 1 ? 0.25 : 0;
  return calibrate(b, {{Vector::Constant(1, 2.0)}, false});
}

/// 150 % instead of 25 %, at twice and at nine times the cost.
TradePolicy target(const World& world) {
  const Cells sold{{0}, {1}, {0}}, bought{{1}, {0}, {0}};
  return apply_policy(world,
                      std::vector<PolicyLine>{tariff_line(sold, RateChange::set, 1.5),
                                              export_tax_line(sold, RateChange::set, 1.5),
                                              trade_cost_line(sold, 1), trade_cost_line(bought, 8)})
      .policy.average;
}

}  // namespace

TEST_CASE("halfway, one plus a rate is the root of its ends' product, and so is a trade cost") {
  const Calibration taxed = taxed_trade();
  const World& world = *taxed.world;
  const TradePolicy half = policy_between(world, taxed.parameters, target(world), 0.5);
  CHECK(half.tariff(0, 1, 0) == rounded(std::sqrt(1.25 * 2.5) - 1));
  CHECK(half.export_tax(0, 1, 0) == rounded(std::sqrt(1.25 * 2.5) - 1));
  CHECK(half.trade_cost(0, 1, 0) == rounded(std::sqrt(2.0)));
  CHECK(half.trade_cost(1, 0, 0) == rounded(3));
  CHECK(half.tariff(1, 0, 0) == 0);
  CHECK(half.export_tax(1, 0, 0) == 0);
  CHECK(half.trade_cost(0, 0, 0) == 1);
}

TEST_CASE("a quarter of the way a rate has moved by a quarter of its logarithm") {
  const Calibration taxed = taxed_trade();
  const World& world = *taxed.world;
  const TradePolicy quarter = policy_between(world, taxed.parameters, target(world), 0.25);
  CHECK(quarter.tariff(0, 1, 0) == rounded(1.25 * std::pow(2, 0.25) - 1));
  CHECK(quarter.export_tax(0, 1, 0) == rounded(1.25 * std::pow(2, 0.25) - 1));
  CHECK(quarter.trade_cost(1, 0, 0) == rounded(std::sqrt(3.0)));
}

TEST_CASE("the way begins at the baseline and ends at the target, exactly") {
  const Calibration taxed = taxed_trade();
  const World& world = *taxed.world;
  const TradePolicy wanted = target(world),
                    from = policy_between(world, taxed.parameters, wanted, 0),
                    to = policy_between(world, taxed.parameters, wanted, 1);
  CHECK(from.tariff(0, 1, 0) == rounded(0.25));
  CHECK(from.trade_cost(1, 0, 0) == 1);
  CHECK(to.tariff(0, 1, 0) == 1.5);
  CHECK(to.export_tax(0, 1, 0) == 1.5);
  CHECK(to.trade_cost(1, 0, 0) == 9);
  // 1.1 - 1 is not 0.1, nor 1.3 - 1 what 0.3 is.
  const std::vector<PolicyLine> lines{tariff_line({{0}, {1}, {0}}, RateChange::set, 0.1),
                                      tariff_line({{1}, {0}, {0}}, RateChange::set, 0.3)};
  const TradePolicy tenths = apply_policy(world, lines).policy.average;
  CHECK(policy_between(world, taxed.parameters, tenths, 1).tariff == tenths.tariff);
}

TEST_CASE("what an embargo leaves of a cell falls in proportion") {
  // d^-theta = 1 - along: at three quarters of the way a quarter is left, d = (1/4)^(-1/2) = 2.
  const Calibration taxed = taxed_trade();
  const World& world = *taxed.world;
  const std::vector<PolicyLine> lines{{Embargo{{{{1}, {0}, {0}}}}, "embargo", {}}};
  const TradePolicy wanted = apply_policy(world, lines).policy.average;
  CHECK(policy_between(world, taxed.parameters, wanted, 0.75).trade_cost(1, 0, 0) == rounded(2));
  CHECK(std::isinf(policy_between(world, taxed.parameters, wanted, 1).trade_cost(1, 0, 0)));
}
