#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <optional>
#include <utility>

#include "base/numbers.hpp"
#include "cli/command_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "cli/run_study.hpp"
#include "files/comparison_files.hpp"
#include "runs/checked_expectation.hpp"
#include "runs/deferred_signals.hpp"
#include "runs/ranks.hpp"
#include "runs/solve_study.hpp"
#include "terminal/terminal.hpp"
#include "writers/written_files.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostNames = 6;  // of files, in a report

/// Where the files are, for the report: "out/us-china/ (summary.json, countries.csv)".
std::string written_text(const std::filesystem::path& folder,
                         const std::vector<ResultFile>& files) {
  std::vector<std::string> names;
  for (const ResultFile& file : files)
    if (names.size() < kMostNames) names.push_back(file.name);
  if (files.size() > names.size())
    names.push_back(fmt::format("{} more", files.size() - names.size()));
  return fmt::format("{}/ ({})", folder.string(), fmt::join(names, ", "));
}

void append(std::vector<ResultFile> more, std::vector<ResultFile>& files) {
  std::move(more.begin(), more.end(), std::back_inserter(files));
}

/// The folder of a scenario: its own files, a folder for each variant, the comparison.
std::vector<ResultFile> scenario_files(const RunRecord& record, const PreparedScenario& scenario,
                                       const SolvedScenario& solved,
                                       const std::optional<Comparison>& comparison,
                                       const Formats& formats) {
  std::vector<ResultFile> files = run_files(record, solved.front(), formats);
  for (std::size_t at = 1; at < scenario.size(); ++at)
    append(in_folder(scenario[at].record.id, run_files(scenario[at].record, solved[at], formats)),
           files);
  if (comparison) append(comparison_files(*comparison, formats), files);
  return files;
}

/// The run commands of one call: delivers scenario by scenario and keeps the exit status.
class Delivery {
 public:
  Delivery(const Options& options, const Console& console) : options_(options), console_(console) {}

  int status() const { return status_; }

  /// One line on all expectations, which is what a quiet --check is run for.
  void sum_up() const {
    if (!options_.check) return;
    if (expectations_ == 0)
      return console_.sum_up(fmt::format("no expectations in {}: nothing was checked\n",
                                         counted(checked_, "scenario")));
    const std::string holds = failed_ == 0   ? "all hold"
                              : failed_ == 1 ? "1 does not hold"
                                             : fmt::format("{} do not hold", failed_);
    console_.sum_up(fmt::format("checked {} of {}: {}\n", counted(expectations_, "expectation"),
                                counted(checked_, "scenario"), holds));
  }

  /// The faults of one scenario do not keep the others from being written.
  void deliver(const PreparedScenario& scenario, const SolvedScenario& solved) {
    if (const std::string failure = what_failed(scenario, solved); !failure.empty())
      return fail(failure);
    if (!std::exchange(first_, false)) console_.print("\n");
    try {
      write_and_show(scenario, solved);
    } catch (const OutputError& error) {
      fail(fmt::format("{}: {}", scenario.front().record.id, error.what()));
    }
  }

 private:
  void fail(const std::string& message) {
    console_.error(message);
    status_ = kFailed;
  }

  void write_and_show(const PreparedScenario& scenario, const SolvedScenario& solved) {
    std::optional<Comparison> comparison;
    if (scenario.size() > 1) comparison = compare(compared_runs(scenario, solved, false));
    const RunRecord record = with_variant_tests(scenario, solved);
    const std::filesystem::path folder = options_.output / record.id;
    const std::vector<ResultFile> files =
        scenario_files(record, scenario, solved, comparison, options_.formats);
    {
      const DeferredSignals until_written;
      write_folder(folder, files);
    }
    show(record, solved.front(), comparison, written_text(folder, files));
    if (options_.check) check(scenario.front(), solved.front());
  }

  void show(const RunRecord& run, const std::vector<SolvedStep>& steps,
            const std::optional<Comparison>& comparison, const std::string& written) {
    const SolvedStep& last = steps.back();
    const bool timeline = !last.step.id.empty();
    const RunRecord record = timeline ? record_of_step(run, last) : run;
    console_.print(run_report(record, last, written, console_.color()));
    if (timeline) console_.print(timeline_report(run, steps, console_.color()));
    if (comparison)
      console_.print("\n" +
                     comparison_report(readable_part(*comparison), written, console_.color()));
    if (options_.verbose)
      console_.print(certificate_report(last.result.certificate, console_.color()));
  }

  void check(const PreparedRun& run, const std::vector<SolvedStep>& steps) {
    const std::vector<CheckedExpectation> checked =
        check_expectations(run.expect, run.expected_groups, steps, run.record.revenue);
    console_.print(check_report(checked, console_.color()));
    ++checked_;
    expectations_ += checked.size();
    for (const CheckedExpectation& one : checked) {
      if (one.holds) continue;
      ++failed_;
      fail(fmt::format("{}: expected {}, came out as {}", run.record.id, one.text, came_out(one)));
    }
  }

  const Options& options_;
  const Console& console_;
  int status_ = kDone;
  bool first_ = true;
  std::size_t checked_ = 0, expectations_ = 0, failed_ = 0;
};

}  // namespace

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
    idle.note({}, "--resume has nothing to go on with: no scenario here is a study");
  if (options.check && studies > 0 && scenarios > studies)
    idle.note({}, "--check passes over studies: they have many results");
  if (options.check && studies > 0 && studies == scenarios)
    console.sum_up("no expectations are held against studies: nothing was checked\n");
  console.report(idle.all());
}

/// Those with a study, or those without, in their order.
std::vector<PreparedScenario> part_of(std::vector<PreparedScenario>& scenarios, bool with_study) {
  std::vector<PreparedScenario> part;
  for (PreparedScenario& scenario : scenarios)
    if (!scenario.empty() && (scenario.front().study != nullptr) == with_study)
      part.push_back(std::move(scenario));
  return part;
}

int run_scenarios(const std::vector<PreparedScenario>& scenarios, const Options& options,
                  const Console& console) {
  if (scenarios.empty()) return kDone;
  Delivery delivery(options, console);
  solve_scenarios(scenarios, options.threads, progress_on(console),
                  [&](const PreparedScenario& scenario, const SolvedScenario& solved) {
                    delivery.deliver(scenario, solved);
                  });
  delivery.sum_up();
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
      console.error(fmt::format("{}: stopped before it was begun", run.record.id));
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
  if (ranks.first()) tell_idle_options(options, count, studies.size(), console);
  for (PreparedScenario& scenario : scenarios)
    for (PreparedRun& run : scenario) run.experiment.by_line = true;
  int status = kDone;
  if (ranks.first()) status = run_scenarios(part_of(scenarios, false), options, console);
  return std::max(status, run_studies(studies, options, console, ranks));
}

}  // namespace tariffsim
