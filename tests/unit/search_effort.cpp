// What the searches promise beyond their result: that each part of them does its work. A wrong
// approximation or derivative still ends at the solution, later.
#include <catch2/catch.hpp>

#include "equilibrium/continuation.hpp"
#include "equilibrium/feasibility.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// The quick search gains a digit a step of the twelve to which prices are solved, and takes two
/// steps to begin with.
constexpr int kQuickSteps = 14;
/// Newton doubles the digits a step: from gaps below one to 1e-12 (1, 2, 4, 8, 16 digits) it takes
/// five, and one more for a direction that is solved to a hundredth only.
constexpr int kNewtonSteps = 6;
/// The largest change of a log wage in one step.
constexpr double kLongestNewtonStep = 2;
const SolverOptions kOptions{1e-12, 60};

const std::vector<RandomBaseline> kWorldsSearched = {
    {5, 4, true, true, false, false, 0.1, 3.0},
    {6, 3, false, true, true, false, 0.2, 3.0},
    {4, 5, true, true, true, false, 0.0, 1.0},
    {9, 1, false, true, false, false, 0.0, 2.0},
};

struct Shocked {
  Calibration calibration;
  const World& world;
  TradePolicy policy;
  Problem problem;
  Numeraire numeraire;
  State start;

  Shocked(unsigned seed, const RandomBaseline& kind)
      : calibration(random_calibration(seed, kind)),
        world(*calibration.world),
        policy(apply_policy(world, random_policy(seed, world, 0.4)).policy.average),
        problem{world, make_kernel(world, calibration.parameters, policy), world.deficit,
                calibration.parameters},
        start{Vector::Zero(kind.countries), Table::Zero(kind.countries, kind.sectors),
              world.expenditure} {
    numeraire.set(world, TradeLinks(problem).components());
  }
  Shocked(const Shocked&) = delete;

  SolveResult quick(const SolverOptions& options = {}) const {
    return solve(world, calibration.parameters, policy, world.deficit, options);
  }
  double gap(const NewtonResult& found) const {
    REQUIRE(found.economy);
    const Vector wage = found.economy->system().state().log_wage.array().exp();
    return (wage - quick(kOptions).equilibrium->wage()).cwiseAbs().maxCoeff();
  }
};

template <typename Check>
void on_random_worlds(const Check& check) {
  for (const RandomBaseline& kind : kWorldsSearched)
    for (unsigned seed = 1; seed <= 4; ++seed) {
      CAPTURE(seed, kind.countries, kind.sectors, kind.input_output, kind.export_taxes);
      check(Shocked(seed, kind));
    }
}

}  // namespace

TEST_CASE("the quick search gains a digit a step, and looks at each point once") {
  on_random_worlds([](const Shocked& shocked) {
    const SolveResult result = shocked.quick();
    CHECK(result.method == SolveMethod::quick_search);
    CHECK(result.iterations <= kQuickSteps);
    CHECK(result.evaluations == result.iterations + 1);
  });
}

TEST_CASE("a search rests where all conditions hold and no step helps, whatever steps are left") {
  on_random_worlds([](const Shocked& shocked) {
    const SolverOptions beyond_rounding{1e-18, 60};
    const SolveResult result = shocked.quick(beyond_rounding);
    CHECK(result.method == SolveMethod::quick_search);
    CHECK(result.status == SolveStatus::converged);
    CHECK(result.iterations < beyond_rounding.max_iterations);
  });
}

TEST_CASE("a search from the solution is over at once") {
  on_random_worlds([](const Shocked& shocked) {
    const SolveResult cold = shocked.quick();
    REQUIRE(cold.equilibrium);
    const SolveResult warm = solve(shocked.world, shocked.calibration.parameters, shocked.policy,
                                   shocked.world.deficit, {1e-9, 60}, &*cold.equilibrium);
    CHECK(warm.iterations == 0);
    CHECK(warm.evaluations == 1);
  });
}

TEST_CASE("Newton's steps double the digits, and none is halved near the solution") {
  on_random_worlds([](const Shocked& shocked) {
    const NewtonResult found = newton(shocked.problem, shocked.numeraire, shocked.start, kOptions);
    CHECK(found.progress.converged);
    CHECK(found.progress.residual <= kOptions.tolerance);
    CHECK(found.progress.iterations <= kNewtonSteps);
    CHECK(found.progress.iterations >= 2);
    CHECK(found.progress.evaluations == found.progress.iterations + 1);
    CHECK(shocked.gap(found) < kSame);
  });
}

TEST_CASE(
    "no step of Newton's changes a wage by more than a factor e^2, however far it has to go") {
  on_random_worlds([](const Shocked& shocked) {
    const Index n = shocked.world.n_countries();
    State far = shocked.start;
    far.log_wage = Vector::LinSpaced(n, -2.5, 2.5);
    const NewtonResult found = newton(shocked.problem, shocked.numeraire, far, {1e-12, 1});
    REQUIRE(found.economy);
    const Vector change = found.economy->system().state().log_wage - far.log_wage;
    // The numeraire then moves all wages alike; two of them may have gone opposite ways.
    CHECK(change.maxCoeff() - change.minCoeff() <= 2 * kLongestNewtonStep);
  });
}

TEST_CASE("the way from the baseline takes three stretches where each is solved") {
  // A quarter, then twice that, then the rest: three solves, each with its first look.
  on_random_worlds([](const Shocked& shocked) {
    const NewtonResult found =
        continued(shocked.problem, shocked.numeraire, shocked.policy, kOptions).found;
    CHECK(found.progress.converged);
    CHECK(found.progress.iterations <= 3 * kNewtonSteps);
    CHECK(found.progress.evaluations == found.progress.iterations + 3);
    CHECK(shocked.gap(found) < kSame);
  });
}

TEST_CASE("Newton stops where it may take no more steps, with the steps that it took") {
  const Shocked shocked(1, kWorldsSearched[0]);
  const NewtonResult found = newton(shocked.problem, shocked.numeraire, shocked.start, {1e-13, 1});
  CHECK_FALSE(found.progress.converged);
  CHECK(found.progress.iterations == 1);
  CHECK(found.progress.evaluations == 2);
  const Continued none = continued(shocked.problem, shocked.numeraire, shocked.policy, {1e-13, 0});
  CHECK_FALSE(none.found.economy);
}

TEST_CASE("the steps of a solve are those of all its searches") {
  const Shocked shocked(1, kWorldsSearched[0]);
  const SolverOptions one_step{1e-13, 1};
  const SolveResult all = shocked.quick(one_step);
  const Progress direct =
      newton(shocked.problem, shocked.numeraire, shocked.start, one_step).progress;
  const Progress along =
      continued(shocked.problem, shocked.numeraire, shocked.policy, one_step).found.progress;
  CHECK(all.method == SolveMethod::continuation);
  CHECK(direct.iterations == 1);
  CHECK(along.iterations > 1);
  CHECK(all.iterations == 1 + direct.iterations + along.iterations);  // one of the quick search
  CHECK(all.evaluations == 2 + direct.evaluations + along.evaluations);
}
