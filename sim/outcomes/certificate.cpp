#include "outcomes/certificate.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "equilibrium/conditions.hpp"
#include "outcomes/parts_certificate.hpp"
#include "outcomes/shares_at_prices.hpp"
#include "outcomes/worst_residual.hpp"

namespace tariffsim {
namespace {

/// One reading of a solved world: every method recomputes one condition from levels (sim/model.md,
/// section 2.6).
class Examination {
 public:
  Examination(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
              const Equilibrium& e, const Levels& after, double tolerance)
      : world_(world),
        parameters_(parameters),
        policy_(policy),
        e_(e),
        after_(after),
        allowed_(condition_tolerances(tolerance)),
        shares_(shares_at_prices(world, parameters, e)),
        labour_income_before_(world.labour_income()) {}

  /// w L V = sum_s (beta' Y' + M')
  Residual market_clearing() {
    WorstResidual worst;
    for (Index n = 0; n < world_.n_countries(); ++n) {
      double earned = 0;
      for (Index s = 0; s < world_.n_sectors(); ++s) earned += labour_income(n, s);
      worst.see(earned / after_.value_added(n) - 1, n);
    }
    return named("market_clearing", "value added paid by producers equals the wage bill", worst,
                 allowed_.market_clearing);
  }

  /// c = w^beta prod_k (P^k)^g; at elasticities other than 1 the CES mean of v and Q; with scale
  /// that times (Y' / (Y k))^-psi
  Residual zero_profit() {
    WorstResidual worst;
    for (Index s = 0; s < world_.n_sectors(); ++s)
      for (Index n = 0; n < world_.n_countries(); ++n) {
        // What nobody makes any more has no scale, and a cost that nobody sees.
        if (parameters_.scale.size() > 0 && world_.output(n, s) > 0 && after_.output(n, s) == 0)
          continue;
        worst.see(
            e_.unit_cost()(n, s) / std::exp(shares_.log_cost(n, s) + log_scale_effect(n, s)) - 1, n,
            s);
      }
    return named("zero_profit", "unit cost equals the cost of labour and inputs", worst,
                 allowed_.exact);
  }

  /// sum_i (1 + t') F' = X': trade shares sum to one, so the price index is right
  Residual price_index() {
    WorstResidual worst;
    for (Index s = 0; s < world_.n_sectors(); ++s) {
      for (Index n = 0; n < world_.n_countries(); ++n) {
        if (e_.expenditure()(n, s) <= 0) continue;
        double paid = 0;
        add_up_rates(Collector::importer, n, s);
        for (Index i = 0; i < world_.n_countries(); ++i)
          paid += (1 + rates_(i)) * after_.flow(i, n, s);
        worst.see(paid / e_.expenditure()(n, s) - 1, n, s);
      }
    }
    return named("price_index", "what buyers pay their suppliers is what they spend", worst,
                 allowed_.exact);
  }

  /// P^C = prod_s P^alpha; at an elasticity other than 1 the CES mean
  Residual consumer_price() const {
    WorstResidual worst;
    for (Index n = 0; n < world_.n_countries(); ++n)
      worst.see(after_.consumer_price(n) / std::exp(shares_.log_consumer_price(n)) - 1, n);
    return named("consumer_price", "consumer prices are the mean of those of what is consumed",
                 worst, allowed_.exact);
  }

  /// X' = alpha' I' + sum_k g' Y'
  Residual spending() const {
    WorstResidual worst;
    for (Index s = 0; s < world_.n_sectors(); ++s) {
      for (Index n = 0; n < world_.n_countries(); ++n) {
        double wanted = shares_.final_use(n, s) * after_.income(n);
        for (Index k = 0; k < world_.n_sectors() && !world_.input_share.empty(); ++k) {
          wanted += shares_.input(world_, n, s, k) * after_.output(n, k);
        }
        worst.see((e_.expenditure()(n, s) - wanted) / after_.income(n), n, s);
      }
    }
    return named("spending", "spending on each good is final use plus input use", worst,
                 allowed_.spending);
  }

