// A comparison in sentences: which run is best or worst for whom, and what their policies differ
// in.
#pragma once

#include <string>
#include <vector>

#include "studies/comparison.hpp"

namespace tariffsim {

/// Of two runs, for whom the second is better or worse; of more, for each for whom it is best and
/// worst, by welfare. Then the same for every economy in focus. Runs that differ by less than
/// 0.005 percentage points are alike.
std::vector<std::string> comparison_sentences(const Comparison& comparison);

/// For each run but the first, the lines of its policy that the first has not, those that it has
/// not, and those with other values.
std::vector<std::string> policy_differences(const Comparison& comparison);

}  // namespace tariffsim
