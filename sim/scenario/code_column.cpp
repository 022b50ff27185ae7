#include "scenario/code_column.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/few_of.hpp"
#include "base/numbers.hpp"
#include "data/country_trade.hpp"
#include "text/footnotes.hpp"
#include "text/name_key.hpp"

namespace tariffsim {
namespace {

/// What stands for all without a row of their own, beside 'others' itself.
bool means_others(const std::string& written) {
  constexpr std::string_view kNames[] = {"all others",      "all other countries",
                                         "other countries", "all other",
                                         "others",          "all other sectors"};
  const std::string key = name_key(written);
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [&](std::string_view name) { return name_key(name) == key; });
}

}  // namespace

CodeColumn::CodeColumn(const CsvTable& table, const char* name, const std::vector<Index>& selected,
                       SelectorLookup& lookup)
    : table_(table),
      name_(name),
      column_(table.column(name)),
      selected_{selected},
      lookup_(lookup),
      names_(lookup.table()),
      is_selected_(lookup.table().codes.size(), false),
      has_row_(lookup.table().codes.size(), false) {
  for (const Index position : selected) is_selected_[static_cast<std::size_t>(position)] = true;
}

const CodeColumn::Found& CodeColumn::found(std::size_t row, bool with_members) {
  if (!there()) return selected_;
  std::string text(table_.field(row, column_));
  const auto known = found_.find(text);
  if (known != found_.end()) return known->second;
  Found found = look_up({text, table_.place(row, column_)}, with_members);
  return found_.emplace(std::move(text), std::move(found)).first->second;
}

CodeColumn::Found CodeColumn::look_up(Name name, bool with_members) {
  if (is_total(name.text)) {
    lookup_.diagnostics().error(
        name.place,
        fmt::format("'{}' as {} may be a sum or a mean of other rows", name.text, name_),
        fmt::format("leave the row out, or write 'all' if every {} has this rate", name_));
    return {};
  }
  if (!is_known(name.text) && means_others(std::string(without_marks(name.text)))) {
    if (name.text != "others") read_as_.push_back({name.text, "others"});
    has_row_.assign(has_row_.size(), true);
    return {selected_.positions, {}, true};
  }
  const std::string written = std::exchange(name.text, in_codes(name.text));
  Found found;
  const std::string region = names_.region_of(name.text);
  const bool here = names_.find(name.text) >= 0 || names_.groups.count(name.text) > 0;
  if (!here && !region.empty() && with_members && country_trade().gdp.count(name.text) > 0) {
    found = {{names_.find(region)}, name.text};
  } else if (!here && names_.knows(name.text)) {
    if (region.empty())
      passed_over_.insert(name.text);
    else if (country_trade().gdp.count(name.text) == 0)
      unweighed_[region].insert(name.text);
    else
      left_out_.insert(name.text);
    return {};
  } else {
    found.positions = lookup_.resolve(name);
  }
  if (found.positions.empty()) return {};  // said already
  if (found.member.empty() && is_rest_in_words(written, found.positions))
    rest_ = without_marks(written);
  for (const Index at : found.positions) has_row_[static_cast<std::size_t>(at)] = true;
  std::erase_if(found.positions,
                [&](Index at) { return !is_selected_[static_cast<std::size_t>(at)]; });
  if (found.positions.empty()) not_selected_.insert(name.text);
  if (!found.positions.empty() && !found.member.empty()) members_[region].insert(found.member);
  return found;
}

/// Of countries: tables end with a row of what all of them pay together.
bool CodeColumn::is_total(const std::string& written) const {
  return name_ != "sector" && !is_known(written) && name_key(without_marks(written)) == "total";
}

bool CodeColumn::is_known(const std::string& name) const {
  return names_.knows(name) || names_.has(name);
}

std::string CodeColumn::in_codes(const std::string& written) {
  if (is_known(written)) return written;
  std::string text(without_marks(written));
  auto meant = is_known(text) ? std::optional(text) : lookup_.meaning(text);
  if (meant && text != written) ++marks_;
  if (!meant) meant = lookup_.meaning(text = written);
  if (!meant) return written;
  if (*meant != text) read_as_.push_back(lookup_.told_of(text, *meant));
  return *meant;
}

