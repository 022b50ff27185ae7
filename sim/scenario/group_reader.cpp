#include "scenario/group_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/labels.hpp"
#include "scenario/scenario_keys.hpp"
#include "scenario/selector_text.hpp"

namespace tariffsim {
namespace {

using NamedSelectors = std::vector<std::pair<Name, Selector>>;

NamedSelectors read_named(const std::vector<const YamlNode::Entry*>& entries,
                          Diagnostics& diagnostics) {
  NamedSelectors named;
  for (const YamlNode::Entry* entry : entries) {
    if (is_reserved_word(entry->key) || entry->key.starts_with("not ") || entry->key.empty()) {
      diagnostics.error(
          entry->place,
          fmt::format("'{}' cannot be a name: it has a meaning in selectors", entry->key));
    } else if (const std::string reason = no_code_because(entry->key); !reason.empty()) {
      diagnostics.error(entry->place,
                        fmt::format("'{}' cannot be a name: it {}", entry->key, reason));
    }
    named.emplace_back(Name{entry->key, entry->place}, read_selector(entry->value, diagnostics));
  }
  return named;
}

std::vector<const YamlNode::Entry*> all_entries(const YamlNode& mapping) {
  std::vector<const YamlNode::Entry*> entries;
  for (const YamlNode::Entry& entry : mapping.entries) entries.push_back(&entry);
  return entries;
}

/// `others: keep` says the default and is dropped.
NamedSelectors read_aggregate_part(const MappingReader& aggregate, std::string_view key,
                                   Diagnostics& diagnostics) {
  const YamlNode* part = aggregate.find(key);
  if (part == nullptr) return {};
  std::vector<const YamlNode::Entry*> entries = all_entries(*part);
  std::erase_if(entries, [&](const YamlNode::Entry* entry) {
    if (entry->key != "others") return false;
    if (entry->value.text != "keep") {
      diagnostics.error(entry->value.place,
                        fmt::format("expected 'keep', found {}", describe(entry->value)),
                        "to join the others, write NEW: others");
    }
    return true;
  });
  return read_named(entries, diagnostics);
}

}  // namespace

AggregateText read_aggregate(const YamlNode& node, Diagnostics& diagnostics) {
  const MappingReader aggregate(node, aggregate_keys(), diagnostics);
  return {read_aggregate_part(aggregate, "countries", diagnostics),
          read_aggregate_part(aggregate, "sectors", diagnostics)};
}

void read_groups(const YamlNode& node, Scenario& scenario, Diagnostics& diagnostics) {
  const MappingReader groups = open_mapping(node, group_keys(), diagnostics);
  scenario.country_groups = read_named(groups.others(), diagnostics);
  if (const YamlNode* sectors = groups.find("sectors")) {
    scenario.sector_groups = read_named(all_entries(*sectors), diagnostics);
  }
  if (const YamlNode* products = groups.find("products"))
    scenario.product_groups = read_named(all_entries(*products), diagnostics);
}

}  // namespace tariffsim
