// Tariffs that no country levies, and that are seldom meant.
#pragma once

#include <vector>

#include "scenario/bind_policy.hpp"

namespace tariffsim {

/// Warns of a rate that members of a customs union are to levy on each other.
void warn_of_union(const CellsText& text, const Cells& cells, const PolicyLookup& lookup);

/// Notes, once of all lines, that a tariff falls on services: duties are levied on goods at a
/// customs border, which services do not pass. `sectors`: those that it falls on.
void note_services(const Place& place, const std::vector<Index>& sectors,
                   const PolicyLookup& lookup);

}  // namespace tariffsim
