// The same scenario read otherwise: at another horizon, with elasticities of another source.
#pragma once

#include <string>

#include "model/parameters.hpp"

namespace tariffsim {

struct ModelAlternative {
  std::string horizon;  ///< "short", "medium", "long"
  std::string source;   ///< of elasticities, in words: "in-sample", "4"
  bool is_own_horizon = false, is_own_source = false;  ///< what the scenario itself says
  ModelParameters parameters;
  std::string refused;  ///< one sentence: why the model cannot be so; empty if it can
};

}  // namespace tariffsim
