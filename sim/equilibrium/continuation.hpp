// Policies between the baseline and a target, for solves that Newton cannot make in one go.
#pragma once

#include "policy/trade_policy.hpp"

namespace tariffsim {

/// The policy a part `along` (0..1) of the way: duties, taxes and trade costs move geometrically;
/// an embargo's weight d^-theta falls in proportion. `along` = 1 is the target itself.
TradePolicy policy_between(const World& world, const TradePolicy& target, double along);

}  // namespace tariffsim
