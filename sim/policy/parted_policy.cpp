#include "policy/parted_policy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tariffsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// One rate out of several that are levied on top of each other.
template <class Rate>
double rates_together(Collector who, const Rate& rate_of) {
  double together = 0;
  for (const Wedge& wedge : kWedges)
    if (wedge.collector == who) together += rate_of(wedge) * (1 + together);
  return together;
}

bool is_uniform(const std::vector<PolicyPart>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const PolicyPart& part) {
    return part.levels == parts.front().levels &&
           part.before.tariff == parts.front().before.tariff &&
           part.before.export_tax == parts.front().before.export_tax;
  });
}

/// How buyers spend on the parts of a cell (sim/model.md, section 2.2).
struct Spending {
  std::vector<double> shares;  // s_j, sum to 1; empty if all trade has ended
  double wedge = kInfinity;    // T of the cell
};

Spending spending(const std::vector<PolicyPart>& parts, double theta, double phi) {
  double smallest = kInfinity;
  for (const PolicyPart& part : parts)
    if (part.before.flow_share > 0) smallest = std::min(smallest, part_wedge(part, phi));
  if (std::isinf(smallest)) return {};
  Spending spent;
  double bought_before = 0, relative = 0;
  for (const PolicyPart& part : parts) {
    const double before =
        part.before.flow_share * (1 + part_rate(part.before, Collector::importer));
    const double now = before * std::pow(part_wedge(part, phi) / smallest, -theta);
    bought_before += before;
    relative += now;
    spent.shares.push_back(now);
  }
  for (double& share : spent.shares) share /= relative;
  spent.wedge = smallest * std::pow(relative / bought_before, -1 / theta);
  return spent;
}

/// What one cell's parts come to.
void weigh(const World& world, const ModelParameters& parameters, CellPlace at,
           std::vector<PolicyPart>& parts, TradePolicy& policy) {
  const auto [i, n, s] = at;
  const double phi = parameters.tax_exponent.size() > 0 ? parameters.tax_exponent(n, s) : 1;
  for (PolicyPart& part : parts) part.flow_share = part.before.flow_share;
  const Spending spent =
      is_uniform(parts) ? Spending{} : spending(parts, parameters.trade_elasticity(s), phi);
  if (spent.shares.empty()) return;  // the means hold
  double sold = 0, received = 0;     // of a unit spent: before the importer's taxes, before both
  for (std::size_t j = 0; j < parts.size(); ++j) {
    parts[j].flow_share = spent.shares[j] / (1 + part_rate(parts[j], Collector::importer));
    sold += parts[j].flow_share;
    received += parts[j].flow_share / (1 + part_rate(parts[j], Collector::exporter));
  }
  for (PolicyPart& part : parts) part.flow_share /= sold;
  const double taxes_before = (1 + rate_at(world, Collector::importer, i, n, s)) *
                              (1 + rate_at(world, Collector::exporter, i, n, s));
  set_level(policy, WedgeKind::tariff, at, 1 / sold - 1);
  set_level(policy, WedgeKind::export_tax, at, sold / received - 1);
  set_level(
      policy, WedgeKind::trade_cost, at,
      spent.wedge * (phi == 1 ? taxes_before * received : std::pow(taxes_before * received, phi)));
}

}  // namespace

void set_level(TradePolicy& policy, WedgeKind kind, const CellPlace& at, double level) {
  const Wedge& wedge = wedge_of(kind);
  Cube& cube = policy.*wedge.levels;
  if (cube.countries() == 0) {
    if (level == wedge.neutral) return;
    cube = Cube(policy.tariff.countries(), policy.tariff.sectors(), wedge.neutral);
  }
  cube(at.exporter, at.importer, at.sector) = level;
}

double base_level(const Wedge& wedge, const TradePart& part) {
  switch (wedge.kind) {
    case WedgeKind::tariff:
      return part.tariff;
    case WedgeKind::export_tax:
      return part.export_tax;
    case WedgeKind::trade_cost:
      return 1;
  }
  return wedge.neutral;
}

PolicyPart whole_cell(const World& world, const TradePolicy& policy, const CellPlace& at) {
  const auto [i, n, s] = at;
  PolicyPart whole;
  whole.before.tariff = value_at(wedge_of(WedgeKind::tariff), world, i, n, s);
  whole.before.export_tax = value_at(wedge_of(WedgeKind::export_tax), world, i, n, s);
  for (const Wedge& wedge : kWedges) whole.level(wedge.kind) = value_at(wedge, policy, i, n, s);
  return whole;
}

PartedPolicy baseline_levies(const World& world) {
  PartedPolicy policy{baseline_policy(world)};
  for (const auto& [place, cell] : world.parts) {
    PolicyCell& levied = policy.parts[place];
    levied.names = cell.names;
    levied.lists = cell.lists;
    levied.claimed = cell.claimed;
    for (const TradePart& part : cell.parts) {
      PolicyPart same{
          part, {}, part.flow_share, {part.claims, part.claims}, PartContents(part.contents)};
      for (const Wedge& wedge : kWedges) same.level(wedge.kind) = base_level(wedge, part);
      levied.parts.push_back(std::move(same));
    }
  }
  return policy;
}

PartedCells lasting_parts(const PartedPolicy& policy) {
  PartedCells lasting;
  for (const auto& [place, cell] : policy.parts) {
    PartedCell& kept = lasting[place];
    kept.names = cell.names;
    kept.lists = cell.lists;
    kept.claimed = cell.claimed;
    for (const PolicyPart& part : cell.parts)
      kept.parts.push_back({part.before.place, part.flow_share, part.level(WedgeKind::tariff),
                            part.level(WedgeKind::export_tax), part.claiming.after,
                            part.contents.all()});
  }
  return lasting;
}

double average_level(const Wedge& wedge, const std::vector<PolicyPart>& parts) {
  const double first = parts.front().level(wedge.kind);
  if (std::all_of(parts.begin(), parts.end(),
                  [&](const PolicyPart& part) { return part.level(wedge.kind) == first; }))
    return first;
  double sum = 0, weights = 0;
  for (const PolicyPart& part : parts) {
    if (std::isinf(part.level(wedge.kind))) continue;
    sum += part.before.flow_share * part.level(wedge.kind);
    weights += part.before.flow_share;
  }
  return weights > 0 ? sum / weights : kInfinity;
}

double part_wedge(const PolicyPart& part, double tax_exponent) {
  double taxes = 1, costs = 1;
  for (const Wedge& wedge : kWedges) {
    const double before = base_level(wedge, part.before), after = part.level(wedge.kind);
    if (before == after) continue;
    (wedge.collector == Collector::nobody ? costs : taxes) *=
        factor_of(wedge, after) / factor_of(wedge, before);
  }
  return (tax_exponent == 1 ? taxes : std::pow(taxes, tax_exponent)) * costs;
}

double part_rate(const PolicyPart& part, Collector who) {
  return rates_together(who, [&](const Wedge& wedge) { return part.level(wedge.kind); });
}

double part_rate(const TradePart& part, Collector who) {
  return rates_together(who, [&](const Wedge& wedge) { return base_level(wedge, part); });
}

double part_trade_cost(const PolicyPart& part) { return part.level(WedgeKind::trade_cost); }

TradePolicy weigh_parts(const World& world, const ModelParameters& parameters,
                        PartedPolicy& policy) {
  TradePolicy whole_cells = policy.average;
  for (auto& [place, cell] : policy.parts) weigh(world, parameters, place, cell.parts, whole_cells);
  return whole_cells;
}

}  // namespace tariffsim
