#include "equilibrium/policy_direction.hpp"

#include <cmath>

namespace tariffsim {
namespace {

using Array = Eigen::ArrayXd;

/// One importer's purchases of one sector, N by exporter. Its memory serves one column after
/// another, as does that of all that is computed of it here.
struct Column {
  Array share;    ///< pi'
  Array border;   ///< pi' / (1 + t')
  Array revenue;  ///< pi' / ((1 + t')(1 + e'))

  void set(const Problem& problem, const Prices& at, Index n, Index s) {
    share = at.supply.col(s).array() * (1 / at.demand(n, s));
    border = problem.kernel.border().column(n, s).array() * share;
    if (problem.kernel.has_export_tax())
      revenue = problem.kernel.revenue().column(n, s).array() * share;
    else
      revenue = border;
    share *= problem.kernel.weight().column(n, s).array();
  }
};

/// What is added to shares so that the growth of none out of none is none.
constexpr double kLeastShare = 1e-300;

/// log(pi' / pi), -theta times the price relative to the index; any number in a cell without trade.
auto log_growth(const Problem& problem, const Column& column, Index n, Index s) {
  const auto before = problem.kernel.baseline()->share().sector(s).col(n).array();
  return ((column.share + kLeastShare) / (before + kLeastShare)).log();
}

double tax_exponent(const Problem& problem, Index n, Index s) {
  const Table& phi = problem.parameters.tax_exponent;
  return phi.size() > 0 ? phi(n, s) : 1;
}

/// One column of a direction.
struct ColumnDirection {
  Array tariff, export_tax;
  Array exponent;  ///< a, at given costs

  void set(const Problem& problem, const Column& column, const PolicyDirection& along, Index n,
           Index s) {
    const double theta = problem.parameters.trade_elasticity(s);
    const Index countries = column.share.size();
    put(along.tariff, n, s, countries, tariff);
    put(along.export_tax, n, s, countries, export_tax);
    put(along.trade_cost, n, s, countries, exponent);
    exponent = theta * (exponent + tax_exponent(problem, n, s) * (tariff + export_tax));
    if (along.trade_elasticity.size() > 0)
      exponent -= log_growth(problem, column, n, s) * (along.trade_elasticity(s) / theta);
    exponent = (column.share > 0).select(exponent, 0.0);
  }

 private:
  /// Zero where the cube is empty.
  static void put(const Cube& cube, Index n, Index s, Index countries, Array& column) {
    if (cube.countries() == 0)
      column.setZero(countries);
    else
      column = cube.sector(s).col(n).array();
  }
};

/// What producers are left with of what they receive.
double producers_part(const World& world, Index n) {
  return world.selling_share.size() > 0 ? 1 - world.selling_share(n) : 1;
}

/// The gradient of one column.
struct ColumnGradient {
  Array border, revenue;  ///< by log of the terms of these, times them
  Array share;            ///< by log pi'
  Array exponent;         ///< by a

  /// Adds to the gradient by policy. `mean_bar` is that by m alone.
  void add_to(const Problem& problem, const Column& column, double mean_bar, Index n, Index s,
              PolicyDirection& gradient) {
    share = border + revenue;
    exponent = column.share * (share.sum() + mean_bar) - share;
    const double theta = problem.parameters.trade_elasticity(s);
    const double by_tax = theta * tax_exponent(problem, n, s);
    add(gradient.tariff, n, s, by_tax * exponent - share);
    add(gradient.export_tax, n, s, by_tax * exponent - revenue);
    add(gradient.trade_cost, n, s, theta * exponent);
    if (gradient.trade_elasticity.size() > 0)
      gradient.trade_elasticity(s) -= (exponent * log_growth(problem, column, n, s)).sum() / theta;
  }

