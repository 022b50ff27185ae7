// What a scenario asks to be solved many times over, ready to be solved.
#pragma once

#include <memory>

#include "scenario/bind.hpp"
#include "studies/experiment.hpp"
#include "studies/study.hpp"

namespace tariffsim {

/// The study of a scenario, or nullptr if it has none. `baseline` is that of the scenario, not
/// aggregated; `uncertainty` that of its bound form; `groups` are measured as one economy each.
/// Warns of what was to be drawn and cannot be. Throws InputError.
std::shared_ptr<const Study> prepare_study(const Scenario& scenario, const Baseline& baseline,
                                           const Experiment& experiment,
                                           const std::optional<Uncertainty>& uncertainty,
                                           std::vector<NamedGroup> groups,
                                           Diagnostics& diagnostics);

}  // namespace tariffsim
