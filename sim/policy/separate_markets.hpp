// Markets in which goods of different kinds do not compete (`nests: separate`; sim/model.md,
// section 2.2): which kinds an importer's purchases of a sector fall into, and who sells which.
#pragma once

#include <vector>

#include "model/product_trade.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

/// The goods of a sector between the same borders in all cells of an importer.
struct Submarket {
  double from = 0, to = 1;
  std::vector<Index> products;  ///< those of the same lists; empty: all
};

/// An importer's submarkets of a sector, of which some cell has parts or lines name products.
struct SeparateMarket {
  Index importer = 0;
  Index sector = 0;
  std::vector<Submarket> submarkets;
  ProductValues imports;  ///< all that it buys abroad, by product; empty if that is not known
};

/// By sector and importer, where anything is spent.
std::vector<SeparateMarket> separate_markets(const World& world, const PartedPolicy& policy);

/// What a seller's goods in a submarket are of all that he sells to the importer in the sector.
struct SubmarketGoods {
  const PolicyPart* part = nullptr;  ///< that holds them; nullptr if the cell has none there
  double flow_share = 0;             ///< of the cell's trade before
};

/// The goods of each submarket in one cell, in their order. Goods of sellers without parts lie in
/// them as their products do, or, if these are not known, like the importer's total imports.
std::vector<SubmarketGoods> goods_in(const World& world, const PartedPolicy& policy,
                                     const SeparateMarket& market, Index exporter);

}  // namespace tariffsim
