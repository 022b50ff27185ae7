// Differences between two runs that are none of their policies: they count from different starts.
#pragma once

#include "studies/comparison.hpp"

namespace tariffsim {

/// "the baseline", "'status-quo'", "the baseline without deficits": what a run counts from.
std::string starting_point(const ComparedRun& run);

/// "trade elasticities 4", "horizon short": options of the model that both runs tell and have
/// otherwise, as `run` has them.
std::vector<std::string> options_apart(const ComparedRun& run, const ComparedRun& than);

/// Fills ComparedRow::reasons where the runs begin at other worlds: levels before; averages of
/// tariffs whose rates are the same and whose weights, trade before, are not, or whose policy is
/// the same and whose rates before are not; changes to the same level after; levels under the same
/// policy. Precondition: differences are there.
void add_reasons(Comparison& comparison);

}  // namespace tariffsim
