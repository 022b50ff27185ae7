// What a scenario asks to be solved many times over, ready to be solved.
#pragma once

#include <memory>

#include "runs/prepared_run.hpp"
#include "scenario/bind.hpp"
#include "studies/study.hpp"

namespace tariffsim {

/// The study of a scenario, or nullptr if it has none. `baseline` is that of the scenario, not
/// aggregated; `run` is ready but for it, and may be moved later; `uncertainty` is that of the
/// bound scenario, `focus` its economies in focus. Warns of what was to be drawn and cannot be.
/// Throws InputError.
std::shared_ptr<const Study> prepare_study(const Scenario& scenario, const Baseline& baseline,
                                           const PreparedRun& run,
                                           const std::optional<Uncertainty>& uncertainty,
                                           const std::vector<Index>& focus,
                                           Diagnostics& diagnostics);

}  // namespace tariffsim
