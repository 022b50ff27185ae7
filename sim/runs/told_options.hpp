// The options of a run's model, as results tell them, for those that set runs side by side.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/stage.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

/// What `values` (name -> value in words: "model.deficits" -> "none") say of a model.
SolvedAs solved_as(const std::map<std::string, std::string>& values);
/// The same of options as a run has them.
SolvedAs solved_as(const std::vector<RunOption>& options);

}  // namespace tariffsim
