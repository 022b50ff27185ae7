#include "equilibrium/markets.hpp"

#include <algorithm>
#include <cmath>

namespace tariffsim {
void Markets::set(const Problem& problem, const Preconditioner& baseline,
                  const Numeraire& numeraire) {
  problem_ = &problem;
  preconditioner_ = &baseline;
  numeraire_ = &numeraire;
  prices_unknown_ = !problem.world.input_share.empty();
  spending_unknown_ = prices_unknown_ || problem.kernel.has_export_tax();
  const World& world = problem.world;
  scale_ = baseline.spending_scale();
  const Index blocks = (prices_unknown_ ? 1 : 0) + (spending_unknown_ ? 1 : 0);
  unknowns_.resize(problem.world.n_countries() + blocks * cells());
  correction_.resizeLike(unknowns_);
  const Index n = world.n_countries();
  prices_.resize(n, world.n_sectors());
  for (Table* t : {&money_.expenditure, &money_.output, &duty_share_, &export_tax_, &scratch_})
    t->resize(n, world.n_sectors());
}

Eigen::Map<Table> Markets::price_block(Vector& v) const {
  const Index n = problem_->world.n_countries();
  return {v.data() + n, n, problem_->world.n_sectors()};
}

Eigen::Map<Table> Markets::spending_block(Vector& v) const {
  const Index n = problem_->world.n_countries();
  return {v.data() + n + (prices_unknown_ ? cells() : 0), n, problem_->world.n_sectors()};
}

void Markets::start_at(const Start& start) {
  log_wage_ = start.log_wage;
  numeraire_->impose(problem_->world, log_wage_);
  unknowns_.head(log_wage_.size()) = log_wage_;
  wage_ = log_wage_.array().exp();
  if (prices_unknown_) {
    price_block(unknowns_) = start.log_price.colwise() - log_wage_;
  }
  if (spending_unknown_) {
    spending_block(unknowns_) =
        (start.expenditure.array() / scale_.array()).colwise() / wage_.array();
  }
}

void Markets::move(const Vector& change, double longest) {
  unknowns_ += std::min(1.0, longest / change.cwiseAbs().maxCoeff()) * change;
  log_wage_ = unknowns_.head(log_wage_.size());
  numeraire_->impose(problem_->world, log_wage_);
  unknowns_.head(log_wage_.size()) = log_wage_;
}

void Markets::read_unknowns() {
  wage_ = log_wage_.array().exp();
  wage_bill_ = wage_.cwiseProduct(problem_->world.value_added);
  if (prices_unknown_) log_price_ = price_block(unknowns_).colwise() + log_wage_;
  if (!spending_unknown_) return;
  money_.expenditure =
      (spending_block(unknowns_).array() * scale_.array()).colwise() * wage_.array();
}

bool Markets::evaluate() {
  read_unknowns();
  unit_cost(problem_->world, log_wage_, log_price_, prices_.log_cost);
  trade();
  if (!(prices_.demand.minCoeff() > 0)) return false;
  value_added(problem_->world, money_.output, money_.value_added);
  clearance_ = (money_.value_added.array() / wage_bill_.array()).log();
  compute_income();
  if (!clearance_.allFinite() || !(money_.income.minCoeff() > 0)) return false;
  if (spending_unknown_) compute_spending_gap();
  return true;
}

/// A sector's prices, shares and sales while its part of the cubes is in cache; sales wait where
/// spending has to be found from all sectors' duties.
void Markets::trade() {
  const Index sectors = prices_.log_cost.cols();
  spending_per_demand_.resizeLike(prices_.demand);
  for (Index s = 0; s < sectors; ++s) {
    supply_and_demand(*problem_, s, prices_);
    duty_share(*problem_, prices_, s, duty_share_);
    if (prices_unknown_) price_index(*problem_, s, prices_);
    if (spending_unknown_) sell(s);
  }
  if (prices_unknown_) price_gap_ = prices_.log_price - log_price_;
  if (spending_unknown_) return;
  compute_spending_of_income();
  for (Index s = 0; s < sectors; ++s) sell(s);
}

/// Without inputs no cost needs a price: they wait until now.
const Prices& Markets::prices() {
  if (!prices_unknown_) {
    for (Index s = 0; s < prices_.log_cost.cols(); ++s) price_index(*problem_, s, prices_);
  }
  return prices_;
}

void Markets::sell(Index s) {
  spending_per_demand_.col(s) = money_.expenditure.col(s).cwiseQuotient(prices_.demand.col(s));
  output(*problem_, prices_, s, spending_per_demand_, money_.output);
}

/// X = alpha I with I = w V + D' + duty(X): income is linear in spending.
void Markets::compute_spending_of_income() {
  money_.income = wage_bill_ + problem_->deficit;
  scratch_ = problem_->world.final_share.array().colwise() * money_.income.array();
  spend_at_home(scratch_, money_.expenditure);
}

/// I' = w V + duty + export tax + D'.
void Markets::compute_income() {
  money_.income = wage_bill_ + problem_->deficit;
  for (Index s = 0; s < duty_share_.cols(); ++s) {
    money_.income += duty_share_.col(s).cwiseProduct(money_.expenditure.col(s));
  }
  if (!problem_->kernel.has_export_tax()) return;
  for (Index s = 0; s < export_tax_.cols(); ++s) {
    export_tax(*problem_, prices_, s, spending_per_demand_, column_, export_tax_);
    money_.income += export_tax_.col(s);
  }
}

/// X' = alpha I' + g Y', where producers' input use is taken in proportion to the wage bill, as it
/// will be once markets clear: so wages and spending can be corrected side by side.
void Markets::compute_spending_gap() {
  const World& world = problem_->world;
  kept_ = wage_bill_.cwiseQuotient(money_.value_added);
  scratch_ = money_.output.array().colwise() * kept_.array();
  spending_gap_ = world.final_share.array().colwise() * money_.income.array();
  add_input_spending(world, scratch_, spending_gap_);
  spending_gap_ -= money_.expenditure;
}

/// Inverse of the home part of spending: inputs made at home, and duties (Sherman and Morrison's
/// formula).
void Markets::spend_at_home(const Table& x, Table& y) {
  preconditioner_->home().spend(x, y);
  kept_.setOnes(x.rows());
  duty_.setZero(x.rows());
  for (Index s = 0; s < x.cols(); ++s) {
    kept_ -= duty_share_.col(s).cwiseProduct(preconditioner_->home_multiplier().col(s));
    duty_ += duty_share_.col(s).cwiseProduct(y.col(s));
  }
  duty_ = duty_.cwiseQuotient(kept_);
  for (Index s = 0; s < x.cols(); ++s) {
    y.col(s) += preconditioner_->home_multiplier().col(s).cwiseProduct(duty_);
  }
}

double Markets::clearing_gap(Index& country) const {
  return ((money_.value_added - wage_bill_).array() / wage_bill_.array()).abs().maxCoeff(&country);
}

double Markets::price_gap() const { return prices_unknown_ ? price_gap_.cwiseAbs().maxCoeff() : 0; }

double Markets::money_gap() const {
  if (!spending_unknown_) return 0;
  return spending_gap_.cwiseQuotient(scale_).cwiseAbs().maxCoeff();
}

void Markets::precondition_from_here() {
  here_.factorise(*problem_, prices_, spending_per_demand_, log_wage_, *numeraire_);
  preconditioner_ = &here_;
}

/// The price gap once wages have changed, prices being measured in the importer's wage. Corrected
/// after wages, not beside them, prices save a third of the steps.
void Markets::compute_price_gap_ahead() {
  price_gap_ahead_.resizeLike(price_gap_);
  for (Index s = 0; s < price_gap_.cols(); ++s) {
    price_index_change(*problem_, prices_, s, wage_change_, column_, price_gap_ahead_.col(s));
    price_gap_ahead_.col(s) += price_gap_.col(s) - wage_change_;
  }
}

void Markets::precondition() {
  numeraire_->drop_redundant(clearance_);
  preconditioner_->wages().close(clearance_, wage_change_);
  correction_.head(wage_change_.size()) = wage_change_;
  if (prices_unknown_) {
    compute_price_gap_ahead();
    preconditioner_->home().pass_on(price_gap_ahead_, scratch_);
    price_block(correction_) = scratch_;
  }
  if (spending_unknown_) {
    spend_at_home(spending_gap_, scratch_);
    spending_block(correction_) = (scratch_.array() / scale_.array()).colwise() / wage_.array();
  }
}

}  // namespace tariffsim
