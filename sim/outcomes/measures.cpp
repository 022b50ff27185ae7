#include "outcomes/measures.hpp"

#include <cmath>

namespace tariffsim {

double consumer_price(const World& world, const Equilibrium& equilibrium, Index country) {
  return std::exp(
      world.final_share.row(country).dot(equilibrium.price().row(country).array().log().matrix()));
}

double welfare_change(const World& world, const Levels& after, double price, Index country) {
  return after.income(country) / world.income(country) / price - 1;
}

double real_wage_change(const Equilibrium& equilibrium, double price, Index country) {
  return equilibrium.wage()(country) / price - 1;
}

double exporter_border_price(const World& world, const TradePolicy& policy,
                             const Equilibrium& equilibrium, Index i, Index n, Index s) {
  return equilibrium.unit_cost()(i, s) * (1 + rate_at(policy, Collector::exporter, i, n, s)) /
         (1 + rate_at(world, Collector::exporter, i, n, s));
}

double importer_border_price(const World& world, const TradePolicy& policy,
                             const Equilibrium& equilibrium, Index i, Index n, Index s) {
  const double cost = trade_cost_at(policy, i, n, s);
  return exporter_border_price(world, policy, equilibrium, i, n, s) * (std::isinf(cost) ? 1 : cost);
}

double tax_revenue(const Levels& after, Index country) {
  return after.duty_revenue(country) + after.export_tax_revenue(country);
}

}  // namespace tariffsim
