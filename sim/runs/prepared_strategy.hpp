// What can be known of an optimum or a game before anything is solved.
#pragma once

#include "base/diagnostic.hpp"
#include "policy/strategy_request.hpp"
#include "policy/trade_policy.hpp"

namespace tariffsim {

/// Choices without trade, cells that are chosen twice, and output of a sector that a country does
/// not have are errors.
void check_strategy(const StrategyRequest& request, const World& world, const TradePolicy& given,
                    Diagnostics& diagnostics);

}  // namespace tariffsim
