// A study from its store to its folder and its report.
#pragma once

#include "cli/console.hpp"
#include "cli/options.hpp"
#include "runs/prepared_run.hpp"
#include "runs/ranks.hpp"

namespace tariffsim {

/// Solves a study, writes its folder and prints its report; all ranks call it. Returns the exit
/// status; what goes wrong is told. Precondition: run.study.
int run_study(const PreparedRun& run, const Options& options, const Console& console,
              const Ranks& ranks);

}  // namespace tariffsim
