#include "cli/delivery.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <utility>

#include "base/numbers.hpp"
#include "base/output_folder.hpp"
#include "cli/program.hpp"
#include "files/compared_groups.hpp"
#include "files/comparison_files.hpp"
#include "prose/text_table.hpp"
#include "runs/checked_expectation.hpp"
#include "runs/deferred_signals.hpp"
#include "terminal/terminal.hpp"
#include "writers/written_files.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNames = 6;  // of files, in a report

/// Where the files are, for the report: "out/us-china/ (summary.json, countries.csv)".
std::string written_text(const fs::path& folder, std::vector<std::string> names) {
  const std::size_t all = names.size();
  if (all > kMostNames) {
    names.resize(kMostNames);
    names.push_back(fmt::format("{} more", all - kMostNames));
  }
  return fmt::format("{}/ ({})", shown_whole(folder.string()), fmt::join(names, ", "));
}

}  // namespace

/// What is kept of a scenario until all of its runs are there.
struct Delivery::Scenario {
  RunRecord record;                        // its own
  std::vector<SolvedStep> own;             // of the scenario itself
  std::vector<ComparedRun> ends;           // of all runs, if there are variants
  std::string failure;                     // of the first run that failed, or empty
  std::optional<DeferredSignals> signals;  // from the first file to the last
  std::optional<OutputFolder> folder;
  std::vector<std::string> names;  // of files
  std::optional<Comparison> comparison;
};

Delivery::Delivery(const Options& options, const Console& console)
    : options_(options), console_(console), status_(kDone) {}
Delivery::~Delivery() = default;

void Delivery::fail(const std::string& message) {
  console_.error(message);
  status_ = kFailed;
}

/// Whether it could be done; if not, that is told.
template <class Act>
bool Delivery::done(const Act& act) {
  try {
    act();
    return true;
  } catch (const std::exception& error) {
    fail(fmt::format("{}: {}", now_->record.id, failure_text(error)));
    return false;
  }
}

void Delivery::take(const PreparedScenario& scenario, std::size_t run,
                    std::vector<SolvedStep> solved) {
  if (run == 0) now_ = std::make_unique<Scenario>();
  if (run == 0) now_->record = scenario.front().record;
  if (now_->failure.empty()) now_->failure = what_failed(scenario, run, solved);
  if (now_->failure.empty()) {
    try {
      keep(scenario, run, std::move(solved));
    } catch (const std::exception& error) {
      now_->failure = fmt::format("{}: {}", now_->record.id, failure_text(error));
    }
  }
  if (run + 1 < scenario.size()) return;
  if (!now_->failure.empty()) {
    fail(now_->failure);
  } else if (done([&] { finish(scenario); })) {
    done([&] { show(scenario); });
    if (options_.check) check(scenario.front(), now_->own);
  }
  now_.reset();
  ++delivered_;
}

/// The scenario's own files name its variants' results, and are made last.
void Delivery::keep(const PreparedScenario& scenario, std::size_t run,
                    std::vector<SolvedStep> solved) {
  if (scenario.size() > 1) {
    now_->ends.push_back(compared_end(scenario[run], solved, groups_to_compare(scenario)));
    if (auto test = variant_test(scenario[run], solved); test && scenario.front().record.observed)
      now_->record.variant_tests.push_back(std::move(*test));
  }
  if (run == 0) {
    now_->own = std::move(solved);
    return;
  }
  open(scenario);
  make_run_files(scenario[run].record, solved, options_.formats, [&](ResultFile file) {
    file.name = scenario[run].record.id + "/" + file.name;
    write_file(file, *now_->folder);
    now_->names.push_back(file.name);
  });
}

void Delivery::open(const PreparedScenario& scenario) {
  if (now_->folder) return;
  const fs::path target = options_.output / scenario.front().record.id;
  check_replaceable(target, "summary.json");
  now_->signals.emplace();
  now_->folder.emplace(target);
}

void Delivery::finish(const PreparedScenario& scenario) {
  open(scenario);
  std::vector<std::string> names;
  const auto write = [&](const ResultFile& file) {
    write_file(file, *now_->folder);
    names.push_back(file.name);
  };
  make_run_files(now_->record, now_->own, options_.formats, write);
  std::move(now_->names.begin(), now_->names.end(), std::back_inserter(names));
  if (scenario.size() > 1) {
    now_->comparison = compare(std::move(now_->ends));
    for (const ResultFile& file : comparison_files(*now_->comparison, options_.formats))
      write(file);
  }
  now_->names = std::move(names);
  now_->folder->commit();
  now_->folder.reset();
  now_->signals.reset();
}

void Delivery::show(const PreparedScenario& scenario) {
  if (!std::exchange(first_, false)) console_.print("\n");
  const RunRecord& run = now_->record;
  const std::vector<SolvedStep>& steps = now_->own;
  const std::string written = written_text(options_.output / run.id, now_->names);
  const SolvedStep& last = steps.back();
  const bool timeline = !last.step.id.empty();
  const RunRecord record = timeline ? record_of_step(run, last) : run;
  console_.print(run_report(record, last, written, console_.color()));
  if (timeline) console_.print(timeline_report(run, steps, console_.color()));
  if (scenario.size() > 1)
    console_.print("\n" +
                   comparison_report(readable_part(*now_->comparison), written, console_.color()));
  if (options_.verbose)
    console_.print(certificate_report(last.result.certificate, console_.color()));
}

void Delivery::check(const PreparedRun& run, const std::vector<SolvedStep>& steps) {
  const std::vector<CheckedExpectation> checked =
      check_expectations(run.expect, run.expected_groups, steps, run.record.revenue);
  done([&] { console_.print(check_report(checked, console_.color())); });
  ++checked_;
  expectations_ += checked.size();
  for (const CheckedExpectation& one : checked) {
    if (one.holds) continue;
    ++failed_;
    fail(fmt::format("{}: expected {}, came out as {}", run.record.id, one.text, came_out(one)));
  }
}

void Delivery::sum_up() {
  if (!options_.check) return;
  if (expectations_ == 0)
    return console_.sum_up(
        fmt::format("no expectations in {}: nothing was checked\n", counted(checked_, "scenario")));
  const std::string holds = failed_ == 0   ? "all hold"
                            : failed_ == 1 ? "1 does not hold"
                                           : fmt::format("{} do not hold", failed_);
  console_.sum_up(fmt::format("checked {} of {}: {}\n", counted(expectations_, "expectation"),
                              counted(checked_, "scenario"), holds));
}

}  // namespace tariffsim
