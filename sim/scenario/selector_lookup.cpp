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

/// Whether all parts of a region are among the codes: then so is the region.
bool holds_all(const std::vector<std::string>& codes, const std::vector<std::string>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return std::find(codes.begin(), codes.end(), part) != codes.end();
  });
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
  std::vector<Index> positions = included(selector, counterpart), excluded;
  for (const Name& name : selector.exclude) {
    const std::vector<Index> more = resolve(name, counterpart);
    if (!more.empty() && without(more, positions).size() == more.size() && selector.place.source)
      warn_of_idle_not(name);
    excluded.insert(excluded.end(), more.begin(), more.end());
  }
  positions = without(positions, excluded);
  // If there are errors, this is the consequence of one; an empty list is told of where it is read.
  if (positions.empty() && !(selector.include.empty() && selector.exclude.empty()) &&
      !diagnostics_.has_errors() && selector.place.source) {
    diagnostics_.warning(selector.place,
                         fmt::format("this selects no {} of {}", table_.kind, table_.baseline));
  }
  return positions;
}

std::vector<Index> SelectorLookup::included(const Selector& selector,
                                            const std::vector<Index>* counterpart) {
  std::vector<Index> positions;
  for (const Name& name : selector.include) {
    const std::vector<Index> named = resolve(name, counterpart);
    const std::vector<Index> more = without(named, positions);
    if (more.empty() && !named.empty() && selector.place.source) warn_of_repeated(name, selector);
    positions.insert(positions.end(), more.begin(), more.end());
  }
  return positions;
}

/// Of a name that stands in its list before. One that a group of the list holds may be meant: it
/// is told of by itself in a focus, and groups have other members on other days.
void SelectorLookup::warn_of_repeated(const Name& name, const Selector& selector) {
  for (const Name& before : selector.include) {
    if (&before == &name) return;
    if (before.text != name.text) continue;
    diagnostics_.warning(name.place,
                         fmt::format("'{}' is twice in this list, and counts once", name.text));
    return;
  }
}

void SelectorLookup::warn_of_idle_not(const Name& name) {
  diagnostics_.warning(name.place,
                       fmt::format("'not {}' leaves out {}: it is not in this list", name.text,
                                   table_.kind == "country" ? "nobody" : "nothing"));
}

std::optional<std::string> SelectorLookup::meaning(const std::string& text) {
  if (table_.knows(text) || table_.has(text)) return std::nullopt;
  if (!meanings_) meanings_.emplace(table_);
  const std::vector<std::string>& meant = meanings_->of(text);
  return meant.size() == 1 ? std::optional(meant.front()) : std::nullopt;
}

ReadAs SelectorLookup::told_of(const std::string& text, const std::string& meant) const {
  const std::vector<std::string>& taken_for = meanings_->mistaken_for(text);
  std::vector<std::string> others;
  others.reserve(taken_for.size());
  for (const std::string& other : taken_for) others.push_back(table_.quoted(other));
  return {text, meant, fmt::format("{}", fmt::join(others, " or "))};
}

Name SelectorLookup::in_codes(const Name& name) {
  const auto meant = meaning(name.text);
  if (!meant) return name;
  if (read_as_.empty()) first_read_as_ = name.place;
  if (noted_.insert("read " + name.text).second) read_as_.push_back(told_of(name.text, *meant));
  return {*meant, name.place};
}

Name SelectorLookup::in_codes_or_region(const Name& written) {
  Name name = in_codes(written);
  const std::string region = table_.region_of(name.text);
  if (table_.find(name.text) >= 0 || region.empty()) return name;
  diagnostics_.note(name.place,
                    fmt::format("{} is part of {} in {}: shown is all of it",
                                table_.quoted(name.text), table_.quoted(region), table_.baseline));
  return {region, name.place};
}

void SelectorLookup::note_read_as() {
  if (!read_as_.empty() && !diagnostics_.has_errors())
    diagnostics_.note(first_read_as_, fmt::format("read {}", listed(read_as_)));
  read_as_.clear();
}

std::vector<Index> SelectorLookup::resolve(const Name& written,
                                           const std::vector<Index>* counterpart) {
  const Name name = in_codes(written);
  if (name.text == "others") {
    if (counterpart != nullptr) return without(table_.words.at("all"), *counterpart);
    diagnostics_.error(name.place,
                       "'others' means all but the other side, and there is no other side here: "
                       "name the countries");
    return {};
  }
  if (const Index position = table_.find(name.text); position >= 0) return {position};
  if (const auto word = table_.words.find(name.text); word != table_.words.end())
    return word->second;
  if (table_.groups.count(name.text) > 0) {
    used_.insert(name.text);
    return group_positions(name.text, name.place);
  }
  table_.report_missing(name, diagnostics_);
  return {};
}

