// What was sought in a run, for summary.json: a goal, chosen rates, derivatives.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "runs/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// What was sought, where it was found, and what stands in the way where it was not. Precondition:
/// of these three that the result has it.
nlohmann::ordered_json goal_summary(const RunRecord& record, const ExperimentResult& result);

/// Who plays, with which rates, how well it is certified, and in sentences.
nlohmann::ordered_json strategy_summary(const RunRecord& record, const ExperimentResult& result);

/// Of each outcome its value, what a unit of it is worth, and the largest derivatives: gradient.csv
/// has all.
nlohmann::ordered_json sensitivity_summary(const RunRecord& record, const ExperimentResult& result);

}  // namespace tariffsim
