// The options in family_text.hpp meet their baseline: names become positions, a horizon what it
// sets.
#pragma once

#include "scenario/bind_model.hpp"

namespace tariffsim {

/// Whether any sector has economies of scale.
bool has_scale(const ModelParameters& parameters);

/// theta at a horizon: 1 + theta scaled by its m, 1.1 at least (sim/model.md, section 2.7).
Vector at_horizon(Horizon horizon, const Vector& trade_elasticity);

/// The options that a horizon sets beside elasticities; the rest is at its default.
ModelParameters horizon_parameters(Horizon horizon);

/// What a horizon sets, in a sentence; empty if it sets nothing.
std::string horizon_sentence(const BoundModel& model);

/// Puts the options into `bound`, whose elasticities are those of the long run until then. Errors
/// go to `diagnostics`.
void bind_family(const Baseline& baseline, SelectorLookup& countries, SelectorLookup& sectors,
                 Diagnostics& diagnostics, BoundModel& bound);

}  // namespace tariffsim