  /// H' = h'^C alpha' I' + sum_j h'^{kj} g'^{kj} Y'^j with h' = h (c / P^{kj})^-theta, and H' + M'
  /// = X'
  Residual origins() const {
    WorstResidual worst;
    for (Index k = 0; k < world_.n_sectors(); ++k)
      for (Index n = 0; n < world_.n_countries(); ++n) {
        double wanted = shares_.final_use(n, k) * after_.income(n) *
                        shares_.origins->home_part(n, k, world_.home_final(n, k));
        for (Index j = 0; j < world_.n_sectors(); ++j)
          if (world_.input_share(n, k, j) > 0)
            wanted += shares_.home_part(world_, n, k, j) * shares_.input(world_, n, k, j) *
                      after_.output(n, j);
        const double home = e_.home_spending()(n, k);
        worst.see((home - wanted) / after_.income(n), n, k);
        worst.see((home + e_.imports()(n, k) - e_.expenditure()(n, k)) / after_.income(n), n, k);
        worst.see((home - after_.flow(n, n, k)) / after_.income(n), n, k);
      }
    return named("origins", "what users buy at home follows from the part of each and from prices",
                 worst, allowed_.spending);
  }

  /// P = (h^C c^-theta + (1-h^C) P_M^-theta)^(-1/theta), z = theta log(P_M / c) and sum over i not
  /// n of (1 + t') F' = M'
  Residual origin_prices() {
    WorstResidual worst;
    for (Index k = 0; k < world_.n_sectors(); ++k)
      for (Index n = 0; n < world_.n_countries(); ++n) {
        if (e_.expenditure()(n, k) <= 0) continue;
        const double price = shares_.origins->log_price(n, k, world_.home_final(n, k));
        worst.see(e_.price()(n, k) / std::exp(price) - 1, n, k);
        const double z = e_.home_odds()(n, k);
        if (!std::isinf(z)) {
          const double imports = shares_.origins->log_import_price()(n, k);
          const double by_cost =
              e_.unit_cost()(n, k) * std::exp(z / parameters_.trade_elasticity(k));
          worst.see(by_cost / std::exp(imports) - 1, n, k);
        }
        if (!(e_.imports()(n, k) > 0)) continue;
        double paid = 0;
        add_up_rates(Collector::importer, n, k);
        for (Index i = 0; i < world_.n_countries(); ++i)
          if (i != n) paid += (1 + rates_(i)) * after_.flow(i, n, k);
        worst.see(paid / e_.imports()(n, k) - 1, n, k);
      }
    return named("origin_prices", "prices of home's goods and of imports are those that users pay",
                 worst, allowed_.exact);
  }

  /// sum_s imports = sum_s exports + D', what sellers pay labour where they sell being a trade too
  Residual budget() {
    WorstResidual worst;
    Vector imports = Vector::Zero(world_.n_countries()), exports = imports;
    for (Index s = 0; s < world_.n_sectors(); ++s) {
      const auto flow = after_.flow.sector(s);
      for (Index n = 0; n < world_.n_countries(); ++n) {
        imports(n) += flow.col(n).sum();
        exports += flow.col(n);
        if (world_.selling_share.size() == 0) continue;
        const Eigen::ArrayXd paid = world_.selling_share(n) * received(n, s);
        imports.array() += paid;
        exports(n) += paid.sum();
      }
    }
    for (Index n = 0; n < world_.n_countries(); ++n)
      worst.see((imports(n) - exports(n) - e_.deficit()(n)) / after_.income(n), n);
    return named("budget",
                 "imports minus exports at the border equal the deficit, relative to income", worst,
                 allowed_.budget);
  }

  /// I' = w L V + R' + D' > 0, R' added up from rates and flows
  Residual income() {
    WorstResidual worst;
    for (Index n = 0; n < world_.n_countries(); ++n) {
      const double expected = after_.value_added(n) + revenue(n) + e_.deficit()(n);
      worst.see(after_.income(n) > 0 ? after_.income(n) / expected - 1 : HUGE_VAL, n);
    }
    return named("income", "income is positive and equals value added, taxes and transfer", worst,
                 allowed_.exact);
  }

  /// The sum over countries of excess value added, weighted: the equation that was not solved for
  Residual walras() {
    double excess = 0;
    for (Index n = 0; n < world_.n_countries(); ++n) {
      excess -= after_.value_added(n);
      for (Index s = 0; s < world_.n_sectors(); ++s) excess += labour_income(n, s);
    }
    WorstResidual worst;
    worst.see(excess / world_.value_added.sum(), -1);
    return named("walras", "the clearing equation left out holds: world excess demand is zero",
                 worst, allowed_.walras);
  }

  Residual numeraire() const {
    WorstResidual worst;
    worst.see(after_.value_added.sum() / world_.value_added.sum() - 1, -1);
    return named("numeraire", "world value added is unchanged", worst, allowed_.exact);
  }