 private:
  template <class Values>
  static void add(Cube& cube, Index n, Index s, const Values& values) {
    if (cube.countries() > 0) cube.sector(s).col(n).array() += values;
  }
};

/// Of some importers; of all if none is named.
template <class Act>
void for_each_column(const Problem& problem, const Prices& at, const std::vector<Index>& importers,
                     const Act& act) {
  Column column;
  const Table& spent = problem.kernel.spending();
  const auto visit = [&](Index n, Index s) {
    if (!(spent(n, s) > 0)) return;
    column.set(problem, at, n, s);
    act(column, n, s);
  };
  for (Index s = 0; s < spent.cols(); ++s) {
    for (const Index n : importers) visit(n, s);
    for (Index n = 0; n < spent.rows() && importers.empty(); ++n) visit(n, s);
  }
}

template <class Act>
void for_each_column(const Problem& problem, const Prices& at, const Act& act) {
  for_each_column(problem, at, {}, act);
}

}  // namespace

PolicyDirection no_direction(const World& world, bool elasticities) {
  const Index countries = world.n_countries(), sectors = world.n_sectors();
  return {Cube(countries, sectors),
          Cube(countries, sectors),
          Cube(countries, sectors),
          elasticities ? Vector::Zero(sectors).eval() : Vector(),
          {}};
}

void add_policy_effects(const Problem& problem, const Prices& at, const Table& expenditure,
                        const PolicyDirection& along, Effects& effects) {
  ColumnDirection d;
  Array border, revenue;
  for_each_column(problem, at, [&](const Column& column, Index n, Index s) {
    d.set(problem, column, along, n, s);
    const double mean = (column.share * d.exponent).sum(), spent = expenditure(n, s);
    border = column.border * (mean - d.exponent - d.tariff);
    revenue = column.revenue * (mean - d.exponent - d.tariff - d.export_tax);
    effects.index(n, s) += mean / problem.parameters.trade_elasticity(s);
    effects.revenue(n) -= spent * border.sum();
    effects.revenue.array() += spent * (border - revenue);
    effects.sold.col(s).array() += producers_part(problem.world, n) * spent * revenue;
    if (effects.received.size() > 0) effects.received(n, s) += revenue.sum();
  });
}

void add_policy_effects_transposed(const Problem& problem, const Prices& at,
                                   const Table& expenditure, const Effects& bar,
                                   PolicyDirection& gradient) {
  ColumnGradient by;
  for_each_column(problem, at, gradient.importers, [&](const Column& column, Index n, Index s) {
    const double spent = expenditure(n, s), made = producers_part(problem.world, n);
    const double received = bar.received.size() > 0 ? bar.received(n, s) : 0;
    by.border = column.border * (spent * (bar.revenue.array() - bar.revenue(n)));
    by.revenue = column.revenue *
                 (spent * (made * bar.sold.col(s).array() - bar.revenue.array()) + received);
    by.add_to(problem, column, bar.index(n, s) / problem.parameters.trade_elasticity(s), n, s,
              gradient);
  });
}

void add_flows_transposed(const Problem& problem, const Prices& at, const Table& expenditure,
                          const Cube& weights, Table& cost_bar, Table& spending_bar,
                          PolicyDirection* gradient) {
  ColumnGradient by;
  PolicyDirection nobody;
  for_each_column(problem, at, [&](const Column& column, Index n, Index s) {
    by.border = column.border * weights.sector(s).col(n).array();
    spending_bar(n, s) += by.border.sum();
    by.border *= expenditure(n, s);
    by.revenue.setZero(by.border.size());
    by.add_to(problem, column, 0, n, s, gradient != nullptr ? *gradient : nobody);
    cost_bar.col(s).array() += problem.parameters.trade_elasticity(s) * by.exponent;
  });
}

double flows_change(const Problem& problem, const Prices& at, const Table& expenditure,
                    const Cube& weights, const Table& cost_change, const Table& spending_change,
                    const PolicyDirection& along) {
  ColumnDirection d;
  double change = 0;
  for_each_column(problem, at, [&](const Column& column, Index n, Index s) {
    d.set(problem, column, along, n, s);
    d.exponent += problem.parameters.trade_elasticity(s) * cost_change.col(s).array();
    const double mean = (column.share * d.exponent).sum();
    change += (weights.sector(s).col(n).array() * column.border *
               (expenditure(n, s) * (mean - d.exponent - d.tariff) + spending_change(n, s)))
                  .sum();
  });
  return change;
}

}  // namespace tariffsim
