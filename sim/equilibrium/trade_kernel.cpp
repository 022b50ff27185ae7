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

/// T of one column, N; `tax_exponent` is phi.
void compute_wedges(const World& world, const TradePolicy& policy, double tax_exponent, Index n,
                    Index s, Eigen::ArrayXd& wedges) {
  if (tax_exponent == 1) return compute_wedge_changes(world, policy, n, s, wedges);
  compute_tax_changes(world, policy, n, s, wedges);
  wedges = wedges.pow(tax_exponent);
  for (Index i = 0; i < wedges.size(); ++i) wedges(i) *= trade_cost_at(policy, i, n, s);
}

/// Weights of one column relative to the smallest wedge, whose log is returned.
double fill_column(const BaselineKernel& baseline, double theta, const Eigen::ArrayXd& wedges,
                   Index n, Index s, Eigen::Map<Vector> column) {
  const auto share = baseline.share().sector(s).col(n).array();
  auto weight = column.array();
  weight = (share > 0.0).select(wedges, kInfinity);
  const double smallest = weight.minCoeff();
  if (std::isinf(smallest)) {
    weight.setZero();
    return baseline.spending()(n, s) > 0 ? kInfinity : 0.0;
  }
  weight = theta * (weight / smallest).log();
  weight = (weight == 0.0).select(share, (weight < kNoTrade).select(share * (-weight).exp(), 0.0));
  return smallest == 1.0 ? 0.0 : std::log(smallest);
}

/// Others' shares in what is imported.
Cube imported_shares(const World& world) {
  Cube shares = world.trade_share;
  for (Index s = 0; s < shares.sectors(); ++s)
    for (Index n = 0; n < shares.countries(); ++n) {
      shares(n, n, s) = 0;
      const double abroad = shares.sector(s).col(n).sum();
      if (abroad > 0) shares.sector(s).col(n) /= abroad;
    }
  return shares;
}

}  // namespace

Table imports_of(const World& world) {
  Table imports(world.n_countries(), world.n_sectors());
  for (Index s = 0; s < imports.cols(); ++s)
    for (Index n = 0; n < imports.rows(); ++n) {
      const auto share = world.trade_share.sector(s).col(n);
      const double abroad = share.head(n).sum() + share.tail(share.size() - n - 1).sum();
      imports(n, s) = abroad * world.expenditure(n, s);
    }
  return imports;
}

BaselineKernel::BaselineKernel(const World& of) : world(of) {
  const Index countries = of.n_countries(), sectors = of.n_sectors();
  if (of.tells_origin()) {
    imported = imported_shares(of);
    imports = imports_of(of);
  }
  border = Cube(countries, sectors);
  if (collects(of, Collector::exporter)) producer = Cube(countries, sectors);
  link.setZero(countries, countries);
  Eigen::ArrayXd rates;
  for (Index s = 0; s < sectors; ++s) {
    for (Index n = 0; n < countries; ++n) {
      compute_rates(of, Collector::importer, n, s, rates);
      border.sector(s).col(n) = share().sector(s).col(n).array() / (1.0 + rates);
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
      wanted_(*columns_),
      weight_(columns_),
      border_(columns_),
      producer_(columns_),
      wedge_(columns_),
      has_export_tax_(baseline_->producer.countries() != 0) {
  set_bases();
}

TradeKernel::TradeKernel(const TradeKernel& other)
    : baseline_(other.baseline_),
      columns_(std::make_shared<OverlayColumns>(*other.columns_)),
      wanted_(*columns_),
      weight_(other.weight_, columns_),
      border_(other.border_, columns_),
      producer_(other.producer_, columns_),
      wedge_(other.wedge_, columns_),
      trade_elasticity_(other.trade_elasticity_),
      tax_exponent_(other.tax_exponent_),
      has_export_tax_(other.has_export_tax_),
      log_wedge_(other.log_wedge_),
      link_(other.link_),
      open_spending_(other.open_spending_) {}

void TradeKernel::set_bases() {
  const World& world = baseline_->world;
  weight_.set_base(baseline_->share());
  border_.set_base(baseline_->border);
  producer_.set_base(baseline_->producer.countries() != 0 ? baseline_->producer
                                                          : baseline_->border);
  wedge_.set_base(world.trade_share);  // nobody reads what it does not overlay
  log_wedge_.setZero(world.n_countries(), world.n_sectors());
  link_ = baseline_->link;
}

void TradeKernel::set(const ModelParameters& parameters, const TradePolicy& policy) {
  const World& world = baseline_->world;
  has_export_tax_ = collects(policy, Collector::exporter);
  wanted_.choose([&](Index n, Index s) { return changes(world, policy, n, s); });
  const bool kept = keeps_exponents(parameters) && wanted_ == *columns_;
  if (!kept) {
    std::swap(wanted_, *columns_);
    set_bases();
  }
  for (Index s = 0; s < world.n_sectors(); ++s) {
    Index at = columns_->first(s);
    for (const Index n : columns_->of(s)) set_column(parameters, policy, n, s, at++, kept);
  }
  compute_links();
  if (world.tells_origin())
    open_spending_ = log_wedge_.array().isInf().select(0.0, baseline_->imports.array());
}

/// Whether theta and phi are those of the last time; remembers them.
bool TradeKernel::keeps_exponents(const ModelParameters& parameters) {
  const auto same = [](const auto& a, const auto& b) {
    return a.rows() == b.rows() && a.cols() == b.cols() && a == b;
  };
  const bool kept = same(trade_elasticity_, parameters.trade_elasticity) &&
                    same(tax_exponent_, parameters.tax_exponent);
  trade_elasticity_ = parameters.trade_elasticity;
  tax_exponent_ = parameters.tax_exponent;
  return kept;
}

/// `kept`: what the column holds is of the same exponents.
void TradeKernel::set_column(const ModelParameters& parameters, const TradePolicy& policy, Index n,
                             Index s, Index at, bool kept) {
  const World& world = baseline_->world;
  const double phi = parameters.tax_exponent.size() > 0 ? parameters.tax_exponent(n, s) : 1;
  const auto weight = weight_.own(at);
  auto wedges = wedge_.own(at);
  compute_wedges(world, policy, phi, n, s, changes_);
  if (!kept || (wedges.array() != changes_).any()) {
    wedges = changes_;
    log_wedge_(n, s) =
        fill_column(*baseline_, parameters.trade_elasticity(s), changes_, n, s, weight);
  }
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
    if (baseline_->world.tells_origin()) link_(n, n) = baseline_->link(n, n);
  }
}

TradeKernel make_kernel(const World& world, const ModelParameters& parameters,
                        const TradePolicy& policy) {
  TradeKernel kernel(std::make_shared<const BaselineKernel>(world));
  kernel.set(parameters, policy);
  return kernel;
}

}  // namespace tariffsim
