// The response of market clearing to wages against differences of the equations themselves, where
// it is exact: costs and spending move with the own wage alone, without inputs and taxes, and no
// more sectors trade than have third markets of their own.
#include "equilibrium/approximate_wage_jacobian.hpp"

#include <catch2/catch.hpp>

#include "equilibrium/equation_system.hpp"
#include "equilibrium/exact_wage_jacobian.hpp"
#include "equilibrium/outer_products.hpp"
#include "support/derivatives.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr Index kJacobianCountries = 5, kTraded = 4;
/// Central differences of clearing, whose third derivatives are some theta^3.
constexpr double kJacobianError = 1e-6;

/// `more` sectors of which nothing is traded come first.
Calibration mostly_at_home(Index more) {
  Baseline b = random_baseline(11, {.countries = kJacobianCountries,
                                    .sectors = more + kTraded,
                                    .input_output = false,
                                    .tariffs = false,
                                    .zero_flows = 0});
  for (Index s = 0; s < more; ++s) {
    const Vector home = b.flow.sector(s).diagonal();
    b.flow.sector(s) = home.asDiagonal();
  }
  return calibrate(b, {{random_elasticities(11, more + kTraded)}, false});
}

Vector clearance_at(EquationSystem& system, const Vector& log_wage) {
  system.state().log_wage = log_wage;
  REQUIRE(system.evaluate());
  return system.clearance();
}

}  // namespace

TEST_CASE("the change of wages that closes a gap closes it, to first order, away from the start") {
  for (const Index more : {Index{0}, Index{6}}) {
    CAPTURE(more);
    const Calibration c = mostly_at_home(more);
    const World& world = *c.world;
    const Problem problem{world, make_kernel(world, c.parameters, baseline_policy(world)),
                          world.deficit, c.parameters};
    Numeraire numeraire;
    numeraire.set(world, std::vector<Index>(kJacobianCountries, 0));
    EquationSystem system;
    system.set(problem);
    // Low wages, which make what is sold at home cheap, and different ones.
    const Vector log_wage = Vector::LinSpaced(kJacobianCountries, -1.2, -0.2);
    clearance_at(system, log_wage);
    ApproximateWageJacobian approximate;
    WageFactors jacobian;
    jacobian.compute(
        approximate.earnings(problem, system.prices(), system.spending_per_demand(), log_wage),
        world, log_wage, numeraire);
    Vector gap = Vector::LinSpaced(kJacobianCountries, 0.4, 1.0);
    gap(1) = -0.7;
    numeraire.drop_redundant(gap);
    Vector step;
    jacobian.close(gap, step);
    const Vector slope = (clearance_at(system, log_wage + kStep * step) -
                          clearance_at(system, log_wage - kStep * step)) /
                         (2 * kStep);
    Vector closed = -slope;
    numeraire.drop_redundant(closed);
    CHECK((closed - gap).cwiseAbs().maxCoeff() < kJacobianError);
  }
}

TEST_CASE("where prices and spending follow from wages, what is earned by wages is exact") {
  const std::uint32_t seed = GENERATE(1u, 2u, 3u);
  CAPTURE(seed);
  const Calibration c =
      random_calibration(seed, {.countries = 7, .sectors = 6, .input_output = false});
  const World& world = *c.world;
  const Problem problem{world, make_kernel(world, c.parameters, baseline_policy(world)),
                        world.deficit, c.parameters};
  EquationSystem system;
  system.set(problem);
  REQUIRE(system.follows_from_wages());
  const Vector log_wage = Vector::LinSpaced(7, -0.3, 0.2);
  clearance_at(system, log_wage);
  ExactWageJacobian exact;
  const EarningsByWages earnings =
      exact.earnings(problem, system.prices(), system.spending_per_demand(), log_wage);
  for (Index j = 0; j < 7; ++j) {
    const Vector step = kStep * Vector::Unit(7, j);
    const Vector slope =
        (clearance_at(system, log_wage + step) - clearance_at(system, log_wage - step)) /
        (2 * kStep);
    const Vector expected =
        earnings.change.col(j).cwiseQuotient(earnings.earned) - Vector::Unit(7, j);
    CHECK((slope - expected).cwiseAbs().maxCoeff() < kJacobianError);
  }
}

TEST_CASE("outer products add up to the product of the matrices, whatever is left over of four") {
  const Index count = GENERATE(0, 1, 3, 4, 5, 7, 16);
  constexpr Index kRows = 11;
  std::srand(5);
  const Eigen::MatrixXd a = Eigen::MatrixXd::Random(kRows, count),
                        b = Eigen::MatrixXd::Random(kRows, count);
  Eigen::MatrixXd sum = Eigen::MatrixXd::Ones(kRows, kRows);
  add_outer_products(a, b, sum);
  const Eigen::MatrixXd expected = Eigen::MatrixXd::Ones(kRows, kRows) + a * b.transpose();
  CHECK((sum - expected).cwiseAbs().maxCoeff() < 1e-14);
}
