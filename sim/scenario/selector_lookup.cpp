#include "scenario/selector_lookup.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tariffsim {
namespace {

constexpr std::size_t kMaxGroupDepth = 64;

/// `codes` without repetitions and what is excluded, in order.
std::vector<std::string> remaining(const std::vector<std::string>& codes,
                                   const std::vector<std::string>& excluded) {
  std::set<std::string_view> seen(excluded.begin(), excluded.end());
  std::vector<std::string> result;
  for (const std::string& code : codes)
    if (seen.insert(code).second) result.push_back(code);
  return result;
}

}  // namespace

bool has_others(const Selector& selector) {
  return std::any_of(selector.include.begin(), selector.include.end(),
                     [](const Name& name) { return name.text == "others"; });
}

std::vector<Index> without(const std::vector<Index>& positions, const std::vector<Index>& taken) {
  const std::set<Index> left_out(taken.begin(), taken.end());
  std::vector<Index> rest;
  for (const Index position : positions)
    if (left_out.count(position) == 0) rest.push_back(position);
  return rest;
}

std::vector<Index> SelectorLookup::resolve(const Selector& selector,
                                           const std::vector<Index>* counterpart) {
  std::vector<Index> positions, excluded;
  for (const Name& name : selector.include) {
    const std::vector<Index> more = without(resolve(name, counterpart), positions);
    positions.insert(positions.end(), more.begin(), more.end());
  }
  for (const Name& name : selector.exclude) {
    const std::vector<Index> more = resolve(name, counterpart);
    excluded.insert(excluded.end(), more.begin(), more.end());
  }
  positions = without(positions, excluded);
  // If there are errors, this is the consequence of one.
  if (positions.empty() && !diagnostics_.has_errors() && selector.place.source) {
    diagnostics_.warning(selector.place,
                         fmt::format("this selects no {} of {}", table_.kind, table_.baseline));
  }
  return positions;
}

std::vector<Index> SelectorLookup::resolve(const Name& name,
                                           const std::vector<Index>* counterpart) {
  if (name.text == "others") {
    if (counterpart != nullptr) return without(table_.words.at("all"), *counterpart);
    diagnostics_.error(name.place, "'others' is all but the other side, and there is none here");
    return {};
  }
  if (const Index position = table_.find(name.text); position >= 0) return {position};
  if (const auto word = table_.words.find(name.text); word != table_.words.end())
    return word->second;
  if (table_.groups.count(name.text) > 0) return group_positions(name.text, name.place);
  table_.report_missing(name, diagnostics_);
  return {};
}

void SelectorLookup::check_groups() {
  for (const auto& [name, group] : table_.groups)
    if (group.place.source) group_positions(name, group.place);
}

std::vector<Name> SelectorLookup::groups_met() const {
  std::vector<Name> names;
  names.reserve(codes_of_group_.size());
  for (const auto& [name, codes] : codes_of_group_) names.push_back({name, {}});
  return names;
}

void SelectorLookup::add_member(const Name& member, const Place& place,
                                std::vector<std::string>& codes) {
  if (const auto word = table_.words.find(member.text); word != table_.words.end()) {
    for (const Index position : word->second)
      codes.push_back(table_.codes[static_cast<std::size_t>(position)]);
  } else if (table_.find(member.text) < 0 && table_.groups.count(member.text) > 0) {
    const std::vector<std::string> more =
        group_codes(member.text, member.place.source ? member.place : place);
    codes.insert(codes.end(), more.begin(), more.end());
  } else if (member.place.source && member.text == "others") {
    diagnostics_.error(member.place, "'others' is all but the other side, and a group has none");
  } else if (member.place.source && !table_.knows(member.text)) {
    table_.report_missing(member, diagnostics_);
  } else {
    codes.push_back(member.text);
  }
}

std::vector<std::string> SelectorLookup::group_codes(const std::string& group, const Place& place) {
  if (const auto known = codes_of_group_.find(group); known != codes_of_group_.end())
    return known->second;
  const auto open = std::find(open_groups_.begin(), open_groups_.end(), group);
  if (open != open_groups_.end()) {
    const std::vector<std::string> cycle(open, open_groups_.end());
    diagnostics_.error(place, fmt::format("the group '{}' contains itself: {} -> {}", group,
                                          fmt::join(cycle, " -> "), group));
    return {};
  }
  if (open_groups_.size() == kMaxGroupDepth) {
    diagnostics_.error(place, fmt::format("groups within groups over {} levels", kMaxGroupDepth));
    return {};
  }
  open_groups_.push_back(group);
  const GroupText& text = table_.groups.find(group)->second;
  std::vector<std::string> codes, excluded;
  for (const Name& member : text.include) add_member(member, place, codes);
  for (const Name& member : text.exclude) add_member(member, place, excluded);
  open_groups_.pop_back();
  return codes_of_group_[group] = remaining(codes, excluded);
}

std::vector<Index> SelectorLookup::group_positions(const std::string& group, const Place& place) {
  const std::vector<std::string> codes = group_codes(group, place);
  const std::set<std::string, std::less<>> members(codes.begin(), codes.end());
  std::vector<Index> positions;
  std::vector<std::string> missing;
  for (const std::string& code : codes) {
    Index position = table_.find(code);
    if (const std::string region = table_.region_of(code); position < 0 && !region.empty()) {
      const std::vector<std::string>& parts = table_.regions.find(region)->second;
      const bool whole = std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
        return members.count(part) > 0;
      });
      if (whole) position = table_.find(region);
    }
    if (position < 0) missing.push_back(code);
    if (position >= 0 && std::find(positions.begin(), positions.end(), position) == positions.end())
      positions.push_back(position);
  }
  note_missing(group, place, missing);
  return positions;
}

void SelectorLookup::note_missing(const std::string& group, const Place& place,
                                  const std::vector<std::string>& missing) {
  // Baselines cut sectors in their own ways: groups that come with the program name the codes of
  // several.
  const bool from_program = !table_.groups.find(group)->second.place.source;
  if (table_.kind == "sector" && from_program) return;
  if (missing.empty() || !noted_.insert(group).second) return;
  std::vector<std::string> words;
  for (const std::string& code : missing) {
    const std::string region = table_.region_of(code);
    words.push_back(region.empty() ? table_.quoted(code)
                                   : fmt::format("{} (part of '{}')", table_.quoted(code), region));
  }
  diagnostics_.note(place, fmt::format("of '{}', {} does not have {}", group, table_.baseline,
                                       fmt::join(words, ", ")));
}

}  // namespace tariffsim
