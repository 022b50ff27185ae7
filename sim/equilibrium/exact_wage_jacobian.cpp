#include "equilibrium/exact_wage_jacobian.hpp"

#include "equilibrium/outer_products.hpp"

namespace tariffsim {

void ExactWageJacobian::add_market(const Problem& problem, const Prices& at,
                                   const Table& spending_per_demand, Index s, Index n) {
  const double theta = problem.parameters.trade_elasticity(s);
  const double alpha = problem.world.final_share(n, s);
  const auto supply = at.supply.col(s).array();
  const auto weight = problem.kernel.weight().column(n, s).array();
  const double per_demand = 1 / at.demand(n, s);
  sales_ = problem.world.value_added_share.col(s).array() * supply *
           problem.kernel.revenue().column(n, s).array() * spending_per_demand(n, s);
  share_.col(n) = weight * supply * per_demand;
  taxed_ = (weight - problem.kernel.border().column(n, s).array()) * supply * per_demand;
  const double levied = taxed_.sum();
  all_sales_.col(n) += sales_;
  sold_.col(n) = theta * sales_;
  kept_(n) -= alpha * levied;
  duties_.col(n) += alpha * theta * (levied * share_.col(n) - taxed_);
}

/// Income from wages and duties, and what it buys.
void ExactWageJacobian::add_income() {
  for (Index n = 0; n < kept_.size(); ++n) {
    earnings_.earned += all_sales_.col(n);
    earnings_.change.col(n) += wage_part_(n) * all_sales_.col(n);
    duties_.col(n) /= kept_(n);
  }
  add_outer_products(all_sales_, duties_, earnings_.change);
}

const EarningsByWages& ExactWageJacobian::earnings(const Problem& problem, const Prices& at,
                                                   const Table& spending_per_demand,
                                                   const Vector& log_wage) {
  const Index countries = problem.world.n_countries();
  wage_part_of_income(problem, log_wage, wage_part_);
  for (Matrix* m : {&earnings_.change, &all_sales_, &duties_}) m->setZero(countries, countries);
  for (Matrix* m : {&sold_, &share_}) m->resize(countries, countries);
  earnings_.earned.setZero(countries);
  kept_.setOnes(countries);
  for (Index s = 0; s < problem.world.n_sectors(); ++s) {
    for (Index n = 0; n < countries; ++n) add_market(problem, at, spending_per_demand, s, n);
    earnings_.change.diagonal() -= sold_.rowwise().sum();
    add_outer_products(sold_, share_, earnings_.change);
  }
  add_income();
  return earnings_;
}

}  // namespace tariffsim
