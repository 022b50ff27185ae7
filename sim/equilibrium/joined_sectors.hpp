// The solution of a world whose sectors had been split, as one of the world itself.
#pragma once

#include <vector>

#include "equilibrium/equilibrium.hpp"
#include "model/world.hpp"

namespace tariffsim {

/// Spending is added up; unit costs are those of any of a sector's parts, since producers make all
/// of them at the same cost; the price of what a country buys of a sector is P = prod_j P_j^a_j
/// with a_j the shares of its parts in the country's spending of before. `sector_of`: of the world
/// itself, by split sector, each sector's first part first.
Equilibrium joined_sectors(const World& world, const World& split,
                           const std::vector<Index>& sector_of, const Equilibrium& of_split);

}  // namespace tariffsim
