// What a scenario asks to be kept of each point of its study beside the measures of all economies.
#pragma once

#include <vector>

#include "runs/prepared_run.hpp"
#include "scenario/scenario.hpp"
#include "studies/study.hpp"

namespace tariffsim {

/// Adds the measures of `show`, derivatives of `sensitivity` (sums over cells: each own rate by
/// partner and by sector, each partner's on the economy, and all of them), and what each line adds
/// to welfare where `attribution` divides by line: of the economies in `focus`, else of all.
/// `run.experiment` has what is asked for. Tells what a point then costs, and what is left out.
void add_asked_figures(const Scenario& scenario, const PreparedRun& run,
                       const std::vector<Index>& focus, Study& study, Diagnostics& diagnostics);

}  // namespace tariffsim
