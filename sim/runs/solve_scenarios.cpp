#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <memory>
#include <mutex>
#include <new>
#include <utility>

#include "runs/prepared_run.hpp"
#include "runs/progress.hpp"
#include "runs/usable_threads.hpp"

namespace tariffsim {
namespace {

/// Counts what is done, on a terminal.
class RunProgress {
 public:
  RunProgress(const ProgressLine& show, std::size_t runs) : show_(show), runs_(runs) { tell(); }
  ~RunProgress() { show_(""); }
  RunProgress(const RunProgress&) = delete;
  RunProgress& operator=(const RunProgress&) = delete;

  /// Off the terminal until the next run is done.
  void pause() {
    const std::lock_guard<std::mutex> lock(mutex_);
    show_("");
  }

  void one_done() {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++done_;
    tell();
  }

 private:
  void tell() const { show_(fmt::format("solved {} of {}", done_, runs_)); }

  const ProgressLine& show_;
  std::size_t runs_;
  std::size_t done_ = 0;
  std::mutex mutex_;
};

/// Positions of all runs: of the scenario, and of the run in it.
std::vector<std::pair<std::size_t, std::size_t>> all_runs(
    const std::vector<PreparedScenario>& scenarios) {
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  for (std::size_t scenario = 0; scenario < scenarios.size(); ++scenario)
    for (std::size_t run = 0; run < scenarios[scenario].size(); ++run)
      runs.emplace_back(scenario, run);
  return runs;
}

std::vector<SolvedStep> not_solved(const std::string& because) {
  SolvedStep failed;
  failed.result.statistics.message = because;
  return {std::move(failed)};
}

/// A rate that falls to -100 % only on the flows of a solved reference, or a want of memory, is
/// this run's failure, not that of all others.
std::vector<SolvedStep> solve_or_say_why(const Experiment& experiment) {
  try {
    return run_experiment(experiment);
  } catch (const InputError& error) {
    return not_solved(in_one_line(error.diagnostics().front()));
  } catch (const std::bad_alloc&) {
    return not_solved("out of memory");
  }
}

struct Solved {
  std::size_t at = 0;
  std::shared_ptr<std::vector<SolvedStep>> steps;
};

}  // namespace

void solve_runs(const std::vector<PreparedScenario>& scenarios, int threads,
                const ProgressLine& show, const RunDelivery& delivery) {
  const std::vector<std::pair<std::size_t, std::size_t>> runs = all_runs(scenarios);
  RunProgress progress(show, runs.size());
  std::size_t next = 0;
  const auto take = [&](tbb::flow_control& control) -> std::size_t {
    if (next == runs.size() || delivery.stop()) control.stop();
    return next++;
  };
  const auto solve = [&](std::size_t at) {
    const auto [scenario, run] = runs[at];
    auto steps = std::make_shared<std::vector<SolvedStep>>(
        solve_or_say_why(scenarios[scenario][run].experiment));
    progress.one_done();
    return Solved{at, std::move(steps)};
  };
  const auto hand_on = [&](const Solved& one) {
    const auto [at, run] = runs[one.at];
    const PreparedScenario& scenario = scenarios[at];
    if (run + 1 == scenario.size()) progress.pause();
    delivery.deliver(scenario, run, std::move(*one.steps));
  };
  const int usable = usable_threads(threads);
  // More threads than processors are only had, and not warned of, if that is allowed.
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(usable));
  tbb::task_arena arena(usable);
  arena.execute([&] {
    const auto in_flight = 2 * static_cast<std::size_t>(arena.max_concurrency());
    tbb::parallel_pipeline(
        in_flight, tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, take) &
                       tbb::make_filter<std::size_t, Solved>(tbb::filter_mode::parallel, solve) &
                       tbb::make_filter<Solved, void>(tbb::filter_mode::serial_in_order, hand_on));
  });
}

void solve_scenarios(
    const std::vector<PreparedScenario>& scenarios, int threads, const ProgressLine& show,
    const std::function<void(const PreparedScenario&, const SolvedScenario&)>& deliver) {
  SolvedScenario solved;  // of the scenario whose runs come in
  solve_runs(scenarios, threads, show,
             {[&](const PreparedScenario& scenario, std::size_t, std::vector<SolvedStep> steps) {
               solved.push_back(std::move(steps));
               if (solved.size() == scenario.size()) deliver(scenario, std::exchange(solved, {}));
             }});
}

}  // namespace tariffsim
