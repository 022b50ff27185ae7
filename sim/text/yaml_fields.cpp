#include "text/yaml_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "text/near_miss.hpp"

namespace tariffsim {
namespace {

std::string_view kind_name(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "nothing";
    case YamlNode::Kind::scalar:
      return "a value";
    case YamlNode::Kind::sequence:
      return "a list";
    case YamlNode::Kind::mapping:
      return "a mapping";
  }
  return "nothing";
}

void expected(const YamlNode& node, std::string_view what, std::string_view wanted,
              Diagnostics& diagnostics) {
  const std::string found = node.kind == YamlNode::Kind::scalar ? fmt::format("'{}'", node.text)
                                                                : std::string(kind_name(node));
  diagnostics.error(node.place, fmt::format("{} must be {}, found {}", what, wanted, found));
}

template <class Number>
std::optional<Number> parse_number(const YamlNode& node) {
  Number value{};
  const char* const end = node.text.data() + node.text.size();
  const auto [stopped, failure] = std::from_chars(node.text.data(), end, value);
  const bool whole =
      node.kind == YamlNode::Kind::scalar && failure == std::errc() && stopped == end;
  return whole ? std::optional(value) : std::nullopt;
}

}  // namespace

bool check_mapping(const YamlNode& node, std::string_view what,
                   const std::vector<std::string>& known_keys, Diagnostics& diagnostics) {
  if (node.kind != YamlNode::Kind::mapping) {
    expected(node, what, "a mapping of keys to values", diagnostics);
    return false;
  }
  for (const auto& entry : node.entries) {
    if (std::find(known_keys.begin(), known_keys.end(), entry.key) != known_keys.end()) continue;
    const auto nearest = near_miss(entry.key, known_keys);
    diagnostics.error(entry.place, fmt::format("unknown key '{}' in {}", entry.key, what),
                      nearest ? fmt::format("did you mean '{}'?", *nearest)
                              : fmt::format("known: {}", fmt::join(known_keys, ", ")));
  }
  return true;
}

const YamlNode* require_key(const YamlNode& mapping, std::string_view key,
                            Diagnostics& diagnostics) {
  const YamlNode* value = mapping.find(key);
  if (value != nullptr && value->kind != YamlNode::Kind::null) return value;
  diagnostics.error(value != nullptr ? value->place : mapping.place,
                    fmt::format("missing key '{}'", key));
  return nullptr;
}

std::string text_value(const YamlNode& node, std::string_view what, Diagnostics& diagnostics) {
  if (node.kind == YamlNode::Kind::scalar) return node.text;
  expected(node, what, "text", diagnostics);
  return "";
}

std::string optional_text(const YamlNode& mapping, std::string_view key, Diagnostics& diagnostics) {
  const YamlNode* value = mapping.find(key);
  return value == nullptr ? "" : text_value(*value, key, diagnostics);
}

std::optional<int> integer_value(const YamlNode& node, std::string_view what,
                                 Diagnostics& diagnostics) {
  const auto value = parse_number<int>(node);
  if (!value) expected(node, what, "a whole number", diagnostics);
  return value;
}

std::optional<double> number_value(const YamlNode& node, std::string_view what,
                                   Diagnostics& diagnostics) {
  const auto value = parse_number<double>(node);
  if (value && std::isfinite(*value)) return value;
  expected(node, what, "a number", diagnostics);
  return std::nullopt;
}

std::vector<const YamlNode*> scalar_list(const YamlNode& node, std::string_view what,
                                         Diagnostics& diagnostics) {
  if (node.kind == YamlNode::Kind::scalar) return {&node};
  if (node.kind == YamlNode::Kind::null) return {};
  std::vector<const YamlNode*> out;
  if (node.kind == YamlNode::Kind::mapping) expected(node, what, "a list", diagnostics);
  for (const YamlNode& item : node.items) {
    if (item.kind == YamlNode::Kind::scalar) {
      out.push_back(&item);
    } else {
      expected(item, fmt::format("an item of {}", what), "text", diagnostics);
    }
  }
  return out;
}

std::vector<std::string> text_list(const YamlNode& node, std::string_view what,
                                   Diagnostics& diagnostics) {
  std::vector<std::string> out;
  for (const YamlNode* item : scalar_list(node, what, diagnostics)) out.push_back(item->text);
  return out;
}

}  // namespace tariffsim
