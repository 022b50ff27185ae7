// Goods that do not compete as sectors of their own (`nests: separate`; sim/model.md, section 2.2),
// for derivatives: the same model wherever sectors are no more than what spending divides into.
#pragma once

#include <vector>

#include "model/parameters.hpp"
#include "policy/parted_policy.hpp"

namespace tariffsim {

struct SplitWorld {
  World world;  ///< each sector, then what importers with parts split it into: producers make all
                ///< of them at the same cost
  ModelParameters parameters;
  TradePolicy policy;            ///< of whole cells
  std::vector<Index> sector_of;  ///< of the world that was split, by split sector
};

/// Whether a world whose sectors are split is the same model: not where inputs or final goods
/// replace each other at elasticities other than 1, labour does not move freely between sectors,
/// costs fall with a sector's size, or selling takes labour.
bool can_split(const ModelParameters& parameters, const Vector& selling_share);

/// Splits a world where the policy has parts. An importer's spending on a sector is divided among
/// submarkets in the shares that it has at the baseline. Precondition: can_split.
SplitWorld split_world(const World& world, const ModelParameters& parameters,
                       const PartedPolicy& policy);

}  // namespace tariffsim
