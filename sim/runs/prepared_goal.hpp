// A goal ready to be sought.
#pragma once

#include <memory>

#include "model/baseline.hpp"
#include "runs/prepared_run.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

/// Nullptr if the scenario has none. `run` is ready but for it, and may be moved later.
std::shared_ptr<const GoalSearch> prepare_goal(const Scenario& scenario, const Baseline& baseline,
                                               const PreparedRun& run);

}  // namespace tariffsim
