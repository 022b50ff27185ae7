// `uncertainty:` meets its baseline.
#pragma once

#include "policy/uncertainty.hpp"
#include "scenario/bind_policy.hpp"
#include "scenario/study_text.hpp"

namespace tariffsim {

/// But for sources of elasticities. `parameters`: of the scenario, around which is drawn. Errors go
/// to the lookup's diagnostics.
Uncertainty bind_uncertainty(const UncertaintyText& text, const ModelParameters& parameters,
                             const PolicyLookup& lookup);

}  // namespace tariffsim
