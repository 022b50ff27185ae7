// Costs and shares of spending that prices make of the baseline's, one formula after another: a
// reading of sim/model.md, section 2.7, beside the solver's own, for the certificate.
#pragma once

#include <optional>

#include "equilibrium/equilibrium.hpp"
#include "outcomes/origins_at_prices.hpp"

namespace tariffsim {

struct SharesAtPrices {
  Table log_cost;             ///< log k, N x S: the cost of production without economies of scale
  Table value_added;          ///< beta', N x S
  Table input_factor;         ///< g' of input k in sector s is g times input_factor(n, k)
  Table user_factor;          ///< times user_factor(n, s); N x S
  Table final_use;            ///< alpha', N x S
  Vector log_consumer_price;  ///< log P^C, N
  /// Where the world tells origins, each user's input has a price of its own, and input_factor
  /// is 1.
  std::optional<OriginsAtPrices> origins;
  double inputs_elasticity = 1;  ///< eta

  /// g' of input k in sector s, and h'.
  double input(const World& world, Index n, Index k, Index s) const;
  double home_part(const World& world, Index n, Index k, Index s) const {
    return origins->home_part(n, k, world.home_input(n, k, s));
  }
};

SharesAtPrices shares_at_prices(const World& world, const ModelParameters& parameters,
                                const Equilibrium& equilibrium);

}  // namespace tariffsim
