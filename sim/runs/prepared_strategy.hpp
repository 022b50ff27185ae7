// What can be known of an optimum or a game before anything is solved.
#pragma once

#include "base/diagnostic.hpp"
#include "policy/parted_policy.hpp"
#include "policy/strategy_request.hpp"

namespace tariffsim {

/// Choices without trade, cells that are chosen twice, and output of a sector that a country does
/// not have are errors; so are parts of cells in the policy where they are markets of their own.
void check_strategy(const StrategyRequest& request, const World& world, const PartedPolicy& policy,
                    bool separate_nests, Diagnostics& diagnostics);

}  // namespace tariffsim
