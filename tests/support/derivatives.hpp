// Derivatives against central differences.
#pragma once

#include "model/types.hpp"

namespace tariffsim::test {

/// Central differences with step h err by h^2, times third derivatives, and by rounding / h.
inline constexpr double kStep = 1e-5;
/// Six digits of the largest entry.
inline constexpr double kSixDigits = 1e-6;
/// Sums of some hundred terms round.
inline constexpr double kSumRounding = 1e-12;

inline double largest(const Table& table) { return table.cwiseAbs().maxCoeff(); }

}  // namespace tariffsim::test
