// Steps, horizons and references: what a chain of solves must agree with.
#include <catch2/catch.hpp>

#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Two solutions to a residual of 1e-13 differ by that times the condition of the system.
constexpr double kSame = 1e-10;
const SolverOptions kTight{1e-13, 60};

Vector wages(const ExperimentResult& result) {
  REQUIRE(result.outcome);
  return result.outcome->equilibrium().wage();
}

Vector welfare(const ExperimentResult& result) {
  REQUIRE(result.outcome);
  const auto& countries = result.outcome->countries();
  Vector w(static_cast<Index>(countries.size()));
  for (Index n = 0; n < w.size(); ++n) w(n) = countries[static_cast<std::size_t>(n)].welfare;
  return w;
}

double gap(const Vector& a, const Vector& b) { return (a - b).cwiseAbs().maxCoeff(); }

Stage stage(const std::string& id, std::vector<PolicyLine> policy, const Calibration& calibration) {
  return {{id, "", ""}, std::move(policy), calibration.parameters, {}};
}

PolicyLine add(Index exporter, Index importer, double rate) {
  return tariff_line({{exporter}, {importer}, {0, 1, 2, 3}}, RateChange::add, rate);
}

Experiment experiment(const Calibration& calibration) {
  Experiment out;
  out.calibration = calibration;
  out.solver = kTight;
  return out;
}

}  // namespace

TEST_CASE("every step of a timeline is what its policy gives on its own") {
  for (const DeficitClosure closure : {DeficitClosure::fixed, DeficitClosure::none}) {
    const Calibration calibration = random_calibration(3);
    Experiment all = experiment(calibration);
    all.deficits = closure;
    all.stages = {stage("one", {add(1, 0, 0.2)}, calibration),
                  stage("two", {add(1, 0, 0.2), add(0, 1, 0.5)}, calibration),
                  stage("three", {add(1, 0, 4.0), add(0, 1, 0.5)}, calibration)};
    const std::vector<SolvedStep> steps = run_experiment(all);
    REQUIRE(steps.size() == 3);
    for (std::size_t at = 0; at < 3; ++at) {
      CAPTURE(at);
      CHECK(steps[at].step.id == all.stages[at].step.id);
      const ExperimentResult alone =
          run_experiment(calibration, all.stages[at].policy, closure, kTight);
      CHECK(gap(wages(steps[at].result), wages(alone)) < kSame);
      CHECK(gap(welfare(steps[at].result), welfare(alone)) < kSame);
    }
  }
}

TEST_CASE("changes from a reference and those to it multiply to the changes of both together") {
  const DeficitClosure closure = GENERATE(DeficitClosure::fixed, DeficitClosure::none);
  const Calibration calibration = random_calibration(5);
  const std::vector<PolicyLine> reference{add(2, 0, 0.3), add(0, 2, 0.1)};
  const std::vector<PolicyLine> policy{add(1, 0, 0.25)};
  std::vector<PolicyLine> both = reference;
  both.insert(both.end(), policy.begin(), policy.end());

  Experiment from_reference = experiment(calibration);
  from_reference.deficits = closure;
  from_reference.reference = reference;
  from_reference.stages = {stage("", policy, calibration)};
  const ExperimentResult change = run_experiment(from_reference).front().result;
  const ExperimentResult to_reference = run_experiment(calibration, reference, closure, kTight);
  const ExperimentResult whole = run_experiment(calibration, both, closure, kTight);

  CHECK(change.from_reference);
  CHECK(gap(wages(change).cwiseProduct(wages(to_reference)), wages(whole)) < kSame);
  const Vector product =
      ((welfare(change).array() + 1) * (welfare(to_reference).array() + 1) - 1).matrix();
  CHECK(gap(product, welfare(whole)) < kSame);
}

TEST_CASE("nothing done after a reference changes nothing") {
  const Calibration calibration = random_calibration(6);
  Experiment same = experiment(calibration);
  same.reference = {add(2, 0, 0.3)};
  same.stages = {stage("", {}, calibration)};
  CHECK(welfare(run_experiment(same).front().result).cwiseAbs().maxCoeff() < kSame);
}

TEST_CASE("an exemption goes back to the reference's rate, not the baseline's") {
  const Calibration calibration = random_calibration(7);
  Experiment exempted = experiment(calibration);
  exempted.reference = {add(2, 0, 0.3)};
  const PolicyLine exempt{Exemption{{{2}, {0}, {0, 1, 2, 3}}}, "exempt", {}};
  exempted.stages = {stage("", {add(2, 0, 0.9), exempt}, calibration)};
  const ExperimentResult result = run_experiment(exempted).front().result;
  REQUIRE(result.outcome);
  CHECK(result.outcome->policy().tariff(2, 0, 1) ==
        rounded(calibration.world->tariff(2, 0, 1) + 0.3));
  CHECK(welfare(result).cwiseAbs().maxCoeff() < kSame);
}

TEST_CASE("a step may look at another horizon without moving the others") {
  const Calibration calibration = random_calibration(8);
  Calibration short_run = calibration;
  short_run.parameters.trade_elasticity *= 0.25;
  const std::vector<PolicyLine> policy{add(1, 0, 0.2)};
  Experiment horizons = experiment(calibration);
  horizons.stages = {stage("long", policy, calibration), stage("short", policy, short_run),
                     stage("long-again", policy, calibration)};
  const std::vector<SolvedStep> steps = run_experiment(horizons);
  const ExperimentResult alone = run_experiment(short_run, policy, DeficitClosure::fixed, kTight);
  CHECK(gap(welfare(steps[1].result), welfare(alone)) < kSame);
  CHECK(gap(welfare(steps[0].result), welfare(steps[2].result)) < kSame);
  CHECK(gap(welfare(steps[0].result), welfare(steps[1].result)) > 1e-6);
}

TEST_CASE("a timeline ends with the step that has no solution, and says which") {
  const Calibration calibration = random_calibration(9);
  Index debtor = 0;  // imports more than it exports: without imports it cannot spend its deficit
  calibration.world->deficit.maxCoeff(&debtor);
  const std::vector<Index> all = everyone(calibration.world->n_countries());
  const PolicyLine cut_off{Embargo{{{all, {debtor}, {0, 1, 2, 3}}}}, "embargo", {}};
  Experiment ends = experiment(calibration);
  ends.stages = {stage("trade", {}, calibration), stage("none", {cut_off}, calibration),
                 stage("after", {}, calibration)};
  const std::vector<SolvedStep> steps = run_experiment(ends);
  REQUIRE(steps.size() == 2);
  CHECK(steps[0].result.outcome);
  CHECK_FALSE(steps[1].result.outcome);
  CHECK(steps[1].result.statistics.status == SolveStatus::no_balance);
}
