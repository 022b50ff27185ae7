// What really happened to an importer's trade, to be held against what a model says.
#pragma once

#include <string>
#include <vector>

#include "model/types.hpp"

namespace tariffsim {

/// Imports of some sectors from some exporters, before duty, before and after; both above 0, in any
/// unit of value.
struct ObservedCell {
  std::string exporter, sector;  ///< codes or groups, as the file names them
  std::vector<Index> exporters;  ///< their positions, at least one, without the importer
  std::vector<Index> sectors;    ///< at least one
  double before = 0, after = 0;
};

struct ObservedTrade {
  Index importer = 0;
  std::vector<ObservedCell> cells;  ///< none holds trade that another holds too
  double at_least = 0;  ///< cells with less `before` count in totals only, and are not compared
};

}  // namespace tariffsim
