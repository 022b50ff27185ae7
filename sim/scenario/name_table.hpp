// The countries, or the sectors, of a baseline as selectors may name them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "data/built_in_groups.hpp"
#include "model/baseline.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

/// A group as written; a name without a place comes from the baseline or the program.
struct GroupText {
  std::vector<Name> include;
  std::vector<Name> exclude;
  Place place;
  const GroupHistory* history = nullptr;  ///< of one that comes with the program
  bool included = false;  ///< from a file that the scenario includes, which checks it itself
};

/// One kind of names: what there is, and what is known besides.
struct NameTable {
  std::string kind;                ///< "country", "sector"
  std::string baseline;            ///< its id
  std::vector<std::string> codes;  ///< by position
  std::vector<std::string> names;  ///< by position
  std::map<std::string, Index, std::less<>> positions;
  std::map<std::string, std::vector<Index>, std::less<>>
      words;                                  ///< `all`; for sectors `goods`, `services`
  Groups regions;                             ///< a code that stands for several -> theirs
  std::set<std::string, std::less<>> joined;  ///< those that the scenario's `aggregate` made
  std::map<std::string, GroupText, std::less<>>
      groups;  ///< the scenario's before the baseline's before the program's
  std::map<std::string, std::string, std::less<>>
      other_codes;  ///< code -> name of what exists but is not in the baseline (ISO 3166)

  std::string other_kind;  ///< "sector" in a table of countries, and the reverse
  std::set<std::string, std::less<>> other_names;  ///< codes and groups of that kind

  /// Position of a code, or -1.
  Index find(std::string_view code) const;
  /// True for a code, a group or a word that this baseline has.
  bool has(std::string_view name) const;
  /// True for the name of a group that is neither a code nor a word.
  bool is_group(const std::string& name) const;
  /// The code of the region that a code is part of, or empty.
  std::string region_of(std::string_view code) const;
  /// True when the code is in the baseline, in one of its regions or in other_codes.
  bool knows(std::string_view code) const;
  /// "'CHN' (China)".
  std::string quoted(std::string_view code) const;
  /// Why a code cannot be used on its own: unknown, not in the baseline, or part of a region; with
  /// a hint.
  void report_missing(const Name& name, Diagnostics& diagnostics) const;
};

/// Names that the scenario's groups must not take (codes of the baseline) are errors.
/// `joined`: regions that the scenario made.
NameTable country_names(const Scenario& scenario, const Baseline& baseline,
                        Diagnostics& diagnostics,
                        const std::set<std::string, std::less<>>& joined = {});
/// `joined`: sectors that the scenario joined -> their former codes.
NameTable sector_names(const Scenario& scenario, const Baseline& baseline, const Groups& joined,
                       Diagnostics& diagnostics);

}  // namespace tariffsim
