// Licence prices at which trade keeps to quotas (sim/model.md, section 2.9).
#pragma once

#include <functional>
#include <vector>

#include "outcomes/policy_solution.hpp"

namespace tariffsim {

/// Solves a policy without quotas; from the equilibrium of a policy nearby, if there is one.
using RateSolve =
    std::function<PolicySolution(PartedPolicy, const SolverOptions&, const Equilibrium* near)>;

/// Finds one licence price for each quota and solves the policy with them: rates alone, since a
/// licence is a rate (under_licences). In the result duties and licences stand apart, and its
/// certificate says of both that they are right (quota_certificate.hpp). `options` and `tolerance`
/// as in solve_policy; equilibria on the way are solved to a thousandth of it.
PolicySolution solve_quotas(const World& world, const PartedPolicy& policy,
                            const SolverOptions& options, double tolerance, const RateSolve& solve);

/// What is traded under a quota, as it counts. `policy` and `after` are those of a solution.
double quota_amount(const World& world, const Quota& quota, const PartedPolicy& policy,
                    const Equilibrium& equilibrium, const Levels& after);

}  // namespace tariffsim