  /// beta' Y' + M' = lambda (v / w)^(1 + mu) w L V, where labour does not move freely; looked at as
  /// v, which nears w however much is earned the more readily labour moves
  Residual labour_mobility() {
    WorstResidual worst;
    const Table& before = labour_income_before_;
    for (Index n = 0; n < world_.n_countries(); ++n)
      for (Index s = 0; s < world_.n_sectors(); ++s) {
        const double earned = labour_income(n, s);
        if (!(before(n, s) > 0) || earned == 0) continue;  // nobody works there, or no more
        const double growth =
            earned / before(n, s) / (after_.value_added(n) / world_.value_added(n));
        const double wage = e_.wage()(n) * std::pow(growth, 1 / (1 + parameters_.labour_mobility));
        worst.see(e_.sector_wage(n, s) / wage - 1, n, s);
      }
    return named("labour_mobility", "labour earns in each sector what its wage brings there", worst,
                 allowed_.market_clearing);
  }

  /// L = (h w / P^C)^kappa
  Residual labour_supply() {
    WorstResidual worst;
    for (Index n = 0; n < world_.n_countries(); ++n) {
      const double kept = e_.wage()(n) * kept_change(n) / std::exp(shares_.log_consumer_price(n));
      worst.see(e_.labour()(n) / std::pow(kept, parameters_.labour_supply) - 1, n);
    }
    return named("labour_supply", "hours worked are those supplied at the real wage after tax",
                 worst, allowed_.market_clearing);
  }

  /// N = kappa / (1 + kappa) keep V and N L^(1 + 1/kappa), keep what is left of a wage at the
  /// baseline (section 2.7)
  Residual disutility() {
    const double kappa = parameters_.labour_supply;
    WorstResidual worst;
    for (Index n = 0; n < world_.n_countries(); ++n) {
      const double base = kappa / (1 + kappa) * kept_part(n) * world_.value_added(n);
      const double now = base * std::pow(e_.labour()(n), 1 + 1 / kappa);
      worst.see(after_.disutility_base(n) / base - 1, n);
      worst.see(after_.disutility(n) / now - 1, n);
    }
    return named("disutility",
                 "the cost of work follows from the hours chosen and the wages after tax", worst,
                 allowed_.exact);
  }

  /// D' is what it was held to, N
  Residual deficits_held(const Vector& deficit) const {
    WorstResidual worst;
    for (Index n = 0; n < world_.n_countries(); ++n)
      worst.see((e_.deficit()(n) - deficit(n)) / after_.income(n), n);
    return named("deficits", "deficits are what they were held to, relative to income", worst,
                 allowed_.exact);
  }

  /// D' = (1 + delta)(w L V + R') xi - (w L V + R'), where deficits are a constant part of income
  Residual deficits_in_proportion() {
    const Vector& deficit = world_.deficit;
    const Index countries = world_.n_countries();
    Vector earned(countries), wanted(countries);
    for (Index n = 0; n < countries; ++n) {
      earned(n) = after_.value_added(n) + revenue(n);
      wanted(n) = (1 + deficit(n) / (world_.value_added(n) + world_.tax_revenue(n))) * earned(n);
    }
    WorstResidual worst;
    for (Index n = 0; n < countries; ++n)
      worst.see((e_.deficit()(n) - wanted(n) * earned.sum() / wanted.sum() + earned(n)) /
                    after_.income(n),
                n);
    return named("deficits", "deficits are a constant part of income, scaled to add up to zero",
                 worst, allowed_.exact);
  }

 private:
  /// What sellers receive of the importer's purchases, F' / (1 + e'): N, by exporter.
  Eigen::ArrayXd received(Index n, Index s) {
    compute_rates(policy_, Collector::exporter, n, s, rates_);
    return after_.flow.sector(s).col(n).array() / (1 + rates_);
  }

  /// beta' Y' + M'
  double labour_income(Index n, Index s) {
    const double made = shares_.value_added(n, s) * after_.output(n, s);
    if (world_.selling_share.size() == 0) return made;
    return made + world_.selling_share(n) * received(n, s).sum();
  }

  /// -psi log( Y' / (Y k) ), VA' / VA in place of Y' / Y where labour sells.
  double log_scale_effect(Index n, Index s) {
    if (parameters_.scale.size() == 0 || !(world_.output(n, s) > 0)) return 0;
    const double paid = world_.selling_share.size() > 0 ? labour_income_before_(n, s) : 0;
    const double growth =
        paid > 0 ? labour_income(n, s) / paid : after_.output(n, s) / world_.output(n, s);
    return -parameters_.scale(s) * (std::log(growth) - shares_.log_cost(n, s));
  }

