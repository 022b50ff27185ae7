// `--set PATH=VALUE` and variants: keys of a scenario's tree replaced before anything is checked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/yaml_tree.hpp"

namespace tariffsim {

/// Names of an override's source text in messages.
inline constexpr const char* kOverrideSource = "--set";
inline constexpr const char* kBaselineSource = "--baseline";  ///< of the key `baseline`

/// One step of a path: a key, or a position in a list, counted from 0, or a new place at its end.
struct PathStep {
  std::string key;
  std::optional<std::size_t> position;
  bool at_end = false;  ///< `[+]`
  Place place;
};

struct Override {
  std::vector<PathStep> path;
  YamlNode value;  ///< null removes the key or the item
};

/// PATH=VALUE: PATH is keys joined by dots and positions in brackets, "model.elasticities",
/// "policy[1].tariff.add", and `[+]` for a new item at a list's end; VALUE is YAML. Throws
/// InputError, its places in the text.
Override parse_override(const std::string& text);
/// A key of a variant, with its value: the places are the file's.
Override variant_override(const YamlNode::Entry& entry);

/// Mappings on the way that are missing are made. Throws InputError with a place in the path.
void apply_override(YamlNode& root, Override one);
void apply_override(YamlNode& root, const std::string& text);

/// All of a variant: what is set first, then what is removed, so that every position is that of the
/// file as it stands.
void apply_variant(YamlNode& root, std::vector<Override> overrides);

}  // namespace tariffsim
