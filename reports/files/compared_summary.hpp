// What summary.json of a result says of a run that is compared.
#pragma once

#include <nlohmann/json.hpp>

#include "studies/comparison.hpp"

namespace tariffsim {

/// All but what tables have. Throws nlohmann::json::exception where a part that every summary has
/// is missing, or is of another kind.
ComparedRun read_summary(const nlohmann::json& summary);

/// When something that is in force in a step ends, and how it is solved; from the summary of the
/// step. Throws as read_summary().
struct StepTold {
  std::string ends;
  SolvedAs solved_as;
};
StepTold read_step_summary(const nlohmann::json& summary);

}  // namespace tariffsim
