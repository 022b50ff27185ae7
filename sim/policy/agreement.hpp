// The one tariff that members of a customs union levy on outsiders.
#pragma once

#include <vector>

#include "policy/levied_cells.hpp"

namespace tariffsim {

/// What all members levy on one outsider in one sector.
struct CommonRate {
  struct Goods {
    PartPlace place;  ///< of all goods if it is one rate
    double rate = 0;
  };
  std::vector<CellPlace> cells;  ///< of the members, at least one
  std::vector<Goods> goods;      ///< side by side, all there are
  bool levelled = false;  ///< one rate although members' rates differ by product: their imports are
                          ///< not known by product
};

/// The average of the members' tariffs, weighted by their imports in the data; where nothing is
/// imported the plain mean. Shares of cells that lines hit are the same goods for all members, from
/// 0 on, as they are in a cell: on each stretch it is the average there.
std::vector<CommonRate> common_external_tariff(const LeviedCells& cells,
                                               const std::vector<Index>& members,
                                               const std::vector<Index>& sectors);

}  // namespace tariffsim
