// Where prices and spending follow from wages, adjoints are solved directly.
#include <catch2/catch.hpp>

#include <random>

#include "equilibrium/joint_newton.hpp"
#include "equilibrium/joint_space.hpp"
#include "outcomes/levels.hpp"
#include "support/derivatives.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Of a vector's largest entry: one factorisation and some sums round.
constexpr double kSolveRounding = 1e-10;
/// Of a table's largest entry: the same products in another order, and powers as products.
constexpr double kSameLevels = 1e-12;

Vector random_numbers(unsigned seed, Index size) {
  std::mt19937 generator(seed);
  std::normal_distribution<double> normal(0, 1);
  return Vector::NullaryExpr(size, [&](Index) { return normal(generator); });
}

TradePolicy higher_tariffs(unsigned seed, const World& world) {
  TradePolicy policy = baseline_policy(world);
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> uniform(0, 0.5);
  for (Index s = 0; s < world.n_sectors(); ++s)
    for (Index n = 0; n < world.n_countries(); ++n)
      for (Index i = 0; i < world.n_countries(); ++i)
        if (i != n) policy.tariff(i, n, s) += uniform(generator);
  return policy;
}

/// A random world without inputs, solved under higher tariffs.
struct SolvedWorld {
  explicit SolvedWorld(unsigned seed, bool export_taxes)
      : made(random_calibration(seed, {9, 4, false, true, export_taxes, false, 0.1, 1.0})),
        policy(higher_tariffs(seed, *made.world)),
        solution(*solve(*made.world, made.parameters, policy, made.world->deficit).equilibrium),
        problem{*made.world, make_kernel(*made.world, made.parameters, policy), made.world->deficit,
                made.parameters} {
    numeraire.set(*made.world, std::vector<Index>(9, 0));
    system.set(problem);
    system.state() = with_unknowns(system.family(), {solution.wage().array().log(),
                                                     solution.price().array().log(),
                                                     solution.expenditure(),
                                                     {},
                                                     Vector::Zero(9)});
    REQUIRE(system.evaluate());
    system.complete_prices();
  }

  Calibration made;
  TradePolicy policy;
  Equilibrium solution;
  Problem problem;
  Numeraire numeraire;
  EquationSystem system;
};

}  // namespace

TEST_CASE("without inputs and export taxes the transposed Jacobian is inverted, not approximated") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const SolvedWorld at(seed, false);
    REQUIRE(at.system.follows_from_wages());
    const JointSpace space(at.system, at.numeraire, spending_scale(*at.made.world));
    REQUIRE(space.is_inverted());
    const Vector right = random_numbers(seed, space.size());
    const Vector solved = space.precondition_transposed(right);
    CHECK(largest(space.apply_transposed(solved) - right) < kSolveRounding * largest(right));
  }
}

TEST_CASE(
    "with export taxes it is approximated, since what is collected hangs on others' spending") {
  const SolvedWorld at(4, true);
  CHECK_FALSE(at.system.follows_from_wages());
}

TEST_CASE("levels from the solver's equations are those worked out from the solution alone") {
  for (const bool export_taxes : {false, true}) {
    const SolvedWorld at(5, export_taxes);
    const Levels alone = levels(*at.made.world, at.made.parameters, at.policy, at.solution);
    const Levels quick = levels(at.system, at.policy, at.solution);
    for (Index s = 0; s < 4; ++s)
      CHECK(largest(quick.flow.sector(s) - alone.flow.sector(s)) <
            kSameLevels * largest(alone.flow.sector(s)));
    CHECK(largest(quick.output - alone.output) < kSameLevels * largest(alone.output));
    CHECK(largest(quick.income - alone.income) < kSameLevels * largest(alone.income));
    CHECK(largest(quick.consumer_price - alone.consumer_price) < kSameLevels);
  }
}
