#include "equilibrium/policy_direction.hpp"

#include <cmath>

namespace tariffsim {
namespace {

using Array = Eigen::ArrayXd;

/// One importer's purchases of one sector, N by exporter.
struct Column {
  Array share;    ///< pi'
  Array border;   ///< pi' / (1 + t')
  Array revenue;  ///< pi' / ((1 + t')(1 + e'))

  void set(const Problem& problem, const Prices& at, Index n, Index s) {
    const Array supply = at.supply.col(s).array() / at.demand(n, s);
    share = problem.kernel.weight().column(n, s).array() * supply;
    border = problem.kernel.border().column(n, s).array() * supply;
    revenue = problem.kernel.revenue().column(n, s).array() * supply;
  }
};

/// log(pi' / pi) of a cell with trade, -theta times its price relative to the index; else 0.
Array log_growth(const Problem& problem, const Column& column, Index n, Index s) {
  const auto before = problem.world.trade_share.sector(s).col(n).array();
  return (column.share > 0).select((column.share / before).log(), 0.0);
}

double tax_exponent(const Problem& problem, Index n, Index s) {
  const Table& phi = problem.parameters.tax_exponent;
  return phi.size() > 0 ? phi(n, s) : 1;
}

/// Columns of a direction.
struct ColumnDirection {
  Array tariff, export_tax;
  Array exponent;  ///< a, at given costs

