#include "outcomes/levels.hpp"

#include <cmath>
#include <limits>

#include "equilibrium/equations.hpp"
#include "outcomes/measures.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// log T (sim/model.md, section 2.1, wedge); zero, without a logarithm, if nothing changes.
double log_wedge(const World& world, const TradePolicy& policy, Index i, Index n, Index s) {
  double after = 1, before = 1;
  for (const Wedge& wedge : kWedges) {
    after *= factor_of(wedge, value_at(wedge, policy, i, n, s));
    before *= factor_of(wedge, value_at(wedge, world, i, n, s));
  }
  return after == before ? 0.0 : std::log(after / before);
}

/// What the buyers of one sector pay to each exporter: pi (c T / P)^-theta X' (sim/model.md,
/// section 2.1, share). One power a cell only if a wedge has changed: c^-theta and P^theta are
/// powers a country, both in units in which prices are near 1.
class Purchases {
 public:
  Purchases(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
            const Equilibrium& e)
      : world_(world),
        parameters_(parameters),
        policy_(policy),
        e_(e),
        log_cost_(e.unit_cost().array().log()),
        log_price_(e.price().array().log()),
        cost_power_(world.n_countries()),
        price_power_(world.n_countries()),
        paid_(world.n_countries()) {}

  void set_sector(Index s) {
    s_ = s;
    theta_ = parameters_.trade_elasticity(s);
    const double unit = mean_log_price();
    cost_exponent_ = -theta_ * (log_cost_.col(s) - unit);
    price_exponent_ = theta_ * (log_price_.col(s) - unit);
    moderate_ = true;
    for (Index n = 0; n < paid_.size(); ++n) {
      const bool sells = cost_exponent_(n) > -kInfinity, buys = e_.expenditure()(n, s) > 0;
      cost_power_(n) = sells ? std::exp(cost_exponent_(n)) : 0.0;
      price_power_(n) = std::exp(price_exponent_(n));
      if (sells) moderate_ &= std::abs(cost_exponent_(n)) < kModerate;
      if (buys) moderate_ &= std::abs(price_exponent_(n)) < kModerate;
    }
  }

  /// N: by exporter, until the next call.
  const Eigen::ArrayXd& to(Index n) {
    const double spent = e_.expenditure()(n, s_);
    const auto share = world_.trade_share.sector(s_).col(n).array();
    if (spent <= 0) {
      paid_.setZero();
    } else if (moderate_) {
      paid_ = share * cost_power_ * (price_power_(n) * spent);
      if (is_column_changed(world_, policy_, n, s_)) apply_wedges(n);
    } else {
      for (Index i = 0; i < paid_.size(); ++i)
        paid_(i) = share(i) > 0 ? cell(i, n) * share(i) * spent : 0;
    }
    return paid_;
  }

 private:
  /// Powers of such exponents, and products of two, are no zero and not infinite.
  static constexpr double kModerate = 300;

  /// No number if nobody buys, as nothing is made of it then.
  double mean_log_price() const {
    const auto bought = e_.expenditure().col(s_).array() > 0;
    return bought.select(log_price_.col(s_), 0.0).sum() / static_cast<double>(bought.count());
  }

  void apply_wedges(Index n) {
    for (Index i = 0; i < paid_.size(); ++i) {
      const double wedge = log_wedge(world_, policy_, i, n, s_);
      if (wedge != 0 && paid_(i) != 0) paid_(i) *= std::exp(-theta_ * wedge);
    }
  }

  /// (c T / P)^-theta in one power, if those of c and P alone have no number; who is cut off
  /// from inputs has a cost without bound, or none, and sells nothing.
  double cell(Index i, Index n) const {
    const double exponent =
        cost_exponent_(i) + price_exponent_(n) - theta_ * log_wedge(world_, policy_, i, n, s_);
    return exponent > -kInfinity ? std::exp(exponent) : 0.0;
  }

  const World& world_;
  const ModelParameters& parameters_;
  const TradePolicy& policy_;
  const Equilibrium& e_;
  Eigen::ArrayXXd log_cost_;   // N x S, row = exporter
  Eigen::ArrayXXd log_price_;  // N x S, row = importer
  Index s_ = 0;
  double theta_ = 0;
  Eigen::ArrayXd cost_exponent_, price_exponent_;  // N, logs of the powers
  Eigen::ArrayXd cost_power_, price_power_;        // N
  bool moderate_ = true;
  Eigen::ArrayXd paid_;  // N
};

}  // namespace

Levels levels(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
              const Equilibrium& e) {
  const Index countries = world.n_countries();
  Levels after;
  after.flow = Cube(countries, world.n_sectors());
  after.output = Table::Zero(countries, world.n_sectors());
  after.duty_revenue = Vector::Zero(countries);
  after.export_tax_revenue = Vector::Zero(countries);
  Purchases purchases(world, parameters, policy, e);
  Eigen::ArrayXd received(countries), rates(countries);
  const bool has_export_tax = collects(policy, Collector::exporter);
  for (Index s = 0; s < world.n_sectors(); ++s) {
    purchases.set_sector(s);
    auto output = after.output.col(s).array();
    for (Index n = 0; n < countries; ++n) {
      compute_rates(policy, Collector::importer, n, s, rates);
      auto flow = after.flow.sector(s).col(n).array();
      flow = purchases.to(n) / (1 + rates);
      after.duty_revenue(n) += (flow * rates).sum();
      if (!has_export_tax) {
        output += flow;
        continue;
      }
      compute_rates(policy, Collector::exporter, n, s, rates);
      received = flow / (1 + rates);
      output += received;
      after.export_tax_revenue.array() += received * rates;
    }
  }
  after.value_added = e.wage().cwiseProduct(world.value_added);
  income(after.value_added, e.deficit(), after.duty_revenue + after.export_tax_revenue,
         after.income);
  return after;
}

World world_after(const World& world, const PartedPolicy& policy, const TradePolicy& effective,
                  const Equilibrium& equilibrium, const Levels& after) {
  World next = world;
  next.flow = after.flow;
  for (const Wedge& wedge : kWedges)
    if (wedge.base != nullptr) next.*wedge.base = effective.*wedge.levels;
  next.parts = lasting_parts(policy);
  next.expenditure = equilibrium.expenditure();
  next.output = after.output;
  Eigen::ArrayXd rates;
  for (Index s = 0; s < world.n_sectors(); ++s) {
    for (Index n = 0; n < world.n_countries(); ++n) {
      const double spent = equilibrium.expenditure()(n, s);
      if (spent <= 0) continue;
      compute_rates(effective, Collector::importer, n, s, rates);
      next.trade_share.sector(s).col(n) = after.flow.sector(s).col(n).array() * (1 + rates) / spent;
    }
  }
  next.value_added = after.value_added;
  next.tax_revenue = after.duty_revenue + after.export_tax_revenue;
  next.deficit = equilibrium.deficit();
  next.income = after.income;
  return next;
}

}  // namespace tariffsim
