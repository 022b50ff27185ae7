// Differences between two runs that are none of their policies: they count from different starts.
#pragma once

#include "studies/comparison.hpp"

namespace tariffsim {

/// "the baseline", "'status-quo'", "the baseline without deficits": what a run counts from. Without
/// `with_deficits` whether they were removed is not told.
std::string starting_point(const ComparedRun& run, bool with_deficits = true);

/// Fills ComparedRow::reasons where the runs begin at other worlds: levels before; averages of
/// tariffs whose rates are the same and whose weights, trade before, are not, or whose policy is
/// the same and whose rates before are not; changes to the same level after; levels under the same
/// policy. Then ComparedRow::also_by of all other figures that differ where runs have other data,
/// starts, options of the model or assumptions on revenue. Precondition: differences are there.
void add_reasons(Comparison& comparison);

/// Why a figure of a run (from the second on) differs from the first's beside the policy: its
/// reason, or what its difference is due to beside the policy; empty if nothing is known.
std::string why_beside_policy(const Comparison& comparison, const ComparedRow& row,
                              std::size_t run);
/// Of all runs: "short: a short horizon instead of a long one; b: ..."; of two runs without a name.
std::string all_beside_policy(const Comparison& comparison, const ComparedRow& row);

/// The mark of a position in Comparison::differs_also_by, from 0: "a", "b", ... "aa".
std::string letter_of(std::size_t position);

}  // namespace tariffsim
