// Results side by side, lined up by country and by pair.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/labels.hpp"
#include "policy/stage.hpp"

namespace tariffsim {

/// What a number of a run is about: the world, a country, a pair, a group of countries, a sector of
/// a country, a quota, a pair with a group, a sector of a group, or a country or group in a step of
/// a timeline.
struct MeasureKey {
  std::string kind;      ///< "world", "country", "pair", "group", "sector", "quota", "group_pair",
                         ///< "group_sector", "step"
  std::string key;       ///< "world", "USA", "CHN->USA", "EU27", "USA[C26]", "EU27->USA",
                         ///< "EU27[C26]", "2025-04-09/USA"; of a quota its name
  std::string exporter;  ///< of a pair, else empty
  std::string importer;
  bool operator==(const MeasureKey&) const = default;
};

/// One kind of key with the same measures each.
struct MeasureTable {
  std::vector<std::string> measures;  ///< "welfare_pct"
  std::vector<MeasureKey> keys;
  std::vector<double> values;  ///< keys x measures, row by row; NaN = not defined
};

/// Positions in ComparedRun::tables.
enum ComparedTables : std::size_t {
  kOfWorld,
  kOfCountries,
  kOfPairs,
  kOfGroups,
  kOfRevenue,
  kOfSectors,
  kOfQuotas,
  kOfGroupPairs,
  kOfGroupSectors,
  kComparedTables
};

/// A country of a run, and where on a map it is.
struct ComparedPlace {
  std::string code;
  std::string name;
  std::vector<int> iso = {};  ///< ISO 3166-1 numeric: its own, or its members'
  bool operator==(const ComparedPlace&) const = default;
};

/// The key of a sector of a country, written as in `expect`: "USA[C26]".
std::string sector_key(const std::string& economy, const std::string& sector);
/// Both parts of such a key: "USA", "C26".
struct SectorOf {
  std::string economy, sector;
};
SectorOf sector_of(const std::string& key);

/// Options of the model, as results tell them.
struct SolvedAs {
  std::string elasticities = {};  ///< in words
  std::string deficits = {};      ///< in words; empty: not known
  std::optional<bool> input_output = {};
  std::map<std::string, std::string> other_options = {};  ///< of the model: name -> value in words
  std::set<std::string> set_by_horizon = {};              ///< of these, what the horizon sets
};

/// Countries and groups in each step of a timeline: a row for each step and economy, all economies
/// of a step together.
struct ComparedSteps {
  std::vector<Step> steps;
  std::vector<std::string> economies;
  std::vector<std::string> measures;
  std::vector<double> values;            ///< steps x economies x measures
  std::vector<SolvedAs> solved_as = {};  ///< by step; empty: each as the run
};

struct ComparedRun : SolvedAs {
  std::string id;
  std::string title;
  std::string date = {};        ///< of the step of a timeline that this is; or empty
  std::string variant_of = {};  ///< id of the scenario that it is a variant of, or empty
  std::string baseline;         ///< id
  std::string baseline_hash;
  std::string stands_alone = {};  ///< Baseline::stands_alone
  std::string currency;
  std::vector<std::string> focus;  ///< codes and names of groups shown first
  std::string in_data = {};        ///< what replaced rates of the baseline; empty: nothing did
  std::string counted_from = {};   ///< the start of all changes, in words; empty: not known
  std::string reference = {};      ///< what changes are counted from; empty: the baseline
  std::vector<std::string> reference_lines = {};    ///< of its policy, in words
  std::map<std::string, std::string> revenue = {};  ///< what is assumed of it: key -> value; empty:
                                                    ///< it is not asked for
  std::string scenario_text = {};
  std::vector<std::string> overrides = {};  ///< --set and --baseline as given
  std::string certificate = {};             ///< its summary
  std::vector<ComparedPlace> places = {};
  Groups regions = {};                   ///< a code that stands for several -> their ISO codes
  Groups groups = {};                    ///< all that it has, by the codes of their members
  std::vector<std::string> policy = {};  ///< its lines in words, in their order
  std::map<std::string, std::string> labels = {};  ///< of such a line that has one -> its label
  std::vector<std::string> sectors = {};           ///< codes; empty in a summary that does not tell
  std::map<std::string, std::string> sector_names = {};  ///< by code
  std::set<std::string> goods = {};                      ///< codes of its sectors of goods
  std::map<std::string, std::string> regimes = {};  ///< of its quotas by their names: "binding"
  ComparedSteps steps = {};                         ///< of a timeline whose end this is
  std::vector<std::string> notes = {};              ///< on its files
  std::string flows_file = {};       ///< of a result read back, its flows.csv; empty: there is none
  std::vector<MeasureTable> tables;  ///< by ComparedTables; empty where there are none
};

/// One measure of one key in all runs.
struct ComparedRow {
  MeasureKey key;
  std::string measure;
  std::vector<double> values;  ///< by run; NaN if a run does not have it
  std::vector<double>
      differences;  ///< to the first run, by run from the second on; percentage points for *_pct
  /// By run from the second on: why a difference to the first is none of the policy; empty if
  /// nothing is known to the contrary.
  std::vector<std::string> reasons = {};
  /// By run from the second on: what a difference to the first is due to beside the policy, where
  /// there is no such reason: a position in Comparison::differs_also_by, from 1; 0: nothing. Empty
  /// if all are 0.
  std::vector<std::uint16_t> also_by = {};
};

/// What a reader wants to see of a comparison; files with all figures do not depend on it.
struct ComparisonView {
  bool levels = false;     ///< levels in place of changes, where there are any
  std::string sectors_of;  ///< the country or group whose sectors are shown; empty: the first in
                           ///< focus
};

struct Comparison {
  std::vector<ComparedRun> runs;  ///< tables left empty; ids made unique ("a", "a-2")
  std::vector<ComparedRow> rows;  ///< world, countries, pairs, groups, sectors, quotas, steps; keys
                                  ///< in the order in which runs bring them
  std::vector<std::string> notes;
  std::vector<std::string> differs_also_by = {};  ///< "a short horizon instead of a long one"
  ComparisonView view = {};
};

/// Colours and columns that a reader can tell apart.
inline constexpr std::size_t kMostCompared = 12;

/// The name of a measure's level before: "exports_base_musd" of "exports_musd".
std::string measure_before(const std::string& measure);
/// The name of a change's level after: "exports_musd" of "exports_pct"; empty if no file has one.
std::string level_of_change(const std::string& measure);

/// Codes and names of groups that any run has in focus, each once, in the order of the runs.
std::vector<std::string> all_in_focus(const Comparison& comparison);

/// The first kMostCompared runs of a comparison, with a note of how many there are; all of it if
/// it has no more.
Comparison readable_part(const Comparison& comparison);

/// Lines runs up over the union of their keys and measures. Different baselines are allowed, with a
/// note. Precondition: at least one run.
Comparison compare(std::vector<ComparedRun> runs);

}  // namespace tariffsim