void CodeColumn::note_unused(const RateFile& file, Diagnostics& diagnostics) const {
  if (!passed_over_.empty())
    diagnostics.note(file.place,
                     fmt::format("rates ignored: {} as {} in {}, not in {}", few_of(passed_over_),
                                 name_, file.shown_as, names_.baseline));
  if (!left_out_.empty())
    diagnostics.warning(
        file.place,
        fmt::format("rates ignored: {} as {} in {}, part of a region of {}: beside 'part' "
                    "a rate is for all of a region",
                    few_of(left_out_), name_, file.shown_as, names_.baseline),
        "write the region's rate, or leave 'part' out");
  if (!not_selected_.empty())
    diagnostics.note(file.place,
                     fmt::format("rates ignored: {} as {} in {}, not selected by this line",
                                 few_of(not_selected_), name_, file.shown_as));
  note_members(file, diagnostics);
  warn_of_rest(file, diagnostics);
}

void CodeColumn::note_members(const RateFile& file, Diagnostics& diagnostics) const {
  for (const auto& [region, members] : unweighed_)
    diagnostics.note(
        file.place,
        fmt::format("rates ignored: {} as {} in {}, part of {} in {}: no trade or GDP is known by "
                    "which a share of the region could be told",
                    few_of(members), name_, file.shown_as, names_.quoted(region), names_.baseline));
  for (const auto& [region, members] : members_)
    diagnostics.note(
        file.place,
        fmt::format("{} as {} in {}: part of {} in {}; each rate is levied on its country's share "
                    "of the region's goods trade of 2023 (of GDP where no trade is known), the "
                    "same share of every product",
                    few_of(members), name_, file.shown_as, names_.quoted(region), names_.baseline));
}

bool CodeColumn::is_rest_in_words(const std::string& written,
                                  const std::vector<Index>& meant) const {
  constexpr std::string_view kRestOfWorld = "Rest of the world";
  if (meant.size() != 1) return false;
  const auto at = static_cast<std::size_t>(meant.front());
  return written != names_.codes[at] && name_key(names_.names[at]) == name_key(kRestOfWorld);
}

/// A list of some countries that ends with "Rest of the world" may mean all others. One exporter
/// may lack a row where all have one: the importer itself.
void CodeColumn::warn_of_rest(const RateFile& file, Diagnostics& diagnostics) const {
  const auto without_row =
      std::count_if(selected_.positions.begin(), selected_.positions.end(),
                    [&](Index at) { return !has_row_[static_cast<std::size_t>(at)]; });
  if (rest_.empty() || without_row < 2) return;
  diagnostics.warning(
      file.place,
      fmt::format("'{}' as {} in {} is only the region of that name in {}: others that have no row "
                  "get no rate",
                  rest_, name_, file.shown_as, names_.baseline),
      fmt::format("for every {} without a row of its own write 'others'", name_));
}

void note_reading(std::initializer_list<const CodeColumn*> columns, const RateFile& file,
                  std::size_t marks, std::size_t lines, Diagnostics& diagnostics) {
  std::vector<ReadAs> names;
  std::set<std::string> known;
  for (const CodeColumn* column : columns) {
    marks += column->marks();
    for (const ReadAs& one : column->read_as())
      if (known.insert(one.written).second) names.push_back(one);
  }
  if (!names.empty())
    diagnostics.note(file.place, fmt::format("in {}, read {}", file.shown_as, listed(names)));
  if (marks + lines == 0) return;
  std::string what = marks > 0 ? counted(marks, "mark") : "";
  if (lines > 0)
    what += fmt::format("{}{} below the last row", marks > 0 ? ", " : "", counted(lines, "line"));
  diagnostics.note(file.place, fmt::format("footnotes of {} ignored: {}", file.shown_as, what));
}

}  // namespace tariffsim