  /// h
  double kept_change(Index n) {
    if (parameters_.revenue == RevenueUse::lump_sum) return 1;
    const double change =
        revenue(n) / after_.value_added(n) - world_.tax_revenue(n) / world_.value_added(n);
    if (parameters_.income_tax_rate.size() == 0) return 1 / (1 - change);
    const double kept = 1 - parameters_.income_tax_rate(n);
    return (kept + change) / kept;
  }

  /// What the worker keeps of a wage at the baseline.
  double kept_part(Index n) {
    if (parameters_.revenue == RevenueUse::lump_sum) return 1;
    if (parameters_.income_tax_rate.size() > 0) return 1 - parameters_.income_tax_rate(n);
    return 1 / kept_change(n);
  }

  /// R' = sum t' F' of what n imports + sum e'/(1+e') F' of what it exports
  double revenue(Index n) {
    double sum = 0;
    for (Index s = 0; s < world_.n_sectors(); ++s) {
      add_up_rates(Collector::importer, n, s);
      sum += (rates_ * after_.flow.sector(s).col(n).array()).sum();
      if (!collects(policy_, Collector::exporter)) continue;
      add_up_rates(Collector::exporter, n, s);
      sum += (rates_ / (1 + rates_) * after_.flow.sector(s).row(n).transpose().array()).sum();
    }
    return sum;
  }

  /// All that n collects on one sector, taxes upon taxes, by partner.
  void add_up_rates(Collector role, Index n, Index s) {
    rates_.setZero(world_.n_countries());
    const auto add = [&](const auto& more) { rates_ += more * (1 + rates_); };
    for (const Wedge& wedge : kWedges) {
      const Cube* levels = stored(wedge, policy_);
      if (wedge.collector != role || levels == nullptr) continue;
      if (role == Collector::importer)
        add(levels->sector(s).col(n).array());
      else
        add(levels->sector(s).row(n).transpose().array());
    }
  }

  Residual named(const char* name, const char* meaning, const WorstResidual& worst,
                 double tolerance) const {
    return worst.named(world_, name, meaning, tolerance);
  }

  const World& world_;
  const ModelParameters& parameters_;
  const TradePolicy& policy_;
  const Equilibrium& e_;
  const Levels& after_;
  ConditionTolerances allowed_;
  SharesAtPrices shares_;
  Table labour_income_before_;  // N x S
  Eigen::ArrayXd rates_;        // N, of add_up_rates
};

}  // namespace

bool Certificate::holds() const {
  return !residuals.empty() && std::all_of(residuals.begin(), residuals.end(),
                                           [](const Residual& r) { return r.holds(); });
}

std::string Certificate::summary() const {
  if (residuals.empty()) return "not examined";
  for (const Residual& r : residuals) {
    if (r.holds()) continue;
    return fmt::format("{} fails in {}: {:.1e} > {:.0e} ({})", r.name, r.where, r.value,
                       r.tolerance, r.meaning);
  }
  const auto largest =
      std::max_element(residuals.begin(), residuals.end(),
                       [](const Residual& a, const Residual& b) { return a.value < b.value; });
  return fmt::format("all {} conditions hold; largest residual {:.1e} ({}, {})", residuals.size(),
                     largest->value, largest->name, largest->where);
}

Certificate certify(const World& world, const ModelParameters& parameters,
                    const PartedPolicy& policy, const TradePolicy& effective, const Vector& deficit,
                    const Equilibrium& equilibrium, const Levels& after, double tolerance) {
  Certificate certificate =
      certify(world, parameters, effective, deficit, equilibrium, after, tolerance);
  if (!policy.parts.empty())
    certificate.residuals.push_back(
        certify_parts(world, parameters, policy, effective, equilibrium, after));
  return certificate;
}

Certificate certify(const World& world, const ModelParameters& parameters,
                    const TradePolicy& policy, const Vector& deficit,
                    const Equilibrium& equilibrium, const Levels& after, double tolerance) {
  Examination look(world, parameters, policy, equilibrium, after, tolerance);
  Certificate all{{look.market_clearing(), look.zero_profit(), look.price_index(),
                   look.consumer_price(), look.spending(), look.income(), look.budget(),
                   parameters.proportional_deficits ? look.deficits_in_proportion()
                                                    : look.deficits_held(deficit),
                   look.walras(), look.numeraire()}};
  if (world.tells_origin()) {
    all.residuals.push_back(look.origins());
    all.residuals.push_back(look.origin_prices());
  }
  if (!std::isinf(parameters.labour_mobility)) all.residuals.push_back(look.labour_mobility());
  if (parameters.labour_supply > 0) {
    all.residuals.push_back(look.labour_supply());
    all.residuals.push_back(look.disutility());
  }
  return all;
}

}  // namespace tariffsim
