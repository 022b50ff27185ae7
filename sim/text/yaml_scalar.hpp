// Typed values of YAML nodes. What cannot be read goes to `diagnostics` with its place, and nothing
// is returned.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/yaml_tree.hpp"

namespace tariffsim {

/// Rates above this in size must be written with a percent sign: `25` would be 2500 %.
inline constexpr double kMaxBareRate = 3.0;

/// No rate is larger in size: at 1,000,000 % nothing is traded that could be told from nothing, and
/// what is computed with rates stays far from the range of numbers.
inline constexpr double kMaxRate = 1e4;

/// True for what is written as a number, whether or not it can be one: 1e400, inf.
bool is_written_as_number(std::string_view text);

/// Any scalar as it stands: `NO` and `010` are texts like others.
std::optional<std::string> read_text(const YamlNode& node, Diagnostics& diagnostics);
/// `true` or `false`, nothing else.
std::optional<bool> read_boolean(const YamlNode& node, Diagnostics& diagnostics);
/// A finite decimal number, unquoted.
std::optional<double> read_number(const YamlNode& node, Diagnostics& diagnostics);
/// A rate as a fraction: `25%`, `0.25` and `+25%` are the same.
std::optional<double> read_rate(const YamlNode& node, Diagnostics& diagnostics);
/// A list of texts; one text is a list of one.
std::vector<std::string> read_texts(const YamlNode& node, Diagnostics& diagnostics);

/// As read_rate, of a text at a place (a CSV field).
std::optional<double> read_rate(std::string_view text, const Place& place,
                                Diagnostics& diagnostics);

/// For a number with a comma that may stand for thousands, both ways to write it: "did you mean
/// 1000% (no thousands separators), or 1.000%?"; empty for others.
std::string thousands_hint(std::string_view written);

/// What a node is, in words: "a list", "the text 'abc'", "nothing".
std::string describe(const YamlNode& node);

/// A node as one line of YAML: "{importer: USA, exporter: CHN, add: 145%}".
std::string flow_text(const YamlNode& node);

}  // namespace tariffsim
