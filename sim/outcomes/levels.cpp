#include "outcomes/levels.hpp"

#include <cmath>
#include <limits>

#include "equilibrium/equations.hpp"
#include "equilibrium/family.hpp"
#include "outcomes/measures.hpp"
#include "outcomes/origins_at_prices.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// log T (sim/model.md, section 2.1, wedge) of all exporters to one importer of one sector, N; zero
/// where nothing changes. Apart from the kernel's own wedges, which certificates check by it. Its
/// memory serves one column after another.
class LogWedges {
 public:
  /// `tax_exponent`: phi, of section 2.7.
  const Eigen::ArrayXd& of(const World& world, const TradePolicy& policy, double tax_exponent,
                           Index n, Index s) {
    ratio_.setOnes(world.n_countries());
    taxes_ = ratio_;
    for (const Wedge& wedge : kWedges) {
      const Cube *now = stored(wedge, policy), *then = stored(wedge, world);
      const double to_factor = 1 - wedge.neutral;
      change_.setOnes(ratio_.size());
      if (now != nullptr) change_ *= now->sector(s).col(n).array() + to_factor;
      if (then != nullptr) change_ /= then->sector(s).col(n).array() + to_factor;
      ratio_ *= change_;
      if (wedge.collector != Collector::nobody) taxes_ *= change_;
    }
    log_ = ratio_.log();
    if (tax_exponent != 1) log_ += (tax_exponent - 1) * taxes_.log();
    return log_;
  }

 private:
  Eigen::ArrayXd change_, ratio_, taxes_, log_;
};

/// phi of a cell of N x S.
double tax_exponent(const ModelParameters& parameters, Index n, Index s) {
  return parameters.tax_exponent.size() > 0 ? parameters.tax_exponent(n, s) : 1;
}

