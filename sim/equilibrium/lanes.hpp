// Countries side by side: loops over sectors in which several countries' numbers stay in registers.
#pragma once

#include "model/types.hpp"

namespace tariffsim {

/// Numbers of `width` neighbouring countries.
template <int width>
using Lanes = Eigen::Array<double, width, 1>;

template <int width>
Eigen::Map<const Lanes<width>> lanes(const double* at) {
  return Eigen::Map<const Lanes<width>>(at);
}
template <int width>
Eigen::Map<Lanes<width>> lanes(double* at) {
  return Eigen::Map<Lanes<width>>(at);
}

constexpr int kMostLanes = 8;

/// Calls act.template operator()<width>(first) for groups of 8 countries, and of 4, 2 and 1 for
/// those left over: one at a time they would cost as much as a group of 8.
template <class Act>
void for_lanes(Index countries, const Act& act) {
  Index n = 0;
  for (; n + kMostLanes <= countries; n += kMostLanes) act.template operator()<kMostLanes>(n);
  if (countries - n >= 4) {
    act.template operator()<4>(n);
    n += 4;
  }
  if (countries - n >= 2) {
    act.template operator()<2>(n);
    n += 2;
  }
  if (n < countries) act.template operator()<1>(n);
}

}  // namespace tariffsim
