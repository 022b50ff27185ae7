// A point on the way to the policy of a result.
#pragma once

#include "outcomes/outcome.hpp"
#include "policy/policy_path.hpp"

namespace tariffsim {

/// Solves and certifies a policy on the way, by a solver of the result's world and parameters.
/// From any thread.
PolicySolution solve_near(const Outcome& whole, PartedPolicy policy, const Solver& solver,
                          const SolverOptions& options);

/// The same of the policy at 0 <= s < 1, by a solver of the result's world and parameters.
/// From any thread.
PolicySolution solve_on_path(const Outcome& whole, const PolicyPath& path, double s,
                             const Solver& solver, const SolverOptions& options);

}  // namespace tariffsim
