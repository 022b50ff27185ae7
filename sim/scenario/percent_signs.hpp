// Numbers that stand beside others with a percent sign.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/yaml_tree.hpp"

namespace tariffsim {

/// Two bounds, each as it would stand alone: "0%" and "300%" of `0..300%`.
struct BoundsText {
  std::string least, most;
  bool percent = false;
};

/// Nothing, and said so, if it is none. A bound without a percent sign beside one that has it is in
/// percent, unless it could be meant as a fraction too: `1..150%` is refused.
std::optional<BoundsText> read_bounds_text(const YamlNode& node, const char* hint,
                                           Diagnostics& diagnostics);

/// False, and said so, for a number other than 0 without a percent sign: of a list or a range in
/// which another has one.
bool has_percent_sign(std::string_view number, const Place& place, Diagnostics& diagnostics);

}  // namespace tariffsim
