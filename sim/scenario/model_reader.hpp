// The options of the model as typed text.
#pragma once

#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// `model:` of a scenario. Errors go to `diagnostics`.
ModelText read_model(const YamlNode& node, Diagnostics& diagnostics);
/// The model of a step: that of its scenario, with what `model:` of the step changes.
ModelText read_step_model(const YamlNode& node, ModelText scenario, Diagnostics& diagnostics);

}  // namespace tariffsim
