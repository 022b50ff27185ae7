#include "equilibrium/selling.hpp"

namespace tariffsim {

Table producers_part(const World& world, const Table& expenditure) {
  return (1 - world.selling_share.array()).matrix().asDiagonal() * expenditure;
}

void received_share(const Problem& problem, const Prices& at, Index s, Table& share) {
  problem.kernel.revenue().sum_over_exporters(s, at.supply.col(s), share.col(s));
  share.col(s) = share.col(s).cwiseQuotient(at.demand.col(s));
}

Table received_share_change(const Problem& problem, const Prices& at, const Table& share,
                            const Table& cost_change, const Table& price_change) {
  Table change = share.cwiseProduct(price_change);
  Vector received(share.rows());
  for (Index s = 0; s < share.cols(); ++s) {
    const Vector weighted = at.supply.col(s).cwiseProduct(cost_change.col(s));
    problem.kernel.revenue().sum_over_exporters(s, weighted, received);
    change.col(s) -= received.cwiseQuotient(at.demand.col(s));
    change.col(s) *= problem.parameters.trade_elasticity(s);
  }
  return change;
}

void add_received_share_transposed(const Problem& problem, const Prices& at, const Table& share,
                                   const Table& share_bar, Table& cost_bar, Table& price_bar) {
  const Table weighted = share_bar * problem.parameters.trade_elasticity.asDiagonal();
  cost_bar -= sales(problem.kernel.revenue(), at, weighted);
  price_bar += share.cwiseProduct(weighted);
}

Table selling_labour(const World& world, const Table& share, const Table& expenditure) {
  return world.selling_share.asDiagonal() * share.cwiseProduct(expenditure);
}

Table market_size(const Problem& problem, const Vector& log_wage, const Table& expenditure) {
  const Table& before = problem.world.expenditure;
  const Table change = (expenditure.array() / before.array()).log().matrix().colwise() - log_wage;
  return (before.array() > 0)
      .select((1 - problem.parameters.tax_exponent.array()) * change.array(), 0.0);
}

Table market_size_change(const Problem& problem, const Table& expenditure,
                         const Vector& wage_change, const Table& spending_change) {
  const Table change = spending_change.cwiseQuotient(expenditure).colwise() - wage_change;
  return (problem.world.expenditure.array() > 0)
      .select((1 - problem.parameters.tax_exponent.array()) * change.array(), 0.0);
}

void add_market_size_transposed(const Problem& problem, const Table& expenditure,
                                const Table& price_bar, Vector& wage_bar, Table& spending_bar) {
  const auto spends = problem.world.expenditure.array() > 0;
  const Table moved =
      spends.select((1 - problem.parameters.tax_exponent.array()) * price_bar.array(), 0.0);
  wage_bar -= moved.rowwise().sum();
  spending_bar.array() += spends.select(moved.array() / expenditure.array(), 0.0);
}

}  // namespace tariffsim
