#include "policy/separate_markets.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace tariffsim {
namespace {

using Lists = std::set<std::vector<Index>>;

bool is_in(const std::vector<Index>& products, Index product) {
  return std::binary_search(products.begin(), products.end(), product);
}

double value_in(const ProductValues& traded, const std::vector<Index>& products) {
  double value = 0;
  for (const auto& [product, trade] : traded)
    if (is_in(products, product)) value += trade;
  return value;
}

double value_of(const ProductValues& traded) {
  double value = 0;
  for (const auto& [product, trade] : traded) value += trade;
  return value;
}

const ProductValues* traded_in(const World& world, const CellPlace& at) {
  if (world.products == nullptr) return nullptr;
  const ProductValues* traded = world.products->trade().cell(at.exporter, at.importer, at.sector);
  return traded != nullptr && value_of(*traded) > 0 ? traded : nullptr;
}

/// All that an importer buys abroad of a sector, by product; empty if it is not known.
ProductValues total_imports(const World& world, Index importer, Index sector) {
  std::map<Index, double> sums;
  for (Index i = 0; i < world.n_countries(); ++i)
    if (const ProductValues* traded = traded_in(world, {i, importer, sector}))
      for (const auto& [product, value] : *traded) sums[product] += value;
  return {sums.begin(), sums.end()};
}

/// Products that the same lists hold, a set for each combination of lists.
std::vector<std::vector<Index>> told_apart(const ProductValues& traded, const Lists& lists) {
  std::map<std::vector<bool>, std::vector<Index>> sets;
  for (const auto& [product, value] : traded) {
    std::vector<bool> held;
    held.reserve(lists.size());
    for (const std::vector<Index>& list : lists) held.push_back(is_in(list, product));
    sets[held].push_back(product);
  }
  std::vector<std::vector<Index>> out;
  out.reserve(sets.size());
  for (auto& [held, products] : sets) out.push_back(std::move(products));
  return out;
}

/// What cells of one importer and sector split it into.
class MarketBorders {
 public:
  void add(const PolicyCell& cell) {
    for (const PolicyPart& part : cell.parts) {
      const auto& [from, to, products] = part.before.place;
      if (from > 0 || to < 1) borders_[products].insert({from, to});
    }
    add(cell.lists);
  }

  template <class OfProducts>
  void add(const OfProducts& lists) {
    lists_.insert(lists.begin(), lists.end());
  }

  std::vector<Submarket> submarkets(const ProductValues& imports) const {
    std::vector<std::vector<Index>> sets{{}};
    if (!lists_.empty()) sets = told_apart(imports, lists_);
    std::vector<Submarket> all;
    for (const std::vector<Index>& products : sets) {
      const std::set<double> borders = borders_among(products);
      for (auto from = borders.begin(); std::next(from) != borders.end(); ++from)
        all.push_back({*from, *std::next(from), products});
    }
    return all;
  }

 private:
  /// Of the parts that hold one of them; `products` are told apart by no list.
  std::set<double> borders_among(const std::vector<Index>& products) const {
    std::set<double> borders{0, 1};
    for (const auto& [of, found] : borders_)
      if (of.empty() || products.empty() ||
          std::any_of(products.begin(), products.end(),
                      [&of = of](Index product) { return is_in(of, product); }))
        borders.insert(found.begin(), found.end());
    return borders;
  }

  std::map<std::vector<Index>, std::set<double>> borders_;  // by the products of parts; empty: all
  Lists lists_;
};

/// Of a cell that is whole.
double whole_share(const ProductValues* traded, const ProductValues& otherwise,
                   const Submarket& submarket) {
  const double width = submarket.to - submarket.from;
  if (submarket.products.empty()) return width;
  const ProductValues& values = traded == nullptr ? otherwise : *traded;
  return width * value_in(values, submarket.products) / value_of(values);
}

/// Of a cell with parts.
SubmarketGoods goods_of_parts(const World& world, const CellPlace& at, const PolicyCell& cell,
                              const Submarket& submarket, const ProductValues& otherwise) {
  const ProductValues* known = traded_in(world, at);
  const ProductValues& traded = known == nullptr ? otherwise : *known;
  for (const PolicyPart& part : cell.parts) {
    const auto& [from, to, products] = part.before.place;
    if (from > submarket.from || to < submarket.to) continue;
    double share = part.before.flow_share * (submarket.to - submarket.from) / (to - from);
    if (!submarket.products.empty()) {
      ProductValues own;
      for (const auto& value : traded)
        if (products.empty() || is_in(products, value.first)) own.push_back(value);
      const double here = value_in(own, submarket.products);
      if (here <= 0) continue;
      share *= here / value_of(own);
    }
    return {&part, share};
  }
  return {};
}

}  // namespace

std::vector<SeparateMarket> separate_markets(const World& world, const PartedPolicy& policy) {
  std::map<std::pair<Index, Index>, MarketBorders> borders;  // by sector and importer
  for (const auto& [place, cell] : policy.parts)
    if (world.expenditure(place.importer, place.sector) > 0)
      borders[{place.sector, place.importer}].add(cell);
  for (const auto& [at, lists] : policy.named_products)
    if (world.expenditure(at.second, at.first) > 0) borders[at].add(lists);
  std::vector<SeparateMarket> markets;
  markets.reserve(borders.size());
  for (const auto& [at, market] : borders) {
    ProductValues imports = total_imports(world, at.second, at.first);
    std::vector<Submarket> submarkets = market.submarkets(imports);
    markets.push_back({at.second, at.first, std::move(submarkets), std::move(imports)});
  }
  return markets;
}

std::vector<SubmarketGoods> goods_in(const World& world, const PartedPolicy& policy,
                                     const SeparateMarket& market, Index exporter) {
  const CellPlace at{exporter, market.importer, market.sector};
  const PolicyCell* cell = policy.cell(exporter, market.importer, market.sector);
  std::vector<SubmarketGoods> goods;
  goods.reserve(market.submarkets.size());
  for (const Submarket& submarket : market.submarkets)
    goods.push_back(cell != nullptr
                        ? goods_of_parts(world, at, *cell, submarket, market.imports)
                        : SubmarketGoods{nullptr, whole_share(traded_in(world, at), market.imports,
                                                              submarket)});
  return goods;
}

}  // namespace tariffsim
