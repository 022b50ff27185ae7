// `--set PATH=VALUE`: one key of a scenario's tree replaced before anything is checked.
#pragma once

#include <string>

#include "text/yaml_tree.hpp"

namespace tariffsim {

inline constexpr const char* kOverrideSource =
    "--set";  ///< name of an override's source text in messages

/// PATH is keys joined by dots and positions in brackets, counted from 0: "model.elasticities",
/// "policy[1].tariff.add". VALUE is YAML; null removes the key or the item. Mappings on the way
/// that are missing are made. Throws InputError, its places in the text of the override.
void apply_override(YamlNode& root, const std::string& override_text);

}  // namespace tariffsim
