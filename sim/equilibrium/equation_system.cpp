#include "equilibrium/equation_system.hpp"

#include <cmath>

namespace tariffsim {

void EquationSystem::set(const Problem& problem, Unknowns unknowns) {
  problem_ = &problem;
  family_.bind(problem.world, problem.parameters);
  shares_.set(problem.world, problem.parameters);
  prices_unknown_ =
      unknowns == Unknowns::all || family_.extended || !problem.world.input_share.empty();
  spending_unknown_ = prices_unknown_ || problem.kernel.has_export_tax();
  const Index n = problem.world.n_countries(), sectors = problem.world.n_sectors();
  prices_.resize(n, sectors);
  for (Table* t : {&state_.log_price, &state_.expenditure, &money_.output, &duty_share_,
                   &spending_per_demand_, &export_tax_})
    t->resize(n, sectors);
  if (family_.sells())
    for (Table* t : {&received_share_, &producers_per_demand_}) t->resize(n, sectors);
}

bool EquationSystem::evaluate() {
  start_evaluation();
  for (Index s = 0; s < duty_share_.cols(); ++s) {
    trade(s);
    if (prices_unknown_) price_index(*problem_, s, prices_);
    if (spending_unknown_) sell(s);
  }
  if (!(prices_.demand.minCoeff() > 0)) return false;
  price_by_origin();
  add_market_size();
  if (!spending_unknown_) spend_income();
  return exists() && close_family();
}

bool EquationSystem::evaluate_prices() {
  start_evaluation();
  for (Index s = 0; s < duty_share_.cols(); ++s) {
    trade(s);
    price_index(*problem_, s, prices_);
  }
  price_by_origin();
  add_market_size();
  if (!prices_unknown_) state_.log_price = prices_.log_price;
  return prices_.log_price.allFinite();
}

bool EquationSystem::evaluate_money() {
  if (spending_unknown_) {
    for (Index s = 0; s < duty_share_.cols(); ++s) sell(s);
  } else {
    spend_income();
  }
  return exists() && close_family();
}

bool EquationSystem::follows_from_wages() const {
  return !spending_unknown_ && !problem_->parameters.proportional_deficits;
}

void EquationSystem::complete_prices() {
  if (prices_unknown_) return;
  for (Index s = 0; s < duty_share_.cols(); ++s) price_index(*problem_, s, prices_);
  state_.log_price = prices_.log_price;
}

void EquationSystem::start_evaluation() {
  tariffsim::wage_bill(problem_->world, state_.log_wage, wage_bill_);
  if (family_.extended)
    produce();
  else
    unit_cost(shares_, state_.log_wage, state_.log_price, prices_.log_cost);
}

Vector EquationSystem::log_wage() const {
  if (!family_.labour_moves) return state_.log_wage;
  return state_.log_wage - state_.labour;
}

/// Unit costs of any family: at the prices of labour by sector, at moved shares, with scale.
void EquationSystem::produce() {
  log_labour_ = labour_price(family_, log_wage(), state_.sector_income);
  if (family_.tells_origin()) {
    set_odds();
    shares_.move(log_labour_, state_.log_price, log_odds_);
  } else {
    shares_.move(log_labour_, state_.log_price);
  }
  unit_cost(shares_, log_labour_, state_.log_price, prices_.log_cost);
  production_cost_ = prices_.log_cost;
  if (!family_.has_scale()) return;
  const Table moved = value_added_share_change(shares_, log_labour_, production_cost_);
  add_scale(family_, scale_of_sectors(family_, state_.log_wage, state_.sector_income, moved),
            prices_.log_cost);
}

void EquationSystem::trade(Index s) {
  supply_and_demand(*problem_, s, prices_);
  tariffsim::duty_share(*problem_, prices_, s, duty_share_);
}

void EquationSystem::sell(Index s) {
  spending_per_demand_.col(s) = state_.expenditure.col(s).cwiseQuotient(prices_.demand.col(s));
  if (!family_.sells()) {
    output(*problem_, prices_, s, spending_per_demand_, money_.output);
    if (family_.tells_origin()) money_.output.col(s) += state_.home_spending.col(s);
    return;
  }
  producers_per_demand_.col(s) =
      spending_per_demand_.col(s).array() * (1 - problem_->world.selling_share.array());
  output(*problem_, prices_, s, producers_per_demand_, money_.output);
  if (problem_->kernel.has_export_tax())
    received_share(*problem_, prices_, s, received_share_);
  else
    received_share_.col(s) = 1 - duty_share_.col(s).array();
}

void EquationSystem::add_market_size() {
  if (family_.has_tax_exponent())
    prices_.log_price += market_size(*problem_, log_wage(), state_.expenditure);
}

/// Without inputs and export taxes spending is X = alpha I with I = w V + D' + duty(X): income is
/// linear in spending, I = (w V + D') / (1 - sum_s duty share alpha).
void EquationSystem::spend_income() {
  kept_.setOnes(wage_bill_.size());
  for (Index s = 0; s < duty_share_.cols(); ++s)
    kept_ -= duty_share_.col(s).cwiseProduct(problem_->world.final_share.col(s));
  money_.income = (wage_bill_ + problem_->deficit).cwiseQuotient(kept_);
  final_spending(problem_->world, money_.income, state_.expenditure);
  for (Index s = 0; s < duty_share_.cols(); ++s) sell(s);
}

/// I' = w V + D' + R' with R' the duties and export taxes of all sectors.
void EquationSystem::earn_income() {
  kept_.setZero(wage_bill_.size());
  Vector& revenue = kept_;
  for (Index s = 0; s < duty_share_.cols(); ++s)
    revenue += duty_share_.col(s).cwiseProduct(state_.expenditure.col(s));
  if (problem_->kernel.has_export_tax()) {
    for (Index s = 0; s < export_tax_.cols(); ++s) {
      export_tax(*problem_, prices_, s, spending_per_demand_, column_, export_tax_);
      revenue += export_tax_.col(s);
    }
  }
  if (problem_->parameters.proportional_deficits)
    money_.income = proportional_income(problem_->world, problem_->deficit, wage_bill_ + revenue);
  else
    income(wage_bill_, problem_->deficit, revenue, money_.income);
}

double EquationSystem::deficit(Index n) const {
  if (!problem_->parameters.proportional_deficits) return problem_->deficit(n);
  return money_.income(n) - wage_bill_(n) - revenue_(n);
}

bool EquationSystem::exists() {
  value_added(shares_, money_.output, money_.value_added);
  if (family_.sells()) {
    selling_labour_ = selling_labour(problem_->world, received_share_, state_.expenditure);
    money_.value_added += selling_labour_.rowwise().sum();
  }
  clearance_ = (money_.value_added.array() / wage_bill_.array()).log();
  earn_income();
  return clearance_.allFinite() && money_.income.minCoeff() > 0;
}

/// What a family that extends leaves open beyond clearing, prices and spending.
bool EquationSystem::close_family() {
  if (!family_.extended) return true;
  revenue_ = kept_;  // of earn_income
  use_by_origin();
  if (family_.labour_moves) {
    log_kept_ = kept_share(family_, revenue_, wage_bill_);
    labour_gap_ = labour_supply(family_, log_kept_, state_.log_wage,
                                shares_.log_consumer_price(state_.log_price)) -
                  state_.labour;
    if (!labour_gap_.allFinite()) return false;
  }
  if (family_.sector_income_moves) {
    earned_ = sector_income(shares_, money_.output, selling_labour_);
    const Table moved = value_added_share_change(shares_, log_labour_, production_cost_);
    sector_gap_ =
        sector_income_growth(family_, earned_, money_.output, moved) - state_.sector_income;
    if (!sector_gap_.allFinite()) return false;
  }
  return prices_.log_price.allFinite();
}

void EquationSystem::price_gap(Table& gap) const { gap = prices_.log_price - state_.log_price; }

void EquationSystem::spending_gap(const Table& output, Table& gap) const {
  if (family_.tells_origin()) {
    ByOrigin wanted = spending_by_origin(shares_, money_.income, output);
    gap = wanted.abroad - state_.expenditure;
    return;
  }
  final_spending(shares_, money_.income, gap);
  add_input_spending(shares_, output, gap);
  gap -= state_.expenditure;
}

Gaps EquationSystem::gaps() const {
  Gaps all{clearance_, {}, {}, sector_gap_, labour_gap_};
  price_gap(all.price);
  spending_gap(money_.output, all.spending);
  if (!family_.tells_origin()) return all;
  home_odds_gap(all.home_odds);
  home_spending_gap(money_.output, all.home_spending);
  return all;
}

double EquationSystem::clearing_residual(Index& country) const {
  return ((money_.value_added - wage_bill_).array() / wage_bill_.array()).abs().maxCoeff(&country);
}

double EquationSystem::price_residual() const {
  if (!prices_unknown_) return 0;
  const double of_index = (prices_.log_price - state_.log_price).cwiseAbs().maxCoeff();
  if (!family_.tells_origin()) return of_index;
  Table gap;
  home_odds_gap(gap);
  const auto as_price =
      gap.array().rowwise() / problem_->parameters.trade_elasticity.transpose().array();
  return std::max(of_index, as_price.abs().maxCoeff());
}

double EquationSystem::spending_residual(Table& gap) const {
  double largest = 0;
  const auto see = [&] {
    for (Index s = 0; s < gap.cols(); ++s)
      largest = std::max(largest, gap.col(s).cwiseQuotient(money_.income).cwiseAbs().maxCoeff());
  };
  spending_gap(money_.output, gap);
  see();
  if (!family_.tells_origin()) return largest;
  home_spending_gap(money_.output, gap);
  see();
  return largest;
}

/// Imports at the border are spending less duty, exports are output and export tax; sellers are
/// left with output, once they have paid labour where they sell.
double EquationSystem::budget_residual() const {
  double largest = 0;
  for (Index n = 0; n < wage_bill_.size(); ++n) {
    double balance = -deficit(n);
    for (Index s = 0; s < duty_share_.cols(); ++s) {
      balance += state_.expenditure(n, s) * (1 - duty_share_(n, s)) - money_.output(n, s);
      if (problem_->kernel.has_export_tax()) balance -= export_tax_(n, s);
      if (family_.sells()) balance -= selling_labour_(n, s);
      if (family_.tells_origin()) balance += state_.home_spending(n, s);
    }
    largest = std::max(largest, std::abs(balance) / money_.income(n));
  }
  return largest;
}

std::optional<Index> EquationSystem::taxed_away() const {
  for (Index n = 0; family_.labour_moves && n < log_kept_.size(); ++n)
    if (!std::isfinite(log_kept_(n)) && money_.income.allFinite()) return n;
  return std::nullopt;
}

double EquationSystem::labour_residual() const {
  double largest = 0;
  if (family_.labour_moves) largest = labour_gap_.cwiseAbs().maxCoeff();
  if (family_.sector_income_moves) largest = std::max(largest, sector_gap_.cwiseAbs().maxCoeff());
  return largest;
}

}  // namespace tariffsim
