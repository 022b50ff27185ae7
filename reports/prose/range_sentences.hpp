// What of a range the first sentences of a run say.
#pragma once

#include <string>
#include <vector>

#include "prose/model_range.hpp"

namespace tariffsim {

/// That signs hang on the horizon, the elasticities or the closure, where they do; else empty.
std::string sign_sentence(const RangeSummary& range);

/// How far real income (welfare) of an economy lies from that of the run at other horizons, where
/// that is by a multiple of it; else empty.
std::string size_sentence(const RangeSummary& range);

/// Those of both that there are.
std::vector<std::string> range_sentences(const RangeSummary& range);

}  // namespace tariffsim
