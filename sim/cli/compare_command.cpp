#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "base/near_miss.hpp"
#include "cli/chosen_runs.hpp"
#include "cli/command_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "files/compared_groups.hpp"
#include "files/comparison_files.hpp"
#include "prose/text_table.hpp"
#include "runs/deferred_signals.hpp"
#include "studies/baselines_apart.hpp"
#include "terminal/terminal.hpp"
#include "writers/written_files.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOfLevels =
    "levels before and after stand in place of changes where there are any: exports, imports, "
    "output, trade; welfare, wages, prices and volumes are changes by nature";

/// An argument of the command: a folder, or a scenario file and its variants.
struct Source {
  std::string argument;
  bool is_folder = false;
  RunNames names;  // of its runs, as --only takes them
  std::vector<ComparedRun> runs;
};

/// A result beside itself differs in nothing.
void check_same_folder(const std::vector<Source>& sources) {
  std::set<fs::path> folders;
  for (const Source& source : sources) {
    std::error_code failure;
    if (source.is_folder && !folders.insert(fs::weakly_canonical(source.argument, failure)).second)
      throw InputError(
          Place{},
          fmt::format("{} is named twice: a run and itself differ in nothing", source.argument),
          "give two results, such as 'tariffsim compare out/a out/b'");
  }
}

/// What is missing where there is one run, or none.
void check_several(const std::vector<ComparedRun>& runs, const std::vector<std::string>& only) {
  if (runs.size() >= 2) return;
  if (!only.empty())
    throw InputError(Place{},
                     fmt::format("'--only' leaves one run, '{}': a comparison needs two or more",
                                 runs.empty() ? only.front() : name_of(runs.front())),
                     "such as '--only RUN,RUN'; without '--only' all runs are compared");
  throw InputError(Place{}, "compare needs two scenario files or result folders, or more",
                   "such as 'tariffsim compare out/a out/b'; one is enough if it has steps or "
                   "variants");
}

std::vector<RunsOfSource> runs_of(const std::vector<Source>& sources) {
  std::vector<RunsOfSource> out;
  out.reserve(sources.size());
  for (const Source& source : sources) out.push_back({source.argument, source.names.runs});
  return out;
}

/// Before anything is solved: variants count as runs, as do the steps of a timeline alone.
void check_count(const std::vector<std::string>& only, const std::vector<Source>& sources) {
  std::size_t runs = 0;
  for (const Source& source : sources) runs += count_chosen(only, source.names);
  if (runs <= kMostCompared) return;
  throw InputError(
      Place{},
      fmt::format("compare sets two to {} runs side by side, and these are {}: {}", kMostCompared,
                  runs, runs_by_source(runs_of(sources))),
      "choose with '--only RUN,RUN,...'; the steps of a timeline are side by side in its own "
      "report.html, many values of a key in that of a scenario with 'sweep'");
}

/// Which source makes how many runs, where that is not one each.
void tell_runs(const std::vector<std::string>& only, const std::vector<Source>& sources,
               const Console& console) {
  const std::vector<RunsOfSource> runs = runs_of(sources);
  if (!any_expands(runs)) return;
  Diagnostics told;
  told.note({}, runs_by_source(runs) +
                    (only.empty() ? "" : fmt::format("; --only keeps {}", fmt::join(only, ", "))));
  console.report(told.all());
}

void check_studies(const std::vector<PreparedScenario>& scenarios) {
  for (const PreparedScenario& scenario : scenarios)
    if (!scenario.empty() && scenario.front().study)
      throw InputError(Place{},
                       fmt::format("{} is a study: it has many results and cannot be compared",
                                   scenario.front().record.id),
                       "'tariffsim run' shows its points side by side in report.html");
}

void check_baselines(const std::vector<ComparedRun>& runs) {
  std::vector<BaselineUse> uses;
  uses.reserve(runs.size());
  for (const ComparedRun& run : runs) uses.push_back({run.id, run.baseline, run.stands_alone});
  if (const std::string why = why_apart(uses); !why.empty())
    throw InputError(Place{}, why, "compare runs that use the same baseline");
}

bool is_folder(const std::string& argument) {
  std::error_code error;
  return fs::is_directory(argument, error);
}

