// The timeline of a scenario as typed text.
#pragma once

#include <filesystem>
#include <vector>

#include "scenario/scenario.hpp"
#include "scenario/scenario_paths.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// `steps:`, 1,000 at the most. Ids must differ; dates that go back are a warning.
std::vector<StepText> read_steps(const YamlNode& list, const ScenarioFolder& scenario_folder,
                                 const ModelText& scenario_model, Diagnostics& diagnostics);

}  // namespace tariffsim
