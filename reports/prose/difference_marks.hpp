// Letters beside differences of runs that are due to more than the policy.
#pragma once

#include <string>
#include <vector>

#include "studies/comparison.hpp"

namespace tariffsim {

/// What the letters beside differences mean, a line each.
std::vector<std::string> legend_of_marks(const Comparison& comparison);

/// " (a)", the letter of what the difference of a run to the first is due to beside the policy;
/// `at`: its place in ComparedRow::differences. Empty if it is nothing else.
std::string letter_mark(const ComparedRow& row, std::size_t at);

}  // namespace tariffsim
