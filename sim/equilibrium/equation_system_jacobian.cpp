#include "equilibrium/equation_system.hpp"

namespace tariffsim {

Table EquationSystem::price_gap_change(const Vector& log_wage, const Table& log_price) const {
  Table cost;
  unit_cost(shares_, log_wage, log_price, cost);
  return price_index_change(*problem_, prices_, cost) - log_price;
}

/// What changed sales and tax revenue mean for clearing and spending.
Gaps EquationSystem::gaps_of_sales(const Table& output, const Vector& income) const {
  Gaps gaps;
  value_added(shares_, output, gaps.clearance);
  gaps.clearance = gaps.clearance.cwiseQuotient(money_.value_added);
  final_spending(shares_, income, gaps.spending);
  add_input_spending(shares_, output, gaps.spending);
  return gaps;
}

Gaps EquationSystem::apply_jacobian_of_prices(const Vector& log_wage,
                                              const Table& log_price) const {
  const TradeKernel& kernel = problem_->kernel;
  const Vector& theta = problem_->parameters.trade_elasticity;
  const Table& x = state_.expenditure;
  Table cost;
  unit_cost(shares_, log_wage, log_price, cost);
  const Table price = price_index_change(*problem_, prices_, cost);
  const Table sold = sales_change(kernel.revenue(), prices_, theta, x, cost, price);
  const Table duty = duty_share_change(*problem_, prices_, duty_share_, cost, price);
  Vector income = wage_bill_.cwiseProduct(log_wage) + duty.cwiseProduct(x).rowwise().sum();
  if (kernel.has_export_tax()) {
    const Table landed = sales_change(kernel.border(), prices_, theta, x, cost, price);
    income += (landed - sold).rowwise().sum();
  }
  Gaps gaps = gaps_of_sales(sold, income);
  gaps.clearance -= log_wage;
  gaps.price = price - log_price;
  return gaps;
}

Gaps EquationSystem::apply_jacobian_of_spending(const Table& x) const {
  const TradeKernel& kernel = problem_->kernel;
  const Table sold = sales(kernel.revenue(), prices_, x);
  Vector income = duty_share_.cwiseProduct(x).rowwise().sum();
  if (kernel.has_export_tax())
    income += (sales(kernel.border(), prices_, x) - sold).rowwise().sum();
  Gaps gaps = gaps_of_sales(sold, income);
  gaps.price.setZero(x.rows(), x.cols());
  gaps.spending -= x;
  return gaps;
}

Gaps EquationSystem::apply_jacobian(const State& v) const {
  if (family_.extended) return gaps_of(v, effects_of(v, nullptr));
  Gaps gaps = apply_jacobian_of_prices(v.log_wage, v.log_price);
  const Gaps of_spending = apply_jacobian_of_spending(v.expenditure);
  gaps.clearance += of_spending.clearance;
  gaps.spending += of_spending.spending;
  return gaps;
}

}  // namespace tariffsim
