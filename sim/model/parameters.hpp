// The numbers that govern how a world responds to policy. They stand apart from the world, one of
// which serves many of them: steps of a timeline, points of a study.
#pragma once

#include <algorithm>
#include <vector>

#include "model/types.hpp"

namespace tariffsim {

/// Symbols of sim/model.md, section 1.1.
struct ModelParameters {
  Vector trade_elasticity;      ///< theta, S, > 0
  bool separate_nests = false;  ///< the parts of a cell are no substitutes: each competes with
                                ///< goods of its kind only
};

/// All of them in a row: by these two sets of parameters are told apart, and a study is known
/// again. A member that is not named here does not compile.
inline std::vector<double> numbers_of(const ModelParameters& parameters) {
  const auto& [trade_elasticity, separate_nests] = parameters;
  std::vector<double> numbers(trade_elasticity.begin(), trade_elasticity.end());
  numbers.push_back(separate_nests ? 1 : 0);
  return numbers;
}

inline bool operator==(const ModelParameters& a, const ModelParameters& b) {
  return numbers_of(a) == numbers_of(b);
}

}  // namespace tariffsim
