#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <mutex>

#include "cli/console.hpp"
#include "cli/prepared_run.hpp"

namespace tariffsim {
namespace {

/// Counts what is done, on a terminal.
class Progress {
 public:
  Progress(const Console& console, std::size_t runs) : console_(console), runs_(runs) { show(); }
  ~Progress() { console_.progress(""); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void one_done() {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++done_;
    show();
  }

 private:
  void show() const { console_.progress(fmt::format("solved {} of {}", done_, runs_)); }

  const Console& console_;
  std::size_t runs_;
  std::size_t done_ = 0;
  std::mutex mutex_;
};

}  // namespace

std::vector<ExperimentResult> solve_runs(const std::vector<PreparedRun>& runs, int threads,
                                         const Console& console) {
  std::vector<ExperimentResult> results(runs.size());
  Progress progress(console, runs.size());
  tbb::task_arena arena(threads == 0 ? tbb::task_arena::automatic : threads);
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, runs.size(), [&](std::size_t at) {
      const PreparedRun& run = runs[at];
      results[at] = run_experiment(run.calibration, run.policy, run.deficits, run.solver);
      progress.one_done();
    });
  });
  return results;
}

}  // namespace tariffsim
