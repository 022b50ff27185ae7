// What was run, for the record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/stage.hpp"
#include "world/labels.hpp"

namespace tariffsim {

/// An option of the model or of the command line that bears on results.
struct RunOption {
  std::string name;   ///< "model.deficits"
  std::string value;  ///< in words
  bool is_default = true;
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
};

}  // namespace tariffsim
