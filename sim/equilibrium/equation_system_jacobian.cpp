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

/// Of any family, equation by equation in the order of evaluate().
Gaps EquationSystem::apply_family_jacobian(const State& v) const {
  const World& world = problem_->world;
  const TradeKernel& kernel = problem_->kernel;
  const Vector& theta = problem_->parameters.trade_elasticity;
  const auto& [eps, eta, zeta] = problem_->parameters.substitution;
  const Table& x = state_.expenditure;
  const bool sells = family_.sells();

  // Costs.
  Vector wage = v.log_wage;
  if (family_.labour_moves) wage -= v.labour;
  const Table labour = labour_price(family_, wage, v.sector_income);
  const Table made = unit_cost_change(shares_, labour, v.log_price);
  const Table share = value_added_share_change(shares_, labour, made);
  Table cost = made;
  if (family_.has_scale())
    add_scale(family_, scale_of_sectors(family_, v.log_wage, v.sector_income, share), cost);

  // Trade: `index` is the index of costs alone, which shares of trade are relative to.
  const Table index = price_index_change(*problem_, prices_, cost);
  const auto seen = [&](const Table& spending) {
    return sells ? producers_part(world, spending) : spending;
  };
  const auto change_of = [&](const OverlayCube& valued, const Table& at, const Table& spending) {
    return Table(sales_change(valued, prices_, theta, at, cost, index) +
                 sales(valued, prices_, spending));
  };
  const Table sold = change_of(kernel.revenue(), seen(x), seen(v.expenditure));
  const Table duty = duty_share_change(*problem_, prices_, duty_share_, cost, index);

  // Incomes.
  Vector revenue = (duty.cwiseProduct(x) + duty_share_.cwiseProduct(v.expenditure)).rowwise().sum();
  if (kernel.has_export_tax())
    revenue += (change_of(kernel.border(), x, v.expenditure) -
                change_of(kernel.revenue(), x, v.expenditure))
                   .rowwise()
                   .sum();
  const Vector bill = wage_bill_.cwiseProduct(v.log_wage);
  Vector income = bill + revenue;
  if (problem_->parameters.proportional_deficits)
    income = proportional_income_change(world, problem_->deficit, wage_bill_ + revenue_,
                                        money_.income, income);
  Table earned = shares_.value_added().cwiseProduct(sold + money_.output.cwiseProduct(share));
  if (sells) {
    const Table received = received_share_change(*problem_, prices_, received_share_, cost, index);
    earned +=
        selling_labour(world, received, x) + selling_labour(world, received_share_, v.expenditure);
  }

  // Gaps.
  Gaps gaps;
  gaps.clearance = earned.rowwise().sum().cwiseQuotient(money_.value_added) - v.log_wage;
  gaps.price = index - v.log_price;
  if (family_.has_tax_exponent())
    gaps.price += market_size_change(*problem_, x, wage, v.expenditure);
  final_spending(shares_, income, gaps.spending);
  if (shares_.final_moves()) {
    const Vector mean = shares_.final_use().cwiseProduct(v.log_price).rowwise().sum();
    Table bought;
    final_spending(shares_, money_.income, bought);
    gaps.spending += (1 - zeta) * bought.cwiseProduct(v.log_price.colwise() - mean);
  }
  Table use = sold;
  if (shares_.production_moves()) {
    const Table inside = shares_.input_price_change(v.log_price);
    use += money_.output.cwiseProduct((eta - eps) * inside - (1 - eps) * made);
    Table bought = Table::Zero(x.rows(), x.cols());
    add_input_spending(shares_, money_.output, bought);
    gaps.spending += (1 - eta) * bought.cwiseProduct(v.log_price);
  }
  add_input_spending(shares_, use, gaps.spending);
  gaps.spending -= v.expenditure;
  if (family_.sector_income_moves)
    gaps.sector_income =
        sector_income_growth_change(family_, earned_, money_.output, earned, sold, share) -
        v.sector_income;
  if (family_.labour_moves) {
    const Vector ratio = (revenue - revenue_.cwiseProduct(v.log_wage)).cwiseQuotient(wage_bill_);
    gaps.labour = labour_supply(family_, kept_share_change(family_, log_kept_, ratio), v.log_wage,
                                shares_.final_use().cwiseProduct(v.log_price).rowwise().sum()) -
                  v.labour;
  }
  return gaps;
}

Gaps EquationSystem::apply_jacobian(const State& v) const {
  if (family_.extended) return apply_family_jacobian(v);
  Gaps gaps = apply_jacobian_of_prices(v.log_wage, v.log_price);
  const Gaps of_spending = apply_jacobian_of_spending(v.expenditure);
  gaps.clearance += of_spending.clearance;
  gaps.spending += of_spending.spending;
  return gaps;
}

/// The steps of apply_jacobian backwards.
State EquationSystem::apply_jacobian_transposed(const Gaps& v) const {
  const World& world = problem_->world;
  const TradeKernel& kernel = problem_->kernel;
  const Vector& theta = problem_->parameters.trade_elasticity;
  const Table& x = state_.expenditure;
  const Vector income_bar = final_spending_transposed(world, v.spending);
  Table sold_bar = Table::Zero(x.rows(), x.cols());
  add_value_added_transposed(world, v.clearance.cwiseQuotient(money_.value_added), sold_bar);
  add_input_spending_transposed(world, v.spending, sold_bar);

  State bar{wage_bill_.cwiseProduct(income_bar) - v.clearance, -v.price,
            (duty_share_.array().colwise() * income_bar.array()).matrix() - v.spending};
  Table cost_bar = Table::Zero(x.rows(), x.cols());
  Table price_bar = v.price;  // of the price index, which is not the price guessed
  if (kernel.has_export_tax()) {
    const Table collected_bar = income_bar.replicate(1, x.cols());
    sold_bar -= collected_bar;
    add_sales_transposed(kernel.border(), prices_, theta, x, collected_bar, cost_bar, price_bar,
                         bar.expenditure);
  }
  add_sales_transposed(kernel.revenue(), prices_, theta, x, sold_bar, cost_bar, price_bar,
                       bar.expenditure);
  add_duty_share_transposed(*problem_, prices_, duty_share_,
                            (x.array().colwise() * income_bar.array()).matrix(), cost_bar,
                            price_bar);
  add_price_index_transposed(*problem_, prices_, price_bar, cost_bar);
  add_unit_cost_transposed(world, cost_bar, bar.log_wage, bar.log_price);
  return bar;
}

}  // namespace tariffsim
