#include "scenario/name_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "data/baseline_folder.hpp"
#include "data/iso_countries.hpp"
#include "scenario/name_hint.hpp"

namespace tariffsim {
namespace {

template <typename Label>
void add_labels(NameTable& table, const std::vector<Label>& labels) {
  for (const Label& label : labels) {
    table.positions.emplace(label.code, static_cast<Index>(table.codes.size()));
    table.codes.push_back(label.code);
    table.names.push_back(label.name);
  }
  std::vector<Index>& all = table.words["all"];
  all.resize(labels.size());
  std::iota(all.begin(), all.end(), Index{0});
}

void add_groups(NameTable& table, const std::vector<std::pair<Name, Selector>>& groups,
                Diagnostics& diagnostics) {
  for (const auto& [name, members] : groups) {
    if (table.find(name.text) >= 0) {
      diagnostics.error(name.place,
                        fmt::format("{} is a {} of {}: a group needs a name of its own",
                                    table.quoted(name.text), table.kind, table.baseline));
    }
    if (table.find(name.text) < 0 &&
        std::find(table.names.begin(), table.names.end(), name.text) != table.names.end())
      diagnostics.error(name.place,
                        fmt::format("'{}' is the name of a {} of {}: reports could not tell the "
                                    "two apart, a group needs a name of its own",
                                    name.text, table.kind, table.baseline));
    table.groups.emplace(name.text,
                         GroupText{members.include, members.exclude, name.place, nullptr, false});
  }
}

void add_groups(NameTable& table, const Groups& groups,
                const std::map<std::string, GroupHistory>& histories = {}) {
  for (const auto& [name, members] : groups) {
    GroupText group;
    if (const auto known = histories.find(name); known != histories.end())
      group.history = &known->second;
    for (const std::string& member : members) group.include.push_back({member, {}});
    table.groups.emplace(name, std::move(group));
  }
}

template <typename Label>
void add_other_names(NameTable& table, const char* kind, const std::vector<Label>& labels,
                     const std::vector<std::pair<Name, Selector>>& own_groups,
                     const Groups& built_in) {
  table.other_kind = kind;
  for (const Label& label : labels) table.other_names.insert(label.code);
  for (const auto& group : own_groups) table.other_names.insert(group.first.text);
  for (const auto& group : built_in) table.other_names.insert(group.first);
}

/// "; world-2023 has it": of a baseline of the library, others of it; nothing if none does, or of a
/// baseline of one's own, which has its reasons.
std::string where_else(std::string_view country, const std::string& baseline) {
  const std::vector<BaselineEntry> library = list_baselines();
  if (std::none_of(library.begin(), library.end(),
                   [&](const BaselineEntry& entry) { return entry.id == baseline; }))
    return "";
  std::vector<std::string> others = baselines_with(country);
  std::erase(others, baseline);
  if (others.empty()) return "";
  if (others.size() == 1) return fmt::format("; {} has it", others.front());
  const std::string last = others.back();
  others.pop_back();
  return fmt::format("; {} and {} have it", fmt::join(others, ", "), last);
}

}  // namespace

Index NameTable::find(std::string_view code) const {
  const auto found = positions.find(code);
  return found == positions.end() ? -1 : found->second;
}

bool NameTable::is_group(const std::string& name) const {
  return find(name) < 0 && words.count(name) == 0 && groups.count(name) > 0;
}

std::string NameTable::region_of(std::string_view code) const {
  for (const auto& [region, members] : regions)
    if (std::find(members.begin(), members.end(), code) != members.end()) return region;
  return "";
}

bool NameTable::has(std::string_view name) const {
  return find(name) >= 0 || groups.find(name) != groups.end() || words.find(name) != words.end();
}

bool NameTable::knows(std::string_view code) const {
  return find(code) >= 0 || other_codes.find(code) != other_codes.end() || !region_of(code).empty();
}

std::string NameTable::quoted(std::string_view code) const {
  std::string name;
  if (const Index position = find(code); position >= 0) {
    name = names[static_cast<std::size_t>(position)];
  } else if (const auto other = other_codes.find(code); other != other_codes.end()) {
    name = other->second;
  }
  return name.empty() || name == code ? fmt::format("'{}'", code)
                                      : fmt::format("'{}' ({})", code, name);
}

void NameTable::report_missing(const Name& name, Diagnostics& diagnostics) const {
  const std::string region = region_of(name.text);
  if (joined.count(region) > 0) {
    diagnostics.error(name.place,
                      fmt::format("{} is part of {}: 'aggregate' in this scenario joins it",
                                  quoted(name.text), quoted(region)),
                      fmt::format("name '{}', or leave '{}' out of it", region, name.text));
  } else if (!region.empty()) {
    const std::string elsewhere = where_else(name.text, baseline);
    diagnostics.error(
        name.place,
        fmt::format("{} is part of {} in {}{}", quoted(name.text), quoted(region), baseline,
                    elsewhere),
        elsewhere.empty()
            ? fmt::format("name '{}', or use a baseline that has '{}'", region, name.text)
            : fmt::format("name '{}', or take a baseline that has it", region));
  } else if (other_codes.find(name.text) != other_codes.end()) {
    diagnostics.error(name.place, fmt::format("{} is not in {}{}", quoted(name.text), baseline,
                                              where_else(name.text, baseline)));
  } else if (other_names.count(name.text) > 0) {
    diagnostics.error(
        name.place,
        fmt::format("expected a {}: '{}' is a {} or a group of these", kind, name.text, other_kind),
        "groups of sectors stand under 'sectors' in 'groups'");
  } else {
    diagnostics.error(name.place, fmt::format("unknown {} '{}'", kind, name.text),
                      name_hint(*this, name.text));
  }
}

namespace {

using NamedSelectors = std::vector<std::pair<Name, Selector>>;

/// Groups of the files that a scenario includes, which know theirs before those of others.
void add_included(NameTable& table, const Scenario& scenario, NamedSelectors Scenario::*groups) {
  for (const auto& file : scenario.include) {
    for (const auto& [name, members] : (*file).*groups)
      if (table.find(name.text) < 0)
        table.groups.emplace(
            name.text, GroupText{members.include, members.exclude, name.place, nullptr, true});
    add_included(table, *file, groups);
  }
}

/// A group of one's own in place of one that everybody knows by its name.
void note_hidden(const NamedSelectors& own, const Groups& known, const std::string& whose,
                 std::set<std::string>& told, Diagnostics& diagnostics) {
  for (const auto& [name, members] : own)
    if (known.count(name.text) > 0 && told.insert(name.text).second)
      diagnostics.note(name.place, fmt::format("'{}' is this group here, in place of that of {}",
                                               name.text, whose));
}

}  // namespace

NameTable country_names(const Scenario& scenario, const Baseline& baseline,
                        Diagnostics& diagnostics,
                        const std::set<std::string, std::less<>>& joined) {
  NameTable table;
  table.joined = joined;
  table.kind = "country";
  table.baseline = baseline.id;
  add_labels(table, baseline.countries);
  for (const Country& country : iso_countries())
    table.other_codes.emplace(country.code, country.name);
  table.other_codes.emplace("XKX", "Kosovo");  // which ISO 3166 lacks; so the World Bank has it
  table.regions = baseline.regions;
  add_groups(table, scenario.country_groups, diagnostics);
  add_included(table, scenario, &Scenario::country_groups);
  std::set<std::string> told;
  note_hidden(scenario.country_groups, baseline.country_groups, baseline.id, told, diagnostics);
  note_hidden(scenario.country_groups, built_in_groups().countries, "the library", told,
              diagnostics);
  add_groups(table, baseline.country_groups);
  add_groups(table, built_in_groups().countries, built_in_groups().history);
  add_other_names(table, "sector", baseline.sectors, scenario.sector_groups,
                  built_in_groups().sectors);
  return table;
}

NameTable sector_names(const Scenario& scenario, const Baseline& baseline, const Groups& joined,
                       Diagnostics& diagnostics) {
  NameTable table;
  table.kind = "sector";
  table.baseline = baseline.id;
  add_labels(table, baseline.sectors);
  for (std::size_t s = 0; s < baseline.sectors.size(); ++s) {
    const bool is_goods = baseline.sectors[s].kind == SectorKind::goods;
    table.words[is_goods ? "goods" : "services"].push_back(static_cast<Index>(s));
  }
  table.words["goods"];
  table.words["services"];
  table.regions = joined;
  for (const auto& [code, members] : joined) table.joined.insert(code);
  add_groups(table, scenario.sector_groups, diagnostics);
  add_included(table, scenario, &Scenario::sector_groups);
  std::set<std::string> told;
  note_hidden(scenario.sector_groups, baseline.sector_groups, baseline.id, told, diagnostics);
  note_hidden(scenario.sector_groups, built_in_groups().sectors, "the library", told, diagnostics);
  add_groups(table, baseline.sector_groups);
  add_groups(table, built_in_groups().sectors);
  add_other_names(table, "country", baseline.countries, scenario.country_groups,
                  built_in_groups().countries);
  return table;
}

}  // namespace tariffsim
