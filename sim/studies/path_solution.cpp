#include "studies/path_solution.hpp"

#include "studies/partial_policies.hpp"

namespace tariffsim {

PolicySolution solve_on_path(const Outcome& whole, const PolicyPath& path, double s,
                             const Solver& solver, const SolverOptions& options) {
  SolverWorkspace workspace;
  const Vector& deficit = deficit_before(whole);
  return solve_policy(
      whole.base(), whole.parameters(), path.at(s), deficit, options, options.tolerance,
      [&](const TradePolicy& of_cells, const SolverOptions& to, const Equilibrium*) {
        return solver.solve(workspace, {of_cells, deficit, &whole.equilibrium()}, to);
      });
}

}  // namespace tariffsim
