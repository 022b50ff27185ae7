// `attribution:` meets the policy that it divides.
#pragma once

#include "base/diagnostic.hpp"
#include "runs/prepared_run.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

/// Whether each point of a study is divided by line: where the scenario asks for it, and there are
/// lines to divide by. Precondition: ask_attribution.
bool divides_points(const Scenario& scenario, const PreparedRun& run);

/// Fills in how the result of a run, or of each point of a study, is divided; what has no effect
/// goes to `diagnostics`. Precondition: `run.experiment` is complete but for this.
void ask_attribution(const Scenario& scenario, const std::vector<Index>& focus, PreparedRun& run,
                     Diagnostics& diagnostics);

}  // namespace tariffsim
