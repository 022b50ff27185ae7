#include "equilibrium/equations.hpp"

#include <cmath>

namespace tariffsim {

Table unit_cost(const World& world, const Vector& log_wage, const Table& log_price) {
  Table cost = world.value_added_share.array().colwise() * log_wage.array();
  if (world.input_share.empty()) return cost;
  for (Index s = 0; s < cost.cols(); ++s) {
    for (Index k = 0; k < cost.cols(); ++k) {
      cost.col(s).array() += world.input_share.by_country(k, s).array() * log_price.col(k).array();
    }
  }
  return cost;
}

Prices price_index(const Problem& problem, Table log_cost) {
  const World& world = problem.world;
  Prices at;
  at.log_cost = std::move(log_cost);
  at.supply.resizeLike(at.log_cost);
  at.demand.resizeLike(at.log_cost);
  at.log_price.resizeLike(at.log_cost);
  for (Index s = 0; s < at.log_cost.cols(); ++s) {
    const double theta = world.trade_elasticity(s);
    const double lowest = at.log_cost.col(s).minCoeff();
    at.supply.col(s) = (-theta * (at.log_cost.col(s).array() - lowest)).exp();
    at.demand.col(s).noalias() = problem.kernel.weight.sector(s).transpose() * at.supply.col(s);
    const auto spends = world.expenditure.col(s).array() > 0;
    at.demand.col(s) = spends.select(at.demand.col(s).array(), 1.0);
    at.log_price.col(s) = spends.select(
        problem.kernel.log_wedge.col(s).array() + lowest - at.demand.col(s).array().log() / theta,
        0.0);
  }
  return at;
}

Table price_index_change(const Problem& problem, const Prices& at, const Table& cost_change) {
  Table change(cost_change.rows(), cost_change.cols());
  for (Index s = 0; s < change.cols(); ++s) {
    const Vector weighted = at.supply.col(s).cwiseProduct(cost_change.col(s));
    change.col(s).noalias() = problem.kernel.weight.sector(s).transpose() * weighted;
  }
  return change.cwiseQuotient(at.demand);
}

Table home_share(const Problem& problem, const Prices& at) {
  Table share(at.supply.rows(), at.supply.cols());
  for (Index s = 0; s < share.cols(); ++s) {
    share.col(s) = problem.kernel.weight.sector(s).diagonal();
  }
  return share.cwiseProduct(at.supply).cwiseQuotient(at.demand);
}

Table border_share(const Problem& problem, const Prices& at) {
  Table share(at.supply.rows(), at.supply.cols());
  for (Index s = 0; s < share.cols(); ++s) {
    share.col(s).noalias() = problem.kernel.border.sector(s).transpose() * at.supply.col(s);
  }
  share = share.cwiseQuotient(at.demand);
  return (problem.world.expenditure.array() > 0).select(share, 1.0);
}

Table output(const Problem& problem, const Prices& at, const Table& expenditure) {
  const Cube& revenue = problem.kernel.revenue();
  Table y(expenditure.rows(), expenditure.cols());
  for (Index s = 0; s < y.cols(); ++s) {
    const Vector scaled = expenditure.col(s).cwiseQuotient(at.demand.col(s));
    y.col(s).noalias() = revenue.sector(s) * scaled;
  }
  return y.cwiseProduct(at.supply);
}

Table export_tax(const Problem& problem, const Prices& at, const Table& expenditure) {
  if (problem.kernel.producer.countries() == 0) {
    return Table::Zero(expenditure.rows(), expenditure.cols());
  }
  Table tax(expenditure.rows(), expenditure.cols());
  for (Index s = 0; s < tax.cols(); ++s) {
    const Vector scaled = expenditure.col(s).cwiseQuotient(at.demand.col(s));
    tax.col(s) =
        problem.kernel.border.sector(s) * scaled - problem.kernel.producer.sector(s) * scaled;
  }
  return tax.cwiseProduct(at.supply);
}

Table input_spending(const World& world, const Table& output) {
  Table spending = Table::Zero(output.rows(), output.cols());
  if (world.input_share.empty()) return spending;
  for (Index s = 0; s < output.cols(); ++s) {
    for (Index k = 0; k < output.cols(); ++k) {
      spending.col(k).array() += world.input_share.by_country(k, s).array() * output.col(s).array();
    }
  }
  return spending;
}

Vector value_added(const World& world, const Table& output) {
  return world.value_added_share.cwiseProduct(output).rowwise().sum();
}

}  // namespace tariffsim
