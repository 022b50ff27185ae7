// `uncertainty:` meets its baseline.
#pragma once

#include "policy/uncertainty.hpp"
#include "scenario/bind_policy.hpp"
#include "scenario/study_text.hpp"

namespace tariffsim {

/// `trade_elasticity`: of the scenario, around which elasticities are drawn. Errors go to the
/// lookup's diagnostics.
Uncertainty bind_uncertainty(const UncertaintyText& text, const Vector& trade_elasticity,
                             const Baseline& baseline, const PolicyLookup& lookup);

}  // namespace tariffsim
