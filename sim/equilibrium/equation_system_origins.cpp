// What users' own choice of origin adds to the equations (origin_shares.hpp), with the derivative
// and its transpose: spending by origin, and prices of home's goods and of imports for each user.
#include "equilibrium/equation_system.hpp"

#include <cmath>

namespace tariffsim {
/// z of the state, but where a good has one origin only.
void EquationSystem::set_odds() {
  const World& world = problem_->world;
  log_odds_ = state_.home_odds;
  for (Index k = 0; k < log_odds_.cols(); ++k)
    for (Index n = 0; n < log_odds_.rows(); ++n) {
      if (!(world.expenditure(n, k) > 0))
        log_odds_(n, k) = 0;
      else if (!(problem_->kernel.spending()(n, k) > 0))
        log_odds_(n, k) = HUGE_VAL;
      else if (!(world.trade_share(n, n, k) > 0))
        log_odds_(n, k) = -HUGE_VAL;
    }
}

/// Prices are so far of imports; from here on they are those of final users.
void EquationSystem::price_by_origin() {
  if (!family_.tells_origin()) return;
  const Vector& theta = problem_->parameters.trade_elasticity;
  import_price_ = prices_.log_price;
  odds_of_costs_ = log_odds_;
  in_final_price_ = ByOrigin::zero(log_odds_.rows(), log_odds_.cols());
  for (Index k = 0; k < log_odds_.cols(); ++k)
    for (Index n = 0; n < log_odds_.rows(); ++n) {
      if (!(problem_->world.expenditure(n, k) > 0)) continue;
      double& odds = odds_of_costs_(n, k);
      const double cost = prices_.log_cost(n, k), imports = import_price_(n, k);
      if (!std::isinf(odds)) odds = theta(k) * (imports - cost);
      const MovedShare moved = moved_share(problem_->world.home_final(n, k), odds);
      in_final_price_.home(n, k) = moved.home;
      in_final_price_.abroad(n, k) = moved.abroad;
      prices_.log_price(n, k) = log_price_of_origins(cost, imports, odds, theta(k), moved);
    }
}

void EquationSystem::home_odds_gap(Table& gap) const {
  gap = log_odds_.array().isInf().select(0.0, odds_of_costs_.array()).matrix() - state_.home_odds;
}

void EquationSystem::home_spending_gap(const Table& output, Table& gap) const {
  gap = spending_by_origin(shares_, money_.income, output).home - state_.home_spending;
}

void EquationSystem::change_costs_by_origin(const State& v, Effects& d) const {
  d.made = shares_.value_added().cwiseProduct(d.labour);
  shares_.add_over_inputs(shares_.origins().price_change(v.log_price, v.home_odds), d.made);
  if (d.trade_elasticity.size() > 0) d.made += shares_.elasticity_effect(d.trade_elasticity).cost;
}

void EquationSystem::transpose_costs_by_origin(State& bar, Effects& d) const {
  d.labour += shares_.value_added().cwiseProduct(d.made);
  ByOrigin prices = ByOrigin::zero(d.made.rows(), d.made.cols());
  shares_.add_over_users(d.made, prices);
  shares_.origins().add_price_transposed(prices, bar.log_price, bar.home_odds);
  if (d.trade_elasticity.size() > 0)
    d.trade_elasticity +=
        shares_.elasticity_effect_transposed({d.made, Table::Zero(d.made.rows(), d.made.cols())});
}

/// d log P = h' d log c + (1 - h') d log P_M, and by theta (h' log(c / P) + (1-h') log(P_M / P)) /
/// theta.
Table EquationSystem::final_price_change(const State& v, const Effects& d) const {
  Table change = in_final_price_.home.cwiseProduct(d.cost) +
                 in_final_price_.abroad.cwiseProduct(d.index) - v.log_price;
  if (d.trade_elasticity.size() > 0) change += final_price_by_elasticity(d.trade_elasticity);
  return change;
}

Table EquationSystem::final_price_by_elasticity(const Vector& elasticity_change) const {
  const Vector& theta = problem_->parameters.trade_elasticity;
  Table change = Table::Zero(log_odds_.rows(), log_odds_.cols());
  for (Index k = 0; k < change.cols(); ++k)
    for (Index n = 0; n < change.rows(); ++n) {
      const double price = prices_.log_price(n, k);
      double by = 0;
      if (in_final_price_.home(n, k) > 0)
        by += in_final_price_.home(n, k) * (prices_.log_cost(n, k) - price);
      if (in_final_price_.abroad(n, k) > 0)
        by += in_final_price_.abroad(n, k) * (import_price_(n, k) - price);
      change(n, k) = by / theta(k) * elasticity_change(k);
    }
  return change;
}

/// theta (log P_M - log c) less z.
Table EquationSystem::home_odds_change(const State& v, const Effects& d) const {
  const Vector& theta = problem_->parameters.trade_elasticity;
  Table change = (d.index - d.cost) * theta.asDiagonal();
  if (d.trade_elasticity.size() > 0)
    change += odds_of_costs_ * d.trade_elasticity.cwiseQuotient(theta).asDiagonal();
  return has_two_origins().select(change.array(), 0.0).matrix() - v.home_odds;
}

Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> EquationSystem::has_two_origins() const {
  return !log_odds_.array().isInf() && problem_->world.expenditure.array() > 0;
}

void EquationSystem::transpose_prices_by_origin(const Gaps& v, State& bar, Effects& d) const {
  const Vector& theta = problem_->parameters.trade_elasticity;
  const Table open = has_two_origins().select(v.home_odds.array(), 0.0);
  d.cost += in_final_price_.home.cwiseProduct(v.price) - open * theta.asDiagonal();
  d.index += in_final_price_.abroad.cwiseProduct(v.price) + open * theta.asDiagonal();
  bar.log_price -= v.price;
  bar.home_odds -= v.home_odds;
  if (d.trade_elasticity.size() == 0) return;
  const Table per_unit = final_price_by_elasticity(Vector::Ones(theta.size()));
  d.trade_elasticity += per_unit.cwiseProduct(v.price).colwise().sum().transpose();
  for (Index k = 0; k < theta.size(); ++k)
    for (Index n = 0; n < open.rows(); ++n)
      if (open(n, k) != 0) d.trade_elasticity(k) += open(n, k) * odds_of_costs_(n, k) / theta(k);
}

/// Each user's h' moves by h' (1 - h') dz, and what it spends on a good with that good's price.
ByOrigin EquationSystem::spending_change_by_origin(const State& v, const Effects& d) const {
  const OriginShares& origins = shares_.origins();
  const double within = 1 - problem_->parameters.substitution.inputs;
  const ByOrigin prices = origins.price_change(v.log_price, v.home_odds);
  Table inside = shares_.input_price_change(prices);
  if (d.trade_elasticity.size() > 0)
    inside += shares_.elasticity_effect(d.trade_elasticity).input_price;
  const Table final_use = final_use_change(v, d);
  ByOrigin change{origins.home_final().cwiseProduct(final_use),
                  origins.abroad_final().cwiseProduct(final_use)};
  shares_.add_over_users(d.sold + use_change(inside, d), change);
  const OriginUse& use = origin_use_;
  change.home += within * ((use.bought.home - use.spread).cwiseProduct(prices.home) +
                           use.spread.cwiseProduct(prices.abroad));
  change.abroad += within * (use.spread.cwiseProduct(prices.home) +
                             (use.bought.abroad - use.spread).cwiseProduct(prices.abroad));
  const Table moved = use.turned.cwiseProduct(v.home_odds);
  change.home += moved - v.home_spending;
  change.abroad -= moved + v.expenditure;
  if (d.trade_elasticity.size() > 0) {
    const ByOrigin by = shares_.elasticity_use(money_.output);
    change.home += within * by.home * d.trade_elasticity.asDiagonal();
    change.abroad += within * by.abroad * d.trade_elasticity.asDiagonal();
  }
  return change;
}

void EquationSystem::transpose_spending_by_origin(const Gaps& v, State& bar, Effects& d) const {
  const auto& [eps, eta, zeta] = problem_->parameters.substitution;
  const OriginShares& origins = shares_.origins();
  const OriginUse& use = origin_use_;
  transpose_final_use(origins.home_final().cwiseProduct(v.home_spending) +
                          origins.abroad_final().cwiseProduct(v.spending),
                      bar, d);
  bar.home_spending -= v.home_spending;
  bar.expenditure -= v.spending;
  bar.home_odds += use.turned.cwiseProduct(v.home_spending - v.spending);
  Table use_bar = Table::Zero(v.spending.rows(), v.spending.cols());
  shares_.add_over_inputs(ByOrigin{v.home_spending, v.spending}, use_bar);
  d.sold += use_bar;
  const Table by_output = money_.output.cwiseProduct(use_bar);
  d.made -= (1 - eps) * by_output;
  ByOrigin prices{(1 - eta) * ((use.bought.home - use.spread).cwiseProduct(v.home_spending) +
                               use.spread.cwiseProduct(v.spending)),
                  (1 - eta) * (use.spread.cwiseProduct(v.home_spending) +
                               (use.bought.abroad - use.spread).cwiseProduct(v.spending))};
  shares_.add_input_price_transposed((eta - eps) * by_output, prices);
  origins.add_price_transposed(prices, bar.log_price, bar.home_odds);
  if (d.trade_elasticity.size() == 0) return;
  d.trade_elasticity += shares_.elasticity_effect_transposed(
      {Table::Zero(use_bar.rows(), use_bar.cols()), (eta - eps) * by_output});
  const ByOrigin by = shares_.elasticity_use(money_.output);
  const Table answered = by.home.cwiseProduct(v.home_spending) + by.abroad.cwiseProduct(v.spending);
  d.trade_elasticity += (1 - eta) * answered.colwise().sum().transpose();
}

/// What the derivative of spending needs at a point.
void EquationSystem::use_by_origin() {
  if (!family_.tells_origin()) return;
  const OriginShares& origins = shares_.origins();
  origin_use_.bought = ByOrigin::zero(log_odds_.rows(), log_odds_.cols());
  shares_.add_over_users(money_.output, origin_use_.bought);
  origin_use_.spread = shares_.spread_over_origins(money_.output);
  Table final_use;
  final_spending(shares_, money_.income, final_use);
  const Table turned =
      origin_use_.spread +
      final_use.cwiseProduct(origins.home_final()).cwiseProduct(origins.abroad_final());
  origin_use_.turned = has_two_origins().select(turned.array(), 0.0);
}

}  // namespace tariffsim
