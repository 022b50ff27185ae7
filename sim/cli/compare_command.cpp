#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "cli/command_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "files/comparison_files.hpp"
#include "prose/text_table.hpp"
#include "runs/deferred_signals.hpp"
#include "studies/baselines_apart.hpp"
#include "terminal/terminal.hpp"
#include "writers/written_files.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

void check_count(std::size_t runs) {
  if (runs <= kMostCompared) return;
  throw InputError(Place{},
                   fmt::format("compare sets two to {} runs side by side, and these are {}",
                               kMostCompared, runs),
                   "name fewer of them; the steps of a timeline are side by side in its own "
                   "report.html, many values of a key in that of a scenario with 'sweep'");
}

/// Before anything is solved: a study has no one result, and variants count as runs, as do the
/// steps of a timeline that stands alone.
void check_scenarios(const std::vector<PreparedScenario>& scenarios, std::size_t folders) {
  std::size_t runs = folders;
  const bool one = folders == 0 && scenarios.size() == 1 && scenarios.front().size() == 1;
  for (const PreparedScenario& scenario : scenarios) {
    runs += one ? scenario.front().experiment.stages.size() : scenario.size();
    if (!scenario.empty() && scenario.front().study)
      throw InputError(Place{},
                       fmt::format("{} is a study: it has many results and cannot be compared",
                                   scenario.front().record.id),
                       "'tariffsim run' shows its points side by side in report.html");
  }
  check_count(runs);
}

void check_baselines(const std::vector<ComparedRun>& runs) {
  std::vector<BaselineUse> uses;
  uses.reserve(runs.size());
  for (const ComparedRun& run : runs) uses.push_back({run.id, run.baseline, run.stands_alone});
  if (const std::string why = why_apart(uses); !why.empty())
    throw InputError(Place{}, why, "compare runs on one of them");
}

bool is_folder(const std::string& argument) {
  std::error_code error;
  return fs::is_directory(argument, error);
}

/// Folders are read back; scenario files are solved with their variants. Of a timeline the end is
/// compared, or, if it is the only argument, every step. In the order of the arguments; empty
/// if a scenario was not solved.
std::vector<ComparedRun> read_runs(const Options& options, const Console& console) {
  std::vector<std::string> scenario_files;
  for (const std::string& argument : options.arguments)
    if (!is_folder(argument)) scenario_files.push_back(argument);
  Diagnostics diagnostics;
  const auto scenarios = scenarios_of(scenario_files, options, diagnostics);
  console.report(diagnostics.all());
  check_scenarios(scenarios, options.arguments.size() - scenario_files.size());

  const bool all_steps = options.arguments.size() == 1;
  std::vector<std::vector<ComparedRun>> solved_runs;
  bool failed = false, failed_here = false;  // any, and any run of the scenario
  const auto keep = [&](const PreparedScenario& scenario, std::size_t run,
                        const std::vector<SolvedStep>& steps) {
    const std::string failure = what_failed(scenario, run, steps);
    if (run == 0) failed_here = false;
    if (!failure.empty() && !std::exchange(failed_here, true)) console.error(failure);
    failed = failed || failed_here;
    if (failed) return;
    if (run == 0) solved_runs.emplace_back();
    if (all_steps && scenario.size() == 1)
      solved_runs.back() = compared_steps(scenario[run], steps);
    else
      solved_runs.back().push_back(compared_end(scenario[run], steps));
  };
  solve_runs(scenarios, options.threads, progress_on(console), {keep});
  if (failed) return {};

  std::vector<ComparedRun> runs;
  auto next = solved_runs.begin();
  for (const std::string& argument : options.arguments) {
    std::vector<ComparedRun> more =
        is_folder(argument) ? compared_folder(argument, all_steps, argument) : std::move(*next++);
    std::move(more.begin(), more.end(), std::back_inserter(runs));
  }
  return runs;
}

}  // namespace

int compare_command(const Options& options, const Console& console) {
  check_formats_of_comparisons(options.formats);
  check_count(options.arguments.size());
  std::vector<ComparedRun> runs =
      options.arguments.empty() ? std::vector<ComparedRun>{} : read_runs(options, console);
  if (runs.empty() && !options.arguments.empty()) return kFailed;
  if (runs.size() < 2)
    throw InputError(Place{}, "compare needs two scenario files or result folders, or more",
                     "such as 'tariffsim compare out/a out/b'; one is enough if it has steps or "
                     "variants");
  check_count(runs.size());
  check_baselines(runs);
  const Comparison comparison = compare(std::move(runs));
  const fs::path folder = options.output / "compare";
  {
    const DeferredSignals until_written;
    write_folder(folder, comparison_files(comparison, options.formats));
  }
  console.print(comparison_report(comparison, shown_whole(folder.string()) + "/", console.color()));
  return kDone;
}

}  // namespace tariffsim
