// The system at given wages, and what it is solved with.
#include "equilibrium/economy.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Relative to a cell: what solving to rounding leaves.
constexpr double kSameCell = 1e-12;

}  // namespace

TEST_CASE(
    "wages, prices and spending all larger by a factor are solved as well, and as much larger") {
  // Without deficits only relative wages matter.
  const Calibration c = random_calibration(
      9, {.countries = 4, .sectors = 3, .export_taxes = true, .balanced = true, .size_spread = 1});
  const World& world = *c.world;
  const TradePolicy policy = apply_policy(world, random_policy(9, world, 0.5)).policy.average;
  const Problem problem{world, make_kernel(world, c.parameters, policy), Vector::Zero(4),
                        c.parameters};
  const State start{Vector::LinSpaced(4, -0.2, 0.3), Table::Zero(4, 3), world.expenditure};
  const Economy one(problem, start);
  REQUIRE(one.ok());
  for (const double log_factor : {-25.0, 25.0}) {
    CAPTURE(log_factor);
    const double factor = std::exp(log_factor);
    const Economy other(problem,
                        {start.log_wage.array() + log_factor, start.log_price.array() + log_factor,
                         start.expenditure * factor});
    REQUIRE(other.ok());
    const State &a = one.system().state(), &b = other.system().state();
    CHECK((b.log_price.array() - a.log_price.array() - log_factor).abs().maxCoeff() < kSameCell);
    CHECK((b.expenditure.array() / (a.expenditure.array() * factor) - 1).abs().maxCoeff() <
          kSameCell);
  }
}

TEST_CASE("in place of the clearing of a country alone stands the numeraire: its wage") {
  const Calibration c = random_calibration(2, {.countries = 1, .sectors = 3});
  const Preconditioner preconditioner(*c.world, c.parameters);
  Vector change;
  preconditioner.correct_wages(Vector::Constant(1, 0.25), change);
  CHECK(change(0) == rounded(-0.25));
}
