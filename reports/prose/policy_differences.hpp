// What the policies of runs that are set side by side differ in, in words.
#pragma once

#include <string>
#include <vector>

#include "studies/comparison.hpp"

namespace tariffsim {

/// For each run but the first, the lines of its policy that the first has not, those that it has
/// not, and those with other values.
std::vector<std::string> policy_differences(const Comparison& comparison);

/// The title of a run; of a variant without one of its own what it changes of its scenario, where
/// that is among the runs.
std::string title_in_words(const Comparison& comparison, const ComparedRun& run);

}  // namespace tariffsim
