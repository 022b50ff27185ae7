// `sweep:` as typed axes.
#pragma once

#include <vector>

#include "scenario/study_text.hpp"

namespace tariffsim {

enum class Varied { by_a_sweep, by_a_goal };

/// One to three paths, each with a range `A..B by C` or a list of numbers or rates, or
/// `optimum.player` with a list of economies; a path to where names or words stand is an error.
/// Errors go to `diagnostics`.
std::vector<SweepAxis> read_sweep(const YamlNode& node, Varied what, Diagnostics& diagnostics);

}  // namespace tariffsim
