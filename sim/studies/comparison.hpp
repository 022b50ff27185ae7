// Results side by side, lined up by country and by pair.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tariffsim {

/// What a number of a run is about: the world, a country, a pair, or a group of countries.
struct MeasureKey {
  std::string kind;      ///< "world", "country", "pair", "group"
  std::string key;       ///< "world", "USA", "CHN->USA", "EU27"
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

/// A country of a run, and where on a map it is.
struct ComparedPlace {
  std::string code;
  std::string name;
  std::vector<int> iso = {};  ///< ISO 3166-1 numeric: its own, or its members'
  bool operator==(const ComparedPlace&) const = default;
};

struct ComparedRun {
  std::string id;
  std::string title;
  std::string baseline;  ///< id
  std::string baseline_hash;
  std::string stands_alone = {};  ///< Baseline::stands_alone
  std::string currency;
  std::vector<std::string> focus;  ///< codes and names of groups shown first
  std::string in_data = {};        ///< what replaced rates of the baseline; empty: nothing did
  std::string reference = {};      ///< what changes are counted from; empty: the baseline
  std::string elasticities = {};   ///< in words
  std::string deficits = {};       ///< in words; empty: not known
  std::optional<bool> input_output = {};
  std::map<std::string, std::string> other_options = {};  ///< of the model: name -> value in words
  std::map<std::string, std::string> revenue = {};  ///< what is assumed of it: key -> value; empty:
                                                    ///< it is not asked for
  std::string scenario_text = {};
  std::vector<std::string> overrides = {};  ///< --set and --baseline as given
  std::string certificate = {};             ///< its summary
  std::vector<ComparedPlace> places = {};
  std::vector<MeasureTable> tables;  ///< world, countries, pairs; groups and revenue if there are
};

/// One measure of one key in all runs.
struct ComparedRow {
  MeasureKey key;
  std::string measure;
  std::vector<double> values;  ///< by run; NaN if a run does not have it
  std::vector<double>
      differences;  ///< to the first run, by run from the second on; percentage points for *_pct
};

struct Comparison {
  std::vector<ComparedRun> runs;  ///< tables left empty; ids made unique ("a", "a-2")
  std::vector<ComparedRow>
      rows;  ///< world, countries, pairs, groups; keys in the order in which runs bring them
  std::vector<std::string> notes;
};

/// Colours and columns that a reader can tell apart.
inline constexpr std::size_t kMostCompared = 8;

/// The first kMostCompared runs of a comparison, with a note of how many there are; all of it if
/// it has no more.
Comparison readable_part(const Comparison& comparison);

/// Lines runs up over the union of their keys and measures. Different baselines are allowed, with a
/// note. Precondition: at least one run.
Comparison compare(std::vector<ComparedRun> runs);

}  // namespace tariffsim
