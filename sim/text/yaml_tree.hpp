// A YAML document as a tree of values that know their place. Scalars stay text: what they mean is
// the reader's business.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace tariffsim {

struct YamlNode {
  enum class Kind { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  std::string text;     ///< scalar: its value as text, quotes and escapes resolved
  bool quoted = false;  ///< scalar: was quoted or a block, so never a number, a boolean or null
  Place place;          ///< of the scalar; of the first character of a sequence or mapping
  std::vector<YamlNode> items;  ///< sequence

  struct Entry;
  std::vector<Entry> entries;  ///< mapping, in the file's order

  /// The value of `key`, or nullptr.
  const YamlNode* find(std::string_view key) const;
};

struct YamlNode::Entry {
  std::string key;
  Place place;  ///< of the key
  YamlNode value;
};

inline constexpr std::size_t kMaxYamlBytes = 16U << 20;
inline constexpr int kMaxYamlDepth = 64;
inline constexpr std::size_t kMaxYamlNodes = 1'000'000;  ///< after aliases are expanded

/// Parses one document. Plain `null`, `~` and an empty value are Kind::null; everything else is
/// text. Throws InputError for a syntax error, a key that is not a scalar, an unknown alias, more
/// than one document, text that is not UTF-8, and what exceeds the limits above. A duplicate key
/// goes to `diagnostics` (with the place of the first one in its message) and the first value is
/// kept.
YamlNode parse_yaml(std::shared_ptr<const SourceText> source, Diagnostics& diagnostics);

}  // namespace tariffsim
