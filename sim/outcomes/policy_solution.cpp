#include "outcomes/policy_solution.hpp"

#include <utility>

#include "outcomes/measures.hpp"
#include "outcomes/quota_solution.hpp"
#include "outcomes/separate_solution.hpp"

namespace tariffsim {
namespace {

/// Of rates, without quotas.
PolicySolution solve_at_rates(const World& world, const ModelParameters& parameters,
                              PartedPolicy policy, const Vector& deficit,
                              const SolverOptions& options, double tolerance,
                              const WholeCellSolve& solve_whole, const Equilibrium* near) {
  if (parameters.separate_nests && policy.sets_goods_apart())
    return solve_separate(world, parameters, std::move(policy), deficit, options, tolerance,
                          solve_whole, near);
  PolicySolution solution;
  solution.policy = std::move(policy);
  solution.effective = weigh_parts(world, parameters, solution.policy);
  solution.solve = solve_whole(solution.effective, options, near);
  if (!solution.solve.equilibrium) return solution;
  solution.after = levels(world, parameters, solution.effective, *solution.solve.equilibrium);
  solution.certificate = certify(world, parameters, solution.policy, solution.effective, deficit,
                                 *solution.solve.equilibrium, solution.after, tolerance);
  return solution;
}

}  // namespace

std::string PolicySolution::failure() const {
  if (!solve.equilibrium) return solve.message;
  return "the certificate does not hold: " + certificate.summary();
}

void refuse_without_welfare(const World& world, PolicySolution& solution) {
  if (!solution.solve.equilibrium) return;
  std::string why = why_no_welfare(world, solution.after);
  if (why.empty()) return;
  solution.solve.status = SolveStatus::no_welfare;
  solution.solve.message = std::move(why);
  solution.solve.equilibrium.reset();
}

PolicySolution solve_policy(const World& world, const ModelParameters& parameters,
                            PartedPolicy policy, const Vector& deficit,
                            const SolverOptions& options, double tolerance,
                            const WholeCellSolve& solve_whole) {
  const auto solve_rates = [&](PartedPolicy rates, const SolverOptions& to,
                               const Equilibrium* near) {
    return solve_at_rates(world, parameters, std::move(rates), deficit, to, tolerance, solve_whole,
                          near);
  };
  if (policy.quotas.empty()) return solve_rates(std::move(policy), options, nullptr);
  return solve_quotas(world, policy, options, tolerance, solve_rates);
}

}  // namespace tariffsim
