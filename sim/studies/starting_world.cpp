#include "studies/starting_world.hpp"

#include <algorithm>

#include "outcomes/policy_solution.hpp"
#include "policy/apply_policy.hpp"

namespace tariffsim {
namespace {

/// What comes before a policy is solved to a thousandth of the tolerance, so that no policy means
/// no change well within it.
constexpr double kBaselineShare = 1e-3;
constexpr double kTightest = 1e-13;

SolverOptions tightened(SolverOptions options) {
  options.tolerance = std::max(kTightest, kBaselineShare * options.tolerance);
  return options;
}

/// Replaces the world by what the policy makes of it, or takes it away.
void move_world(const ModelParameters& parameters, PartedPolicy policy, DeficitClosure closure,
                const SolverOptions& options, const char* failure, StartingWorld& start) {
  const World& world = *start.world;
  const Vector deficit = closed_deficit(world, closure);
  const PolicySolution solution = solve_policy(
      world, parameters, std::move(policy), deficit, tightened(options), options.tolerance,
      [&](const TradePolicy& of_cells, const SolverOptions& to, const Equilibrium* near) {
        return solve(world, parameters, of_cells, deficit, to, near);
      });
  start.statistics.add(solution.solve);
  if (solution.holds()) {
    start.world = std::make_shared<const World>(
        world_after(world, parameters, solution.policy, solution.effective,
                    *solution.solve.equilibrium, solution.after));
    return;
  }
  const std::string why = solution.failure();
  start.statistics.message = failure + why;
  start.world.reset();
}

/// What accounts are re-solved with: no policy changes, and so no use of its revenue.
ModelParameters of_accounts(ModelParameters parameters) {
  parameters.revenue = RevenueUse::lump_sum;
  return parameters;
}

}  // namespace

void SolveStatistics::add(const SolveResult& solve) {
  ++solves;
  status = solve.status;
  method = std::max(method, solve.method);
  message = solve.message;
  iterations += solve.iterations;
  evaluations += solve.evaluations;
  max_residual = std::max(max_residual, solve.max_residual);
  wall_ms += solve.wall_ms;
  smallest_eigenvalue = std::min(smallest_eigenvalue, solve.smallest_eigenvalue);
}

Vector closed_deficit(const World& world, DeficitClosure closure) {
  return closure == DeficitClosure::none ? Vector::Zero(world.n_countries()).eval() : world.deficit;
}

StartingWorld starting_world(const Calibration& calibration, const ModelParameters& parameters,
                             DeficitClosure closure, const SolverOptions& options,
                             std::span<const PolicyLine> reference) {
  StartingWorld start;
  start.world = calibration.world;
  start.baseline_resolved = calibration.needs_resolve || closure == DeficitClosure::none;
  if (start.baseline_resolved)
    move_world(of_accounts(parameters), baseline_levies(*start.world), closure, options,
               "the baseline could not be re-solved first: ", start);
  if (start.world && !reference.empty())
    move_world(parameters, apply_policy(*start.world, reference).policy, closure, options,
               "the reference could not be solved: ", start);
  return start;
}

}  // namespace tariffsim
