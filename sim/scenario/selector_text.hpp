// Selectors as written: a code, a group, `all`, `others`, a list, `not CODE`.
#pragma once

#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// Words that are never codes or groups.
bool is_reserved_word(std::string_view text);

/// A scalar or a flat list of names. Nothing, an empty name or list, a nested list, `not` without a
/// name or without anything to leave it out of: errors.
Selector read_selector(const YamlNode& node, Diagnostics& diagnostics);

}  // namespace tariffsim