/// A timeline `alone` is its steps, unless it has variants; beside others it is its end, and the
/// steps that may be chosen are read if any are (`choosing`).
std::vector<ComparedRun> runs_in(const std::string& folder, bool alone, bool choosing) {
  const bool all = alone && !has_variants(folder);
  const FolderSteps beside_others = choosing ? FolderSteps::all_and_end : FolderSteps::end;
  return compared_folder(folder, all ? FolderSteps::all : beside_others, folder);
}

/// Folders are read at once. What is no scenario is passed over, as prepare_scenarios does.
std::vector<Source> sources_of(const std::vector<std::string>& arguments, bool choosing) {
  const bool alone = arguments.size() == 1;
  std::vector<std::string> files;
  std::copy_if(arguments.begin(), arguments.end(), std::back_inserter(files),
               [](const std::string& argument) { return !is_folder(argument); });
  std::vector<Source> sources;
  for (const std::string& argument : arguments) {
    Source source{argument, is_folder(argument), {}, {}};
    if (source.is_folder)
      source.runs = runs_in(argument, alone, choosing);
    else if (is_passed_over(argument, files.size()))
      continue;
    source.names = names_of(source.runs);
    sources.push_back(std::move(source));
  }
  return sources;
}

/// The groups that any run names, those read from folders first, and those of all comparisons.
Groups shared_groups(const std::vector<Source>& sources,
                     const std::vector<PreparedScenario>& scenarios) {
  Groups shared;
  for (const Source& source : sources)
    for (const ComparedRun& run : source.runs) add_groups(run.groups, shared);
  for (const PreparedScenario& scenario : scenarios)
    add_groups(groups_to_compare(scenario), shared);
  add_groups(groups_always_compared(), shared);
  return shared;
}

/// Leaves out what is not asked for before it is solved; of a timeline all steps are solved.
void keep_chosen(const std::vector<std::string>& only, std::vector<PreparedScenario>& scenarios) {
  for (PreparedScenario& scenario : scenarios)
    std::erase_if(scenario, [&](const PreparedRun& run) {
      const std::vector<std::string> steps = names_of_steps(run);
      return !is_chosen(only, name_of(run)) &&
             std::none_of(steps.begin(), steps.end(),
                          [&](const std::string& step) { return is_chosen(only, step); });
    });
}

/// The end of a run that was solved, and those of its steps that are chosen by name.
void add_chosen(const PreparedRun& run, const std::vector<SolvedStep>& steps, const Groups& shared,
                const std::vector<std::string>& only, std::vector<ComparedRun>& runs) {
  if (is_chosen(only, name_of(run))) runs.push_back(compared_end(run, steps, shared));
  const std::vector<std::string> names = names_of_steps(run);
  if (only.empty() || std::none_of(names.begin(), names.end(),
                                   [&](const std::string& name) { return is_chosen(only, name); }))
    return;
  for (ComparedRun& step : compared_steps(run, steps, shared))
    if (is_chosen(only, name_of(step))) runs.push_back(std::move(step));
}

/// Solves scenarios, each into its source. Of a timeline the end is compared, or, if it is the only
/// argument, every step, and else those that --only names. False if one was not solved.
bool solve_into(const std::vector<PreparedScenario>& scenarios, const std::vector<Source*>& into,
                const Groups& shared, bool all_steps, const Options& options,
                const Console& console) {
  bool failed = false, failed_here = false;  // any, and any run of the scenario
  const auto keep = [&](const PreparedScenario& scenario, std::size_t run,
                        const std::vector<SolvedStep>& steps) {
    const std::string failure = what_failed(scenario, run, steps);
    if (run == 0) failed_here = false;
    if (!failure.empty() && !std::exchange(failed_here, true)) console.error(failure);
    failed = failed || failed_here;
    if (failed) return;
    Source& source = *into[static_cast<std::size_t>(&scenario - scenarios.data())];
    std::vector<ComparedRun>& runs = source.runs;
    if (all_steps && scenario.size() == 1 && source.names.steps.empty())
      runs = compared_steps(scenario[run], steps, shared);
    else
      add_chosen(scenario[run], steps, shared, options.only, runs);
  };
  solve_runs(scenarios, options.threads, progress_on(console), {keep});
  return !failed;
}

