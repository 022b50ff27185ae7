#include "equilibrium/equation_system.hpp"

#include <cmath>

namespace tariffsim {

void EquationSystem::set(const Problem& problem, Unknowns unknowns) {
  problem_ = &problem;
  prices_unknown_ = unknowns == Unknowns::all || !problem.world.input_share.empty();
  spending_unknown_ = prices_unknown_ || problem.kernel.has_export_tax();
  const Index n = problem.world.n_countries(), sectors = problem.world.n_sectors();
  prices_.resize(n, sectors);
  for (Table* t : {&state_.log_price, &state_.expenditure, &money_.output, &duty_share_,
                   &spending_per_demand_, &export_tax_})
    t->resize(n, sectors);
}

bool EquationSystem::evaluate() {
  start_evaluation();
  for (Index s = 0; s < duty_share_.cols(); ++s) {
    trade(s);
    if (prices_unknown_) price_index(*problem_, s, prices_);
    if (spending_unknown_) sell(s);
  }
  if (!(prices_.demand.minCoeff() > 0)) return false;
  if (!spending_unknown_) spend_income();
  return exists();
}

bool EquationSystem::evaluate_prices() {
  start_evaluation();
  for (Index s = 0; s < duty_share_.cols(); ++s) {
    trade(s);
    price_index(*problem_, s, prices_);
  }
  if (!prices_unknown_) state_.log_price = prices_.log_price;
  return prices_.log_price.allFinite();
}

bool EquationSystem::evaluate_money() {
  if (spending_unknown_) {
    for (Index s = 0; s < duty_share_.cols(); ++s) sell(s);
  } else {
    spend_income();
  }
  return exists();
}

void EquationSystem::complete_prices() {
  if (prices_unknown_) return;
  for (Index s = 0; s < duty_share_.cols(); ++s) price_index(*problem_, s, prices_);
  state_.log_price = prices_.log_price;
}

void EquationSystem::start_evaluation() {
  tariffsim::wage_bill(problem_->world, state_.log_wage, wage_bill_);
  unit_cost(problem_->world, state_.log_wage, state_.log_price, prices_.log_cost);
}

void EquationSystem::trade(Index s) {
  supply_and_demand(*problem_, s, prices_);
  tariffsim::duty_share(*problem_, prices_, s, duty_share_);
}

void EquationSystem::sell(Index s) {
  spending_per_demand_.col(s) = state_.expenditure.col(s).cwiseQuotient(prices_.demand.col(s));
  output(*problem_, prices_, s, spending_per_demand_, money_.output);
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
  income(wage_bill_, problem_->deficit, revenue, money_.income);
}

bool EquationSystem::exists() {
  value_added(problem_->world, money_.output, money_.value_added);
  clearance_ = (money_.value_added.array() / wage_bill_.array()).log();
  earn_income();
  return clearance_.allFinite() && money_.income.minCoeff() > 0;
}

void EquationSystem::price_gap(Table& gap) const { gap = prices_.log_price - state_.log_price; }

void EquationSystem::spending_gap(const Table& output, Table& gap) const {
  final_spending(problem_->world, money_.income, gap);
  add_input_spending(problem_->world, output, gap);
  gap -= state_.expenditure;
}

Gaps EquationSystem::gaps() const {
  Gaps all{clearance_, {}, {}};
  price_gap(all.price);
  spending_gap(money_.output, all.spending);
  return all;
}

double EquationSystem::clearing_residual(Index& country) const {
  return ((money_.value_added - wage_bill_).array() / wage_bill_.array()).abs().maxCoeff(&country);
}

double EquationSystem::price_residual() const {
  return prices_unknown_ ? (prices_.log_price - state_.log_price).cwiseAbs().maxCoeff() : 0;
}

double EquationSystem::spending_residual(Table& gap) const {
  spending_gap(money_.output, gap);
  double largest = 0;
  for (Index s = 0; s < gap.cols(); ++s)
    largest = std::max(largest, gap.col(s).cwiseQuotient(money_.income).cwiseAbs().maxCoeff());
  return largest;
}

/// Imports at the border are spending less duty, exports are output and export tax.
double EquationSystem::budget_residual() const {
  double largest = 0;
  for (Index n = 0; n < wage_bill_.size(); ++n) {
    double balance = -problem_->deficit(n);
    for (Index s = 0; s < duty_share_.cols(); ++s) {
      balance += state_.expenditure(n, s) * (1 - duty_share_(n, s)) - money_.output(n, s);
      if (problem_->kernel.has_export_tax()) balance -= export_tax_(n, s);
    }
    largest = std::max(largest, std::abs(balance) / money_.income(n));
  }
  return largest;
}

}  // namespace tariffsim
