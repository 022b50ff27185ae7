// `elasticities:` of a model as typed text.
#pragma once

#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// In place of those that `model` has. Errors go to `diagnostics`.
void read_elasticities(const YamlNode& node, ModelText& model, Diagnostics& diagnostics);

}  // namespace tariffsim
