#include "equilibrium/equations.hpp"

#include <cmath>

#include "equilibrium/contraction.hpp"

namespace tariffsim {

void unit_cost(const Shares& shares, const Vector& log_wage, const Table& log_price,
               Table& log_cost) {
  log_cost = shares.value_added().array().colwise() * log_wage.array();
  shares.add_over_inputs(log_price, log_cost);
}

void unit_cost(const Shares& shares, const Table& log_labour, const Table& log_price,
               Table& log_cost) {
  if (shares.production_moves())
    log_cost = shares.log_unit_cost();
  else
    log_cost = unit_cost_change(shares, log_labour, log_price);
}

Table unit_cost_change(const Shares& shares, const Table& labour_change,
                       const Table& price_change) {
  Table change = shares.value_added().cwiseProduct(labour_change);
  shares.add_over_inputs(price_change, change);
  return change;
}

void add_unit_cost_transposed(const Shares& shares, const Table& cost_bar, Table& labour_bar,
                              Table& price_bar) {
  labour_bar += shares.value_added().cwiseProduct(cost_bar);
  shares.add_over_users(cost_bar, price_bar);
}

void supply_and_demand(const Problem& problem, Index s, Prices& at) {
  const double lowest = at.log_cost.col(s).minCoeff();
  at.supply.col(s) =
      (-problem.parameters.trade_elasticity(s) * (at.log_cost.col(s).array() - lowest)).exp();
  problem.kernel.weight().sum_over_exporters(s, at.supply.col(s), at.demand.col(s));
  const auto spends = problem.kernel.spending().col(s).array() > 0;
  at.demand.col(s) = spends.select(at.demand.col(s).array(), 1.0);
}

void price_index(const Problem& problem, Index s, Prices& at) {
  const double lowest = at.log_cost.col(s).minCoeff();
  auto log_price = at.log_price.col(s).array();
  log_price = at.demand.col(s).array().log();  // on its own: the choice below is not vectorised
  log_price = problem.kernel.log_wedge().col(s).array() + lowest -
              log_price / problem.parameters.trade_elasticity(s);
  log_price = (problem.kernel.spending().col(s).array() > 0).select(log_price, 0.0);
}

void price_index_change(const Problem& problem, const Prices& at, Index s,
                        const Eigen::Ref<const Vector>& cost_change, Vector& weighted,
                        Eigen::Ref<Vector> change) {
  weighted = at.supply.col(s).cwiseProduct(cost_change);
  problem.kernel.weight().sum_over_exporters(s, weighted, change);
  change = change.cwiseQuotient(at.demand.col(s));
}

Table price_index_change(const Problem& problem, const Prices& at, const Table& cost_change) {
  Vector weighted;
  Table change(cost_change.rows(), cost_change.cols());
  for (Index s = 0; s < change.cols(); ++s)
    price_index_change(problem, at, s, cost_change.col(s), weighted, change.col(s));
  return change;
}

void add_price_index_transposed(const Problem& problem, const Prices& at, const Table& price_bar,
                                Table& cost_bar) {
  cost_bar += sales(problem.kernel.weight(), at, price_bar);
}

void home_share(const Problem& problem, const Prices& at, Index s, Table& share) {
  for (Index n = 0; n < share.rows(); ++n) share(n, s) = problem.kernel.weight().column(n, s)(n);
  share.col(s) = share.col(s).cwiseProduct(at.supply.col(s)).cwiseQuotient(at.demand.col(s));
}

void duty_share(const Problem& problem, const Prices& at, Index s, Table& share) {
  problem.kernel.border().sum_over_exporters(s, at.supply.col(s), share.col(s));
  share.col(s) = (problem.kernel.spending().col(s).array() > 0)
                     .select(1.0 - share.col(s).array() / at.demand.col(s).array(), 0.0);
}

Table duty_share_change(const Problem& problem, const Prices& at, const Table& share,
                        const Table& cost_change, const Table& price_change) {
  Table change = (share.array() - 1.0) * price_change.array();
  Vector landed(share.rows());
  for (Index s = 0; s < share.cols(); ++s) {
    const Vector weighted = at.supply.col(s).cwiseProduct(cost_change.col(s));
    problem.kernel.border().sum_over_exporters(s, weighted, landed);
    change.col(s) += landed.cwiseQuotient(at.demand.col(s));
    change.col(s) *= problem.parameters.trade_elasticity(s);
  }
  return change;
}

void add_duty_share_transposed(const Problem& problem, const Prices& at, const Table& share,
                               const Table& share_bar, Table& cost_bar, Table& price_bar) {
  const Table weighted = share_bar * problem.parameters.trade_elasticity.asDiagonal();
  cost_bar += sales(problem.kernel.border(), at, weighted);
  price_bar.array() += (share.array() - 1.0) * weighted.array();
}

void output(const Problem& problem, const Prices& at, Index s, const Table& spending_per_demand,
            Table& y) {
  problem.kernel.revenue().sum_over_importers(s, spending_per_demand.col(s), y.col(s));
  y.col(s) = y.col(s).cwiseProduct(at.supply.col(s));
}

void export_tax(const Problem& problem, const Prices& at, Index s, const Table& spending_per_demand,
                Vector& kept, Table& tax) {
  tax.col(s).setZero();
  if (!problem.kernel.has_export_tax()) return;
  kept.resize(tax.rows());
  problem.kernel.border().sum_over_importers(s, spending_per_demand.col(s), tax.col(s));
  problem.kernel.revenue().sum_over_importers(s, spending_per_demand.col(s), kept);
  tax.col(s) = (tax.col(s) - kept).cwiseProduct(at.supply.col(s));
}

Table sales(const OverlayCube& valued, const Prices& at, const Table& expenditure) {
  const Table per_demand = expenditure.cwiseQuotient(at.demand);
  Table sold(expenditure.rows(), expenditure.cols());
  for (Index s = 0; s < sold.cols(); ++s)
    valued.sum_over_importers(s, per_demand.col(s), sold.col(s));
  return sold.cwiseProduct(at.supply);
}

/// Trade shares change by d log pi' = -theta (d log c_i - d log P_n).
Table sales_change(const OverlayCube& valued, const Prices& at, const Vector& trade_elasticity,
                   const Table& expenditure, const Table& cost_change, const Table& price_change) {
  const Table change = sales(valued, at, expenditure.cwiseProduct(price_change)) -
                       sales(valued, at, expenditure).cwiseProduct(cost_change);
  return change * trade_elasticity.asDiagonal();
}

Table sales_change_with_spending(const OverlayCube& valued, const Prices& at,
                                 const Vector& trade_elasticity, const Table& sold,
                                 const Table& expenditure, const Table& cost_change,
                                 const Table& price_change, const Table& spending_change) {
  const auto theta = trade_elasticity.asDiagonal();
  const Table moved = expenditure.cwiseProduct(price_change) * theta + spending_change;
  return sales(valued, at, moved) - sold.cwiseProduct(cost_change) * theta;
}

void add_sales_transposed(const OverlayCube& valued, const Prices& at,
                          const Vector& trade_elasticity, const Table& expenditure,
                          const Table& sales_bar, Table& cost_bar, Table& price_bar,
                          Table& spending_bar) {
  Table bought(sales_bar.rows(), sales_bar.cols());
  for (Index s = 0; s < bought.cols(); ++s)
    valued.sum_over_exporters(s, at.supply.col(s).cwiseProduct(sales_bar.col(s)), bought.col(s));
  bought = bought.cwiseQuotient(at.demand);
  spending_bar += bought;
  price_bar += expenditure.cwiseProduct(bought) * trade_elasticity.asDiagonal();
  cost_bar -=
      sales(valued, at, expenditure).cwiseProduct(sales_bar) * trade_elasticity.asDiagonal();
}

void wage_bill(const World& world, const Vector& log_wage, Vector& bill) {
  bill = log_wage.array().exp() * world.value_added.array();
}

void income(const Vector& wage_bill, const Vector& deficit, const Vector& tax_revenue,
            Vector& income) {
  income = wage_bill + deficit + tax_revenue;
}

void final_spending(const Shares& shares, const Vector& income, Table& spending) {
  spending = shares.final_use().array().colwise() * income.array();
}

Vector final_spending_transposed(const Shares& shares, const Table& spending_bar) {
  return shares.final_use().cwiseProduct(spending_bar).rowwise().sum();
}

void add_input_spending(const Shares& shares, const Table& output, Table& spending) {
  shares.add_over_users(output, spending);
}

void add_input_spending_transposed(const Shares& shares, const Table& spending_bar,
                                   Table& output_bar) {
  shares.add_over_inputs(spending_bar, output_bar);
}

ByOrigin spending_by_origin(const Shares& shares, const Vector& income, const Table& output) {
  Table spent;
  final_spending(shares, income, spent);
  ByOrigin wanted{shares.origins().home_final().cwiseProduct(spent),
                  shares.origins().abroad_final().cwiseProduct(spent)};
  shares.add_over_users(output, wanted);
  return wanted;
}

double log_price_of_origins(double log_cost, double log_import_price, double log_odds, double theta,
                            const MovedShare& moved) {
  return (log_odds > 0 ? log_cost : log_import_price) - moved.log_sum / theta;
}

void value_added(const Shares& shares, const Table& output, Vector& earned) {
  earned.setZero(output.rows());
  for (Index s = 0; s < output.cols(); ++s) {
    earned += shares.value_added().col(s).cwiseProduct(output.col(s));
  }
}

void add_value_added_transposed(const Shares& shares, const Vector& earned_bar, Table& output_bar) {
  output_bar += (shares.value_added().array().colwise() * earned_bar.array()).matrix();
}

}  // namespace tariffsim
