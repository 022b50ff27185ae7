// `uncertainty:` meets its baseline.
#pragma once

#include "policy/uncertainty.hpp"
#include "scenario/bind_policy.hpp"
#include "scenario/study_text.hpp"

namespace tariffsim {

/// `parameters`: of the scenario, around which is drawn. Errors go to the lookup's diagnostics.
Uncertainty bind_uncertainty(const UncertaintyText& text, const ModelParameters& parameters,
                             const Baseline& baseline, const PolicyLookup& lookup);

}  // namespace tariffsim
