#include "equilibrium/trade_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tariffsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// -log of the smallest factor that counts as trade: 1e-300.
constexpr double kNoTrade = 690;

bool changes(const World& world, const TradePolicy& policy, Index n, Index s) {
  return world.expenditure(n, s) > 0 && is_column_changed(world, policy, n, s);
}

/// T of one cell; `tax_exponent` is phi.
double wedge_of(const World& world, const TradePolicy& policy, double tax_exponent, Index i,
                Index n, Index s) {
  if (tax_exponent == 1) return wedge_change(world, policy, i, n, s);
  return trade_cost_at(policy, i, n, s) *
         std::pow(tax_change(world, policy, i, n, s), tax_exponent);
}

/// Weights of one column relative to the smallest wedge, whose log is returned.
double fill_column(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
                   Index n, Index s, Eigen::Map<Vector> column) {
  const double theta = parameters.trade_elasticity(s);
  const double phi = parameters.tax_exponent.size() > 0 ? parameters.tax_exponent(n, s) : 1;
  const auto share = world.trade_share.sector(s).col(n).array();
  auto weight = column.array();
  double smallest = kInfinity;
  for (Index i = 0; i < share.size(); ++i) {
    weight(i) = share(i) > 0 ? wedge_of(world, policy, phi, i, n, s) : kInfinity;
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
  if (collects(of, Collector::exporter)) producer = Cube(countries, sectors);
  link.setZero(countries, countries);
  Eigen::ArrayXd rates;
  for (Index s = 0; s < sectors; ++s) {
    for (Index n = 0; n < countries; ++n) {
      compute_rates(of, Collector::importer, n, s, rates);
      border.sector(s).col(n) = of.trade_share.sector(s).col(n).array() / (1.0 + rates);
      if (producer.countries() == 0) continue;
      compute_rates(of, Collector::exporter, n, s, rates);
      producer.sector(s).col(n) = border.sector(s).col(n).array() / (1.0 + rates);
    }
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

void TradeKernel::set(const ModelParameters& parameters, const TradePolicy& policy) {
  const World& world = baseline_->world;
  has_export_tax_ = collects(policy, Collector::exporter);
  columns_->choose([&](Index n, Index s) { return changes(world, policy, n, s); });
  set_bases();
  for (Index s = 0; s < world.n_sectors(); ++s) {
    Index at = columns_->first(s);
    for (const Index n : columns_->of(s)) set_column(parameters, policy, n, s, at++);
  }
  compute_links();
}

void TradeKernel::set_column(const ModelParameters& parameters, const TradePolicy& policy, Index n,
                             Index s, Index at) {
  const auto weight = weight_.own(at);
  log_wedge_(n, s) = fill_column(baseline_->world, parameters, policy, n, s, weight);
  compute_rates(policy, Collector::importer, n, s, rates_);
  border_.own(at) = weight.array() / (1.0 + rates_);
  if (!has_export_tax_) return;
  compute_rates(policy, Collector::exporter, n, s, rates_);
  producer_.own(at) = border_.own(at).array() / (1.0 + rates_);
}

void TradeKernel::compute_links() {
  for (Index n = 0; n < columns_->countries(); ++n) {
    if (!columns_->any_of(n)) continue;
    link_.col(n).setZero();
    for (Index s = 0; s < columns_->sectors(); ++s)
      link_.col(n) = link_.col(n).cwiseMax(weight_.column(n, s));
  }
}

TradeKernel make_kernel(const World& world, const ModelParameters& parameters,
                        const TradePolicy& policy) {
  TradeKernel kernel(std::make_shared<const BaselineKernel>(world));
  kernel.set(parameters, policy);
  return kernel;
}

}  // namespace tariffsim
