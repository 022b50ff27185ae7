// A point on the way to the policy of a result.
#pragma once

#include "outcomes/outcome.hpp"
#include "policy/policy_path.hpp"

namespace tariffsim {

/// The policy of a result as rates alone. Licences under quotas are rates then, which rise along a
/// way like others: what is paid for them lies in duties and export taxes, everybody paying and
/// receiving the same.
PartedPolicy policy_of_rates(const Outcome& whole);

/// Solves and certifies a policy on the way, by a solver of the result's world and parameters.
/// From any thread.
PolicySolution solve_near(const Outcome& whole, PartedPolicy policy, const Solver& solver,
                          const SolverOptions& options);

/// The same of the policy at 0 <= s < 1, by a solver of the result's world and parameters.
/// From any thread.
PolicySolution solve_on_path(const Outcome& whole, const PolicyPath& path, double s,
                             const Solver& solver, const SolverOptions& options);

}  // namespace tariffsim
