// Typed values out of a YAML tree; what does not fit is an error at its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/yaml_tree.hpp"

namespace tariffsim {

/// True for a mapping; its unknown keys are errors with what was probably meant. `what` names it:
/// "the baseline".
bool check_mapping(const YamlNode& node, std::string_view what,
                   const std::vector<std::string>& known_keys, Diagnostics& diagnostics);

/// The value of a key that must be there; otherwise an error and nullptr.
const YamlNode* require_key(const YamlNode& mapping, std::string_view key,
                            Diagnostics& diagnostics);

/// A scalar's text. Otherwise an error and "". `what` names it: "title".
std::string text_value(const YamlNode& node, std::string_view what, Diagnostics& diagnostics);
/// The text of a key, or "" where it is absent.
std::string optional_text(const YamlNode& mapping, std::string_view key, Diagnostics& diagnostics);

/// A whole number. Otherwise an error and nothing.
std::optional<int> integer_value(const YamlNode& node, std::string_view what,
                                 Diagnostics& diagnostics);
/// A finite number. Otherwise an error and nothing.
std::optional<double> number_value(const YamlNode& node, std::string_view what,
                                   Diagnostics& diagnostics);

/// The scalars of a list; one scalar counts as a list of one, null as an empty one.
std::vector<const YamlNode*> scalar_list(const YamlNode& node, std::string_view what,
                                         Diagnostics& diagnostics);
/// Their texts.
std::vector<std::string> text_list(const YamlNode& node, std::string_view what,
                                   Diagnostics& diagnostics);

}  // namespace tariffsim
