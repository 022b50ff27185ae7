#include "text/key_hint.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/near_miss.hpp"
#include "text/yaml_scalar.hpp"

namespace tariffsim {
namespace {

std::vector<std::string> names_of(const MappingSpec& spec) {
  std::vector<std::string> names;
  for (const KeySpec& key : spec.keys) names.push_back(key.name);
  return names;
}

bool is_key(std::string_view name, const MappingSpec& spec) {
  return std::any_of(spec.keys.begin(), spec.keys.end(),
                     [&](const KeySpec& key) { return key.name == name; });
}

bool has_no_value(const YamlNode::Entry& entry) { return entry.value.kind == YamlNode::Kind::null; }

bool is_decimals(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789%") == std::string_view::npos;
}

/// `exporter CHN` and `exporter:CHN`: a key of the table and what follows it; else two empty texts.
std::pair<std::string_view, std::string_view> glued(const YamlNode::Entry& entry,
                                                    const MappingSpec& spec) {
  const std::string_view text = entry.key;
  const std::size_t end = text.find_first_of(": ");
  if (!has_no_value(entry) || end == std::string_view::npos || !is_key(text.substr(0, end), spec))
    return {};
  const std::size_t rest = text.find_first_not_of(": ", end);
  if (rest == std::string_view::npos) return {};
  return {text.substr(0, end), text.substr(rest)};
}

bool is_list_item(const YamlNode::Entry& entry, const MappingSpec& spec) {
  return has_no_value(entry) && !is_key(entry.key, spec) && !is_decimals(entry.key) &&
         glued(entry, spec).first.empty();
}

/// `exporter: CHN, MEX` as the list it was meant to be, seen from its second item.
std::string meant_list(const YamlNode& mapping, std::size_t at, const MappingSpec& spec) {
  const YamlNode::Entry& first = mapping.entries[at - 1];
  if (first.value.kind != YamlNode::Kind::scalar) return "";
  std::vector<std::string> items{first.value.text};
  for (; at < mapping.entries.size() && is_list_item(mapping.entries[at], spec); ++at)
    items.push_back(mapping.entries[at].key);
  return fmt::format("did you mean '{}: [{}]'?", first.key, fmt::join(items, ", "));
}

std::string hint_without_value(const YamlNode& mapping, std::size_t at, const MappingSpec& spec) {
  const YamlNode::Entry& entry = mapping.entries[at];
  if (const auto [key, value] = glued(entry, spec); !key.empty())
    return fmt::format("did you mean '{}: {}'?", key, value);
  if (at > 0 && is_cut_number(mapping, mapping.entries[at - 1].key)) {
    const std::string& before = mapping.entries[at - 1].value.text;
    const std::string thousands = thousands_hint(before + "," + entry.key);
    return thousands.empty()
               ? fmt::format("a decimal point is '.': did you mean {}.{}?", before, entry.key)
               : thousands;
  }
  const std::string list = at > 0 ? meant_list(mapping, at, spec) : "";
  return list.empty() ? "it has no value; is it part of a list? A list is written [A, B]" : list;
}

}  // namespace

std::string word_hint(std::string_view word, const std::vector<std::string>& known) {
  if (const auto near = near_miss(word, known)) return fmt::format("did you mean '{}'?", *near);
  return fmt::format("expected one of: {}", fmt::join(known, ", "));
}

std::string key_hint(const YamlNode& mapping, std::size_t at, const MappingSpec& spec) {
  const YamlNode::Entry& entry = mapping.entries[at];
  for (const auto& [written, meant] : spec.other_keys)
    if (written == entry.key)
      return is_key(meant, spec) ? fmt::format("did you mean '{}'?", meant) : meant;
  return has_no_value(entry) ? hint_without_value(mapping, at, spec)
                             : word_hint(entry.key, names_of(spec));
}

std::string probable_key(const YamlNode::Entry& entry, const MappingSpec& spec) {
  for (const auto& [written, meant] : spec.other_keys)
    if (written == entry.key) return meant;
  if (const auto [key, value] = glued(entry, spec); !key.empty()) return std::string(key);
  return near_miss(entry.key, names_of(spec)).value_or("");
}

bool is_told_before(const YamlNode& mapping, std::size_t at, const MappingSpec& spec) {
  if (at < 2 || !is_list_item(mapping.entries[at], spec)) return false;
  while (at > 0 && is_list_item(mapping.entries[at - 1], spec)) {
    --at;
    if (at > 0 && mapping.entries[at - 1].value.kind == YamlNode::Kind::scalar) return true;
  }
  return false;
}

bool is_cut_number(const YamlNode& mapping, std::string_view key) {
  const auto& entries = mapping.entries;
  for (std::size_t at = 0; at + 1 < entries.size(); ++at)
    if (entries[at].key == key)
      return entries[at].value.kind == YamlNode::Kind::scalar && !entries[at].value.text.empty() &&
             entries[at].value.text.find_first_not_of("+-0123456789") == std::string::npos &&
             has_no_value(entries[at + 1]) && is_decimals(entries[at + 1].key);
  return false;
}

}  // namespace tariffsim
