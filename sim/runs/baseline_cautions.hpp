// What a reader of any result must know of its baseline before the figures.
#pragma once

#include <string>
#include <vector>

#include "model/baseline.hpp"

namespace tariffsim {

/// Marks the names of economies whose exports are above Baseline::mark_exports_above of their value
/// added with an asterisk, and returns the sentences that stand above every figure: why results
/// stand alone, what the asterisk means and whose it is. None of a baseline that asks for neither.
std::vector<std::string> take_caution(Baseline& baseline);

}  // namespace tariffsim
