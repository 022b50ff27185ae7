#include "outcomes/parts_certificate.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "equilibrium/conditions.hpp"
#include "outcomes/origins_at_prices.hpp"
#include "outcomes/worst_residual.hpp"

namespace tariffsim {
namespace {

/// Of the importer's spending on the sector: less trade is measured by this.
constexpr double kLeastTrade = 1e-12;

struct PartSums {
  double spent = 0, duty = 0, received = 0;  // million
};

/// What a part of a cell was of the importer's spending, in units of the cell's trade before.
double bought_before(const PolicyPart& part) {
  return part.before.flow_share * (1 + part_rate(part.before, Collector::importer));
}

/// The price index without what the size of a market adds to it (section 2.7).
double cost_index(const World& world, const Equilibrium& e, Index n, Index s, double phi) {
  if (phi == 1) return e.price()(n, s);
  const double growth = e.expenditure()(n, s) / (world.expenditure(n, s) * e.wage()(n));
  return e.price()(n, s) * std::pow(growth, phi - 1);
}

/// pi and X' of what the index is of: where the world tells origins, shares in imports.
double share_of_index(const World& world, Index i, Index n, Index s) {
  if (!world.tells_origin()) return world.trade_share(i, n, s);
  double abroad = 0;
  for (Index m = 0; m < world.n_countries(); ++m)
    if (m != n) abroad += world.trade_share(m, n, s);
  return world.trade_share(i, n, s) / abroad;
}
double spent_on_index(const World& world, const Equilibrium& e, Index n, Index s) {
  return world.tells_origin() ? e.imports()(n, s) : e.expenditure()(n, s);
}

/// x_j = m_j pi (c T_j / P)^-theta X', summed over the parts.
PartSums bought(const World& world, const ModelParameters& parameters, const Equilibrium& e,
                const PolicyCell& cell, const CellPlace& at, double index) {
  const auto [i, n, s] = at;
  const double theta = parameters.trade_elasticity(s);
  const double phi = parameters.tax_exponent.size() > 0 ? parameters.tax_exponent(n, s) : 1;
  double all_before = 0;
  for (const PolicyPart& part : cell.parts) all_before += bought_before(part);
  const double whole = share_of_index(world, i, n, s) * spent_on_index(world, e, n, s) / all_before;
  PartSums sums;
  for (const PolicyPart& part : cell.parts) {
    const double before = bought_before(part);
    const double price = e.unit_cost()(i, s) * part_wedge(part, phi) / index;
    const double spent = before > 0 ? before * whole * std::pow(price, -theta) : 0;
    const double sold = spent / (1 + part_rate(part, Collector::importer));
    sums.spent += spent;
    sums.duty += spent - sold;
    sums.received += sold / (1 + part_rate(part, Collector::exporter));
  }
  return sums;
}

}  // namespace

/// sum_j x_j = (1 + t') F',  sum_j t'_j / (1 + t'_j) x_j = t' F',
/// sum_j x_j / ((1 + t'_j)(1 + e'_j)) = F' / (1 + e')
Residual certify_parts(const World& world, const ModelParameters& parameters,
                       const PartedPolicy& policy, const TradePolicy& effective,
                       const Equilibrium& equilibrium, const Levels& after) {
  WorstResidual worst;
  std::optional<OriginsAtPrices> origins;
  if (world.tells_origin()) origins.emplace(world, parameters.trade_elasticity, equilibrium);
  for (const auto& [place, cell] : policy.parts) {
    const auto [i, n, s] = place;
    const double phi = parameters.tax_exponent.size() > 0 ? parameters.tax_exponent(n, s) : 1;
    const double index = origins ? std::exp(origins->log_import_price()(n, s))
                                 : cost_index(world, equilibrium, n, s, phi);
    const double spent = equilibrium.expenditure()(n, s), flow = after.flow(i, n, s);
    if (spent <= 0 || world.flow(i, n, s) <= 0) continue;
    const PartSums sums = bought(world, parameters, equilibrium, cell, place, index);
    const double duty = rate_at(effective, Collector::importer, i, n, s);
    const double tax = rate_at(effective, Collector::exporter, i, n, s);
    const double scale = std::max((1 + duty) * flow, kLeastTrade * spent);
    for (const double gap : {sums.spent - (1 + duty) * flow, sums.duty - duty * flow,
                             sums.received - flow / (1 + tax)})
      worst.see(gap / scale, n, s);
  }
  return worst.named(world, "parts",
                     "what is bought of the parts of a cell is what is bought of the cell",
                     kExactCondition);
}

}  // namespace tariffsim
