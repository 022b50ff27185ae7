#include "policy/split_world.hpp"

#include <algorithm>
#include <map>
#include <set>

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
    lists_.insert(cell.lists.begin(), cell.lists.end());
  }

  std::vector<Submarket> submarkets(const World& world, Index importer, Index sector) const {
    std::vector<std::vector<Index>> sets{{}};
    if (!lists_.empty()) sets = told_apart(total_imports(world, importer, sector), lists_);
    std::vector<Submarket> all;
    for (const std::vector<Index>& products : sets) {
      const std::set<double> borders = borders_among(products);
      for (auto from = borders.begin(); std::next(from) != borders.end(); ++from)
        all.push_back({*from, *std::next(from), products, 0});
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

/// Builds the split world.
class Splitter {
 public:
  Splitter(const World& world, const ModelParameters& parameters, const PartedPolicy& policy)
      : world_(world), parameters_(parameters), policy_(policy) {}

  SplitWorld split() {
    find_markets();
    number_sectors();
    copy_whole();
    for (const SplitMarket& market : out_.markets) split_market(market);
    add_up();
    split_use();
    return std::move(out_);
  }

 private:
  void find_markets() {
    std::map<std::pair<Index, Index>, MarketBorders> borders;  // by sector and importer
    for (const auto& [place, cell] : policy_.parts)
      if (world_.expenditure(place.importer, place.sector) > 0)
        borders[{place.sector, place.importer}].add(cell);
    for (const auto& [at, market] : borders)
      out_.markets.push_back({at.second, at.first, market.submarkets(world_, at.second, at.first)});
  }

  void number_sectors() {
    std::vector<std::size_t> most(static_cast<std::size_t>(world_.n_sectors()), 0);
    for (const SplitMarket& market : out_.markets) {
      std::size_t& of_sector = most[static_cast<std::size_t>(market.sector)];
      of_sector = std::max(of_sector, market.submarkets.size());
    }
    for (Index s = 0; s < world_.n_sectors(); ++s) {
      whole_.push_back(static_cast<Index>(out_.sector_of.size()));
      out_.sector_of.insert(out_.sector_of.end(), 1 + most[static_cast<std::size_t>(s)], s);
    }
    for (SplitMarket& market : out_.markets)
      for (std::size_t j = 0; j < market.submarkets.size(); ++j)
        market.submarkets[j].sector = whole(market.sector) + 1 + static_cast<Index>(j);
  }

  Index whole(Index sector) const { return whole_[static_cast<std::size_t>(sector)]; }
  Index split_sectors() const { return static_cast<Index>(out_.sector_of.size()); }
  Index old(Index split) const { return out_.sector_of[static_cast<std::size_t>(split)]; }

  void copy_whole() {
    World& world = out_.world;
    const Index countries = world_.n_countries(), sectors = split_sectors();
    world.countries = world_.countries;
    for (const Index s : out_.sector_of)
      world.sectors.push_back(world_.sectors[static_cast<std::size_t>(s)]);
    world.flow = world.tariff = world.trade_share = Cube(countries, sectors);
    if (world_.export_tax.countries() > 0) world.export_tax = Cube(countries, sectors);
    world.value_added_share = Table(countries, sectors);
    out_.parameters = parameters_;
    out_.parameters.trade_elasticity = Vector(sectors);
    for (const Wedge& wedge : kWedges) prepare(wedge, countries, sectors);
    for (Index v = 0; v < sectors; ++v) {
      out_.parameters.trade_elasticity(v) = parameters_.trade_elasticity(old(v));
      world.value_added_share.col(v) = world_.value_added_share.col(old(v));
    }
    for (Index s = 0; s < world_.n_sectors(); ++s) {
      world.flow.sector(whole(s)) = world_.flow.sector(s);
      for (const Wedge& wedge : kWedges) {
        if (const Cube* base = stored(wedge, world_))
          (world.*wedge.base).sector(whole(s)) = base->sector(s);
        if (const Cube* levels = stored(wedge, policy_.average))
          (out_.policy.*wedge.levels).sector(whole(s)) = levels->sector(s);
      }
    }
  }

  /// Cubes for a wedge that the policy or one of its parts has.
  void prepare(const Wedge& wedge, Index countries, Index sectors) {
    const bool in_base = stored(wedge, world_) != nullptr;
    if (in_base || stored(wedge, policy_.average) != nullptr)
      out_.policy.*wedge.levels = Cube(countries, sectors, wedge.neutral);
  }

  void split_market(const SplitMarket& market) {
    const Index n = market.importer, s = market.sector;
    const ProductValues total = total_imports(world_, n, s);
    for (const Submarket& submarket : market.submarkets)
      for (Index i = 0; i < world_.n_countries(); ++i) put_cell({i, n, s}, submarket, total);
    out_.world.flow.sector(whole(s)).col(n).setZero();
  }

  void put_cell(const CellPlace& at, const Submarket& submarket, const ProductValues& total) {
    const auto [i, n, s] = at;
    const double flow = world_.flow(i, n, s);
    const Index v = submarket.sector;
    const PolicyCell* cell = policy_.cell(i, n, s);
    const PartInSubmarket inside =
        cell == nullptr ? PartInSubmarket{} : part_in(world_, at, *cell, submarket, total);
    const double share =
        cell != nullptr ? inside.flow_share : whole_share(traded_in(world_, at), total, submarket);
    out_.world.flow(i, n, v) = share * flow;
    for (const Wedge& wedge : kWedges) {
      const bool apart = inside.part != nullptr;
      if (stored(wedge, world_) != nullptr)
        (out_.world.*wedge.base)(i, n, v) =
            apart ? base_level(wedge, inside.part->before) : value_at(wedge, world_, i, n, s);
      if (stored(wedge, out_.policy) != nullptr)
        (out_.policy.*wedge.levels)(i, n, v) =
            apart ? inside.part->level(wedge.kind) : value_at(wedge, policy_.average, i, n, s);
    }
  }

  void add_up() {
    World& world = out_.world;
    const Index countries = world.n_countries(), sectors = split_sectors();
    world.expenditure = world.output = Table::Zero(countries, sectors);
    Eigen::ArrayXd rates;
    for (Index v = 0; v < sectors; ++v)
      for (Index n = 0; n < countries; ++n) {
        compute_rates(world, Collector::importer, n, v, rates);
        const Eigen::ArrayXd spent = world.flow.sector(v).col(n).array() * (1 + rates);
        world.expenditure(n, v) = spent.sum();
        if (spent.sum() > 0) world.trade_share.sector(v).col(n) = spent / spent.sum();
        compute_rates(world, Collector::exporter, n, v, rates);
        world.output.col(v).array() += world.flow.sector(v).col(n).array() / (1 + rates);
      }
    world.value_added = world_.value_added;
    world.tax_revenue = world_.tax_revenue;
    world.deficit = world_.deficit;
    world.income = world_.income;
  }

  /// The share of a split sector in what a country spends on the sector.
  double use_share(Index n, Index v) const {
    const double spent = world_.expenditure(n, old(v));
    if (spent > 0) return out_.world.expenditure(n, v) / spent;
    return v == whole(old(v)) ? 1 : 0;
  }

  void split_use() {
    World& world = out_.world;
    const Index countries = world.n_countries(), sectors = split_sectors();
    world.final_share = Table(countries, sectors);
    if (!world_.input_share.empty()) world.input_share = InputShares(countries, sectors);
    for (Index n = 0; n < countries; ++n)
      for (Index v = 0; v < sectors; ++v) {
        const double share = use_share(n, v);
        world.final_share(n, v) = share * world_.final_share(n, old(v));
        for (Index user = 0; user < sectors && !world_.input_share.empty(); ++user)
          world.input_share(n, v, user) = share * world_.input_share(n, old(v), old(user));
      }
  }

  const World& world_;
  const ModelParameters& parameters_;
  const PartedPolicy& policy_;
  SplitWorld out_;
  std::vector<Index> whole_;  // by sector, that of importers that do not split it
};

}  // namespace

ProductValues total_imports(const World& world, Index importer, Index sector) {
  std::map<Index, double> sums;
  for (Index i = 0; i < world.n_countries(); ++i)
    if (const ProductValues* traded = traded_in(world, {i, importer, sector}))
      for (const auto& [product, value] : *traded) sums[product] += value;
  return {sums.begin(), sums.end()};
}

PartInSubmarket part_in(const World& world, const CellPlace& at, const PolicyCell& cell,
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

SplitWorld split_world(const World& world, const ModelParameters& parameters,
                       const PartedPolicy& policy) {
  return Splitter(world, parameters, policy).split();
}

}  // namespace tariffsim
