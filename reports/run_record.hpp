// What was run, for the record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outcomes/group.hpp"
#include "policy/stage.hpp"
#include "world/labels.hpp"

namespace tariffsim {

/// An option of the model or of the command line that bears on results.
struct RunOption {
  std::string name;   ///< "model.deficits"
  std::string value;  ///< in words
  bool is_default = true;
};

/// A run whose results lie beside these.
struct RunLink {
  std::string id;  ///< its folder
  std::string title;
};

struct RunRecord {
  std::string id;
  std::string title;
  std::string description;
  std::vector<std::string> sources;
  std::string scenario_file;  ///< as the user gave it
  std::string scenario_text;
  std::vector<std::string> overrides;  ///< --set and --baseline as given
  std::string baseline_id;
  std::string baseline_title;
  int baseline_year = 0;
  std::string baseline_hash;
  std::string currency;
  std::string reference;     ///< what changes are counted from, in words; empty: the baseline
  std::optional<Step> step;  ///< of a timeline, where the record is of one
  std::vector<RunOption> options;
  std::vector<std::string> focus;  ///< country codes shown first
  Groups regions;                  ///< a country code that stands for several -> their ISO codes
  std::vector<NamedGroup> groups = {};           ///< reported as one country each
  std::vector<std::string> in_focus_first = {};  ///< the focus as written: codes, names of groups
  std::vector<RunLink> variants = {};            ///< of this scenario
  std::string variant_of = {};                   ///< id of the scenario that this is a variant of
};

}  // namespace tariffsim
