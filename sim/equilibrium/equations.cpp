#include "equilibrium/equations.hpp"

#include <cmath>

namespace tariffsim {

void unit_cost(const World& world, const Vector& log_wage, const Table& log_price,
               Table& log_cost) {
  log_cost = world.value_added_share.array().colwise() * log_wage.array();
  if (world.input_share.empty()) return;
  for (Index s = 0; s < log_cost.cols(); ++s) {
    for (Index k = 0; k < log_cost.cols(); ++k) {
      log_cost.col(s) += world.input_share.by_country(k, s).cwiseProduct(log_price.col(k));
    }
  }
}

void price_index(const Problem& problem, Prices& at) {
  const World& world = problem.world;
  at.supply.resizeLike(at.log_cost);
  at.demand.resizeLike(at.log_cost);
  at.log_price.resizeLike(at.log_cost);
  for (Index s = 0; s < at.log_cost.cols(); ++s) {
    const double theta = problem.trade_elasticity(s);
    const double lowest = at.log_cost.col(s).minCoeff();
    at.supply.col(s) = (-theta * (at.log_cost.col(s).array() - lowest)).exp();
    at.demand.col(s).noalias() = problem.kernel.weight.sector(s).transpose() * at.supply.col(s);
    const auto spends = world.expenditure.col(s).array() > 0;
    at.demand.col(s) = spends.select(at.demand.col(s).array(), 1.0);
    at.log_price.col(s) = spends.select(
        problem.kernel.log_wedge.col(s).array() + lowest - at.demand.col(s).array().log() / theta,
        0.0);
  }
}

void price_index_change(const Problem& problem, const Prices& at, const Table& cost_change,
                        Table& weighted, Table& change) {
  weighted = at.supply.cwiseProduct(cost_change);
  change.resizeLike(weighted);
  for (Index s = 0; s < change.cols(); ++s) {
    change.col(s).noalias() = problem.kernel.weight.sector(s).transpose() * weighted.col(s);
  }
  change = change.cwiseQuotient(at.demand);
}

void home_share(const Problem& problem, const Prices& at, Table& share) {
  share.resizeLike(at.supply);
  for (Index s = 0; s < share.cols(); ++s) {
    share.col(s) = problem.kernel.weight.sector(s).diagonal();
  }
  share = share.cwiseProduct(at.supply).cwiseQuotient(at.demand);
}

void duty_share(const Problem& problem, const Prices& at, Table& share) {
  share.resizeLike(at.supply);
  for (Index s = 0; s < share.cols(); ++s) {
    share.col(s).noalias() = problem.kernel.border.sector(s).transpose() * at.supply.col(s);
  }
  share = (problem.world.expenditure.array() > 0)
              .select(1.0 - share.array() / at.demand.array(), 0.0);
}

void output(const Problem& problem, const Prices& at, const Table& spending_per_demand, Table& y) {
  const Cube& revenue = problem.kernel.revenue();
  y.resizeLike(spending_per_demand);
  for (Index s = 0; s < y.cols(); ++s) {
    y.col(s).noalias() = revenue.sector(s) * spending_per_demand.col(s);
  }
  y = y.cwiseProduct(at.supply);
}

void export_tax(const Problem& problem, const Prices& at, const Table& spending_per_demand,
                Table& tax) {
  tax.setZero(spending_per_demand.rows(), spending_per_demand.cols());
  if (!problem.kernel.has_export_tax()) return;
  for (Index s = 0; s < tax.cols(); ++s) {
    tax.col(s).noalias() = problem.kernel.border.sector(s) * spending_per_demand.col(s);
    tax.col(s).noalias() -= problem.kernel.producer.sector(s) * spending_per_demand.col(s);
  }
  tax = tax.cwiseProduct(at.supply);
}

void add_input_spending(const World& world, const Table& output, Table& spending) {
  if (world.input_share.empty()) return;
  for (Index s = 0; s < output.cols(); ++s) {
    for (Index k = 0; k < output.cols(); ++k) {
      spending.col(k) += world.input_share.by_country(k, s).cwiseProduct(output.col(s));
    }
  }
}

void value_added(const World& world, const Table& output, Vector& earned) {
  earned.setZero(output.rows());
  for (Index s = 0; s < output.cols(); ++s) {
    earned += world.value_added_share.col(s).cwiseProduct(output.col(s));
  }
}

}  // namespace tariffsim
