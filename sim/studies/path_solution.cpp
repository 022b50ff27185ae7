#include "studies/path_solution.hpp"

#include <utility>
#include <vector>

#include "studies/partial_policies.hpp"

namespace tariffsim {

PartedPolicy policy_of_rates(const Outcome& whole) {
  std::vector<Licence> paid;  // duties beyond the amounts are in the policy already
  paid.reserve(whole.licences().size());
  for (const Licence& licence : whole.licences()) paid.push_back({licence.rent(), 1});
  PartedPolicy policy = under_licences(whole.parted_policy(), paid);
  policy.quotas.clear();
  return policy;
}

PolicySolution solve_near(const Outcome& whole, PartedPolicy policy, const Solver& solver,
                          const SolverOptions& options) {
  SolverWorkspace workspace;
  const Vector& deficit = deficit_before(whole);
  return solve_policy(
      whole.base(), whole.parameters(), std::move(policy), deficit, options, options.tolerance,
      [&](const TradePolicy& of_cells, const SolverOptions& to, const Equilibrium*) {
        return solver.solve(workspace, {of_cells, deficit, &whole.equilibrium()}, to);
      });
}

PolicySolution solve_on_path(const Outcome& whole, const PolicyPath& path, double s,
                             const Solver& solver, const SolverOptions& options) {
  return solve_near(whole, path.at(s), solver, options);
}

}  // namespace tariffsim
