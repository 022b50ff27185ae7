// `optimum:` and `game:` meet their baseline.
#pragma once

#include "scenario/bind_policy.hpp"
#include "scenario/strategy_text.hpp"

namespace tariffsim {

/// Errors go to the diagnostics; the result is then not to be used.
StrategyRequest bind_strategy(const StrategyText& text, const PolicyLookup& lookup);

}  // namespace tariffsim