/// The log price index without what the size of a market adds to it (sim/model.md, section 2.7):
/// what shares of trade are relative to; of imports where the world tells origins. N x S.
Eigen::ArrayXXd log_cost_index(const World& world, const ModelParameters& parameters,
                               const Equilibrium& e) {
  if (world.tells_origin())
    return OriginsAtPrices(world, parameters.trade_elasticity, e).log_import_price();
  Eigen::ArrayXXd index = e.price().array().log();
  if (parameters.tax_exponent.size() == 0) return index;
  for (Index s = 0; s < index.cols(); ++s)
    for (Index n = 0; n < index.rows(); ++n) {
      if (world.expenditure(n, s) <= 0) continue;
      const double growth = e.expenditure()(n, s) / (world.expenditure(n, s) * e.wage()(n));
      index(n, s) -= (1 - tax_exponent(parameters, n, s)) * std::log(growth);
    }
  return index;
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
        log_price_(log_cost_index(world, parameters, e)),
        spent_(world.tells_origin() ? e.imports() : e.expenditure()),
        cost_power_(world.n_countries()),
        price_power_(world.n_countries()),
        paid_(world.n_countries()),
        phi_(Eigen::ArrayXd::Ones(world.n_countries())) {}

  void set_sector(Index s) {
    s_ = s;
    theta_ = parameters_.trade_elasticity(s);
    if (parameters_.tax_exponent.size() > 0) phi_ = parameters_.tax_exponent.col(s);
    const double unit = mean_log_price();
    cost_exponent_ = -theta_ * (log_cost_.col(s) - unit);
    price_exponent_ = theta_ * (log_price_.col(s) - unit);
    moderate_ = true;
    for (Index n = 0; n < paid_.size(); ++n) {
      const bool sells = cost_exponent_(n) > -kInfinity, buys = spent_(n, s) > 0;
      cost_power_(n) = sells ? std::exp(cost_exponent_(n)) : 0.0;
      price_power_(n) = std::exp(price_exponent_(n));
      if (sells) moderate_ &= std::abs(cost_exponent_(n)) < kModerate;
      if (buys) moderate_ &= std::abs(price_exponent_(n)) < kModerate;
    }
  }

  /// N: by exporter, until the next call.
  const Eigen::ArrayXd& to(Index n) {
    const double spent = spent_(n, s_);
    const Eigen::Map<const Eigen::ArrayXd> share = shares_to(n);
    if (spent <= 0) {
      paid_.setZero();
    } else if (moderate_) {
      paid_ = share * cost_power_ * (price_power_(n) * spent);
      if (is_column_changed(world_, policy_, n, s_)) apply_wedges(n);
    } else {
      const Eigen::ArrayXd& log = log_wedges_.of(world_, policy_, phi_(n), n, s_);
      for (Index i = 0; i < paid_.size(); ++i)
        paid_(i) = share(i) > 0 ? cell(i, n, log(i)) * share(i) * spent : 0;
    }
    if (world_.tells_origin()) paid_(n) = e_.home_spending()(n, s_);
    return paid_;
  }

 private:
  /// Powers of such exponents, and products of two, are no zero and not infinite.
  static constexpr double kModerate = 300;

  /// No number if nobody buys, as nothing is made of it then.
  double mean_log_price() const {
    const auto bought = spent_.col(s_).array() > 0;
    return bought.select(log_price_.col(s_), 0.0).sum() / static_cast<double>(bought.count());
  }

  /// pi, or others' shares in what is imported: N, by exporter.
  Eigen::Map<const Eigen::ArrayXd> shares_to(Index n) {
    const auto shares = world_.trade_share.sector(s_).col(n);
    if (!world_.tells_origin()) return {shares.data(), shares.size()};
    share_ = shares;
    share_(n) = 0;
    const double abroad = share_.sum();
    if (abroad > 0) share_ /= abroad;
    return {share_.data(), share_.size()};
  }

  void apply_wedges(Index n) {
    const Eigen::ArrayXd& log = log_wedges_.of(world_, policy_, phi_(n), n, s_);
    paid_ = (log != 0 && paid_ != 0).select(paid_ * (-theta_ * log).exp(), paid_);
  }

  /// (c T / P)^-theta in one power, if those of c and P alone have no number; who is cut off
  /// from inputs has a cost without bound, or none, and sells nothing.
  double cell(Index i, Index n, double log_wedge) const {
    const double exponent = cost_exponent_(i) + price_exponent_(n) - theta_ * log_wedge;
    return exponent > -kInfinity ? std::exp(exponent) : 0.0;
  }

  const World& world_;
  const ModelParameters& parameters_;
  const TradePolicy& policy_;
  const Equilibrium& e_;
  Eigen::ArrayXXd log_cost_;   // N x S, row = exporter
  Eigen::ArrayXXd log_price_;  // N x S, row = importer
  Table spent_;                // N x S
  Index s_ = 0;
  double theta_ = 0;
  Eigen::ArrayXd share_;                           // N
  Eigen::ArrayXd cost_exponent_, price_exponent_;  // N, logs of the powers
  Eigen::ArrayXd cost_power_, price_power_;        // N
  bool moderate_ = true;
  Eigen::ArrayXd paid_;  // N
  Eigen::ArrayXd phi_;   // N: the exponent of taxes
  LogWedges log_wedges_;
};

/// The same from the solver's equations, where they have been evaluated.
class SolvedPurchases {
 public:
  explicit SolvedPurchases(const EquationSystem& system) : system_(system) {}

  void set_sector(Index s) { s_ = s; }
  const Eigen::ArrayXd& to(Index n) {
    paid_ = system_.problem().kernel.weight().column(n, s_).array() *
            system_.prices().supply.col(s_).array() * system_.spending_per_demand()(n, s_);
    if (system_.family().tells_origin()) paid_(n) = system_.state().home_spending(n, s_);
    return paid_;
  }

 private:
  const EquationSystem& system_;
  Index s_ = 0;
  Eigen::ArrayXd paid_;  // N
};

void move_to(const Equilibrium& e, Shares& shares) {
  const Table log_price = e.price().array().log();
  if (shares.tells_origin())
    shares.move(e.sector_wages().array().log(), log_price, e.home_odds());
  else if (shares.production_moves() || shares.final_moves())
    shares.move(e.sector_wages().array().log(), log_price);
}

