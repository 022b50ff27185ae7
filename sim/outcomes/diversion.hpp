// Where the trade of a targeted pair went (model.md, section 3): to other suppliers, to domestic
// producers, or away.
#pragma once

#include <vector>

#include "outcomes/outcome.hpp"

namespace tariffsim {

/// Changes of flows before duty, million, summed over some sectors of a pair.
struct Diversion {
  Index exporter = 0;
  Index importer = 0;
  std::vector<Index> sectors;  ///< those summed over, in order
  double base = 0;             ///< the pair's flow before
  double change = 0;           ///< of the pair's flow
  Vector by_supplier = {};     ///< N, change of what the importer buys from each; its own entry is
                               ///< domestic sales
  double other_suppliers = 0;  ///< sum of by_supplier but for the pair and domestic sales
  double domestic = 0;         ///< by_supplier of the importer itself
  double other_markets = 0;    ///< change of the exporter's sales to third countries
  double home_market = 0;      ///< change of the exporter's sales at home
};

/// The diversion of one pair's trade in `sectors`. Precondition: exporter != importer.
Diversion divert(const Cube& before, const Cube& after, Index exporter, Index importer,
                 std::vector<Index> sectors);

/// The pairs whose tariff, export tax or trade cost policy changed on trade that there was, in the
/// sectors in which it did; those whose flow moved most come first, at most `count`.
/// `ends`: only pairs with one of these at an end; empty: all.
std::vector<Diversion> diversions(const Outcome& outcome, std::size_t count,
                                  const std::vector<Index>& ends = {});

/// Suppliers other than the pair's own whose barriers to its importer change in one of its sectors
/// or more, in order.
std::vector<Index> other_targeted_suppliers(const Outcome& outcome, const Diversion& pair);

}  // namespace tariffsim