void SelectorLookup::check_groups() {
  for (const auto& [name, group] : table_.groups)
    if (group.place.source && !group.included && !group.include.empty() &&
        group_positions(name, group.place).empty() && !diagnostics_.has_errors())
      // Of a group without names its reader has said what is wrong.
      diagnostics_.warning(group.place,
                           fmt::format("'{}' has no {} of {}", name, table_.kind, table_.baseline));
}

std::vector<Name> SelectorLookup::groups_met() const {
  std::vector<Name> names;
  for (const auto& [group, codes] : codes_of_group_)
    if (names.empty() || names.back().text != group.first) names.push_back({group.first, {}});
  return names;
}

void SelectorLookup::add_member(const Name& written, const Place& place,
                                std::vector<std::string>& codes) {
  const Name member = written.place.source ? in_codes(written) : written;
  if (const auto word = table_.words.find(member.text); word != table_.words.end()) {
    for (const Index position : word->second)
      codes.push_back(table_.codes[static_cast<std::size_t>(position)]);
  } else if (table_.find(member.text) < 0 && table_.groups.count(member.text) > 0) {
    const std::vector<std::string> more =
        group_codes(member.text, member.place.source ? member.place : place);
    codes.insert(codes.end(), more.begin(), more.end());
  } else if (member.place.source && member.text == "others") {
    diagnostics_.error(
        member.place,
        "'others' means all but the other side, and a group has none: name the countries");
  } else if (member.place.source && !table_.knows(member.text)) {
    table_.report_missing(member, diagnostics_);
  } else {
    codes.push_back(member.text);
  }
}

std::vector<std::string> SelectorLookup::group_codes(const std::string& group, const Place& place) {
  if (const auto known = codes_of_group_.find({group, day_}); known != codes_of_group_.end())
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
  for (const Name& member : members_on_day(group, text, place)) add_member(member, place, codes);
  for (const Name& member : text.exclude) {
    std::vector<std::string> left_out;
    add_member(member, place, left_out);
    const bool idle = std::none_of(left_out.begin(), left_out.end(), [&](const std::string& code) {
      return std::find(codes.begin(), codes.end(), code) != codes.end();
    });
    if (idle && !left_out.empty() && text.place.source && !text.included) warn_of_idle_not(member);
    excluded.insert(excluded.end(), left_out.begin(), left_out.end());
  }
  for (const auto& [region, parts] : table_.regions)
    if (holds_all(excluded, parts)) excluded.push_back(region);
  open_groups_.pop_back();
  return codes_of_group_[{group, day_}] = remaining(codes, excluded);
}

std::vector<Name> SelectorLookup::members_on_day(const std::string& group, const GroupText& text,
                                                 const Place& place) {
  if (text.history == nullptr || day_.empty()) return text.include;
  const Membership then = membership_on(*text.history, day_);
  std::vector<Name> members;
  for (const Name& member : text.include)
    if (then.not_yet.count(member.text) == 0) members.push_back(member);
  for (const std::string& member : then.still) members.push_back({member, {}});
  std::vector<std::string> words;
  if (!then.still.empty()) words.push_back(fmt::format("with {}", fmt::join(then.still, ", ")));
  if (!then.not_yet.empty())
    words.push_back(fmt::format("without {}", fmt::join(then.not_yet, ", ")));
  const std::string differs = fmt::format("{}", fmt::join(words, ", "));
  if (!words.empty() && noted_.insert(group + " " + differs).second)
    diagnostics_.note(place, fmt::format("'{}' as on {}: {}", group, day_, differs));
  return members;
}

std::vector<Index> SelectorLookup::group_positions(const std::string& group, const Place& place) {
  const std::vector<std::string> codes = group_codes(group, place);
  std::vector<Index> positions;
  std::vector<std::string> missing;
  for (const std::string& code : codes) {
    Index position = table_.find(code);
    if (const std::string region = table_.region_of(code); position < 0 && !region.empty()) {
      if (holds_all(codes, table_.regions.find(region)->second)) position = table_.find(region);
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
