// What a certificate says of figures that were added up over markets apart (`nests: separate`).
#pragma once

#include <vector>

#include "outcomes/certificate.hpp"

namespace tariffsim {

/// `joined`: the conditions of sim/model.md, section 2.6, on the figures that are shown; the one
/// that comes nearest to its tolerance stands for all. `joined_parts`: the parts of a cell, at
/// their shares of its trade after, make up its trade, its duty and its export tax. `effective` is
/// the policy of whole cells.
std::vector<Residual> certify_joined(const World& world, const ModelParameters& parameters,
                                     const PartedPolicy& policy, const TradePolicy& effective,
                                     const Vector& deficit, const Equilibrium& equilibrium,
                                     const Levels& after, double tolerance);

}  // namespace tariffsim
