// A comparison in sentences: which run is best or worst for whom.
#pragma once

#include <string>
#include <vector>

#include "studies/comparison.hpp"

namespace tariffsim {

/// Of variants first whose signs differ between them, if anybody's do. Of two runs, for whom the
/// second is better or worse; of more, for each for whom it is best and worst, by welfare. Then the
/// same for every economy in focus. Runs that differ by less than 0.005 percentage points are
/// alike.
std::vector<std::string> comparison_sentences(const Comparison& comparison);

/// A run in a sentence: variants have names like 'none' and 'short', which would be read as words.
std::string run_in_sentence(const ComparedRun& run);

}  // namespace tariffsim
