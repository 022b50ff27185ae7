#include "scenario/selector_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

constexpr std::string_view kNot = "not";
constexpr std::string_view kReserved[] = {"all", "others", "not", "keep", "goods", "services"};

/// `not CODE` as the name CODE at its own place, or nothing.
std::optional<Name> left_out(const Name& name) {
  if (!name.text.starts_with("not ")) return std::nullopt;
  const std::size_t start = name.text.find_first_not_of(' ', kNot.size());
  if (start == std::string::npos) return std::nullopt;
  Name rest{name.text.substr(start), name.place};
  const int quote = name.place.length > static_cast<int>(name.text.size()) ? 1 : 0;
  rest.place.column += static_cast<int>(start) + quote;
  rest.place.length = static_cast<int>(rest.text.size());
  return rest;
}

void add_name(const YamlNode& node, Selector& selector, Diagnostics& diagnostics) {
  if (node.kind != YamlNode::Kind::scalar || node.text.empty()) {
    diagnostics.error(node.place,
                      fmt::format("expected a code or a group, found {}", describe(node)),
                      node.kind == YamlNode::Kind::null ? "a list is written [A, B]" : "");
    return;
  }
  Name name{node.text, node.place};
  if (auto excluded = left_out(name)) {
    selector.exclude.push_back(std::move(*excluded));
  } else if (name.text == kNot) {
    diagnostics.error(node.place, "expected a code after 'not'");
  } else {
    selector.include.push_back(std::move(name));
  }
}

}  // namespace

bool is_reserved_word(std::string_view text) {
  return std::find(std::begin(kReserved), std::end(kReserved), text) != std::end(kReserved);
}

Selector read_selector(const YamlNode& node, Diagnostics& diagnostics) {
  Selector selector;
  selector.place = node.place;
  if (node.kind != YamlNode::Kind::sequence) {
    add_name(node, selector, diagnostics);
  } else if (node.items.empty()) {
    diagnostics.error(node.place, "an empty list: expected at least one code or group");
  }
  for (const YamlNode& item : node.items) add_name(item, selector, diagnostics);
  if (selector.include.empty() && !selector.exclude.empty()) {
    const std::string& text = selector.exclude.front().text;
    diagnostics.error(node.place, fmt::format("nothing to leave '{}' out of", text),
                      fmt::format("did you mean [all, not {}]?", text));
  }
  return selector;
}

}  // namespace tariffsim
