// The derivative of a family's equations (family.hpp), equation by equation in the order of
// EquationSystem::evaluate().
#include "equilibrium/equation_system.hpp"

#include <utility>

namespace tariffsim {

void EquationSystem::change_costs(const State& v, Effects& d) const {
  d.wage = v.log_wage;
  if (family_.labour_moves) d.wage -= v.labour;
  d.labour = labour_price(family_, d.wage, v.sector_income);
  if (family_.tells_origin())
    change_costs_by_origin(v, d);
  else
    d.made = unit_cost_change(shares_, d.labour, v.log_price);
  d.share = value_added_share_change(shares_, d.labour, d.made);
  d.cost = d.made;
  if (family_.has_scale())
    add_scale(family_, scale_of_sectors(family_, v.log_wage, v.sector_income, d.share), d.cost);
}

/// Sales, of producers and at borders, and the revenue from them.
void EquationSystem::change_sales(const State& v, Effects& d) const {
  const TradeKernel& kernel = problem_->kernel;
  const Table& x = state_.expenditure;
  d.index = price_index_change(*problem_, prices_, d.cost);
  const auto change_of = [&](const OverlayCube& valued, const Table& sold, const Table& spent,
                             const Table& change) {
    return sales_change_with_spending(valued, prices_, problem_->parameters.trade_elasticity, sold,
                                      spent, d.cost, d.index, change);
  };
  const World& world = problem_->world;
  const Table sold =
      family_.tells_origin() ? Table(money_.output - state_.home_spending) : money_.output;
  d.sold = family_.sells() ? change_of(kernel.revenue(), sold, producers_part(world, x),
                                       producers_part(world, v.expenditure))
                           : change_of(kernel.revenue(), sold, x, v.expenditure);
  if (family_.tells_origin()) d.sold += v.home_spending;
  const Table duty = duty_share_change(*problem_, prices_, duty_share_, d.cost, d.index);
  d.revenue = (duty.cwiseProduct(x) + duty_share_.cwiseProduct(v.expenditure)).rowwise().sum();
  if (!kernel.has_export_tax()) {
    if (family_.sells()) d.received = -duty;
    return;
  }
  if (family_.sells())
    d.received = received_share_change(*problem_, prices_, received_share_, d.cost, d.index);
  const auto all_of = [&](const OverlayCube& valued) {
    return change_of(valued, sales(valued, prices_, x), x, v.expenditure);
  };
  d.revenue += (all_of(kernel.border()) - all_of(kernel.revenue())).rowwise().sum();
}

void EquationSystem::change_incomes(const State& v, Effects& d) const {
  const World& world = problem_->world;
  d.income = wage_bill_.cwiseProduct(v.log_wage) + d.revenue;
  if (problem_->parameters.proportional_deficits)
    d.income = proportional_income_change(world, problem_->deficit, wage_bill_ + revenue_,
                                          money_.income, d.income);
  d.earned = shares_.value_added().cwiseProduct(d.sold + money_.output.cwiseProduct(d.share));
  if (!family_.sells()) return;
  d.earned += selling_labour(world, d.received, state_.expenditure) +
              selling_labour(world, received_share_, v.expenditure);
}

/// Shares of spending move too: d log alpha' = (1 - zeta)(d log P - d log P^C), and d log g' =
/// (1 - eta)(d log P - d log Q) + (1 - eps)(d log Q - d log k).
Table EquationSystem::spending_gap_change(const State& v, const Effects& d) const {
  Table gap = final_use_change(v, d), use = d.sold;
  if (shares_.production_moves()) {
    use += use_change(shares_.input_price_change(v.log_price), d);
    Table bought = Table::Zero(use.rows(), use.cols());
    add_input_spending(shares_, money_.output, bought);
    gap += (1 - problem_->parameters.substitution.inputs) * bought.cwiseProduct(v.log_price);
  }
  add_input_spending(shares_, use, gap);
  return gap - v.expenditure;
}

/// Of alpha' I'.
Table EquationSystem::final_use_change(const State& v, const Effects& d) const {
  Table change;
  final_spending(shares_, d.income, change);
  if (!shares_.final_moves()) return change;
  Table bought;
  const Vector mean = shares_.final_use().cwiseProduct(v.log_price).rowwise().sum();
  final_spending(shares_, money_.income, bought);
  return change + (1 - problem_->parameters.substitution.final_use) *
                      bought.cwiseProduct(v.log_price.colwise() - mean);
}

/// Of what sectors spend on all inputs, but for their sales: by d log Q and d log k.
Table EquationSystem::use_change(const Table& input_price_change, const Effects& d) const {
  const auto& [eps, eta, zeta] = problem_->parameters.substitution;
  return money_.output.cwiseProduct((eta - eps) * input_price_change - (1 - eps) * d.made);
}

/// What policy adds stands beside what moves with the unknowns: all is linear.
Effects EquationSystem::effects_of(const State& v, const PolicyDirection* policy) const {
  Effects d;
  if (policy != nullptr && family_.tells_origin()) d.trade_elasticity = policy->trade_elasticity;
  change_costs(v, d);
  const bool scale = policy != nullptr && policy->trade_elasticity.size() > 0 &&
                     problem_->parameters.scale_of_elasticity && family_.has_scale();
  if (scale)
    d.cost += scale_change(family_, log_scale(), production_cost_,
                           scale_change_along(policy->trade_elasticity));
  change_sales(v, d);
  if (policy != nullptr) add_policy_effects(*problem_, prices_, state_.expenditure, *policy, d);
  change_incomes(v, d);
  return d;
}

Gaps EquationSystem::gaps_of(const State& v, const Effects& d) const {
  Gaps gaps;
  gaps.clearance = d.earned.rowwise().sum().cwiseQuotient(money_.value_added) - v.log_wage;
  if (family_.tells_origin()) {
    gaps.price = final_price_change(v, d);
    gaps.home_odds = home_odds_change(v, d);
    ByOrigin spent = spending_change_by_origin(v, d);
    gaps.spending = std::move(spent.abroad);
    gaps.home_spending = std::move(spent.home);
  } else {
    gaps.price = d.index - v.log_price;
    gaps.spending = spending_gap_change(v, d);
  }
  if (family_.has_tax_exponent())
    gaps.price += market_size_change(*problem_, state_.expenditure, d.wage, v.expenditure);
  if (family_.sector_income_moves)
    gaps.sector_income =
        sector_income_growth_change(family_, earned_, money_.output, d.earned, d.sold, d.share) -
        v.sector_income;
  if (!family_.labour_moves) return gaps;
  const Vector ratio = (d.revenue - revenue_.cwiseProduct(v.log_wage)).cwiseQuotient(wage_bill_);
  gaps.labour = labour_supply(family_, kept_share_change(family_, log_kept_, ratio), v.log_wage,
                              shares_.final_use().cwiseProduct(v.log_price).rowwise().sum()) -
                v.labour;
  return gaps;
}

/// psi is 1 / theta.
Vector EquationSystem::scale_change_along(const Vector& elasticity_change) const {
  const ModelParameters& p = problem_->parameters;
  return -p.scale.cwiseProduct(elasticity_change).cwiseQuotient(p.trade_elasticity);
}

Table EquationSystem::log_scale() const {
  return scale_of_sectors(family_, state_.log_wage, state_.sector_income,
                          value_added_share_change(shares_, log_labour_, production_cost_));
}

Effects EquationSystem::effects_along(const State& v, const PolicyDirection& policy) const {
  return effects_of(v, &policy);
}

Gaps EquationSystem::gaps_along(const PolicyDirection& policy) const {
  const State none = no_state();
  return gaps_of(none, effects_of(none, &policy));
}

}  // namespace tariffsim
