// Groups whose totals a result shows beside their members.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "scenario/selector_lookup.hpp"

namespace tariffsim {

/// Countries, or sectors, that are reported as one too.
struct ReportedGroup {
  std::string name;
  std::vector<Index> members;  ///< positions; of countries at least two, of sectors at least one
};

/// Those of `names`, groups or codes of countries, that have several members, each once.
std::vector<ReportedGroup> groups_of_several(const std::vector<Name>& names,
                                             SelectorLookup& countries);

/// Agriculture, mining, manufactures, what goods are in none of them, services: those that the
/// baseline has sectors of, the names meaning what a policy line means by them. Then the scenario's
/// own groups of sectors.
std::vector<ReportedGroup> reported_sector_groups(const Scenario& scenario,
                                                  SelectorLookup& sectors);

}  // namespace tariffsim
