// Runs in which something is rigid: people's wages are told before welfare there.
#pragma once

#include "studies/comparison.hpp"

namespace tariffsim {

/// Whether real wages are told before welfare: one of the runs is a short or medium run, or has
/// labour that does not move freely, or what is hard to replace.
bool begins_with_wages(const Comparison& comparison);

}  // namespace tariffsim
