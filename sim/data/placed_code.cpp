#include "data/placed_code.hpp"

#include "text/yaml_scalar.hpp"

namespace tariffsim {

std::vector<PlacedCode> read_codes(const YamlNode& node, Diagnostics& diagnostics) {
  if (node.kind == YamlNode::Kind::null) return {};
  std::vector<PlacedCode> out;
  const auto add = [&](const YamlNode& item) {
    if (auto text = read_text(item, diagnostics)) out.push_back({std::move(*text), item.place});
  };
  if (node.kind == YamlNode::Kind::sequence) {
    for (const YamlNode& item : node.items) add(item);
  } else {
    add(node);
  }
  return out;
}

}  // namespace tariffsim
