// When a rate or a cost has moved.
#pragma once

#include <cmath>

namespace tariffsim {

/// What rounding alone makes of a rate or a cost, as sums in another order do, is no change of it.
/// Infinity is an embargo.
inline bool is_moved(double before, double after) {
  constexpr double kRounding = 1e-12;
  if (std::isinf(before) || std::isinf(after)) return before != after;
  return std::abs(after - before) > kRounding * (1 + std::abs(before));
}

}  // namespace tariffsim
