// A scenario ready to be solved: read, bound to its baseline, calibrated, its policy tried.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/options.hpp"
#include "reports/run_record.hpp"
#include "studies/experiment.hpp"
#include "text/diagnostic.hpp"

namespace tariffsim {

struct PreparedRun {
  RunRecord record;
  Calibration calibration;
  std::vector<PolicyLine> policy;
  std::vector<LineAudit> audit;  ///< on the baseline as calibrated
  DeficitClosure deficits = DeficitClosure::fixed;
  SolverOptions solver;
};

/// Reads and checks all scenario files; warnings and notes go to `diagnostics`. Throws InputError
/// with the errors of all files, two with the same id among them.
std::vector<PreparedRun> prepare_runs(const std::vector<std::string>& paths, const Options& options,
                                      Diagnostics& diagnostics);

/// Solves them, several at a time as --threads says; results in the order of `runs`.
std::vector<ExperimentResult> solve_runs(const std::vector<PreparedRun>& runs, int threads,
                                         const Console& console);

}  // namespace tariffsim
