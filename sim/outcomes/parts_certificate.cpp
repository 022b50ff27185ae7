#include "outcomes/parts_certificate.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "equilibrium/conditions.hpp"
#include "outcomes/origins_at_prices.hpp"
#include "outcomes/worst_residual.hpp"
#include "policy/separate_markets.hpp"

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

/// What a cell sells, and the taxes on it.
struct CellTrade {
  double flow;       // F', million
  double duty, tax;  // t', e', fractions
};

/// The sums over parts less what the cell has, each relative to its trade, or to `least` if that is
/// more.
void see_gaps(const PartSums& sums, const CellTrade& cell, double least, const CellPlace& at,
              WorstResidual& worst) {
  const double paid = (1 + cell.duty) * cell.flow, scale = std::max(paid, least);
  for (const double gap : {sums.spent - paid, sums.duty - cell.duty * cell.flow,
                           sums.received - cell.flow / (1 + cell.tax)})
    worst.see(gap / scale, at.importer, at.sector);
}

/// Goods of a seller in a submarket, and what they were there.
struct SoldGoods {
  PolicyPart levies;     // of the part, or of the whole cell
  std::size_t part = 0;  // of the cell's
  double before = 0;     // million, what was spent on them
};

SoldGoods sold_goods(const World& world, const PartedPolicy& policy, const SubmarketGoods& goods,
                     const CellPlace& at) {
  const auto [i, n, s] = at;
  SoldGoods sold;
  if (goods.part != nullptr) {
    sold.levies = *goods.part;
    sold.part = static_cast<std::size_t>(goods.part - policy.cell(i, n, s)->parts.data());
  } else {
    sold.levies = whole_cell(world, policy.average, at);
  }
  sold.before = goods.flow_share * world.flow(i, n, s) *
                (1 + part_rate(sold.levies.before, Collector::importer));
  return sold;
}

/// One importer's purchases of a sector, kind by kind.
class MarketExamination {
 public:
  MarketExamination(const World& world, const ModelParameters& parameters,
                    const PartedPolicy& policy, const Equilibrium& equilibrium,
                    const SeparateMarket& market)
      : equilibrium_(equilibrium),
        n_(market.importer),
        s_(market.sector),
        theta_(parameters.trade_elasticity(s_)),
        phi_(parameters.tax_exponent.size() > 0 ? parameters.tax_exponent(n_, s_) : 1),
        spent_before_(market.submarkets.size(), 0),
        price_(market.submarkets.size(), 0) {
    for (Index i = 0; i < world.n_countries(); ++i) {
      const std::vector<SubmarketGoods> found = goods_in(world, policy, market, i);
      for (std::size_t j = 0; j < found.size(); ++j) {
        sold_.push_back(sold_goods(world, policy, found[j], {i, n_, s_}));
        const double before = sold_.back().before;
        spent_before_[j] += before;
        if (before > 0) price_[j] += before * std::pow(cost(i, sold_.back()), -theta_);
      }
    }
    for (std::size_t j = 0; j < price_.size(); ++j)
      price_[j] = std::pow(price_[j] / spent_before_[j], -1 / theta_);
  }

  /// prod_j P_j^a_j
  double price() const {
    double all = 0, logs = 0;
    for (std::size_t j = 0; j < price_.size(); ++j) {
      if (!(spent_before_[j] > 0)) continue;
      all += spent_before_[j];
      logs += spent_before_[j] * std::log(price_[j]);
    }
    return std::exp(logs / all);
  }

  /// What is bought of a seller, and of each of his parts before duty.
  PartSums bought(Index seller, std::vector<double>& sold_of_parts) const {
    double all = 0;
    for (const double before : spent_before_) all += before;
    PartSums sums;
    for (std::size_t j = 0; j < price_.size(); ++j) {
      const SoldGoods& goods = sold_[static_cast<std::size_t>(seller) * price_.size() + j];
      if (!(goods.before > 0)) continue;
      const double spent = goods.before / all * equilibrium_.expenditure()(n_, s_) *
                           std::pow(cost(seller, goods) / price_[j], -theta_);
      const double sold = spent / (1 + part_rate(goods.levies, Collector::importer));
      sums.spent += spent;
      sums.duty += spent - sold;
      sums.received += sold / (1 + part_rate(goods.levies, Collector::exporter));
      if (goods.part < sold_of_parts.size()) sold_of_parts[goods.part] += sold;
    }
    return sums;
  }

 private:
  /// c T
  double cost(Index seller, const SoldGoods& goods) const {
    return equilibrium_.unit_cost()(seller, s_) * part_wedge(goods.levies, phi_);
  }

  const Equilibrium& equilibrium_;
  Index n_, s_;
  double theta_, phi_;
  std::vector<double> spent_before_, price_;  // by submarket
  std::vector<SoldGoods> sold_;               // by seller and submarket
};

}  // namespace

std::vector<Residual> certify_separate_parts(const World& world, const ModelParameters& parameters,
                                             const PartedPolicy& policy,
                                             const TradePolicy& effective, const Equilibrium& e,
                                             const Levels& after) {
  WorstResidual of_trade, of_prices;
  for (const SeparateMarket& market : separate_markets(world, policy)) {
    const Index n = market.importer, s = market.sector;
    const MarketExamination examined(world, parameters, policy, e, market);
    const double phi = parameters.tax_exponent.size() > 0 ? parameters.tax_exponent(n, s) : 1;
    of_prices.see(examined.price() / cost_index(world, e, n, s, phi) - 1, n, s);
    const double least = kLeastTrade * e.expenditure()(n, s);
    for (Index i = 0; i < world.n_countries(); ++i) {
      if (!(world.flow(i, n, s) > 0)) continue;
      const PolicyCell* cell = policy.cell(i, n, s);
      std::vector<double> sold(cell == nullptr ? 0 : cell->parts.size(), 0);
      const double flow = after.flow(i, n, s);
      const PartSums sums = examined.bought(i, sold);
      see_gaps(sums,
               {flow, rate_at(effective, Collector::importer, i, n, s),
                rate_at(effective, Collector::exporter, i, n, s)},
               least, {i, n, s}, of_trade);
      for (std::size_t j = 0; j < sold.size() && flow > 0; ++j)
        of_trade.see((sold[j] - cell->parts[j].flow_share * flow) / std::max(flow, least), n, s);
    }
  }
  return {of_trade.named(world, "parts",
                         "what is bought of each kind of goods is what is bought of the cell",
                         kExactCondition),
          of_prices.named(world, "part_prices", "the price of a sector is that of its kinds",
                          kExactCondition)};
}

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
    see_gaps(sums, {flow, duty, tax}, kLeastTrade * spent, place, worst);
  }
  return worst.named(world, "parts",
                     "what is bought of the parts of a cell is what is bought of the cell",
                     kExactCondition);
}

}  // namespace tariffsim
