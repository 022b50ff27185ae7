// Countries joined to regions, sectors to groups.
#pragma once

#include <vector>

#include "model/baseline.hpp"

namespace tariffsim {

struct Aggregation {
  std::vector<Country> countries;  ///< new countries, in order
  std::vector<Index> country_of;   ///< old -> new, N
  std::vector<Sector> sectors;     ///< new sectors, in order
  std::vector<Index> sector_of;    ///< old -> new, S
};

/// Every country and sector for itself.
Aggregation keep_all(const Baseline& baseline);

/// Flows are summed; duties and export taxes are weighted by what they are levied on, so that
/// revenue is kept; input and final shares are weighted by the values they stand for; elasticities
/// by world flows (sim/model.md, section 1.3; joining identical countries or sectors changes no
/// other's result). Trade inside a region becomes domestic sales, and its duties lapse. Persons and
/// households add up, and are not known where those of a member are not. `regions` of the result
/// names the members of each joined country.
Baseline aggregate(const Baseline& baseline, const Aggregation& aggregation);

}  // namespace tariffsim
