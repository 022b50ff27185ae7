// The condition of cells whose parts carry different rates (sim/model.md, section 2.6).
#pragma once

#include <vector>

#include "outcomes/certificate.hpp"

namespace tariffsim {

/// `parts`: what is bought of the parts of a cell is what is bought of the cell, with its duty and
/// what producers receive. `effective` is what weigh_parts made of `policy`.
Residual certify_parts(const World& world, const ModelParameters& parameters,
                       const PartedPolicy& policy, const TradePolicy& effective,
                       const Equilibrium& equilibrium, const Levels& after);

/// The same where each kind of goods competes with its like only, at the shares of the parts in the
/// trade of their cells that are in `policy`; and `part_prices`: the price of a sector is that of
/// its kinds, P = prod_j P_j^a_j.
std::vector<Residual> certify_separate_parts(const World& world, const ModelParameters& parameters,
                                             const PartedPolicy& policy,
                                             const TradePolicy& effective,
                                             const Equilibrium& equilibrium, const Levels& after);

}  // namespace tariffsim
