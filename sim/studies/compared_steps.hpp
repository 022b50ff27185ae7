// Timelines side by side, step by step.
#pragma once

#include "studies/comparison.hpp"

namespace tariffsim {

/// A table for each run, whose keys are steps and economies ("2025-04-09/USA"); empty for a run
/// without steps. If every step of every timeline has a date, all dates are there, and each
/// timeline stands on each as its last step until then left it (nothing before its first);
/// otherwise steps of one id are set beside each other. All tables are empty if fewer than two runs
/// have steps.
std::vector<MeasureTable> lined_up_steps(const std::vector<ComparedRun>& runs);

}  // namespace tariffsim