/// All runs in the order of the arguments, or of --only.
std::vector<ComparedRun> in_order(std::vector<Source>& sources,
                                  const std::vector<std::string>& only) {
  std::vector<ComparedRun> runs;
  for (Source& source : sources)
    std::copy_if(std::move_iterator(source.runs.begin()), std::move_iterator(source.runs.end()),
                 std::back_inserter(runs),
                 [&](const ComparedRun& run) { return is_chosen(only, name_of(run)); });
  std::stable_sort(runs.begin(), runs.end(), [&](const ComparedRun& a, const ComparedRun& b) {
    return place_in(only, name_of(a)) < place_in(only, name_of(b));
  });
  return runs;
}

/// Folders are read back; scenario files are solved with their variants. Nothing if a scenario
/// was not solved.
std::optional<std::vector<ComparedRun>> read_runs(const Options& options, const Console& console) {
  std::vector<Source> sources = sources_of(options.arguments, !options.only.empty());
  check_same_folder(sources);
  std::vector<std::string> files;
  std::vector<Source*> solved;
  for (Source& source : sources)
    if (!source.is_folder) {
      files.push_back(source.argument);
      solved.push_back(&source);
    }
  Diagnostics diagnostics;
  auto scenarios = scenarios_of(files, options, diagnostics);
  console.report(diagnostics.all());
  check_studies(scenarios);
  const bool all_steps = options.arguments.size() == 1;
  for (std::size_t at = 0; at < scenarios.size(); ++at)
    solved[at]->names = names_of(scenarios[at], all_steps);
  std::vector<RunNames> names;
  names.reserve(sources.size());
  for (const Source& source : sources) names.push_back(source.names);
  check_only(options.only, names);
  check_count(options.only, sources);
  tell_runs(options.only, sources, console);
  keep_chosen(options.only, scenarios);
  const Groups shared = shared_groups(sources, scenarios);
  for (Source& source : sources)
    for (ComparedRun& run : source.runs) {
      add_rows_from_cells(shared, run);
      add_groups_of_steps(shared, run);
    }
  if (!solve_into(scenarios, solved, shared, all_steps, options, console)) return std::nullopt;
  return in_order(sources, options.only);
}

/// The country or group whose sectors are to be shown must be one of some run.
void check_economy(const std::string& code, const std::vector<ComparedRun>& runs) {
  std::vector<std::string> codes, groups;
  for (const ComparedRun& run : runs) {
    for (const ComparedPlace& place : run.places) codes.push_back(place.code);
    for (const MeasureKey& group : run.tables[kOfGroups].keys) groups.push_back(group.key);
  }
  std::string such_as = fmt::format("'--sectors {}'", codes.front());
  if (!groups.empty()) such_as += fmt::format(" or '--sectors {}'", groups.front());
  codes.insert(codes.end(), groups.begin(), groups.end());
  if (code.empty() || std::find(codes.begin(), codes.end(), code) != codes.end()) return;
  const auto meant = near_miss(code, codes);
  throw InputError(
      Place{}, fmt::format("--sectors names '{}', which no run has as a country or a group", code),
      meant ? fmt::format("did you mean '{}'?", *meant)
            : "give it the code of one country, or the name of a group, such as " + such_as);
}

}  // namespace

int compare_command(const Options& options, const Console& console) {
  check_formats_of_comparisons(options.formats);
  std::optional<std::vector<ComparedRun>> found = read_runs(options, console);
  if (!found) return kFailed;
  std::vector<ComparedRun>& runs = *found;
  check_several(runs, options.only);
  check_baselines(runs);
  check_economy(options.sectors, runs);
  Comparison comparison = compare(std::move(runs));
  comparison.view = {options.levels, options.sectors};
  if (options.levels) comparison.notes.emplace_back(kOfLevels);
  const fs::path folder = options.output / "compare";
  {
    const DeferredSignals until_written;
    write_folder(folder, comparison_files(comparison, options.formats));
  }
  console.print(comparison_report(comparison, shown_whole(folder.string()) + "/", console.color()));
  return kDone;
}

}  // namespace tariffsim
