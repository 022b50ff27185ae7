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
  at.supply.col(s) =
      (-problem.parameters.trade_elasticity(s) * (at.log_cost.col(s).array() - lowest)).exp();
  problem.kernel.weight().sum_over_exporters(s, at.supply.col(s), at.demand.col(s));
  const auto spends = problem.world.expenditure.col(s).array() > 0;
  at.demand.col(s) = spends.select(at.demand.col(s).array(), 1.0);
}

void price_index(const Problem& problem, Index s, Prices& at) {
  const double lowest = at.log_cost.col(s).minCoeff();
  auto log_price = at.log_price.col(s).array();
  log_price = at.demand.col(s).array().log();  // on its own: the choice below is not vectorised
  log_price = problem.kernel.log_wedge().col(s).array() + lowest -
              log_price / problem.parameters.trade_elasticity(s);
  log_price = (problem.world.expenditure.col(s).array() > 0).select(log_price, 0.0);
}

void price_index_change(const Problem& problem, const Prices& at, Index s,
                        const Eigen::Ref<const Vector>& cost_change, Vector& weighted,
                        Eigen::Ref<Vector> change) {
  weighted = at.supply.col(s).cwiseProduct(cost_change);
  problem.kernel.weight().sum_over_exporters(s, weighted, change);
  change = change.cwiseQuotient(at.demand.col(s));
}

void home_share(const Problem& problem, const Prices& at, Index s, Table& share) {
  for (Index n = 0; n < share.rows(); ++n) share(n, s) = problem.kernel.weight().column(n, s)(n);
  share.col(s) = share.col(s).cwiseProduct(at.supply.col(s)).cwiseQuotient(at.demand.col(s));
}

void duty_share(const Problem& problem, const Prices& at, Index s, Table& share) {
  problem.kernel.border().sum_over_exporters(s, at.supply.col(s), share.col(s));
  share.col(s) = (problem.world.expenditure.col(s).array() > 0)
                     .select(1.0 - share.col(s).array() / at.demand.col(s).array(), 0.0);
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
