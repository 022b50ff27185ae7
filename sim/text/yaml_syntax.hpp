// Syntax errors of yaml-cpp in words that help.
#pragma once

#include <yaml-cpp/exceptions.h>

#include "base/diagnostic.hpp"
#include "text/yaml_place.hpp"

namespace tariffsim {

/// The error of a text that is not YAML: where, what is wrong, how to mend it.
InputError yaml_syntax_error(const YAML::ParserException& failure, const YamlPlaces& places);

/// Throws InputError at the first byte that no YAML file may have: not UTF-8, or a control
/// character.
void check_yaml_characters(const std::shared_ptr<const SourceText>& source);

}  // namespace tariffsim
