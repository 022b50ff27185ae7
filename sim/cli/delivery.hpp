// What becomes of the runs of one call of `run`: files, reports, expectations, the exit status.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/options.hpp"
#include "runs/prepared_run.hpp"

namespace tariffsim {

/// Takes runs as they are solved, a scenario's own first, then its variants. The files of a variant
/// are written as it comes and no more is kept of it than the comparison needs; the folder takes
/// its place when the last one is there.
class Delivery {
 public:
  /// Both outlive it.
  Delivery(const Options& options, const Console& console);
  /// Leaves nothing of a scenario that was not complete.
  ~Delivery();
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  /// The faults of one scenario do not keep the others from being written.
  void take(const PreparedScenario& scenario, std::size_t run, std::vector<SolvedStep> solved);
  /// Scenarios of which all runs have come, whatever came of them.
  std::size_t delivered() const { return delivered_; }

  /// One line on all expectations, which is what a quiet --check is run for.
  void sum_up();
  void fail(const std::string& message);
  int status() const { return status_; }

 private:
  struct Scenario;
  template <class Act>
  bool done(const Act& act);
  void keep(const PreparedScenario& scenario, std::size_t run, std::vector<SolvedStep> solved);
  void open(const PreparedScenario& scenario);
  void finish(const PreparedScenario& scenario);
  void show(const PreparedScenario& scenario);
  void check(const PreparedRun& run, const std::vector<SolvedStep>& steps);

  const Options& options_;
  const Console& console_;
  std::unique_ptr<Scenario> now_;  // the one whose runs come in
  int status_;
  bool first_ = true;
  std::size_t delivered_ = 0, checked_ = 0, expectations_ = 0, failed_ = 0;
};

}  // namespace tariffsim
