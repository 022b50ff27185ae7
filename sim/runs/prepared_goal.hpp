// A goal ready to be sought.
#pragma once

#include <memory>

#include "model/baseline.hpp"
#include "runs/prepared_run.hpp"
#include "scenario/study_text.hpp"

namespace tariffsim {

/// What is wanted. `run` is ready but for it, and may be moved later.
std::shared_ptr<const GoalTerms> goal_terms(const GoalText& goal, const PreparedRun& run);

/// Nullptr if the scenario has none. `run` is ready but for it, and may be moved later. Throws
/// InputError where an end of the range is no scenario, and where a part is wanted of an outcome
/// that is nothing without the policy, which is solved for that.
std::shared_ptr<const GoalSearch> prepare_goal(const Scenario& scenario, const Baseline& baseline,
                                               const PreparedRun& run);

}  // namespace tariffsim
