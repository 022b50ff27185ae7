// `sensitivity:` as written.
#pragma once

#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// What is asked of derivatives; codes and measures are not looked up here. Errors go to
/// `diagnostics`.
SensitivityText read_sensitivity(const YamlNode& node, Diagnostics& diagnostics);

}  // namespace tariffsim
