// What percentages of welfare are of where hours move.
#pragma once

#include <string>

#include "outcomes/outcome.hpp"

namespace tariffsim {

/// A sentence on the economies where welfare is a percentage of little, so that a small sum is a
/// large percentage; empty if there is none.
std::string small_bases_sentence(const Outcome& outcome);

}  // namespace tariffsim
