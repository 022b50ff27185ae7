// What commands read before they work, with what there is to say about it on the console.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/options.hpp"
#include "runs/baseline_choice.hpp"
#include "runs/prepared_run.hpp"
#include "runs/progress.hpp"

namespace tariffsim {

/// The scenarios that the arguments `paths` name, changed as --set and --baseline say; their
/// warnings and notes go to `diagnostics`. Throws InputError.
std::vector<PreparedScenario> scenarios_of(const std::vector<std::string>& paths,
                                           const Options& options, Diagnostics& diagnostics);

/// The runs that a file or a folder makes.
struct RunsOfSource {
  std::string source;              ///< as the user named it
  std::vector<std::string> names;  ///< of its runs
};

/// "vary.yaml makes 3 runs (vary, vary/low, vary/high), a.yaml 1: 4 in all".
std::string runs_by_source(const std::vector<RunsOfSource>& sources);
/// Whether any makes more than one.
bool any_expands(const std::vector<RunsOfSource>& sources);

/// What --only calls a run: a variant "scenario/variant", a step "timeline/step".
std::string name_of_run(const std::string& id, const std::string& variant_of);

/// As read_chosen_baseline; warnings and notes are printed.
Baseline chosen_baseline(const std::optional<std::string>& id_or_folder, const Console& console);

/// As check_baseline; notes are printed.
CheckedBaseline checked_baseline(Baseline baseline, const Console& console);

/// Shows progress on the console, which outlives it.
ProgressLine progress_on(const Console& console);

}  // namespace tariffsim
