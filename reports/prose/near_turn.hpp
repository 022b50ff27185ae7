// That a result lies near a point beyond which there may be several.
#pragma once

#include <string>

#include "model/parameters.hpp"
#include "studies/starting_world.hpp"

namespace tariffsim {

/// A sentence where what a policy sets off feeds on itself many times over; else empty.
std::string near_turn_sentence(const SolveStatistics& statistics,
                               const ModelParameters& parameters);

}  // namespace tariffsim
