// Parts of cells that do not compete: each is a market of its own (`nests: separate`), which is the
// same model on a world whose sectors are split (sim/model.md, section 2.2).
#pragma once

#include <vector>

#include "model/parameters.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

/// The goods of a sector between the same borders in all cells of an importer.
struct Submarket {
  double from = 0, to = 1;
  std::vector<Index> products;  ///< those of the same lists; empty: all
  Index sector = 0;             ///< of the split world
};

/// An importer's submarkets of a sector, of which some cell has parts.
struct SplitMarket {
  Index importer = 0;
  Index sector = 0;  ///< of the world that was split
  std::vector<Submarket> submarkets;
};

struct SplitWorld {
  World world;  ///< each sector, then what importers with parts split it into: producers make all
                ///< of them at the same cost
  ModelParameters parameters;
  TradePolicy policy;            ///< of whole cells
  std::vector<Index> sector_of;  ///< of the world that was split, by split sector
  std::vector<SplitMarket> markets;
};

/// Splits a world where the policy has parts. An importer's spending on a sector is divided among
/// submarkets in the shares that it has at the baseline; goods of sellers without parts lie in them
/// as their products do, or, if these are not known, like the importer's total imports.
SplitWorld split_world(const World& world, const ModelParameters& parameters,
                       const PartedPolicy& policy);

/// The part of a cell that holds its goods in a submarket, and their share of the cell's trade
/// before; nullptr if it has none there. Precondition: the cell has parts. `otherwise`: trade by
/// product in place of the cell's own, if that is not known.
struct PartInSubmarket {
  const PolicyPart* part = nullptr;
  double flow_share = 0;
};
PartInSubmarket part_in(const World& world, const CellPlace& at, const PolicyCell& cell,
                        const Submarket& submarket, const ProductValues& otherwise);

/// All that an importer buys abroad of a sector, by product; empty if it is not known.
ProductValues total_imports(const World& world, Index importer, Index sector);

}  // namespace tariffsim
