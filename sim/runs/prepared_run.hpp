// Scenarios ready to be solved: read, bound to their baselines, calibrated, their policies tried.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "runs/progress.hpp"
#include "runs/run_record.hpp"
#include "scenario/expectation.hpp"
#include "studies/experiment.hpp"
#include "studies/study.hpp"

namespace tariffsim {

/// A scenario, or a variant of one.
struct PreparedRun {
  RunRecord record;
  Experiment experiment;
  std::vector<std::vector<LineAudit>> audits;  ///< by stage, on the baseline's flows
  std::vector<Expectation> expect;
  std::vector<NamedGroup> expected_groups;  ///< that `expect` is about
  std::shared_ptr<const Study> study;       ///< or nullptr
};

/// A scenario file: first the scenario itself, then its variants.
using PreparedScenario = std::vector<PreparedRun>;

/// Reads and checks all scenarios (files, or ids of the library), each changed by the `overrides`
/// (PATH=VALUE); warnings and notes go to `diagnostics`. Among several files, those of the library
/// that are no scenarios (groups, baselines, recipes) are passed over with a note. Throws
/// InputError with the errors of all files, two with the same id among them.
std::vector<PreparedScenario> prepare_scenarios(const std::vector<std::string>& paths,
                                                const std::vector<std::string>& overrides,
                                                Diagnostics& diagnostics);

/// Whether prepare_scenarios, given so many files, passes one over as no scenario.
bool is_passed_over(const std::string& path, std::size_t files);

/// The baseline's flows with the taxes of the reference: what the lines of a policy meet before
/// anything is solved. Its trade costs and embargoes are not in rates, and count as they stand.
std::shared_ptr<const World> world_to_audit(const Experiment& experiment);

/// The solved steps of a scenario and of its variants.
using SolvedScenario = std::vector<std::vector<SolvedStep>>;

/// Solves all, as many at a time as `threads` says (0: all cores), and hands each scenario to
/// `deliver` as soon as it and all before it are solved, in the order of `scenarios`.
void solve_scenarios(
    const std::vector<PreparedScenario>& scenarios, int threads, const ProgressLine& progress,
    const std::function<void(const PreparedScenario&, const SolvedScenario&)>& deliver);

/// What becomes of runs one by one: only those in work are in memory.
struct RunDelivery {
  /// Is given each run (a scenario, and the position of the run in it) as soon as it and all before
  /// it are solved, in their order.
  std::function<void(const PreparedScenario&, std::size_t, std::vector<SolvedStep>)> deliver;
  /// Asked before each run, from any thread: true if no more are wanted.
  std::function<bool()> stop = [] { return false; };
};
void solve_runs(const std::vector<PreparedScenario>& scenarios, int threads,
                const ProgressLine& progress, const RunDelivery& delivery);

/// What happened, held against a variant of a scenario (or the scenario itself); nothing if it is
/// not known. Precondition: the last step has an outcome.
std::optional<VariantBacktest> variant_test(const PreparedRun& run,
                                            const std::vector<SolvedStep>& solved);

/// Why a run of a scenario was not solved or not certified: "us-china, step apr-10: not solved:
/// ..."; empty if it was.
std::string what_failed(const PreparedScenario& scenario, std::size_t run,
                        const std::vector<SolvedStep>& solved);

/// Of a scenario and its variants, the one that was not solved or not certified, with the reason;
/// empty if all are.
std::string what_failed(const PreparedScenario& scenario, const SolvedScenario& solved);

}  // namespace tariffsim
