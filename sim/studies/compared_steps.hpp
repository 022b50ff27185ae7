// Timelines side by side, step by step.
#pragma once

#include <optional>
#include <string>

#include "studies/comparison.hpp"

namespace tariffsim {

/// A table for each run, whose keys are steps and economies ("2025-04-09/USA"); empty for a run
/// without steps. If every step of every timeline has a date, all dates are there, and each
/// timeline stands on each as its last step until then left it (nothing before its first, nor from
/// the day on which part of that step's policy ends: what is in force then was not solved);
/// otherwise steps of one id are set beside each other. All tables are empty if fewer than two runs
/// have steps.
std::vector<MeasureTable> lined_up_steps(const std::vector<ComparedRun>& runs);

/// What a label of these tables ("2025-04-09") means in a run.
struct StepMeant {
  std::optional<std::size_t> step;  ///< position in ComparedSteps::steps, or none
  bool has_ended = false;           ///< part of its policy: there are no figures
};
StepMeant step_meant(const std::vector<ComparedRun>& runs, std::size_t run,
                     const std::string& label);
/// The label of a row of these tables: "2025-04-09" of "2025-04-09/USA".
std::string step_label(const MeasureKey& key);

/// Why a run has no figures behind the end of a step of it: "a has no figures from 2025-08-01 until
/// its next step (2026-01-01): ...".
std::string why_not_solved(const ComparedRun& run, std::size_t step);

}  // namespace tariffsim
