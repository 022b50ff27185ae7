#include "outcomes/origins_at_prices.hpp"

#include <algorithm>
#include <cmath>

namespace tariffsim {

OriginsAtPrices::OriginsAtPrices(const World& world, const Vector& trade_elasticity,
                                 const Equilibrium& e)
    : theta_(trade_elasticity), log_cost_(e.unit_cost().array().log()) {
  log_import_price_ = e.price().array().log();
  for (Index k = 0; k < theta_.size(); ++k)
    for (Index n = 0; n < log_cost_.rows(); ++n) {
      const double z = e.home_odds()(n, k), h = world.home_final(n, k);
      double& price = log_import_price_(n, k);
      if (z > 0)
        price += (z + std::log(h + (1 - h) * std::exp(-z))) / theta_(k);
      else
        price += std::log(h * std::exp(z) + (1 - h)) / theta_(k);
    }
}

double OriginsAtPrices::log_price(Index n, Index k, double home) const {
  const double cost = log_cost_(n, k), imports = log_import_price_(n, k);
  const double least = std::min(cost, imports), theta = theta_(k);
  const double sum = (home > 0 ? home * std::exp(-theta * (cost - least)) : 0) +
                     (home < 1 ? (1 - home) * std::exp(-theta * (imports - least)) : 0);
  return least - std::log(sum) / theta;
}

double OriginsAtPrices::home_part(Index n, Index k, double home) const {
  if (home == 0) return 0;
  return home * std::exp(-theta_(k) * (log_cost_(n, k) - log_price(n, k, home)));
}

}  // namespace tariffsim
