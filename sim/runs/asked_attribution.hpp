// `attribution:` meets the policy that it divides.
#pragma once

#include "base/diagnostic.hpp"
#include "runs/prepared_run.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

/// Fills in how the result of a run is divided; what has no effect goes to `diagnostics`.
void ask_attribution(const Scenario& scenario, const std::vector<Index>& focus, PreparedRun& run,
                     Diagnostics& diagnostics);

}  // namespace tariffsim
