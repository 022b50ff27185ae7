// The figures on top of a report, each with a line of detail.
#pragma once

#include <string>
#include <vector>

#include "prose/headline.hpp"
#include "prose/headline_subjects.hpp"

namespace tariffsim {

/// Of a solved step: of each side its income (in a short run first its real wage, and its income
/// without the rebate), of the world income and trade, and of who levies the revenue, consumer
/// prices, and who pays the duty.
std::vector<HeadlineFigure> headline_tiles(const RunRecord& record, const SolvedStep& solved,
                                           const HeadlineSubjects& about);

/// Where hours answer the real wage, welfare is what is left when work is paid for.
inline bool counts_work(const Outcome& outcome) { return outcome.parameters().labour_supply > 0; }

/// "gains" of one, "gain" of more; "loses", "lose".
const char* gain_of(std::ptrdiff_t count);
const char* lose_of(std::ptrdiff_t count);

}  // namespace tariffsim
