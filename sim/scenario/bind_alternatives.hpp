// The horizons and sources of elasticities at which a scenario is solved besides its own.
#pragma once

#include <functional>
#include <vector>

#include "policy/model_alternative.hpp"
#include "scenario/bind_model.hpp"

namespace tariffsim {

/// Sources of elasticities besides the scenario's own.
inline constexpr std::size_t kOtherSources = 2;

/// Every horizon with the model's own source and with the first two others of the baseline
/// (fewer where it has fewer), the own source first, horizons from short to long. What the model
/// sets itself stays at every horizon. `bound_with` binds a text to the baseline and says what is
/// wrong with it, if anything.
std::vector<ModelAlternative> bind_alternatives(
    const ModelText& model, const Baseline& baseline,
    const std::function<BoundModel(const ModelText&, Diagnostics&)>& bound_with);

}  // namespace tariffsim
