// When a rate or a cost has moved.
#pragma once

#include <cmath>

namespace tariffsim {

/// What rounding alone makes of a rate or a cost is no change of it. Infinity is an embargo.
inline bool is_moved(double before, double after) {
  constexpr double kRounding = 1e-12;
  return before != after && !(std::abs(after - before) <= kRounding);
}

}  // namespace tariffsim
