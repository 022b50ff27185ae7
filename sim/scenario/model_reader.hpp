// The options of the model as typed text.
#pragma once

#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// `model:` of a scenario. Errors go to `diagnostics`.
ModelText read_model(const YamlNode& node, Diagnostics& diagnostics);
/// `model:` of a step, which chooses elasticities only.
ModelText read_step_model(const YamlNode& node, Diagnostics& diagnostics);

}  // namespace tariffsim
