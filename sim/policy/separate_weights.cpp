#include "policy/separate_weights.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tariffsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

/// What goods of one seller are in one submarket.
struct SeparateWeights::Goods {
  std::size_t part = 0;  // of the cell's
  double share = 0;      // k, of what is spent in the submarket before
  double log_wedge = 0;  // log T
  double kept = 1;       // 1 / (1 + what the importer collects)
  double received = 1;   // that over 1 + what the exporter collects
};

struct SeparateWeights::Seller {
  Index exporter;
  bool has_parts;
  std::vector<Goods> goods;  // by submarket
};

struct SeparateWeights::Market {
  Index importer, sector;
  double tax_exponent;           // phi
  std::vector<double> spending;  // a, by submarket, sums to 1
  std::vector<Seller> sellers;   // those who sell before
};

/// Logs of the hats of P_j and P at unit costs.
struct SeparateWeights::LogPrices {
  LogPrices(const Market& market, const Table& unit_cost, double theta)
      : of_submarket(market.spending.size(), 0) {
    for (std::size_t j = 0; j < market.spending.size(); ++j) {
      if (!(market.spending[j] > 0)) continue;
      double least = kInfinity;
      for_each_price(market, unit_cost, j,
                     [&](double, double price) { least = std::min(least, price); });
      is_closed = is_closed || std::isinf(least);
      if (is_closed) return;
      double sum = 0;
      for_each_price(market, unit_cost, j, [&](double share, double price) {
        sum += share * std::exp(-theta * (price - least));
      });
      of_submarket[j] = least - std::log(sum) / theta;
      of_sector += market.spending[j] * of_submarket[j];
    }
  }

  /// Calls visit(k, log of T c) for all who sell in a submarket.
  template <class Visit>
  static void for_each_price(const Market& market, const Table& unit_cost, std::size_t j,
                             const Visit& visit) {
    for (const Seller& seller : market.sellers)
      if (const Goods& goods = seller.goods[j]; goods.share > 0)
        visit(goods.share, goods.log_wedge + std::log(unit_cost(seller.exporter, market.sector)));
  }

  std::vector<double> of_submarket;
  double of_sector = 0;
  bool is_closed = false;  // nobody is left who sells goods of one kind
};

SeparateWeights::SeparateWeights(const World& world, const ModelParameters& parameters,
                                 const PartedPolicy& policy)
    : world_(world), parameters_(parameters), policy_(policy) {
  for (const SeparateMarket& of : separate_markets(world, policy)) {
    const Index n = of.importer, s = of.sector;
    Market market{n,
                  s,
                  parameters.tax_exponent.size() > 0 ? parameters.tax_exponent(n, s) : 1,
                  std::vector<double>(of.submarkets.size(), 0),
                  {}};
    for (Index i = 0; i < world.n_countries(); ++i) {
      if (!(world.flow(i, n, s) > 0)) continue;
      const PolicyCell* cell = policy.cell(i, n, s);
      const PolicyPart whole = whole_cell(world, policy.average, {i, n, s});
      Seller seller{i, cell != nullptr, {}};
      for (const SubmarketGoods& found : goods_in(world, policy, of, i)) {
        const PolicyPart& part = found.part == nullptr ? whole : *found.part;
        Goods goods;
        if (found.part != nullptr)
          goods.part = static_cast<std::size_t>(found.part - cell->parts.data());
        goods.share = found.flow_share * world.flow(i, n, s) *
                      (1 + part_rate(part.before, Collector::importer));
        goods.log_wedge = std::log(part_wedge(part, market.tax_exponent));
        goods.kept = 1 / (1 + part_rate(part, Collector::importer));
        goods.received = goods.kept / (1 + part_rate(part, Collector::exporter));
        market.spending[seller.goods.size()] += goods.share;
        seller.goods.push_back(goods);
      }
      market.sellers.push_back(std::move(seller));
    }
    double all = 0;
    for (const double spent : market.spending) all += spent;
    for (std::size_t j = 0; j < market.spending.size(); ++j) {
      for (Seller& seller : market.sellers)
        if (market.spending[j] > 0) seller.goods[j].share /= market.spending[j];
      market.spending[j] /= all;
    }
    markets_.push_back(std::move(market));
    if (sectors_.empty() || sectors_.back() != s) sectors_.push_back(s);
  }
}

SeparateWeights::~SeparateWeights() = default;

TradePolicy SeparateWeights::weigh(const Table& unit_cost, PartedPolicy& parts) const {
  TradePolicy policy = policy_.average;
  for (const Market& market : markets_) weigh(market, unit_cost, parts, policy);
  return policy;
}

void SeparateWeights::weigh(const Market& market, const Table& unit_cost, PartedPolicy& parts,
                            TradePolicy& policy) const {
  const Index n = market.importer, s = market.sector;
  const double theta = parameters_.trade_elasticity(s), phi = market.tax_exponent;
  const LogPrices prices(market, unit_cost, theta);
  for (const Seller& seller : market.sellers) {
    const CellPlace at{seller.exporter, n, s};
    const double cost = std::log(unit_cost(seller.exporter, s));
    std::vector<PolicyPart>* of_cell = seller.has_parts ? &parts.parts.at(at).parts : nullptr;
    if (of_cell != nullptr)
      for (PolicyPart& part : *of_cell) part.flow_share = 0;
    double bought = 0, sold = 0, received = 0;  // of a unit spent on the sector
    for (std::size_t j = 0; j < seller.goods.size(); ++j) {
      const Goods& goods = seller.goods[j];
      if (!(goods.share > 0) || std::isinf(goods.log_wedge)) continue;
      const double spent = market.spending[j] * goods.share *
                           std::exp(-theta * (goods.log_wedge + cost - prices.of_submarket[j]));
      bought += spent;
      sold += spent * goods.kept;
      received += spent * goods.received;
      if (of_cell != nullptr) (*of_cell)[goods.part].flow_share += spent * goods.kept;
    }
    if (prices.is_closed || !(bought > 0)) {
      if (of_cell != nullptr)
        for (PolicyPart& part : *of_cell) part.flow_share = part.before.flow_share;
      set_level(policy, WedgeKind::trade_cost, at, kInfinity);
      continue;
    }
    if (of_cell != nullptr)
      for (PolicyPart& part : *of_cell) part.flow_share /= sold;
    const double wedge = prices.of_sector - cost -
                         std::log(bought / world_.trade_share(seller.exporter, n, s)) / theta;
    const double taxes_before = (1 + rate_at(world_, Collector::importer, seller.exporter, n, s)) *
                                (1 + rate_at(world_, Collector::exporter, seller.exporter, n, s));
    set_level(policy, WedgeKind::tariff, at, bought / sold - 1);
    set_level(policy, WedgeKind::export_tax, at, sold / received - 1);
    set_level(policy, WedgeKind::trade_cost, at,
              std::exp(wedge) * std::pow(taxes_before * received / bought, phi));
  }
}

}  // namespace tariffsim
