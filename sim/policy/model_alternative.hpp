// The same scenario read otherwise: at another horizon, with elasticities of another source, or
// with another closure of trade deficits.
#pragma once

#include <string>

#include "model/parameters.hpp"
#include "policy/closure.hpp"

namespace tariffsim {

struct ModelAlternative {
  std::string horizon;  ///< "short", "medium", "long"
  std::string source;   ///< of elasticities, in words: "in-sample", "4"
  DeficitClosure deficits = DeficitClosure::fixed;
  /// What the scenario itself says.
  bool is_own_horizon = false, is_own_source = false, is_own_closure = false;
  ModelParameters parameters;
  std::string refused;  ///< one sentence: why the model cannot be so; empty if it can
};

}  // namespace tariffsim
