#include "outcomes/levels.hpp"

#include <cmath>
#include <limits>

namespace tariffsim {
namespace {

double rate_at(const Cube& rates, Index i, Index n, Index s) {
  return rates.countries() == 0 ? 0.0 : rates(i, n, s);
}

/// log T = log of (1+t')(1+e')d' / ((1+t)(1+e)) (model, section 2, wedge). Zero, without a
/// logarithm, where nothing changes.
double log_wedge(const World& world, const TradePolicy& policy, Index i, Index n, Index s) {
  const double cost = policy.trade_cost.countries() == 0 ? 1.0 : policy.trade_cost(i, n, s);
  const double after =
      (1 + policy.tariff(i, n, s)) * (1 + rate_at(policy.export_tax, i, n, s)) * cost;
  const double before = (1 + world.tariff(i, n, s)) * (1 + rate_at(world.export_tax, i, n, s));
  return after == before ? 0.0 : std::log(after / before);
}

/// What the buyers of one sector in n pay to each exporter: pi (c T / P)^-theta X' (model, section
/// 2, share). `log_cost` and `log_price` are those of the sector.
class Purchases {
 public:
  Purchases(const World& world, const TradePolicy& policy, const Equilibrium& e)
      : world_(world),
        policy_(policy),
        e_(e),
        log_cost_(e.unit_cost().array().log()),
        log_price_(e.price().array().log()),
        relative_price_(world.n_countries()) {}

  Eigen::ArrayXd paid(Index n, Index s) {
    for (Index i = 0; i < world_.n_countries(); ++i)
      relative_price_(i) = log_wedge(world_, policy_, i, n, s);
    relative_price_ += log_cost_.col(s) - log_price_(n, s);
    const auto share = world_.trade_share.sector(s).col(n).array();
    const auto can_buy = share > 0 && relative_price_ < std::numeric_limits<double>::infinity();
    return can_buy.select(
        share * (-world_.trade_elasticity(s) * relative_price_).exp() * e_.expenditure()(n, s),
        0.0);
  }

 private:
  const World& world_;
  const TradePolicy& policy_;
  const Equilibrium& e_;
  Eigen::ArrayXXd log_cost_;       // N x S, row = exporter
  Eigen::ArrayXXd log_price_;      // N x S, row = importer
  Eigen::ArrayXd relative_price_;  // N, log of c T / P
};

}  // namespace

Levels levels(const World& world, const TradePolicy& policy, const Equilibrium& e) {
  const Index countries = world.n_countries();
  Levels after;
  after.flow = Cube(countries, world.n_sectors());
  after.output = Table::Zero(countries, world.n_sectors());
  after.duty_revenue = Vector::Zero(countries);
  after.export_tax_revenue = Vector::Zero(countries);
  Purchases purchases(world, policy, e);
  for (Index s = 0; s < world.n_sectors(); ++s) {
    for (Index n = 0; n < countries; ++n) {
      const Eigen::ArrayXd paid = purchases.paid(n, s);
      for (Index i = 0; i < countries; ++i) {
        const double flow = paid(i) / (1 + policy.tariff(i, n, s));
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
