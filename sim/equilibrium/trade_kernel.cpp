#include "equilibrium/trade_kernel.hpp"

#include <cmath>
#include <limits>

namespace tariffsim {
namespace {

double at(const Cube& cube, Index i, Index n, Index s, double absent) {
  return cube.countries() == 0 ? absent : cube(i, n, s);
}

/// T = (1+t')(1+e')d' / ((1+t)(1+e)); exactly 1 where nothing changed.
double wedge(const World& world, const TradePolicy& policy, Index i, Index n, Index s) {
  const double t = world.tariff(i, n, s);
  const double t_new = policy.tariff(i, n, s);
  const double e = at(world.export_tax, i, n, s, 0.0);
  const double e_new = at(policy.export_tax, i, n, s, 0.0);
  const double duty = t == t_new ? 1.0 : (1.0 + t_new) / (1.0 + t);
  const double tax = e == e_new ? 1.0 : (1.0 + e_new) / (1.0 + e);
  return duty * tax * at(policy.trade_cost, i, n, s, 1.0);
}

/// One importer's column of one sector: weights relative to the smallest wedge, whose log is
/// returned.
double fill_column(const World& world, const TradePolicy& policy, Index n, Index s, Cube& weight) {
  const Index countries = world.n_countries();
  double smallest = std::numeric_limits<double>::infinity();
  for (Index i = 0; i < countries; ++i) {
    if (world.trade_share(i, n, s) <= 0) continue;
    weight(i, n, s) = wedge(world, policy, i, n, s);
    smallest = std::min(smallest, weight(i, n, s));
  }
  if (std::isinf(smallest)) smallest = 1.0;  // nothing bought, or nobody left to buy from
  for (Index i = 0; i < countries; ++i) {
    const double share = world.trade_share(i, n, s);
    if (share <= 0) continue;
    const double relative = weight(i, n, s) / smallest;
    weight(i, n, s) =
        relative == 1.0 ? share : share * std::pow(relative, -world.trade_elasticity(s));
  }
  return smallest == 1.0 ? 0.0 : std::log(smallest);
}

}  // namespace

TradeKernel make_kernel(const World& world, const TradePolicy& policy) {
  const Index countries = world.n_countries();
  const Index sectors = world.n_sectors();
  TradeKernel kernel;
  kernel.weight = Cube(countries, sectors);
  kernel.log_wedge = Table::Zero(countries, sectors);
  for (Index s = 0; s < sectors; ++s) {
    for (Index n = 0; n < countries; ++n) {
      if (world.expenditure(n, s) <= 0) continue;
      kernel.log_wedge(n, s) = fill_column(world, policy, n, s, kernel.weight);
    }
  }
  kernel.border = Cube(countries, sectors);
  for (Index s = 0; s < sectors; ++s) {
    kernel.border.sector(s) =
        kernel.weight.sector(s).array() / (1.0 + policy.tariff.sector(s).array());
  }
  if (policy.export_tax.countries() == 0) return kernel;
  kernel.producer = Cube(countries, sectors);
  for (Index s = 0; s < sectors; ++s) {
    kernel.producer.sector(s) =
        kernel.border.sector(s).array() / (1.0 + policy.export_tax.sector(s).array());
  }
  return kernel;
}

}  // namespace tariffsim
