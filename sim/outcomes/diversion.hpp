// Where the trade of a targeted pair, of countries or of groups of them, went (sim/model.md,
// section 3.3): to other suppliers, to domestic producers, or away.
#pragma once

#include <vector>

#include "outcomes/group.hpp"

namespace tariffsim {

/// Changes of flows before duty, million, summed over some sectors of a pair.
struct Diversion {
  std::vector<Index> exporters;  ///< one, or the members of a group
  std::vector<Index> importers;
  std::vector<Index> sectors;  ///< those summed over, in order
  double base = 0;             ///< the pair's flow before
  double change = 0;           ///< of the pair's flow
  Vector by_supplier = {};     ///< N, change of what the importers buy from each; their own entries
                               ///< are domestic sales, and those to each other
  double other_suppliers = 0;  ///< sum of by_supplier but for the pair and domestic sales
  double domestic = 0;         ///< sum of by_supplier over the importers themselves
  double other_markets = 0;    ///< change of the exporters' sales to third countries
  double home_market = 0;      ///< change of the exporters' sales at home and to each other
};

/// Sales after at border prices before; of what was not traded before, which has no such price,
/// nothing.
Cube flows_at_old_prices(const Outcome& outcome);

/// The diversion of one pair's trade in `sectors`. Precondition: no country is on both sides.
Diversion divert(const Cube& before, const Cube& after, std::vector<Index> exporters,
                 std::vector<Index> importers, std::vector<Index> sectors);

/// The pairs whose tariff, export tax or trade cost policy changed on trade that there was, or who
/// pay for licences, in the sectors in which they do; those whose flow moved most come first, at
/// most `count`. `ends`: only pairs with one of these at an end; empty: all.
std::vector<Diversion> diversions(const Outcome& outcome, std::size_t count,
                                  const std::vector<Index>& ends = {});

/// The same of trade between a group and any country or other group that shares no member with it,
/// both ways, in the sectors in which policy on any of it changed. None if a member that trades
/// in them is not targeted in any: what is done to some is none of the group's.
std::vector<Diversion> group_diversions(const Outcome& outcome,
                                        const std::vector<NamedGroup>& groups);

/// Suppliers other than the pair's own whose barriers to one of its importers change in one of its
/// sectors or more, in order.
std::vector<Index> other_targeted_suppliers(const Outcome& outcome, const Diversion& pair);

}  // namespace tariffsim
