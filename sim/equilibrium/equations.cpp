#include "equilibrium/equations.hpp"

#include <cmath>

#include "equilibrium/contraction.hpp"

namespace tariffsim {

void unit_cost(const World& world, const Vector& log_wage, const Table& log_price,
               Table& log_cost) {
  log_cost = world.value_added_share.array().colwise() * log_wage.array();
  if (!world.input_share.empty()) add_over_inputs(world.input_share, log_price, log_cost);
}

void supply_and_demand(const Problem& problem, Index s, Prices& at) {
  const double lowest = at.log_cost.col(s).minCoeff();
  at.supply.col(s) = (-problem.trade_elasticity(s) * (at.log_cost.col(s).array() - lowest)).exp();
  at.demand.col(s).noalias() = problem.kernel.weight.sector(s).transpose() * at.supply.col(s);
  const auto spends = problem.world.expenditure.col(s).array() > 0;
  at.demand.col(s) = spends.select(at.demand.col(s).array(), 1.0);
}

void price_index(const Problem& problem, Index s, Prices& at) {
  const double lowest = at.log_cost.col(s).minCoeff();
  const auto gain = at.demand.col(s).array().log() / problem.trade_elasticity(s);
  at.log_price.col(s) = (problem.world.expenditure.col(s).array() > 0)
                            .select(problem.kernel.log_wedge.col(s).array() + lowest - gain, 0.0);
}

void price_index_change(const Problem& problem, const Prices& at, Index s, const Table& cost_change,
                        Table& weighted, Table& change) {
  weighted.col(s) = at.supply.col(s).cwiseProduct(cost_change.col(s));
  change.col(s).noalias() = problem.kernel.weight.sector(s).transpose() * weighted.col(s);
  change.col(s) = change.col(s).cwiseQuotient(at.demand.col(s));
}

void home_share(const Problem& problem, const Prices& at, Index s, Table& share) {
  share.col(s) = problem.kernel.weight.sector(s).diagonal();
  share.col(s) = share.col(s).cwiseProduct(at.supply.col(s)).cwiseQuotient(at.demand.col(s));
}

void duty_share(const Problem& problem, const Prices& at, Index s, Table& share) {
  share.col(s).noalias() = problem.kernel.border.sector(s).transpose() * at.supply.col(s);
  share.col(s) = (problem.world.expenditure.col(s).array() > 0)
                     .select(1.0 - share.col(s).array() / at.demand.col(s).array(), 0.0);
}

void output(const Problem& problem, const Prices& at, Index s, const Table& spending_per_demand,
            Table& y) {
  y.col(s).noalias() = problem.kernel.revenue().sector(s) * spending_per_demand.col(s);
  y.col(s) = y.col(s).cwiseProduct(at.supply.col(s));
}

void export_tax(const Problem& problem, const Prices& at, Index s, const Table& spending_per_demand,
                Table& tax) {
  tax.col(s).setZero();
  if (!problem.kernel.has_export_tax()) return;
  tax.col(s).noalias() = problem.kernel.border.sector(s) * spending_per_demand.col(s);
  tax.col(s).noalias() -= problem.kernel.producer.sector(s) * spending_per_demand.col(s);
  tax.col(s) = tax.col(s).cwiseProduct(at.supply.col(s));
}

void add_input_spending(const World& world, const Table& output, Table& spending) {
  if (!world.input_share.empty()) add_over_users(world.input_share, output, spending);
}

void value_added(const World& world, const Table& output, Vector& earned) {
  earned.setZero(output.rows());
  for (Index s = 0; s < output.cols(); ++s) {
    earned += world.value_added_share.col(s).cwiseProduct(output.col(s));
  }
}

}  // namespace tariffsim
