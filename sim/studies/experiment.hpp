// One scenario from world to outcomes: the closure, the reference, the policy of every step, the
// solves, the certificates.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/calibration.hpp"
#include "outcomes/outcome.hpp"
#include "policy/apply_policy.hpp"
#include "policy/closure.hpp"
#include "policy/stage.hpp"
#include "studies/asked_sensitivity.hpp"
#include "studies/forces_on_path.hpp"
#include "studies/goal.hpp"
#include "studies/line_by_line.hpp"
#include "studies/model_range.hpp"
#include "studies/path_attribution.hpp"
#include "studies/starting_world.hpp"
#include "studies/strategy.hpp"

namespace tariffsim {

struct ExperimentResult {
  std::optional<Outcome>
      outcome;  ///< absent when not solved or not certified: see statistics.message
  SolveStatistics statistics;
  Certificate certificate;
  std::vector<LineAudit> audit;  ///< of the policy, line by line
  bool baseline_resolved =
      false;  ///< the baseline was re-solved first (closure none, or accounts that do not close)
  bool from_reference = false;  ///< changes are counted from the reference, not the baseline
  std::shared_ptr<const World> data = nullptr;  ///< of the calibration: its rates are the data's
  std::optional<LineByLine> by_line;            ///< if Experiment::by_line asks for it
  std::optional<PathAttribution> path = {};     ///< in its place, where that is the method
  std::optional<ForcesOnPath> forces = {};  ///< of the last step, if Experiment::forces asks for it
  std::vector<RangePoint> range = {};       ///< of the last step: one for each of Experiment::range
  std::shared_ptr<const GoalResult> goal = nullptr;   ///< of the last stage, if there is one
  std::optional<SensitivityResult> sensitivity = {};  ///< if Experiment::sensitivity is there
  std::shared_ptr<const StrategyResult> strategy = nullptr;  ///< of the last stage, if asked for
};

/// A step and what came out of it: the change from the baseline (or the reference) to the policy in
/// force then.
struct SolvedStep {
  Step step;
  ExperimentResult result;
  std::vector<RunOption> options;  ///< Stage::options
};

/// All that a scenario solves.
struct Experiment {
  Calibration calibration;
  DeficitClosure deficits = DeficitClosure::fixed;
  SolverOptions solver;
  std::vector<PolicyLine> reference;  ///< in force before; empty: the baseline's own policy
  std::vector<Stage> stages;          ///< at least one
  bool by_line = false;  ///< also what each line adds, if there are several and no steps
  AttributionRequest attribution = {};        ///< how
  std::vector<Index> path_of = {};            ///< whose welfare a path divides; empty: everybody's
  ForcesAsked forces = ForcesAsked::of_none;  ///< also why welfare moves, in the last stage
  RangeTerms range = {};  ///< also the last stage at other horizons and elasticities
  std::shared_ptr<const GoalSearch> goal = nullptr;    ///< solved where this is reached, if there
  std::optional<SensitivityRequest> sensitivity = {};  ///< also these gradients, of every stage
  /// Rates that are chosen in the last stage, on top of its policy; nullptr: none.
  std::shared_ptr<const StrategyRequest> strategy = nullptr;
};

/// The world from which changes are counted: with closure none, or a calibration that needs it, the
/// baseline re-solved at its own tariffs; then the reference solved from there, at the
/// calibration's parameters. Every stage is solved from that world at its own parameters,
/// starting at the solution of the one before. Ends early with a stage that has no outcome.
/// Alternatives of the model are solved last, each from a world of its own as if the scenario said
/// so, several at a time. With a goal all this at the first value that reaches it, else where the
/// outcome comes closest.
std::vector<SolvedStep> run_experiment(const Experiment& experiment);

/// One policy without a reference.
ExperimentResult run_experiment(const Calibration& calibration, std::span<const PolicyLine> policy,
                                DeficitClosure closure, const SolverOptions& options);

}  // namespace tariffsim
