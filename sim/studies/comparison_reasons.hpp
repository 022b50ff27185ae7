// Differences between two runs that are none of their policies: they count from different starts.
#pragma once

#include "studies/comparison.hpp"

namespace tariffsim {

/// "the baseline", "'status-quo'", "the baseline without deficits": what a run counts from.
std::string starting_point(const ComparedRun& run);

/// Fills ComparedRow::reasons. A change is explained by the start where the level after is the same
/// in both runs, an average rate by its weights, trade before, where the starts have other trade.
/// Precondition: differences are there.
void add_reasons(Comparison& comparison);

}  // namespace tariffsim
