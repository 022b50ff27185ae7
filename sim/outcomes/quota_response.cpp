#include "outcomes/quota_response.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <numeric>
#include <utility>

namespace tariffsim {
namespace {

double dot(const Cube& a, const Cube& b) {
  return std::inner_product(a.values().begin(), a.values().end(), b.values().begin(), 0.0);
}

double dot(const PolicyDirection& a, const PolicyDirection& b) {
  return dot(a.tariff, b.tariff) + dot(a.export_tax, b.export_tax) +
         dot(a.trade_cost, b.trade_cost) + a.trade_elasticity.dot(b.trade_elasticity);
}

/// Into what is asked for.
void add_times(double factor, const PolicyDirection& direction, PolicyDirection& to) {
  const auto add = [factor](const Cube& more, Cube& all) {
    for (std::size_t k = 0; k < all.values().size(); ++k)
      all.values()[k] += factor * more.values()[k];
  };
  add(direction.tariff, to.tariff);
  add(direction.export_tax, to.export_tax);
  add(direction.trade_cost, to.trade_cost);
  if (to.trade_elasticity.size() > 0) to.trade_elasticity += factor * direction.trade_elasticity;
}

double value_of(const TradePolicy& policy, WedgeKind kind, const CellPlace& at) {
  return value_at(wedge_of(kind), policy, at.exporter, at.importer, at.sector);
}

}  // namespace

double LicensedWeights::directly(const PolicyDirection& along, const Vector& moved_licences) const {
  return dot(policy, along) + licences.dot(moved_licences);
}

bool can_follow_quotas(const PartedPolicy& policy) {
  return std::all_of(policy.quotas.begin(), policy.quotas.end(), [&](const Quota& quota) {
    return quota.goods.empty() &&
           std::none_of(quota.cells.begin(), quota.cells.end(),
                        [&](const CellPlace& at) { return policy.parts.count(at) > 0; });
  });
}

QuotaResponse::QuotaResponse(const SolvedPoint& at, const TradePolicy& effective,
                             const std::vector<Quota>& quotas, const std::vector<Licence>& licences,
                             const Linearisation& linear)
    : at_(at), effective_(effective) {
  for (std::size_t j = 0; j < quotas.size(); ++j)
    if (licences[j].price > 0)
      active_.push_back({&quotas[j], licences[j].fill < 1, movements(quotas[j], licences[j])});
  const auto count = static_cast<Index>(active_.size());
  matrix_ = Eigen::MatrixXd::Zero(count, count);
  for (Index j = 0; j < count; ++j) {
    Active& one = active_[static_cast<std::size_t>(j)];
    const LicensedWeights of = weights_of_amount(*one.quota, linear.system().no_weights());
    auto gradient = linear.gradient(of.equations, no_direction(at_.world));
    if (!gradient) {
      known_ = false;
      return;
    }
    one.amount = std::move(*gradient);
    add_times(1, of.policy, one.amount);
    matrix_.row(j) = -(through_licences(one.amount) + of.licences).transpose();
    if (one.exceeded) matrix_(j, j) += 1;
  }
  if (count > 0) known_ = Eigen::FullPivLU<Eigen::MatrixXd>(matrix_).isInvertible();
}

LicenceRates QuotaResponse::paid(const CellPlace& at) const {
  const auto* rates = at_.after.licences_of(at.exporter, at.importer, at.sector);
  return rates == nullptr ? LicenceRates{} : rates->front();
}

std::vector<QuotaResponse::Moved> QuotaResponse::movements(const Quota& quota,
                                                           const Licence& licence) const {
  std::vector<Moved> moved;
  moved.reserve(quota.cells.size());
  const double more = 1 + licence.price;  // d lambda / du of a quota that binds
  const double phi = quota.exporters_share;
  for (const CellPlace& at : quota.cells) {
    if (!(at_.after.flow(at.exporter, at.importer, at.sector) > 0)) continue;
    const LicenceRates rates = paid(at);
    const double a = 1 + rates.abroad;
    if (quota.side == QuotaSide::exporter)
      moved.push_back(
          {at, 0, more * a / (1 + value_of(effective_, WedgeKind::export_tax, at)), {0, 0, more}});
    else if (licence.fill < 1)
      moved.push_back({at, rates.abroad / a, -rates.abroad / a, {-rates.kept, -rates.abroad, 0}});
    else
      moved.push_back({at,
                       more / a * (1 / (1 + value_of(effective_, WedgeKind::tariff, at)) - phi),
                       more / a * phi,
                       {(1 - phi) * more, phi * more, 0}});
  }
  return moved;
}

/// d log q of the importer's q = sum F'' / (c d' (1 + e'') / (1 + e)) or the exporter's
/// sum F'' / ((1 + e'') c), F'' = (1 + a) F'; of values, sum F'' / (1 + a) and sum F'' / (1 + e'').
LicensedWeights QuotaResponse::weights_of_amount(const Quota& quota, Weights none) const {
  const World& world = at_.world;
  LicensedWeights found{std::move(none), no_direction(world),
                        Vector::Zero(static_cast<Index>(active_.size()))};
  found.equations.flow = Cube(world.n_countries(), world.n_sectors());
  const bool of_importer = quota.side == QuotaSide::importer;
  const bool volume = quota.measure == QuotaMeasure::volume;
  double q = 0;
  for (const CellPlace& at : quota.cells) {
    const auto [i, n, s] = at;
    const double flow = at_.after.flow(i, n, s) * (1 + paid(at).abroad);
    if (!(flow > 0)) continue;
    const double taxed = 1 + value_of(effective_, WedgeKind::export_tax, at);
    double price = 1;
    if (volume) price = at_.equilibrium.unit_cost()(i, s);
    if (volume && of_importer)
      price *= trade_cost_at(effective_, i, n, s) * taxed /
               (1 + rate_at(world, Collector::exporter, i, n, s));
    else if (of_importer)
      price = 1 + paid(at).abroad;
    else
      price *= taxed;
    const double amount = flow / price;
    q += amount;
    found.equations.flow(i, n, s) = 1 / price;
    if (volume) found.equations.effects.cost(i, s) -= amount;
    if (volume && of_importer) found.policy.trade_cost(i, n, s) = -amount;
    if (volume || !of_importer) found.policy.export_tax(i, n, s) = -amount;
    if (volume || !of_importer) continue;
    for (std::size_t k = 0; k < active_.size(); ++k)
      for (const Moved& moved : active_[k].moved)
        if (moved.at == at)
          found.licences(static_cast<Index>(k)) -= amount / price * moved.rates.abroad;
  }
  for (double& weight : found.equations.flow.values()) weight /= q;
  found.equations.effects.cost /= q;
  for (Cube* cube : {&found.policy.trade_cost, &found.policy.export_tax})
    for (double& weight : cube->values()) weight /= q;
  found.licences /= q;
  return found;
}

LicensedWeights QuotaResponse::licensed(Weights shown, const Vector& by_revenue) const {
  const World& world = at_.world;
  LicensedWeights found{std::move(shown), no_direction(world),
                        Vector::Zero(static_cast<Index>(active_.size()))};
  Cube& by_flow = found.equations.flow;
  if (by_flow.countries() == 0) {
    if (by_revenue.size() == 0) return found;
    by_flow = Cube(world.n_countries(), world.n_sectors());
  }
  const Cube by_shown = by_flow;
  const auto revenue_of = [&](Index n) { return by_revenue.size() > 0 ? by_revenue(n) : 0; };
  for (std::size_t k = 0; k < active_.size(); ++k)
    for (const Moved& moved : active_[k].moved) {
      const auto [i, n, s] = moved.at;
      const LicenceRates rates = paid(moved.at);
      const double flow = at_.after.flow(i, n, s), a = 1 + rates.abroad;
      const double taxed = 1 + value_of(effective_, WedgeKind::export_tax, moved.at);
      found.licences(static_cast<Index>(k)) -=
          by_shown(i, n, s) * flow * moved.rates.abroad / a +
          revenue_of(n) * flow * (moved.rates.kept - rates.kept * moved.rates.abroad / a) +
          revenue_of(i) * flow * (moved.rates.abroad / a + moved.rates.exporter * a / taxed);
    }
  for (const auto& [at, rates] : at_.after.licences) {
    const auto [i, n, s] = at;
    const LicenceRates& paid = rates.front();
    const double a = 1 + paid.abroad;
    const double taxed = 1 + value_of(effective_, WedgeKind::export_tax, at);
    by_flow(i, n, s) = (by_shown(i, n, s) - revenue_of(n) * paid.kept) / a -
                       revenue_of(i) * (paid.abroad / a + paid.exporter / taxed);
    found.policy.export_tax(i, n, s) +=
        revenue_of(i) * paid.exporter / taxed * at_.after.flow(i, n, s) * a;
  }
  return found;
}

Vector QuotaResponse::through_licences(const PolicyDirection& gradient) const {
  Vector found = Vector::Zero(static_cast<Index>(active_.size()));
  for (std::size_t k = 0; k < active_.size(); ++k)
    for (const Moved& moved : active_[k].moved) {
      const auto [i, n, s] = moved.at;
      found(static_cast<Index>(k)) +=
          gradient.tariff(i, n, s) * moved.tariff + gradient.export_tax(i, n, s) * moved.export_tax;
    }
  return found;
}

void QuotaResponse::follow(const LicensedWeights& of, PolicyDirection& gradient) const {
  add_times(1, of.policy, gradient);
  if (active_.empty()) return;
  const Vector by_licences = of.licences + through_licences(gradient);
  const Vector owed = Eigen::FullPivLU<Eigen::MatrixXd>(matrix_.transpose()).solve(by_licences);
  for (std::size_t k = 0; k < active_.size(); ++k)
    add_times(owed(static_cast<Index>(k)), active_[k].amount, gradient);
}

Vector QuotaResponse::follow(PolicyDirection& along) const {
  Vector owed(static_cast<Index>(active_.size()));
  for (std::size_t k = 0; k < active_.size(); ++k)
    owed(static_cast<Index>(k)) = dot(active_[k].amount, along);
  if (active_.empty()) return owed;
  Vector moved = Eigen::FullPivLU<Eigen::MatrixXd>(matrix_).solve(owed);
  for (std::size_t k = 0; k < active_.size(); ++k)
    for (const Moved& cell : active_[k].moved) {
      const auto [i, n, s] = cell.at;
      along.tariff(i, n, s) += moved(static_cast<Index>(k)) * cell.tariff;
      along.export_tax(i, n, s) += moved(static_cast<Index>(k)) * cell.export_tax;
    }
  return moved;
}

double QuotaResponse::tariff_factor(const CellPlace& at) const { return 1 / (1 + paid(at).abroad); }
double QuotaResponse::export_tax_factor(const CellPlace& at) const { return 1 + paid(at).abroad; }

}  // namespace tariffsim
