// A timeline: what is in force from which day on.
#pragma once

#include <string>
#include <vector>

#include "policy/instrument.hpp"

namespace tariffsim {

/// A point of a timeline. A scenario without steps is one point with empty texts.
struct Step {
  std::string id;
  std::string date;  ///< ISO 8601, such as 2025-04-10
  std::string title;
};

/// All that is in force in a step, and the horizon at which its effects are read.
struct Stage {
  Step step;
  std::vector<PolicyLine> policy;  ///< of this step and those before, the part that is in force now
  Vector trade_elasticity;         ///< theta, S, > 0
  std::string elasticities;        ///< in words: "in-sample", "4", "in-sample, C26 = 3"
};

}  // namespace tariffsim
