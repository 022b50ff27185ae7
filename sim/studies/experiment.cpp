#include "studies/experiment.hpp"

#include <algorithm>
#include <utility>

namespace tariffsim {
namespace {

void add(SolveStatistics& statistics, const SolveResult& solve) {
  ++statistics.solves;
  statistics.status = solve.status;
  statistics.message = solve.message;
  statistics.iterations += solve.iterations;
  statistics.evaluations += solve.evaluations;
  statistics.max_residual = std::max(statistics.max_residual, solve.max_residual);
  statistics.wall_ms += solve.wall_ms;
}

Vector new_deficit(const World& world, DeficitClosure closure) {
  return closure == DeficitClosure::none ? Vector::Zero(world.n_countries()).eval() : world.deficit;
}

/// A baseline is re-solved to a thousandth of the tolerance, so that no policy means no change well
/// within it.
constexpr double kBaselineShare = 1e-3;
constexpr double kTightest = 1e-13;

}  // namespace

ExperimentResult run_experiment(const Calibration& calibration, std::span<const PolicyLine> policy,
                                DeficitClosure closure, const SolverOptions& options) {
  ExperimentResult result;
  World base = calibration.world;
  result.baseline_resolved = calibration.needs_resolve || closure == DeficitClosure::none;
  if (result.baseline_resolved) {
    SolverOptions tight = options;
    tight.tolerance = std::max(kTightest, kBaselineShare * options.tolerance);
    const TradePolicy observed = baseline_policy(base);
    const SolveResult solved = solve(base, observed, new_deficit(base, closure), tight);
    add(result.statistics, solved);
    if (!solved.equilibrium) {
      result.statistics.message = "the baseline could not be re-solved first: " + solved.message;
      return result;
    }
    base = world_after(base, observed, *solved.equilibrium);
  }
  AppliedPolicy applied = apply_policy(base, policy);
  result.audit = std::move(applied.audit);
  const SolveResult solved = solve(base, applied.policy, new_deficit(base, closure), options);
  add(result.statistics, solved);
  if (!solved.equilibrium) return result;
  OutcomeResult made = make_outcome(std::move(base), std::move(applied.policy), *solved.equilibrium,
                                    options.tolerance);
  result.certificate = std::move(made.certificate);
  result.outcome = std::move(made.outcome);
  if (!result.outcome) {
    result.statistics.message = "the certificate does not hold: " + result.certificate.summary();
  }
  return result;
}

}  // namespace tariffsim
