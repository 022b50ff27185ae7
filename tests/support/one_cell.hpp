// Policy on one cell.
#pragma once

#include "support/random_world.hpp"

namespace tariffsim::test {

/// From country 1 into country 0, sector 0.
inline const Cells kCell{{1}, {0}, {0}};

inline PolicyLine levy(PartScope goods, double rate, RateChange change = RateChange::add,
                       WedgeKind wedge = WedgeKind::tariff, Cells cells = kCell) {
  return {LevyChange{wedge, change, OneRate{std::move(cells), rate}, std::move(goods)}, "levy", {}};
}

}  // namespace tariffsim::test
