#include "outcomes/levels.hpp"

#include <cmath>

namespace tariffsim {
namespace {

double rate_at(const Cube& rates, Index i, Index n, Index s) {
  return rates.countries() == 0 ? 0.0 : rates(i, n, s);
}

/// (c T / P)^-theta, the factor by which a trade share changes (model, section 2, share).
double share_change(const World& world, const TradePolicy& policy, const Equilibrium& e, Index i,
                    Index n, Index s) {
  const double cost = policy.trade_cost.countries() == 0 ? 1.0 : policy.trade_cost(i, n, s);
  const double wedge = (1 + policy.tariff(i, n, s)) * (1 + rate_at(policy.export_tax, i, n, s)) *
                       cost /
                       ((1 + world.tariff(i, n, s)) * (1 + rate_at(world.export_tax, i, n, s)));
  return std::pow(e.unit_cost()(i, s) * wedge / e.price()(n, s), -world.trade_elasticity(s));
}

}  // namespace

Levels levels(const World& world, const TradePolicy& policy, const Equilibrium& e) {
  const Index countries = world.n_countries();
  Levels after;
  after.flow = Cube(countries, world.n_sectors());
  after.output = Table::Zero(countries, world.n_sectors());
  after.duty_revenue = Vector::Zero(countries);
  after.export_tax_revenue = Vector::Zero(countries);
  for (Index s = 0; s < world.n_sectors(); ++s) {
    for (Index n = 0; n < countries; ++n) {
      for (Index i = 0; i < countries; ++i) {
        const double share = world.trade_share(i, n, s);
        if (share <= 0) continue;
        const double paid = share * share_change(world, policy, e, i, n, s) * e.expenditure()(n, s);
        const double flow = paid / (1 + policy.tariff(i, n, s));
        const double received = flow / (1 + rate_at(policy.export_tax, i, n, s));
        after.flow(i, n, s) = flow;
        after.output(i, s) += received;
        after.duty_revenue(n) += flow * policy.tariff(i, n, s);
        after.export_tax_revenue(i) += received * rate_at(policy.export_tax, i, n, s);
      }
    }
  }
  after.value_added = e.wage().cwiseProduct(world.value_added);
  after.income = after.value_added + after.duty_revenue + after.export_tax_revenue + e.deficit();
  return after;
}

World world_after(const World& world, const TradePolicy& policy, const Equilibrium& equilibrium) {
  const Levels after = levels(world, policy, equilibrium);
  World next = world;
  next.flow = after.flow;
  next.tariff = policy.tariff;
  next.export_tax = policy.export_tax;
  next.expenditure = equilibrium.expenditure();
  next.output = after.output;
  for (Index s = 0; s < world.n_sectors(); ++s) {
    for (Index n = 0; n < world.n_countries(); ++n) {
      const double spent = equilibrium.expenditure()(n, s);
      if (spent <= 0) continue;
      next.trade_share.sector(s).col(n) = after.flow.sector(s).col(n).array() *
                                          (1 + policy.tariff.sector(s).col(n).array()) / spent;
    }
  }
  next.value_added = after.value_added;
  next.tax_revenue = after.duty_revenue + after.export_tax_revenue;
  next.deficit = equilibrium.deficit();
  next.income = after.income;
  return next;
}

}  // namespace tariffsim
