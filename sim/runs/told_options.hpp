// The options of a run's model, as results tell them, for those that set runs side by side.
#pragma once

#include <map>
#include <string>

#include "studies/comparison.hpp"

namespace tariffsim {

/// `run` with what `values` (name -> value in words: "model.deficits" -> "none") say of its model.
ComparedRun with_options(ComparedRun run, const std::map<std::string, std::string>& values);

}  // namespace tariffsim
