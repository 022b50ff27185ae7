// Countries side by side: loops over sectors in which the numbers of several countries, a pack,
// stay in registers.
#pragma once

#include "model/types.hpp"

namespace tariffsim {

/// Numbers of `width` neighbouring countries.
template <int width>
using Pack = Eigen::Array<double, width, 1>;

template <int width>
Eigen::Map<const Pack<width>> pack(const double* at) {
  return Eigen::Map<const Pack<width>>(at);
}
template <int width>
Eigen::Map<Pack<width>> pack(double* at) {
  return Eigen::Map<Pack<width>>(at);
}

constexpr int kWidestPack = 8;

/// Calls act.template operator()<width>(first) for groups of 8 countries, and of 4, 2 and 1 for
/// those left over: one at a time they would cost as much as a group of 8.
template <class Act>
void for_packs(Index countries, const Act& act) {
  Index n = 0;
  for (; n + kWidestPack <= countries; n += kWidestPack) act.template operator()<kWidestPack>(n);
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
