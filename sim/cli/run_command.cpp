#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <limits>
#include <optional>
#include <utility>

#include "cli/command_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/program.hpp"
#include "cli/run_study.hpp"
#include "runs/deferred_signals.hpp"
#include "runs/memory_need.hpp"
#include "runs/ranks.hpp"
#include "runs/solve_study.hpp"
#include "writers/written_files.hpp"

namespace tariffsim {
namespace {

/// A format that studies do not have is refused before anything is solved.
void check_formats(const std::vector<PreparedScenario>& scenarios, const Formats& formats) {
  for (const PreparedScenario& scenario : scenarios)
    if (!scenario.empty() && scenario.front().study)
      check_formats_of_studies(formats, scenario.front().record.id);
}

/// Reads all scenarios on every rank; if that fails on one, all end together. The message of
/// rank 0 stands for those of the others that fail as it does.
std::vector<PreparedScenario> prepare_on_all(const Options& options, const Console& console,
                                             const Ranks& ranks) {
  std::optional<std::vector<PreparedScenario>> scenarios;
  Diagnostics diagnostics;
  std::exception_ptr failure;
  try {
    scenarios = scenarios_of(options.arguments, options, diagnostics);
    check_formats(*scenarios, options.formats);
  } catch (const std::exception&) {
    scenarios.reset();
    failure = std::current_exception();
  }
  const bool first_is_well = ranks.as_first_says(scenarios.has_value());
  if (failure && (ranks.first() || first_is_well)) std::rethrow_exception(failure);
  if (!ranks.all_say(scenarios.has_value())) throw InputError(std::vector<Diagnostic>{});
  if (ranks.first()) console.report(diagnostics.all());
  return std::move(*scenarios);
}

/// Options that nothing here heeds.
void tell_idle_options(const Options& options, std::size_t scenarios, std::size_t studies,
                       const Console& console) {
  Diagnostics idle;
  if (options.resume && studies == 0)
    idle.warning({}, "--resume has no effect: no scenario here is a study",
                 "only the points of a 'sweep' or of draws are kept when a run is stopped");
  if (options.check && studies > 0 && scenarios > studies)
    idle.note({}, "--check skips studies: they have many results");
  if (options.check && studies > 0 && studies == scenarios)
    console.sum_up("studies are not checked against expectations: nothing was checked\n");
  console.report(idle.all());
}

/// Of several files, which makes how many runs, where that is not one each.
void tell_runs(const std::vector<PreparedScenario>& scenarios, const Options& options,
               const Console& console) {
  std::vector<RunsOfSource> runs;
  for (const PreparedScenario& scenario : scenarios) {
    if (scenario.empty()) continue;
    runs.push_back({scenario.front().record.scenario_file, {}});
    for (const PreparedRun& run : scenario)
      runs.back().names.push_back(name_of_run(run.record.id, run.record.variant_of));
  }
  if (options.arguments.size() < 2 || !any_expands(runs)) return;
  Diagnostics told;
  told.note({}, runs_by_source(runs));
  console.report(told.all());
}

/// Those with a study, or those without, in their order.
std::vector<PreparedScenario> part_of(std::vector<PreparedScenario>& scenarios, bool with_study) {
  std::vector<PreparedScenario> part;
  for (PreparedScenario& scenario : scenarios)
    if (!scenario.empty() && (scenario.front().study != nullptr) == with_study)
      part.push_back(std::move(scenario));
  return part;
}

/// "c, d, e": of the scenarios from one on.
std::string ids_from(const std::vector<PreparedScenario>& scenarios, std::size_t first) {
  std::vector<std::string> ids;
  for (std::size_t at = first; at < scenarios.size(); ++at)
    ids.push_back(scenarios[at].front().record.id);
  return fmt::format("{}", fmt::join(ids, ", "));
}

double free_on_disk(const std::filesystem::path& folder) {
  std::error_code unknown;
  std::filesystem::path there = std::filesystem::absolute(folder, unknown);
  while (!there.empty() && there != there.root_path() && !std::filesystem::exists(there, unknown))
    there = there.parent_path();
  const auto space = std::filesystem::space(there, unknown);
  return unknown ? std::numeric_limits<double>::infinity() : static_cast<double>(space.available);
}

/// Much memory and much of a disk, before it is taken.
void tell_what_it_takes(const std::vector<PreparedScenario>& scenarios, const Options& options,
                        const Console& console) {
  constexpr double kMuch = 1e9;
  Diagnostics said;
  for (const PreparedScenario& scenario : scenarios) {
    const double disk = disk_need(scenario, options.formats);
    const double memory =
        memory_need(scenario, options.threads) + writing_need(scenario, options.formats);
    const std::string what = fmt::format(
        "{}: about {} on the disk and {} of memory are needed for {}", scenario.front().record.id,
        size_text(disk), size_text(memory), many_of(scenario));
    const double room = free_on_disk(options.output);
    if (disk > room)
      said.warning({}, fmt::format("{}, and {} are free on the disk", what, size_text(room)),
                   "fewer formats (-f) take less");
    else if (std::max(disk, memory) > kMuch)
      said.note({}, what, "fewer formats (-f) take less of the disk");
  }
  console.report(said.all());
}

int run_scenarios(const std::vector<PreparedScenario>& scenarios, const Options& options,
                  const Console& console) {
  if (scenarios.empty()) return kDone;
  check_memory(scenarios, options.threads, [&](const PreparedScenario& scenario) {
    return writing_need(scenario, options.formats);
  });
  tell_what_it_takes(scenarios, options, console);
  Delivery delivery(options, console);
  const auto take = [&](const PreparedScenario& scenario, std::size_t run,
                        std::vector<SolvedStep> solved) {
    delivery.take(scenario, run, std::move(solved));
  };
  try {
    solve_runs(scenarios, options.threads, progress_on(console), {take, DeferredSignals::noted});
  } catch (const InputError&) {
    throw;
  } catch (const std::exception& error) {
    delivery.fail(failure_text(error));
    delivery.fail("not done: " + ids_from(scenarios, delivery.delivered()));
    return delivery.status();
  }
  if (!DeferredSignals::noted()) delivery.sum_up();
  return delivery.status();
}

/// Whoever asks one study to stop means the whole call.
int run_studies(const std::vector<PreparedScenario>& studies, const Options& options,
                const Console& console, const Ranks& ranks) {
  int status = kDone;
  bool stopped = false;
  for (const PreparedScenario& study : studies) {
    const PreparedRun& run = study.front();
    if (!stopped) {
      status = std::max(status, run_study(run, options, console, ranks));
      stopped = ranks.as_first_says(asked_to_stop());
    } else if (ranks.first()) {
      console.error(fmt::format("{}: stopped before it started", run.record.id));
      status = kFailed;
    }
  }
  return status;
}

}  // namespace

int run_command(const Options& options, const Console& console) {
  if (options.arguments.empty())
    throw InputError(Place{}, "run needs a scenario file", "such as 'tariffsim run us-china.yaml'");
  const Ranks ranks;
  std::vector<PreparedScenario> scenarios = prepare_on_all(options, console, ranks);
  const std::size_t count = scenarios.size();
  const std::vector<PreparedScenario> studies = part_of(scenarios, true);
  if (ranks.first()) {
    tell_runs(scenarios, options, console);
    tell_idle_options(options, count, studies.size(), console);
  }
  for (PreparedScenario& scenario : scenarios)
    for (PreparedRun& run : scenario) run.experiment.by_line = true;
  int status = kDone;
  if (ranks.first()) status = run_scenarios(part_of(scenarios, false), options, console);
  return std::max(status, run_studies(studies, options, console, ranks));
}

}  // namespace tariffsim
