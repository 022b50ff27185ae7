// Goods keep their places in a cell whichever of the lines that name them are in force.
#pragma once

#include <vector>

#include "policy/instrument.hpp"

namespace tariffsim {

/// Tells each line that names goods what the lines above it have named. `lines` are all of a
/// policy, in the order in which they are applied, those that end or are still to come among them.
void keep_places_of_names(const std::vector<PolicyLine*>& lines);

}  // namespace tariffsim
