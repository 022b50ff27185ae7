// `goal:` as written: a number of the scenario, its bounds, and what is wanted of an outcome.
#pragma once

#include <memory>

#include "scenario/study_text.hpp"

namespace tariffsim {

/// Nothing where it has errors, which go to `diagnostics`. `tree` is the scenario's, without what
/// belongs to studies.
std::shared_ptr<const GoalText> read_goal(const YamlNode& node, YamlNode tree,
                                          const std::filesystem::path& path,
                                          Diagnostics& diagnostics);

}  // namespace tariffsim
