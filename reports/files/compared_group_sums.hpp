// Sums over the members of a group, from the tables of a result: one way for results just made and
// for those read back.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "outcomes/sector_group.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

/// A cell of trade: what is sold before and after, million before duty, and its tariffs
/// (fractions).
struct ComparedCell {
  std::uint32_t exporter = 0, importer = 0;  ///< positions in ComparedRun::places
  std::uint32_t sector = 0;                  ///< in sectors_of(run)
  double before = 0, after = 0;
  double tariff_base = 0, tariff = 0;
};

/// The sectors of a run in the order of its table of them; empty without that table.
std::vector<std::string> sectors_of(const ComparedRun& run);

/// What is known of a run beside its tables.
struct ComparedTrade {
  std::vector<std::string> sectors;  ///< sectors_of
  std::vector<ComparedCell> cells;   ///< empty: not known
};

/// The rows of a group of countries whose positions are `members`: as groups.csv has it, in the
/// order of `measures`; what these tables cannot tell is not defined (NaN).
std::vector<double> group_values(const ComparedRun& run, const ComparedTrade& trade,
                                 const std::vector<Index>& members,
                                 const std::vector<std::string>& measures);
/// The measures of group_values that can be told.
std::vector<std::string> group_values_known();

/// The sectors of a group, one by one; trade among members is left out, and without cells all
/// trade is (NaN in rows).
std::vector<SectorGroupOutcome> sectors_of_group(const ComparedRun& run, const ComparedTrade& trade,
                                                 const std::vector<Index>& members);

}  // namespace tariffsim
