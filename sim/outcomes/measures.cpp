#include "outcomes/measures.hpp"

#include <cmath>

namespace tariffsim {

double welfare_base(const World& world, const Levels& after, Index country) {
  return world.income(country) - after.disutility_base(country);
}

double welfare_change(const World& world, const Levels& after, Index country) {
  const double spending =
      after.income(country) / world.income(country) / after.consumer_price(country) - 1;
  const double work = after.disutility(country) - after.disutility_base(country);
  if (work == 0 && after.disutility_base(country) == 0) return spending;
  return (world.income(country) * spending - work) / welfare_base(world, after, country);
}

double welfare_without_rebate(const World& world, const Levels& after, Index country) {
  const double rebate =
      tax_revenue(after, country) / after.consumer_price(country) - world.tax_revenue(country);
  return welfare_change(world, after, country) - rebate / welfare_base(world, after, country);
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
