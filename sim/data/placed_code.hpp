// Codes as a YAML file names them, with their place for messages.
#pragma once

#include <string>
#include <vector>

#include "text/yaml_tree.hpp"

namespace tariffsim {

struct PlacedCode {
  std::string text;
  Place place;
};

/// A list of codes; one code is a list of one, nothing an empty one. What is not a text goes to
/// `diagnostics`.
std::vector<PlacedCode> read_codes(const YamlNode& node, Diagnostics& diagnostics);

}  // namespace tariffsim
