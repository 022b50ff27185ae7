// Selectors become positions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenario/name_meaning.hpp"

namespace tariffsim {

/// Looks names up in one table; errors and notes go to `diagnostics`, each note about a group once.
class SelectorLookup {
 public:
  SelectorLookup(NameTable table, Diagnostics& diagnostics)
      : table_(std::move(table)), diagnostics_(diagnostics) {}

  const NameTable& table() const { return table_; }
  Diagnostics& diagnostics() const { return diagnostics_; }

  /// Positions in the order of mention, each once. `others` is all but `counterpart`; without one
  /// it is an error. A selector that is right but selects nothing is a warning.
  std::vector<Index> resolve(const Selector& selector,
                             const std::vector<Index>* counterpart = nullptr);
  /// Positions of one code, group or word.
  std::vector<Index> resolve(const Name& name, const std::vector<Index>* counterpart = nullptr);
  /// The name as the table has it, if it is another spelling of one and of one only. What was read
  /// so is kept for note_read_as().
  Name in_codes(const Name& name);
  /// The same; of a member of a region the region, with a note that all of it is shown.
  Name in_codes_or_region(const Name& name);
  /// What in_codes() would make of a text that is not in the table as it stands; keeps nothing.
  std::optional<std::string> meaning(const std::string& text);
  /// What there is to tell of a text that was read as its meaning. Precondition: it has one.
  ReadAs told_of(const std::string& text, const std::string& meant) const;
  /// One note of all names that were read as others since the last one.
  void note_read_as();
  /// From now on groups of the program have the members of that day; empty: today's.
  void set_day(const std::string& day) { day_ = day; }
  const std::string& day() const { return day_; }
  /// Looks up every group that has a place, used or not.
  void check_groups();
  /// Whether anything that has been looked up names a group.
  bool is_used(const std::string& group) const { return used_.count(group) > 0; }
  /// Whether this is the first time that it is asked of a subject: what is said once of many lines.
  bool is_first_of(const std::string& subject) { return noted_.insert("of " + subject).second; }
  /// Groups that have been looked up, those within others too, by name.
  std::vector<Name> groups_met() const;

 private:
  std::vector<Index> included(const Selector& selector, const std::vector<Index>* counterpart);
  void warn_of_repeated(const Name& name, const Selector& selector);
  void warn_of_idle_not(const Name& name);
  std::vector<std::string> group_codes(const std::string& group, const Place& place);
  void add_member(const Name& member, const Place& place, std::vector<std::string>& codes);
  std::vector<Index> group_positions(const std::string& group, const Place& place);
  std::vector<Name> members_on_day(const std::string& group, const GroupText& text,
                                   const Place& place);
  void note_missing(const std::string& group, const Place& place,
                    const std::vector<std::string>& missing);

  NameTable table_;
  Diagnostics& diagnostics_;
  std::optional<NameMeanings> meanings_;  // made when first asked for
  std::vector<ReadAs> read_as_;
  Place first_read_as_;
  std::string day_;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>>
      codes_of_group_;                    // by group and day
  std::vector<std::string> open_groups_;  // being expanded, outermost first
  std::set<std::string> noted_;
  std::set<std::string> used_;  // groups that a selector or a group has named
};

/// True when `others` is among the names.
bool has_others(const Selector& selector);

/// Those of `positions` that are not in `taken`, in their order.
std::vector<Index> without(const std::vector<Index>& positions, const std::vector<Index>& taken);

}  // namespace tariffsim
