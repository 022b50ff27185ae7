// The transposed derivative: the steps of the derivative (equation_system_family.cpp) backwards,
// from what one number owes to each of them to what it owes to unknowns and policy.
#include "equilibrium/equation_system.hpp"

namespace tariffsim {

State EquationSystem::no_state() const {
  const Table none = Table::Zero(duty_share_.rows(), duty_share_.cols());
  State zero{Vector::Zero(none.rows()), none, none};
  if (family_.sector_income_moves) zero.sector_income = none;
  if (family_.labour_moves) zero.labour.setZero(none.rows());
  if (family_.tells_origin()) zero.home_odds = zero.home_spending = none;
  return zero;
}

Weights EquationSystem::no_weights() const {
  Weights none{no_state(), no_effects(duty_share_.rows(), duty_share_.cols())};
  if (!family_.sells()) none.effects.received.resize(0, 0);
  return none;
}

void EquationSystem::transpose_gaps(const Gaps& v, State& bar, Effects& d) const {
  d.earned.colwise() += v.clearance.cwiseQuotient(money_.value_added);
  bar.log_wage -= v.clearance;
  if (family_.tells_origin()) {
    transpose_prices_by_origin(v, bar, d);
    transpose_spending_by_origin(v, bar, d);
  } else {
    d.index += v.price;
    bar.log_price -= v.price;
    transpose_spending_gap(v.spending, bar, d);
  }
  if (family_.has_tax_exponent())
    add_market_size_transposed(*problem_, state_.expenditure, v.price, d.wage, bar.expenditure);
  if (family_.sector_income_moves) {
    add_sector_income_growth_transposed(family_, earned_, money_.output, v.sector_income, d.earned,
                                        d.sold, d.share);
    bar.sector_income -= v.sector_income;
  }
  if (!family_.labour_moves) return;
  const Vector supply_bar = family_.supply_part * v.labour;
  const Vector ratio_bar =
      kept_share_change(family_, log_kept_, supply_bar).cwiseQuotient(wage_bill_);
  d.revenue += ratio_bar;
  bar.log_wage += supply_bar - revenue_.cwiseProduct(ratio_bar);
  bar.log_price -= supply_bar.asDiagonal() * shares_.final_use();
  bar.labour -= v.labour;
}

void EquationSystem::transpose_spending_gap(const Table& v, State& bar, Effects& d) const {
  const auto& [eps, eta, zeta] = problem_->parameters.substitution;
  transpose_final_use(v, bar, d);
  Table use_bar = Table::Zero(v.rows(), v.cols());
  add_input_spending_transposed(shares_, v, use_bar);
  d.sold += use_bar;
  if (shares_.production_moves()) {
    const Table by_output = money_.output.cwiseProduct(use_bar);
    shares_.add_input_price_transposed((eta - eps) * by_output, bar.log_price);
    d.made -= (1 - eps) * by_output;
    Table bought = Table::Zero(v.rows(), v.cols());
    add_input_spending(shares_, money_.output, bought);
    bar.log_price += (1 - eta) * bought.cwiseProduct(v);
  }
  bar.expenditure -= v;
}

void EquationSystem::transpose_final_use(const Table& final_bar, State& bar, Effects& d) const {
  d.income += final_spending_transposed(shares_, final_bar);
  if (!shares_.final_moves()) return;
  Table bought;
  final_spending(shares_, money_.income, bought);
  const Table moved =
      (1 - problem_->parameters.substitution.final_use) * bought.cwiseProduct(final_bar);
  bar.log_price += moved - moved.rowwise().sum().asDiagonal() * shares_.final_use();
}

void EquationSystem::transpose_incomes(State& bar, Effects& d) const {
  const World& world = problem_->world;
  if (family_.sells()) {
    const Table to_labour = world.selling_share.asDiagonal() * d.earned;
    d.received += state_.expenditure.cwiseProduct(to_labour);
    bar.expenditure += received_share_.cwiseProduct(to_labour);
  }
  const Table by_sales = shares_.value_added().cwiseProduct(d.earned);
  d.sold += by_sales;
  d.share += money_.output.cwiseProduct(by_sales);
  const Vector earned_bar =
      problem_->parameters.proportional_deficits
          ? proportional_income_transposed(world, problem_->deficit, wage_bill_ + revenue_,
                                           money_.income, d.income)
          : d.income;
  bar.log_wage += wage_bill_.cwiseProduct(earned_bar);
  d.revenue += earned_bar;
}

void EquationSystem::transpose_sales(State& bar, Effects& d) const {
  const TradeKernel& kernel = problem_->kernel;
  const Vector& theta = problem_->parameters.trade_elasticity;
  const Table& x = state_.expenditure;
  const auto add = [&](const OverlayCube& valued, const Table& at, const Table& sold_bar,
                       Table& spending_bar) {
    add_sales_transposed(valued, prices_, theta, at, sold_bar, d.cost, d.index, spending_bar);
  };
  Table sold_bar = d.sold;
  if (kernel.has_export_tax()) {
    const Table collected_bar = d.revenue.replicate(1, x.cols());
    add(kernel.border(), x, collected_bar, bar.expenditure);
    if (family_.sells())
      add(kernel.revenue(), x, -collected_bar, bar.expenditure);
    else
      sold_bar -= collected_bar;
  }
  if (family_.sells()) {
    const World& world = problem_->world;
    Table by_producers = Table::Zero(x.rows(), x.cols());
    add(kernel.revenue(), producers_part(world, x), sold_bar, by_producers);
    bar.expenditure += producers_part(world, by_producers);
    add_received_share_transposed(*problem_, prices_, received_share_, d.received, d.cost, d.index);
  } else {
    add(kernel.revenue(), x, sold_bar, bar.expenditure);
    if (family_.tells_origin()) bar.home_spending += d.sold;
  }
  bar.expenditure += d.revenue.asDiagonal() * duty_share_;
  add_duty_share_transposed(*problem_, prices_, duty_share_, d.revenue.asDiagonal() * x, d.cost,
                            d.index);
  add_price_index_transposed(*problem_, prices_, d.index, d.cost);
}

void EquationSystem::transpose_costs(State& bar, Effects& d) const {
  if (family_.has_scale()) {
    const Table scale_bar = scale_transposed(family_, d.cost);
    add_scale_of_sectors_transposed(family_, scale_bar, bar.log_wage, bar.sector_income, d.share);
  }
  d.made += d.cost;
  add_value_added_share_transposed(shares_, d.share, d.labour, d.made);
  if (family_.tells_origin())
    transpose_costs_by_origin(bar, d);
  else
    add_unit_cost_transposed(shares_, d.made, d.labour, bar.log_price);
  add_labour_price_transposed(family_, d.labour, d.wage, bar.sector_income);
  bar.log_wage += d.wage;
  if (family_.labour_moves) bar.labour -= d.wage;
}

void EquationSystem::transpose_scale(Effects& d, PolicyDirection* policy) const {
  if (!problem_->parameters.scale_of_elasticity || !family_.has_scale()) return;
  const Table per_psi =
      scale_change(family_, log_scale(), production_cost_, Vector::Ones(d.cost.cols()));
  const Vector psi_bar = per_psi.cwiseProduct(d.cost).colwise().sum();
  policy->trade_elasticity += scale_change_along(psi_bar);
}

void EquationSystem::transpose(State& bar, Effects& d, PolicyDirection* policy) const {
  transpose_incomes(bar, d);
  if (policy != nullptr)
    add_policy_effects_transposed(*problem_, prices_, state_.expenditure, d, *policy);
  transpose_sales(bar, d);
  if (policy != nullptr && policy->trade_elasticity.size() > 0) transpose_scale(d, policy);
  transpose_costs(bar, d);
}

State EquationSystem::apply_jacobian_transposed(const Gaps& v) const {
  auto [bar, d, flow] = no_weights();
  transpose_gaps(v, bar, d);
  transpose(bar, d, nullptr);
  return bar;
}

/// Home's goods are no part of the kernel of trade: their flows are spending on them.
void EquationSystem::add_home_flows(const Cube& flow, State& bar) const {
  for (Index s = 0; s < bar.home_spending.cols(); ++s)
    bar.home_spending.col(s) += flow.sector(s).diagonal();
}

State EquationSystem::gradient_by_unknowns(const Weights& weights) const {
  auto [bar, d, flow] = weights;
  if (flow.countries() > 0) add_home_flows(flow, bar);
  if (flow.countries() > 0)
    add_flows_transposed(*problem_, prices_, state_.expenditure, flow, d.cost, bar.expenditure,
                         nullptr);
  transpose(bar, d, nullptr);
  return bar;
}

void EquationSystem::add_gradient_by_policy(const Weights& weights, const Gaps& v,
                                            PolicyDirection& gradient) const {
  auto [bar, d, flow] = weights;
  if (family_.tells_origin()) d.trade_elasticity = Vector::Zero(gradient.trade_elasticity.size());
  if (flow.countries() > 0)
    add_flows_transposed(*problem_, prices_, state_.expenditure, flow, d.cost, bar.expenditure,
                         &gradient);
  transpose_gaps(v, bar, d);
  transpose(bar, d, &gradient);
  if (d.trade_elasticity.size() > 0) gradient.trade_elasticity += d.trade_elasticity;
}

}  // namespace tariffsim
