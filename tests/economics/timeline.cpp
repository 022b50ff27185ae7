// Steps, horizons and references: what a chain of solves must agree with.
#include <catch2/catch.hpp>

#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

Vector wages(const ExperimentResult& result) {
  REQUIRE(result.outcome);
  return result.outcome->equilibrium().wage();
}

Stage stage(const std::string& id, std::vector<PolicyLine> policy, const Calibration& calibration) {
  return {{id, "", ""}, std::move(policy), calibration.parameters, {}};
}

Experiment empty_experiment(const Calibration& calibration) {
  Experiment out;
  out.calibration = calibration;
  out.solver = kTight;
  return out;
}

}  // namespace

TEST_CASE("every step of a timeline is what its policy gives on its own") {
  for (const DeficitClosure closure : {DeficitClosure::fixed, DeficitClosure::none}) {
    const Calibration calibration = random_calibration(3);
    Experiment all = empty_experiment(calibration);
    all.deficits = closure;
    all.stages = {stage("one", {add_tariff(1, 0, 0.2)}, calibration),
                  stage("two", {add_tariff(1, 0, 0.2), add_tariff(0, 1, 0.5)}, calibration),
                  stage("three", {add_tariff(1, 0, 4.0), add_tariff(0, 1, 0.5)}, calibration)};
    const std::vector<SolvedStep> steps = run_experiment(all);
    REQUIRE(steps.size() == 3);
    for (std::size_t at = 0; at < 3; ++at) {
      CAPTURE(at);
      CHECK(steps[at].step.id == all.stages[at].step.id);
      const ExperimentResult alone =
          run_experiment(calibration, all.stages[at].policy, closure, kTight);
      CHECK(largest_gap(wages(steps[at].result), wages(alone)) < kSameTight);
      CHECK(largest_gap(welfare(steps[at].result), welfare(alone)) < kSameTight);
    }
  }
}

TEST_CASE("changes from a reference and those to it multiply to the changes of both together") {
  const DeficitClosure closure = GENERATE(DeficitClosure::fixed, DeficitClosure::none);
  const Calibration calibration = random_calibration(5);
  const std::vector<PolicyLine> reference{add_tariff(2, 0, 0.3), add_tariff(0, 2, 0.1)};
  const std::vector<PolicyLine> policy{add_tariff(1, 0, 0.25)};
  std::vector<PolicyLine> both = reference;
  both.insert(both.end(), policy.begin(), policy.end());

  Experiment from_reference = empty_experiment(calibration);
  from_reference.deficits = closure;
  from_reference.reference = reference;
  from_reference.stages = {stage("", policy, calibration)};
  const ExperimentResult change = run_experiment(from_reference).front().result;
  const ExperimentResult to_reference = run_experiment(calibration, reference, closure, kTight);
  const ExperimentResult whole = run_experiment(calibration, both, closure, kTight);

  CHECK(change.from_reference);
  CHECK(largest_gap(wages(change).cwiseProduct(wages(to_reference)), wages(whole)) < kSameTight);
  const Vector product =
      ((welfare(change).array() + 1) * (welfare(to_reference).array() + 1) - 1).matrix();
  CHECK(largest_gap(product, welfare(whole)) < kSameTight);
}

TEST_CASE("nothing done after a reference changes nothing") {
  const Calibration calibration = random_calibration(6);
  Experiment same = empty_experiment(calibration);
  same.reference = {add_tariff(2, 0, 0.3)};
  same.stages = {stage("", {}, calibration)};
  CHECK(welfare(run_experiment(same).front().result).cwiseAbs().maxCoeff() < kSameTight);
}

TEST_CASE("an exemption goes back to the reference's rate, not the baseline's") {
  const Calibration calibration = random_calibration(7);
  Experiment exempted = empty_experiment(calibration);
  exempted.reference = {add_tariff(2, 0, 0.3)};
  const PolicyLine exempt{Exemption{{{2}, {0}, {0, 1, 2, 3}}}, "exempt", {}};
  exempted.stages = {stage("", {add_tariff(2, 0, 0.9), exempt}, calibration)};
  const ExperimentResult result = run_experiment(exempted).front().result;
  REQUIRE(result.outcome);
  CHECK(result.outcome->policy().tariff(2, 0, 1) ==
        rounded(calibration.world->tariff(2, 0, 1) + 0.3));
  CHECK(welfare(result).cwiseAbs().maxCoeff() < kSameTight);
}

TEST_CASE("a step may look at another horizon without moving the others") {
  const Calibration calibration = random_calibration(8);
  Calibration short_run = calibration;
  short_run.parameters.trade_elasticity *= 0.25;
  const std::vector<PolicyLine> policy{add_tariff(1, 0, 0.2)};
  Experiment horizons = empty_experiment(calibration);
  horizons.stages = {stage("long", policy, calibration), stage("short", policy, short_run),
                     stage("long-again", policy, calibration)};
  const std::vector<SolvedStep> steps = run_experiment(horizons);
  const ExperimentResult alone = run_experiment(short_run, policy, DeficitClosure::fixed, kTight);
  CHECK(largest_gap(welfare(steps[1].result), welfare(alone)) < kSameTight);
  CHECK(largest_gap(welfare(steps[0].result), welfare(steps[2].result)) < kSameTight);
  CHECK(largest_gap(welfare(steps[0].result), welfare(steps[1].result)) > 1e-6);
}

TEST_CASE("a timeline ends with the step that has no solution, and says which") {
  const Calibration calibration = random_calibration(9);
  Index debtor = 0;  // imports more than it exports: without imports it cannot spend its deficit
  calibration.world->deficit.maxCoeff(&debtor);
  const std::vector<Index> all = everyone(calibration.world->n_countries());
  const PolicyLine cut_off{Embargo{{{all, {debtor}, {0, 1, 2, 3}}}}, "embargo", {}};
  Experiment ends = empty_experiment(calibration);
  ends.stages = {stage("trade", {}, calibration), stage("none", {cut_off}, calibration),
                 stage("after", {}, calibration)};
  const std::vector<SolvedStep> steps = run_experiment(ends);
  REQUIRE(steps.size() == 2);
  CHECK(steps[0].result.outcome);
  CHECK_FALSE(steps[1].result.outcome);
  CHECK(steps[1].result.statistics.status == SolveStatus::no_balance);
}
