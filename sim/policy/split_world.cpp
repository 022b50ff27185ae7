#include "policy/split_world.hpp"

#include <algorithm>
#include <cmath>

#include "policy/separate_markets.hpp"

namespace tariffsim {
namespace {

/// Builds the split world.
class Splitter {
 public:
  Splitter(const World& world, const ModelParameters& parameters, const PartedPolicy& policy)
      : world_(world), parameters_(parameters), policy_(policy) {}

  SplitWorld split() {
    markets_ = separate_markets(world_, policy_);
    number_sectors();
    copy_whole();
    for (const SeparateMarket& market : markets_) split_market(market);
    add_up();
    split_use();
    return std::move(out_);
  }

 private:
  void number_sectors() {
    std::vector<std::size_t> most(static_cast<std::size_t>(world_.n_sectors()), 0);
    for (const SeparateMarket& market : markets_) {
      std::size_t& of_sector = most[static_cast<std::size_t>(market.sector)];
      of_sector = std::max(of_sector, market.submarkets.size());
    }
    for (Index s = 0; s < world_.n_sectors(); ++s) {
      whole_.push_back(static_cast<Index>(out_.sector_of.size()));
      out_.sector_of.insert(out_.sector_of.end(), 1 + most[static_cast<std::size_t>(s)], s);
    }
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

  void split_market(const SeparateMarket& market) {
    for (Index i = 0; i < world_.n_countries(); ++i) {
      const std::vector<SubmarketGoods> goods = goods_in(world_, policy_, market, i);
      for (std::size_t j = 0; j < goods.size(); ++j)
        put_goods({i, market.importer, market.sector}, goods[j],
                  whole(market.sector) + 1 + static_cast<Index>(j));
    }
    out_.world.flow.sector(whole(market.sector)).col(market.importer).setZero();
  }

  void put_goods(const CellPlace& at, const SubmarketGoods& goods, Index v) {
    const auto [i, n, s] = at;
    out_.world.flow(i, n, v) = goods.flow_share * world_.flow(i, n, s);
    const bool apart = goods.part != nullptr;
    for (const Wedge& wedge : kWedges) {
      if (stored(wedge, world_) != nullptr)
        (out_.world.*wedge.base)(i, n, v) =
            apart ? base_level(wedge, goods.part->before) : value_at(wedge, world_, i, n, s);
      if (stored(wedge, out_.policy) != nullptr)
        (out_.policy.*wedge.levels)(i, n, v) =
            apart ? goods.part->level(wedge.kind) : value_at(wedge, policy_.average, i, n, s);
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
  std::vector<SeparateMarket> markets_;
  std::vector<Index> whole_;  // by sector, that of importers that do not split it
};

}  // namespace

bool can_split(const ModelParameters& parameters, const Vector& selling_share) {
  return parameters.substitution.inputs == 1 && parameters.substitution.final_use == 1 &&
         std::isinf(parameters.labour_mobility) && parameters.scale.size() == 0 &&
         parameters.tax_exponent.size() == 0 && selling_share.size() == 0;
}

SplitWorld split_world(const World& world, const ModelParameters& parameters,
                       const PartedPolicy& policy) {
  return Splitter(world, parameters, policy).split();
}

}  // namespace tariffsim
