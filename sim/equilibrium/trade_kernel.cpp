#include "equilibrium/trade_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace tariffsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// -log of the smallest factor that counts as trade: 1e-300.
constexpr double kNoTrade = 690;
constexpr double kNoTax = 0.0, kNoCost = 1.0;

/// T = (1+t')(1+e')d' / ((1+t)(1+e)); exactly 1 where nothing changed.
double wedge(const World& world, const TradePolicy& policy, Index i, Index n, Index s) {
  const double t = world.tariff(i, n, s);
  const double t_new = policy.tariff(i, n, s);
  const double e = world.export_tax.value_or(i, n, s, kNoTax);
  const double e_new = policy.export_tax.value_or(i, n, s, kNoTax);
  const double duty = t == t_new ? 1.0 : (1.0 + t_new) / (1.0 + t);
  const double tax = e == e_new ? 1.0 : (1.0 + e_new) / (1.0 + e);
  return duty * tax * policy.trade_cost.value_or(i, n, s, kNoCost);
}

/// Whether one importer's column of one sector is the same in two cubes, either of which may be
/// empty.
bool same_column(const Cube& a, const Cube& b, Index n, Index s, double absent) {
  if (a.countries() == 0 && b.countries() == 0) return true;
  if (a.countries() == 0) return same_column(b, a, n, s, absent);
  const auto column = a.sector(s).col(n);
  if (b.countries() == 0) return (column.array() == absent).all();
  return std::memcmp(column.data(), b.sector(s).col(n).data(),
                     static_cast<std::size_t>(column.size()) * sizeof(double)) == 0;
}

bool changes(const World& world, const TradePolicy& policy, Index n, Index s) {
  return world.expenditure(n, s) > 0 &&
         !(same_column(policy.tariff, world.tariff, n, s, kNoTax) &&
           same_column(policy.export_tax, world.export_tax, n, s, kNoTax) &&
           same_column(policy.trade_cost, {}, n, s, kNoCost));
}

/// Weights of one column relative to the smallest wedge, whose log is returned.
double fill_column(const World& world, double theta, const TradePolicy& policy, Index n, Index s,
                   Eigen::Map<Vector> column) {
  const auto share = world.trade_share.sector(s).col(n).array();
  auto weight = column.array();
  double smallest = kInfinity;
  for (Index i = 0; i < share.size(); ++i) {
    weight(i) = share(i) > 0 ? wedge(world, policy, i, n, s) : kInfinity;
    smallest = std::min(smallest, weight(i));
  }
  if (std::isinf(smallest)) {
    weight.setZero();
    return world.expenditure(n, s) > 0 ? kInfinity : 0.0;
  }
  weight = theta * (weight / smallest).log();
  weight = (weight == 0.0).select(share, (weight < kNoTrade).select(share * (-weight).exp(), 0.0));
  return smallest == 1.0 ? 0.0 : std::log(smallest);
}

}  // namespace

BaselineKernel::BaselineKernel(const World& of) : world(of) {
  const Index countries = of.n_countries(), sectors = of.n_sectors();
  border = Cube(countries, sectors);
  if (of.export_tax.countries() != 0) producer = Cube(countries, sectors);
  link.setZero(countries, countries);
  for (Index s = 0; s < sectors; ++s) {
    border.sector(s) = of.trade_share.sector(s).array() / (1.0 + of.tariff.sector(s).array());
    if (producer.countries() != 0)
      producer.sector(s) = border.sector(s).array() / (1.0 + of.export_tax.sector(s).array());
    link = link.cwiseMax(of.trade_share.sector(s));
  }
}

TradeKernel::TradeKernel(std::shared_ptr<const BaselineKernel> baseline)
    : baseline_(std::move(baseline)),
      columns_(std::make_shared<OverlayColumns>(baseline_->world.n_countries(),
                                                baseline_->world.n_sectors())),
      weight_(columns_),
      border_(columns_),
      producer_(columns_),
      has_export_tax_(baseline_->producer.countries() != 0) {
  set_bases();
}

void TradeKernel::set_bases() {
  const World& world = baseline_->world;
  weight_.set_base(world.trade_share);
  border_.set_base(baseline_->border);
  producer_.set_base(baseline_->producer.countries() != 0 ? baseline_->producer
                                                          : baseline_->border);
  log_wedge_.setZero(world.n_countries(), world.n_sectors());
  link_ = baseline_->link;
}

void TradeKernel::set(const Vector& trade_elasticity, const TradePolicy& policy) {
  const World& world = baseline_->world;
  has_export_tax_ = policy.export_tax.countries() != 0;
  columns_->choose([&](Index n, Index s) { return changes(world, policy, n, s); });
  set_bases();
  for (Index s = 0; s < world.n_sectors(); ++s) {
    Index at = columns_->first(s);
    for (const Index n : columns_->of(s)) set_column(trade_elasticity, policy, n, s, at++);
  }
  compute_links();
}

void TradeKernel::set_column(const Vector& trade_elasticity, const TradePolicy& policy, Index n,
                             Index s, Index at) {
  const auto weight = weight_.own(at);
  log_wedge_(n, s) = fill_column(baseline_->world, trade_elasticity(s), policy, n, s, weight);
  border_.own(at) = weight.array() / (1.0 + policy.tariff.sector(s).col(n).array());
  if (has_export_tax_)
    producer_.own(at) =
        border_.own(at).array() / (1.0 + policy.export_tax.sector(s).col(n).array());
}

void TradeKernel::compute_links() {
  for (Index n = 0; n < columns_->countries(); ++n) {
    if (!columns_->any_of(n)) continue;
    link_.col(n).setZero();
    for (Index s = 0; s < columns_->sectors(); ++s)
      link_.col(n) = link_.col(n).cwiseMax(weight_.column(n, s));
  }
}

TradeKernel make_kernel(const World& world, const TradePolicy& policy) {
  TradeKernel kernel(std::make_shared<const BaselineKernel>(world));
  kernel.set(world.trade_elasticity, policy);
  return kernel;
}

}  // namespace tariffsim
