// Whether trade keeps to quotas, and whose the rent is: recomputed from what is shown.
#pragma once

#include <vector>

#include "outcomes/policy_solution.hpp"

namespace tariffsim {

/// The conditions of sim/model.md, section 2.9, of a solution with quotas: `quota_regime`,
/// `quota_spending`, `quota_income`, `quota_budget`. `tolerance` as in certify().
std::vector<Residual> certify_quotas(const World& world, const PolicySolution& solution,
                                     double tolerance);

}  // namespace tariffsim
