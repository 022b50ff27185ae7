// The condition of cells whose parts carry different rates (sim/model.md, section 2.6).
#pragma once

#include "outcomes/certificate.hpp"

namespace tariffsim {

/// `parts`: what is bought of the parts of a cell is what is bought of the cell, with its duty and
/// what producers receive. `effective` is what weigh_parts made of `policy`.
Residual certify_parts(const World& world, const ModelParameters& parameters,
                       const PartedPolicy& policy, const TradePolicy& effective,
                       const Equilibrium& equilibrium, const Levels& after);

}  // namespace tariffsim