  ColumnDirection(const Problem& problem, const Column& column, const PolicyDirection& along,
                  Index n, Index s);
};

/// One column of a direction; zero where the cube is empty.
Array column_of(const Cube& cube, Index n, Index s, Index countries) {
  if (cube.countries() == 0) return Array::Zero(countries);
  return cube.sector(s).col(n).array();
}

void add_to(Cube& cube, Index n, Index s, const Array& values) {
  if (cube.countries() > 0) cube.sector(s).col(n).array() += values;
}

ColumnDirection::ColumnDirection(const Problem& problem, const Column& column,
                                 const PolicyDirection& along, Index n, Index s)
    : tariff(column_of(along.tariff, n, s, column.share.size())),
      export_tax(column_of(along.export_tax, n, s, column.share.size())) {
  const double theta = problem.parameters.trade_elasticity(s);
  exponent = theta * (tax_exponent(problem, n, s) * (tariff + export_tax) +
                      column_of(along.trade_cost, n, s, column.share.size()));
  if (along.trade_elasticity.size() > 0)
    exponent -= log_growth(problem, column, n, s) * (along.trade_elasticity(s) / theta);
}

/// What producers are left with of what they receive.
double producers_part(const World& world, Index n) {
  return world.selling_share.size() > 0 ? 1 - world.selling_share(n) : 1;
}

/// Adds the gradient by policy of a column whose shares have the gradient `share_bar` by log pi',
/// m = sum_i pi' a among it (`mean_bar` is that by m alone): returns that by a.
Array add_share_transposed(const Problem& problem, const Column& column, const Array& share_bar,
                           double mean_bar, Index n, Index s, PolicyDirection& gradient) {
  const double theta = problem.parameters.trade_elasticity(s);
  const Array exponent_bar = column.share * (share_bar.sum() + mean_bar) - share_bar;
  const Array by_tax = theta * tax_exponent(problem, n, s) * exponent_bar;
  add_to(gradient.tariff, n, s, by_tax);
  add_to(gradient.export_tax, n, s, by_tax);
  add_to(gradient.trade_cost, n, s, theta * exponent_bar);
  if (gradient.trade_elasticity.size() > 0)
    gradient.trade_elasticity(s) -=
        (exponent_bar * log_growth(problem, column, n, s)).sum() / theta;
  return exponent_bar;
}

template <class Act>
void for_each_column(const Problem& problem, const Prices& at, const Act& act) {
  Column column;
  const Table& spent = problem.world.expenditure;
  for (Index s = 0; s < spent.cols(); ++s)
    for (Index n = 0; n < spent.rows(); ++n) {
      if (!(spent(n, s) > 0)) continue;
      column.set(problem, at, n, s);
      act(column, n, s);
    }
}

}  // namespace

PolicyDirection no_direction(const World& world, bool elasticities) {
  const Index countries = world.n_countries(), sectors = world.n_sectors();
  const Cube none(countries, sectors);
  return {none, none, none, elasticities ? Vector::Zero(sectors).eval() : Vector()};
}

void add_policy_effects(const Problem& problem, const Prices& at, const Table& expenditure,
                        const PolicyDirection& along, Effects& effects) {
  const World& world = problem.world;
  for_each_column(problem, at, [&](const Column& column, Index n, Index s) {
    const ColumnDirection d(problem, column, along, n, s);
    const double mean = (column.share * d.exponent).sum();
    const Array border = column.border * (mean - d.exponent - d.tariff);
    const Array revenue = column.revenue * (mean - d.exponent - d.tariff - d.export_tax);
    const double spent = expenditure(n, s);
    effects.index(n, s) += mean / problem.parameters.trade_elasticity(s);
    effects.revenue(n) -= spent * border.sum();
    effects.revenue.array() += spent * (border - revenue);
    effects.sold.col(s).array() += producers_part(world, n) * spent * revenue;
    if (effects.received.size() > 0) effects.received(n, s) += revenue.sum();
  });
}

void add_policy_effects_transposed(const Problem& problem, const Prices& at,
                                   const Table& expenditure, const Effects& bar,
                                   PolicyDirection& gradient) {
  const World& world = problem.world;
  Array border_bar, revenue_bar, share_bar;
  for_each_column(problem, at, [&](const Column& column, Index n, Index s) {
    const double theta = problem.parameters.trade_elasticity(s), spent = expenditure(n, s);
    border_bar = column.border * (spent * (bar.revenue.array() - bar.revenue(n)));
    revenue_bar =
        spent * (producers_part(world, n) * bar.sold.col(s).array() - bar.revenue.array());
    if (bar.received.size() > 0) revenue_bar += bar.received(n, s);
    revenue_bar *= column.revenue;
    share_bar = border_bar + revenue_bar;
    add_share_transposed(problem, column, share_bar, bar.index(n, s) / theta, n, s, gradient);
    add_to(gradient.tariff, n, s, -share_bar);
    add_to(gradient.export_tax, n, s, -revenue_bar);
  });
}

void add_flows_transposed(const Problem& problem, const Prices& at, const Table& expenditure,
                          const Cube& weights, Table& cost_bar, Table& spending_bar,
                          PolicyDirection& gradient) {
  for_each_column(problem, at, [&](const Column& column, Index n, Index s) {
    const double theta = problem.parameters.trade_elasticity(s);
    const Array by_spending = column.border * weights.sector(s).col(n).array();
    const Array share_bar = by_spending * expenditure(n, s);
    spending_bar(n, s) += by_spending.sum();
    cost_bar.col(s).array() +=
        theta * add_share_transposed(problem, column, share_bar, 0, n, s, gradient);
    add_to(gradient.tariff, n, s, -share_bar);
  });
}

double flows_change(const Problem& problem, const Prices& at, const Table& expenditure,
                    const Cube& weights, const Table& cost_change, const Table& spending_change,
                    const PolicyDirection& along) {
  double change = 0;
  for_each_column(problem, at, [&](const Column& column, Index n, Index s) {
    const ColumnDirection d(problem, column, along, n, s);
    const Array exponent =
        d.exponent + problem.parameters.trade_elasticity(s) * cost_change.col(s).array();
    const double mean = (column.share * exponent).sum();
    const Array flow =
        column.border * (expenditure(n, s) * (mean - exponent - d.tariff) + spending_change(n, s));
    change += (flow * weights.sector(s).col(n).array()).sum();
  });
  return change;
}

}  // namespace tariffsim
