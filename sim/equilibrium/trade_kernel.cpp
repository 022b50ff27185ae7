#include "equilibrium/trade_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace tariffsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// -log of the smallest factor that counts as trade: 1e-300.
constexpr double kNoTrade = 690;

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

/// One importer's column of one sector.
std::span<const double> column(const Cube& cube, Index n, Index s) {
  const auto size = static_cast<std::size_t>(cube.countries());
  return cube.values().subspan(static_cast<std::size_t>(s * cube.countries() + n) * size, size);
}

bool same_column(const Cube& a, const Cube& b, Index n, Index s) {
  if (a.countries() != b.countries()) return false;
  return a.countries() == 0 || std::memcmp(column(a, n, s).data(), column(b, n, s).data(),
                                           column(a, n, s).size_bytes()) == 0;
}

bool unchanged(const World& world, const TradePolicy& policy, Index n, Index s) {
  return policy.trade_cost.countries() == 0 && same_column(policy.tariff, world.tariff, n, s) &&
         same_column(policy.export_tax, world.export_tax, n, s);
}

/// Weights of one column relative to the smallest wedge, whose log is returned.
double fill_column(const World& world, double theta, const TradePolicy& policy, Index n, Index s,
                   Cube& cube) {
  const auto share = world.trade_share.sector(s).col(n).array();
  auto weight = cube.sector(s).col(n).array();
  double smallest = kInfinity;
  for (Index i = 0; i < share.size(); ++i) {
    weight(i) = share(i) > 0 ? wedge(world, policy, i, n, s) : kInfinity;
    smallest = std::min(smallest, weight(i));
  }
  if (std::isinf(smallest)) {
    weight.setZero();
    return kInfinity;
  }
  weight = theta * (weight / smallest).log();
  weight = (weight == 0.0).select(share, (weight < kNoTrade).select(share * (-weight).exp(), 0.0));
  return smallest == 1.0 ? 0.0 : std::log(smallest);
}

/// Memory of the right shape; what a policy without export taxes does not need is given up.
void prepare(const World& world, const TradePolicy& policy, TradeKernel& kernel) {
  const Index countries = world.n_countries();
  const Index sectors = world.n_sectors();
  const auto fits = [&](const Cube& cube) {
    return cube.countries() == countries && cube.sectors() == sectors;
  };
  if (!fits(kernel.weight)) kernel.weight = Cube(countries, sectors);
  if (!fits(kernel.border)) kernel.border = Cube(countries, sectors);
  if (policy.export_tax.countries() == 0)
    kernel.producer = {};
  else if (!fits(kernel.producer))
    kernel.producer = Cube(countries, sectors);
  kernel.log_wedge.setZero(countries, sectors);
  kernel.link.setZero(countries, countries);
}

/// From `weight`, what is left of spending at the border and with producers. Column by column.
void fill_revenue(const TradePolicy& policy, Index n, Index s, TradeKernel& kernel) {
  auto border = kernel.border.sector(s).col(n).array();
  border = kernel.weight.sector(s).col(n).array() / (1.0 + policy.tariff.sector(s).col(n).array());
  if (!kernel.has_export_tax()) return;
  kernel.producer.sector(s).col(n) = border / (1.0 + policy.export_tax.sector(s).col(n).array());
}

void copy_column(const TradeKernel& from, Index n, Index s, TradeKernel& to) {
  to.weight.sector(s).col(n) = from.weight.sector(s).col(n);
  to.border.sector(s).col(n) = from.border.sector(s).col(n);
  if (to.has_export_tax()) to.producer.sector(s).col(n) = from.producer.sector(s).col(n);
}

}  // namespace

void fill_kernel(const World& world, const Vector& trade_elasticity, const TradePolicy& policy,
                 const TradeKernel& baseline, TradeKernel& kernel) {
  prepare(world, policy, kernel);
  for (Index s = 0; s < world.n_sectors(); ++s) {
    for (Index n = 0; n < world.n_countries(); ++n) {
      if (world.expenditure(n, s) > 0 && !unchanged(world, policy, n, s)) {
        kernel.log_wedge(n, s) =
            fill_column(world, trade_elasticity(s), policy, n, s, kernel.weight);
        fill_revenue(policy, n, s, kernel);
      } else {
        copy_column(baseline, n, s, kernel);
      }
      kernel.link.col(n) = kernel.link.col(n).cwiseMax(kernel.weight.sector(s).col(n));
    }
  }
}

TradeKernel baseline_kernel(const World& world) {
  const TradePolicy policy = baseline_policy(world);
  TradeKernel kernel;
  prepare(world, policy, kernel);
  kernel.weight = world.trade_share;
  for (Index s = 0; s < world.n_sectors(); ++s) {
    for (Index n = 0; n < world.n_countries(); ++n) fill_revenue(policy, n, s, kernel);
    kernel.link = kernel.link.cwiseMax(kernel.weight.sector(s));
  }
  return kernel;
}

TradeKernel make_kernel(const World& world, const TradePolicy& policy) {
  TradeKernel kernel;
  fill_kernel(world, world.trade_elasticity, policy, baseline_kernel(world), kernel);
  return kernel;
}

}  // namespace tariffsim
