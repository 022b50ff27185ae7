// A timeline: what is in force from which day on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/parameters.hpp"
#include "policy/instrument.hpp"

namespace tariffsim {

/// What an option of the model is set to.
struct RunOption {
  std::string name;   ///< "model.deficits"
  std::string value;  ///< in words: "none"
  bool is_default = true;

  bool operator==(const RunOption&) const = default;
};

/// The value of one of them; empty if it is not among them.
inline std::string value_of(const std::vector<RunOption>& options, std::string_view name) {
  for (const RunOption& option : options)
    if (option.name == name) return option.value;
  return "";
}

/// Whether they are those of a short run, in which real wages are told before welfare.
inline bool is_short_run(const std::vector<RunOption>& options) {
  return value_of(options, "model.horizon") == "short";
}

/// A point of a timeline. A scenario without steps is one point with empty texts.
struct Step {
  std::string id;
  std::string date;  ///< ISO 8601, such as 2025-04-10
  std::string title;
  std::string ends = {};  ///< the first day on which something that is in force in it is no more;
                          ///< empty: no end is known
};

/// All that is in force in a step, and the horizon at which its effects are read.
struct Stage {
  Step step;
  std::vector<PolicyLine> policy;  ///< of this step and those before, the part that is in force now
  ModelParameters parameters;
  std::vector<RunOption> options;  ///< of the model, those that a step may choose
};

}  // namespace tariffsim
