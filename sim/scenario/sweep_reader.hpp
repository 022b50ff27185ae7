// `sweep:` as typed axes.
#pragma once

#include <vector>

#include "scenario/study_text.hpp"

namespace tariffsim {

/// One to three paths, each with a range `A..B by C` or a list of numbers or rates; what lies at
/// the end of a path is not looked up here. Errors go to `diagnostics`.
std::vector<SweepAxis> read_sweep(const YamlNode& node, Diagnostics& diagnostics);

}  // namespace tariffsim