/// beta', alpha', P^C (sim/model.md, sections 2.1 and 2.7).
void put_shares(const World& world, const ModelParameters& parameters, const Equilibrium& e,
                Levels& after) {
  Shares shares;
  shares.set(world, parameters);
  const Table log_price = e.price().array().log();
  move_to(e, shares);
  after.value_added_share = shares.value_added();
  after.final_share = shares.final_use();
  after.consumer_price.resize(world.n_countries());
  const bool moves = shares.final_moves();
  for (Index n = 0; n < world.n_countries() && !moves; ++n)
    after.consumer_price(n) = std::exp(world.final_share.row(n).dot(log_price.row(n)));
  if (moves) after.consumer_price = shares.log_consumer_price(log_price).array().exp();
}

/// The part of a wage that is kept before: 1, and with an income tax one less the rate given, or
/// less the tax that new revenue just replaces (sim/model.md, section 2.7).
Eigen::ArrayXd kept_before(const World& world, const ModelParameters& parameters,
                           const Levels& after) {
  if (parameters.revenue == RevenueUse::lump_sum) return Eigen::ArrayXd::Ones(world.n_countries());
  if (parameters.income_tax_rate.size() > 0) return 1 - parameters.income_tax_rate.array();
  const auto revenue = after.duty_revenue + after.export_tax_revenue;
  return 1 - (revenue.array() / after.value_added.array() -
              world.tax_revenue.array() / world.value_added.array());
}

void put_disutility(const World& world, const ModelParameters& parameters, const Equilibrium& e,
                    Levels& after) {
  after.disutility_base.setZero(world.n_countries());
  after.disutility = after.disutility_base;
  const double kappa = parameters.labour_supply;
  if (kappa == 0) return;
  after.disutility_base =
      kappa / (1 + kappa) * kept_before(world, parameters, after) * world.value_added.array();
  after.disutility = after.disutility_base.array() * e.labour().array().pow(1 + 1 / kappa);
}

template <class Purchased>
Levels levels_of(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
                 const Equilibrium& e, Purchased purchases) {
  const Index countries = world.n_countries();
  Levels after;
  after.flow = Cube(countries, world.n_sectors());
  after.output = Table::Zero(countries, world.n_sectors());
  const bool sells = world.selling_share.size() > 0;
  if (sells) after.selling_labour = Table::Zero(countries, world.n_sectors());
  after.duty_revenue = Vector::Zero(countries);
  after.export_tax_revenue = Vector::Zero(countries);
  after.rent = after.rent_paid = Vector::Zero(countries);
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
      if (!has_export_tax && !sells) {
        output += flow;
        continue;
      }
      compute_rates(policy, Collector::exporter, n, s, rates);
      received = flow / (1 + rates);
      after.export_tax_revenue.array() += received * rates;
      if (sells) {
        after.selling_labour(n, s) = world.selling_share(n) * received.sum();
        received *= 1 - world.selling_share(n);
      }
      output += received;
    }
  }
  after.value_added = e.wage().cwiseProduct(e.labour()).cwiseProduct(world.value_added);
  income(after.value_added, e.deficit(), after.duty_revenue + after.export_tax_revenue,
         after.income);
  put_shares(world, parameters, e, after);
  put_disutility(world, parameters, e, after);
  return after;
}

}  // namespace

Levels levels(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
              const Equilibrium& e) {
  return levels_of(world, parameters, policy, e, Purchases(world, parameters, policy, e));
}

Levels levels(const EquationSystem& system, const TradePolicy& policy, const Equilibrium& e) {
  const Problem& problem = system.problem();
  return levels_of(problem.world, problem.parameters, policy, e, SolvedPurchases(system));
}

World world_after(const World& world, const ModelParameters& parameters, const PartedPolicy& policy,
                  const TradePolicy& effective, const Equilibrium& equilibrium,
                  const Levels& after) {
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
  Shares shares;
  shares.set(world, parameters);
  if (shares.production_moves()) {
    move_to(equilibrium, shares);
    if (shares.tells_origin()) {
      next.home_input = shares.origins().home_input();
      next.home_final = shares.origins().home_final();
    }
    next.input_share = shares.inputs();
  }
  next.value_added_share = after.value_added_share;
  next.final_share = after.final_share;
  next.selling_labour = after.selling_labour;
  next.value_added = after.value_added;
  next.tax_revenue = after.duty_revenue + after.export_tax_revenue;
  next.deficit = equilibrium.deficit();
  next.income = after.income;
  next.employment = nullptr;  // who works where then is not counted
  return next;
}

}  // namespace tariffsim
