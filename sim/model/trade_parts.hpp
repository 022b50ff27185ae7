// Cells of trade whose goods are not all treated alike: a tariff on part of a sector, or on some of
// its products.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "model/types.hpp"

namespace tariffsim {

struct CellPlace {
  Index exporter = 0;
  Index importer = 0;
  Index sector = 0;
  bool operator==(const CellPlace&) const = default;
  bool operator<(const CellPlace& other) const {
    return std::tie(exporter, importer, sector) <
           std::tie(other.exporter, other.importer, other.sector);
  }
};

/// Which goods of a cell: of each of the products the interval from..to of [0, 1], which stands for
/// their trade in the data.
struct PartPlace {
  double from = 0;
  double to = 1;
  std::vector<Index> products;  ///< positions in ProductTrade::codes, ascending; empty: all
  bool operator==(const PartPlace&) const = default;

  /// Whether all goods of another place are goods of this one.
  bool holds(const PartPlace& other) const {
    if (other.from < from || other.to > to) return false;
    return products.empty() ||
           (!other.products.empty() && std::includes(products.begin(), products.end(),
                                                     other.products.begin(), other.products.end()));
  }
};

/// A share of the value of every unit of some goods, which pays a tariff of its own.
struct PartContent {
  std::string name;  ///< of goods that have it, the same in every line
  double share = 0;  ///< 0..1
  double rate = 0;   ///< of this content
  bool operator==(const PartContent&) const = default;
};

struct TradePart {
  PartPlace place;
  double flow_share = 1;  ///< f, of the cell's trade before duty; sums to 1 over the parts
  double tariff = 0;      ///< t, fraction
  double export_tax = 0;  ///< e, fraction
  bool claims = false;    ///< a preference that must be claimed
  std::vector<PartContent> contents = {};  ///< whose tariffs differ; their mean is t
  bool operator==(const TradePart&) const = default;
};

/// An interval that lines of a policy have given a name; those of one cell do not overlap.
struct NamedInterval {
  std::string name;
  double from = 0, to = 0;
  bool operator==(const NamedInterval&) const = default;
};

struct PartedCell {
  std::vector<TradePart> parts;  ///< at least one
  std::vector<NamedInterval> names;
  std::vector<std::vector<Index>> lists;  ///< of products that lines have named
  bool claimed = false;                   ///< divided by who claims a preference
  bool operator==(const PartedCell&) const = default;
};

/// The cells that have parts; all others are whole.
using PartedCells = std::map<CellPlace, PartedCell>;

}  // namespace tariffsim
