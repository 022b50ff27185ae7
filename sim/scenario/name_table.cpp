#include "scenario/name_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>

#include "text/near_miss.hpp"
#include "world/iso_countries.hpp"

namespace tariffsim {
namespace {

bool same_but_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

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
    table.groups.emplace(name.text, GroupText{members.include, members.exclude, name.place});
  }
}

void add_groups(NameTable& table, const Groups& groups) {
  for (const auto& [name, members] : groups) {
    GroupText group;
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

/// What people write for a code or a group that is spelt otherwise.
constexpr std::pair<std::string_view, std::string_view> kOtherSpellings[] = {
    {"EU", "EU27"}, {"UK", "GBR"}, {"US", "USA"}, {"UAE", "ARE"}, {"KSA", "SAU"}};

bool contains_word(std::string_view name, std::string_view word) {
  const auto same = [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  };
  const auto at = std::search(name.begin(), name.end(), word.begin(), word.end(), same);
  if (at == name.end()) return false;
  const auto end = at + static_cast<std::ptrdiff_t>(word.size());
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  return (at == name.begin() || !is_letter(*std::prev(at))) &&
         (end == name.end() || !is_letter(*end));
}

/// The only code in whose name the text stands as a word: 'C24A' (Iron and steel) for 'steel'.
std::string code_of_word(const NameTable& table, std::string_view text) {
  constexpr std::size_t kLeastWord = 4;
  std::string only;
  if (text.size() < kLeastWord) return only;
  for (std::size_t i = 0; i < table.names.size(); ++i) {
    if (!contains_word(table.names[i], text)) continue;
    if (!only.empty()) return "";
    only = table.codes[i];
  }
  return only;
}

std::string hint_for(const NameTable& table, std::string_view text) {
  for (const auto& [spelling, meant] : kOtherSpellings)
    if (same_but_case(spelling, text) && (table.knows(meant) || table.groups.count(meant) > 0))
      return fmt::format("did you mean {}?", table.quoted(meant));
  for (std::size_t i = 0; i < table.names.size(); ++i)
    if (same_but_case(table.names[i], text))
      return fmt::format("did you mean {}?", table.quoted(table.codes[i]));
  std::vector<std::string> candidates = table.codes;
  for (const auto& [name, group] : table.groups) candidates.push_back(name);
  for (const auto& [word, positions] : table.words) candidates.push_back(word);
  for (const auto& [code, name] : table.other_codes) candidates.push_back(code);
  const std::string named = code_of_word(table, text);
  const auto near = named.empty() ? near_miss(text, candidates) : std::optional(named);
  return near ? fmt::format("did you mean {}?", table.quoted(*near))
              : "'tariffsim describe' and 'tariffsim list groups' show what there is";
}

}  // namespace

Index NameTable::find(std::string_view code) const {
  const auto found = positions.find(code);
  return found == positions.end() ? -1 : found->second;
}

std::string NameTable::region_of(std::string_view code) const {
  for (const auto& [region, members] : regions)
    if (std::find(members.begin(), members.end(), code) != members.end()) return region;
  return "";
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
  if (!region.empty()) {
    diagnostics.error(
        name.place,
        fmt::format("{} is part of {} in {}", quoted(name.text), quoted(region), baseline),
        fmt::format("name '{}', or use a baseline that has '{}'", region, name.text));
  } else if (other_codes.find(name.text) != other_codes.end()) {
    diagnostics.error(name.place, fmt::format("{} is not in {}", quoted(name.text), baseline));
  } else if (other_names.count(name.text) > 0) {
    diagnostics.error(
        name.place,
        fmt::format("expected a {}: '{}' is a {} or a group of these", kind, name.text, other_kind),
        "groups of sectors stand under 'sectors' in 'groups'");
  } else {
    diagnostics.error(name.place, fmt::format("unknown {} '{}'", kind, name.text),
                      hint_for(*this, name.text));
  }
}

NameTable country_names(const Scenario& scenario, const Baseline& baseline,
                        Diagnostics& diagnostics) {
  NameTable table;
  table.kind = "country";
  table.baseline = baseline.id;
  add_labels(table, baseline.countries);
  for (const Country& country : iso_countries())
    table.other_codes.emplace(country.code, country.name);
  table.regions = baseline.regions;
  add_groups(table, scenario.country_groups, diagnostics);
  add_groups(table, baseline.country_groups);
  add_groups(table, built_in_groups().countries);
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
  add_groups(table, scenario.sector_groups, diagnostics);
  add_groups(table, baseline.sector_groups);
  add_groups(table, built_in_groups().sectors);
  add_other_names(table, "country", baseline.countries, scenario.country_groups,
                  built_in_groups().countries);
  return table;
}

}  // namespace tariffsim
