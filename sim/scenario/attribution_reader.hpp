// `attribution:` as written.
#pragma once

#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// How a result is divided among the lines of its policy. Errors go to `diagnostics`.
AttributionText read_attribution(const YamlNode& node, Diagnostics& diagnostics);

}  // namespace tariffsim
