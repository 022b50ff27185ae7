#include "equilibrium/continuation.hpp"

#include <cmath>

namespace tariffsim {
namespace {

/// (1 + from)^(1 - along) (1 + to)^along - 1
double rate_between(double from, double to, double along) {
  return from == to ? to : std::pow(1 + from, 1 - along) * std::pow(1 + to, along) - 1;
}

}  // namespace

TradePolicy policy_between(const World& world, const TradePolicy& target, double along) {
  if (along >= 1) return target;
  TradePolicy policy = target;
  for (Index s = 0; s < world.n_sectors(); ++s) {
    const double open = std::pow(1 - along, -1 / world.trade_elasticity(s));
    for (Index n = 0; n < world.n_countries(); ++n) {
      for (Index i = 0; i < world.n_countries(); ++i) {
        policy.tariff(i, n, s) = rate_between(world.tariff(i, n, s), target.tariff(i, n, s), along);
        if (target.export_tax.countries() != 0) {
          const double from = world.export_tax.countries() == 0 ? 0 : world.export_tax(i, n, s);
          policy.export_tax(i, n, s) = rate_between(from, target.export_tax(i, n, s), along);
        }
        if (target.trade_cost.countries() != 0) {
          const double cost = target.trade_cost(i, n, s);
          policy.trade_cost(i, n, s) = std::isinf(cost) ? open : std::pow(cost, along);
        }
      }
    }
  }
  return policy;
}

}  // namespace tariffsim
