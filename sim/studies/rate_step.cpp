#include "studies/rate_step.hpp"

#include <Eigen/LU>
#include <map>
#include <set>
#include <utility>

namespace tariffsim {
namespace {

using Position = std::size_t;

double at(const Cube& cube, const CellPlace& cell) {
  return cube(cell.exporter, cell.importer, cell.sector);
}

/// Of one cell: its trade, its part in the importer's spending and theta phi.
struct CellDemand {
  double flow, share, elasticity;
};

CellDemand demand_of(const SolvedPoint& solved, const TradePolicy& policy, const CellPlace& cell) {
  const auto [i, n, s] = cell;
  const Table& phi = solved.parameters.tax_exponent;
  const double flow = solved.after.flow(i, n, s);
  const double spent = flow * (1 + policy.tariff(i, n, s));
  return {flow, spent / solved.equilibrium.expenditure()(n, s),
          solved.parameters.trade_elasticity(s) * (phi.size() > 0 ? phi(n, s) : 1)};
}

const Cube& by(const PolicyDirection& gradient, WedgeKind kind) {
  return kind == WedgeKind::tariff ? gradient.tariff : gradient.export_tax;
}

/// What one rate is, in one importer's sector.
struct MarketPart {
  Position rate;
  double imports = 0;  ///< sum F
  double answer = 0;   ///< sum theta phi pi
};

/// Slopes of demand by tariffs, rate by rate.
class DemandSlopes {
 public:
  DemandSlopes(const SolvedPoint& solved, const TradePolicy& policy,
               std::span<const ChosenRate> chosen)
      : own_(Vector::Zero(static_cast<Index>(chosen.size()))) {
    for (Position k = 0; k < chosen.size(); ++k)
      if (chosen[k].wedge == WedgeKind::tariff)
        for (const CellPlace& cell : chosen[k].cells) add(k, cell, demand_of(solved, policy, cell));
  }

  /// y with S^T y = g, in the rates that tax some trade and are not held.
  void solve(const Vector& g, std::vector<bool> held, Vector& y) const {
    for (Position k = 0; k < held.size(); ++k)
      if (!(own_(static_cast<Index>(k)) > 0)) held[k] = true;
    for (Position k = 0; k < held.size(); ++k)
      if (!held[k]) solve_together(linked_to(k, held), g, y);
  }

 private:
  using Market = std::pair<Index, Index>;

  void add(Position rate, const CellPlace& cell, const CellDemand& demand) {
    own_(static_cast<Index>(rate)) += (1 + demand.elasticity) * demand.flow;
    std::vector<MarketPart>& parts = markets_[{cell.importer, cell.sector}];
    if (parts.empty() || parts.back().rate != rate) {
      parts.push_back({rate});
      markets_of_[rate].push_back({cell.importer, cell.sector});
    }
    parts.back().imports += demand.flow;
    parts.back().answer += demand.elasticity * demand.share;
  }

  /// All rates that meet in some market, directly or through others; marks them.
  std::vector<Position> linked_to(Position first, std::vector<bool>& done) const {
    std::vector<Position> linked{first};
    done[first] = true;
    for (Position next = 0; next < linked.size(); ++next)
      for (const Market& market : markets_of_.at(linked[next]))
        for (const MarketPart& part : markets_.at(market))
          if (!done[part.rate]) {
            done[part.rate] = true;
            linked.push_back(part.rate);
          }
    return linked;
  }

  void solve_together(const std::vector<Position>& rates, const Vector& g, Vector& y) const {
    const auto size = static_cast<Index>(rates.size());
    std::map<Position, Index> place;
    for (Index k = 0; k < size; ++k) place[rates[static_cast<Position>(k)]] = k;
    Table transposed = Table::Zero(size, size);
    Vector right(size);
    for (const auto& [rate, k] : place) {
      transposed(k, k) -= own_(static_cast<Index>(rate));
      right(k) = g(static_cast<Index>(rate));
      for (const Market& market : markets_of_.at(rate)) add_row(rate, market, place, transposed);
    }
    const Vector solution = transposed.partialPivLu().solve(right);
    for (const auto& [rate, k] : place) y(static_cast<Index>(rate)) = solution(k);
  }

  /// By one rate: how imports under each rate answer in a market.
  void add_row(Position rate, const Market& market, const std::map<Position, Index>& place,
               Table& transposed) const {
    const std::vector<MarketPart>& parts = markets_.at(market);
    double answer = 0;
    for (const MarketPart& part : parts)
      if (part.rate == rate) answer += part.answer;
    for (const MarketPart& part : parts)
      if (const auto other = place.find(part.rate); other != place.end())
        transposed(place.at(rate), other->second) += answer * part.imports;
  }

  Vector own_;  // sum (1 + theta phi) F, by rate
  std::map<Market, std::vector<MarketPart>> markets_;
  std::map<Position, std::vector<Market>> markets_of_;
};

/// sum (1 + theta phi (1 - pi)) F / (1+e)^2
double export_slope(const SolvedPoint& solved, const TradePolicy& policy, const ChosenRate& rate) {
  double sum = 0;
  for (const CellPlace& cell : rate.cells) {
    const CellDemand demand = demand_of(solved, policy, cell);
    const double factor = 1 + at(policy.export_tax, cell);
    sum += (1 + demand.elasticity * (1 - demand.share)) * demand.flow / (factor * factor);
  }
  return sum;
}

}  // namespace

Vector best_response_step(const SolvedPoint& solved, const TradePolicy& policy,
                          const PolicyDirection& gradient, std::span<const ChosenRate> chosen,
                          const std::vector<bool>& held, double income) {
  Vector g = Vector::Zero(static_cast<Index>(chosen.size()));
  for (Position k = 0; k < chosen.size(); ++k)
    for (const CellPlace& cell : chosen[k].cells)
      g(static_cast<Index>(k)) += at(by(gradient, chosen[k].wedge), cell);
  Vector step = Vector::Zero(g.size());
  DemandSlopes(solved, policy, chosen).solve(g, held, step);
  step *= -income;
  for (Position k = 0; k < chosen.size(); ++k)
    if (chosen[k].wedge == WedgeKind::export_tax && !held[k])
      if (const double slope = export_slope(solved, policy, chosen[k]); slope > 0)
        step(static_cast<Index>(k)) = income * g(static_cast<Index>(k)) / slope;
  return step;
}

PolicyDirection levied_parts(const World& world, std::span<const ChosenRate> chosen) {
  PolicyDirection parts;
  std::set<Index> importers;
  for (const ChosenRate& rate : chosen) {
    Cube& cube = rate.wedge == WedgeKind::tariff ? parts.tariff : parts.export_tax;
    if (cube.countries() == 0) cube = Cube(world.n_countries(), world.n_sectors());
    for (const CellPlace& cell : rate.cells) importers.insert(cell.importer);
  }
  parts.importers.assign(importers.begin(), importers.end());
  return parts;
}

Vector gradient_by_rates(const PolicyDirection& gradient, const TradePolicy& policy,
                         std::span<const ChosenRate> chosen) {
  Vector g = Vector::Zero(static_cast<Index>(chosen.size()));
  for (Position k = 0; k < chosen.size(); ++k)
    for (const CellPlace& cell : chosen[k].cells)
      g(static_cast<Index>(k)) += at(by(gradient, chosen[k].wedge), cell) /
                                  (1 + at(policy.*wedge_of(chosen[k].wedge).levels, cell));
  return g;
}

}  // namespace tariffsim
