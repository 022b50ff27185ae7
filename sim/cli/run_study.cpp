#include "cli/run_study.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "base/output_folder.hpp"
#include "cli/command_inputs.hpp"
#include "cli/program.hpp"
#include "prose/study_figures.hpp"
#include "prose/text_table.hpp"
#include "runs/deferred_signals.hpp"
#include "runs/solve_study.hpp"
#include "runs/study_folder.hpp"
#include "terminal/terminal.hpp"
#include "writers/written_files.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

/// Names of the result files, the mark of a finished folder first.
std::vector<std::string> file_names(const std::vector<StudyFile>& files) {
  std::vector<std::string> names;
  names.reserve(files.size() + 1);
  for (const StudyFile& file : files) names.push_back(file.name);
  names.insert(names.begin() + 1, kFinishedStore);
  return names;
}

std::vector<Country> economies_of(const PreparedRun& run) {
  std::vector<Country> economies = run.experiment.calibration.world->countries;
  for (const NamedGroup& group : run.study->groups)
    economies.push_back({.code = group.name, .name = group.name});
  return economies;
}

/// Rank 0's work on one study.
class StudyRun {
 public:
  StudyRun(const PreparedRun& run, const Options& options, const Console& console)
      : run_(run),
        options_(options),
        console_(console),
        economies_(economies_of(run)),
        folder_(options.output / run.record.id) {}

  /// Whether there is something to solve.
  bool open() {
    first_.emplace(run_.experiment, *run_.study);
    if (first_->central().values.empty() && run_.study->draws)
      return fail(
          fmt::format("{}: the scenario itself {} {}", run_.record.id,
                      first_->central().message.starts_with("not solved") ? "is" : "has no result:",
                      first_->central().message));
    opened_ = open_study(folder_, study_identity(run_), options_.resume);
    if (!opened_->said.empty()) warn(opened_->said);
    return !opened_->finished;
  }

  void solve(const Ranks& ranks) {
    if (!solve_study(run_, *first_, options_.threads, progress_on(console_), ranks, opened_->store))
      interrupted();
  }

  void deliver() {
    if (!opened_ || status_ != kDone) return;
    const StudyFindings findings = compute_findings(*run_.study, opened_->store, economies_.size());
    if (findings.points == 0) {
      const PointResult& central = first_->central();  // the one that has its place
      fail(central.values.empty()
               ? fmt::format("{}: no point has a result; the scenario as it stands: {}",
                             run_.record.id, central.message)
               : fmt::format("{}: no point has a result; the first: {}", run_.record.id,
                             findings.failures.front().second));
      opened_.reset();
      forget_study(folder_);
      return;
    }
    const Study told = with_quotas_in_words(*run_.study, *run_.experiment.calibration.world);
    const StudyReport report{run_.record,
                             told,
                             economies_,
                             run_.experiment.calibration.world->countries.size(),
                             first_->central(),
                             findings,
                             run_.experiment.calibration.needs_resolve ||
                                 run_.experiment.deficits == DeficitClosure::none};
    const std::vector<StudyFile> files = study_files(report, opened_->store, options_.formats);
    const std::vector<std::string> names = file_names(files);
    const std::string written =
        fmt::format("{}/ ({})", shown_whole(folder_.string()), fmt::join(names, ", "));
    const std::string text = study_report(report, opened_->store, written, console_.color());
    if (!opened_->finished || !all_there(names)) write(report, files);
    console_.print(text);
    tell_failures(findings);
  }

  /// False, for open().
  bool fail(const std::string& message) {
    console_.error(message);
    status_ = kFailed;
    return false;
  }

  int status() const { return status_; }

 private:
  void interrupted() {
    fail(
        fmt::format("{}: stopped; {} of {} points are kept in {}: the same command with --resume "
                    "goes on from there",
                    run_.record.id, opened_->store.points_done(), run_.study->points,
                    (folder_ / kUnfinishedStore).string()));
  }

  void write(const StudyReport& report, const std::vector<StudyFile>& files) {
    const DeferredSignals until_written;
    OutputFolder folder(folder_);
    keep_store(folder.path() / kFinishedStore);
    for (const StudyFile& file : files) file.write(folder);
    if (opened_->finished)
      keep_others(file_names(study_files(report, opened_->store, all_formats())), folder.path());
    opened_.reset();
    folder.commit();
  }

  /// The store of a study that was finished before is kept as it is.
  void keep_store(const fs::path& path) const {
    if (opened_->finished)
      fs::copy_file(folder_ / kFinishedStore, path);
    else
      opened_->store.copy_to(path);
  }

  /// Files that an earlier run of the same study has written stay beside those asked for now.
  void keep_others(const std::vector<std::string>& names, const fs::path& path) const {
    std::error_code ignored;
    for (const std::string& name : names)
      if (!fs::exists(path / name) && fs::exists(folder_ / name))
        fs::copy_file(folder_ / name, path / name, ignored);
  }

  /// A study that was finished before may lack formats that are asked for now.
  bool all_there(const std::vector<std::string>& names) const {
    return std::all_of(names.begin(), names.end(),
                       [&](const std::string& name) { return fs::exists(folder_ / name); });
  }

  void tell_failures(const StudyFindings& findings) {
    if (findings.failed == 0) return;
    warn(fmt::format("{}: no result at {} of {} points, see summary.json", run_.record.id,
                     findings.failed, run_.study->points));
  }

  void warn(const std::string& message) const {
    console_.report({{Severity::warning, {}, message, ""}});
  }

  const PreparedRun& run_;
  const Options& options_;
  const Console& console_;
  std::vector<Country> economies_;  // countries, then groups
  fs::path folder_;
  std::optional<PointSolver> first_;  // the scenario as it stands
  std::optional<OpenedStore> opened_;
  int status_ = kDone;
};

/// Runs one stage of rank 0's work; its failure is told, and the others go on to the next study.
template <class Act>
bool failure_told(StudyRun& study, const std::string& id, const Act& act) {
  try {
    return act();
  } catch (const std::exception& error) {
    return study.fail(fmt::format("{}: {}", id, failure_text(error)));
  }
}

int run_as_first(const PreparedRun& run, const Options& options, const Console& console,
                 const Ranks& ranks) {
  StudyRun study(run, options, console);
  const bool work = failure_told(study, run.record.id, [&] { return study.open(); });
  if (ranks.as_first_says(work)) {
    failure_told(study, run.record.id, [&] {
      study.solve(ranks);
      return true;
    });
  }
  failure_told(study, run.record.id, [&] {
    study.deliver();
    return true;
  });
  return study.status();
}

/// Rank 0 cannot know of a failure here: all end, and what is done is kept.
int run_as_other(const PreparedRun& run, const Options& options, const Console& console,
                 const Ranks& ranks) {
  if (!ranks.as_first_says(false)) return kDone;
  try {
    solve_for_first(run, options.threads, ranks);
  } catch (const std::exception& error) {
    console.error(fmt::format("rank {}: {}", ranks.rank(), failure_text(error)));
    ranks.abandon();
  }
  return kDone;
}

}  // namespace

int run_study(const PreparedRun& run, const Options& options, const Console& console,
              const Ranks& ranks) {
  return ranks.first() ? run_as_first(run, options, console, ranks)
                       : run_as_other(run, options, console, ranks);
}

}  // namespace tariffsim
