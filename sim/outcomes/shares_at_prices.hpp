// Costs and shares of spending that prices make of the baseline's, one formula after another: a
// reading of sim/model.md, section 2.7, beside the solver's own, for the certificate.
#pragma once

#include "equilibrium/equilibrium.hpp"

namespace tariffsim {

struct SharesAtPrices {
  Table log_cost;             ///< log k, N x S: the cost of production without economies of scale
  Table value_added;          ///< beta', N x S
  Table input_factor;         ///< g' of input k in sector s is g times input_factor(n, k)
  Table user_factor;          ///< times user_factor(n, s); N x S
  Table final_use;            ///< alpha', N x S
  Vector log_consumer_price;  ///< log P^C, N
};

SharesAtPrices shares_at_prices(const World& world, const Substitution& elasticities,
                                const Equilibrium& equilibrium);

}  // namespace tariffsim
