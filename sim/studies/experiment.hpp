// One scenario from world to outcome: the closure, the policy, the solve, the certificate.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "outcomes/outcome.hpp"
#include "policy/closure.hpp"
#include "policy/instrument.hpp"
#include "world/calibration.hpp"

namespace tariffsim {

/// Statistics over all solves of one result (the first removes deficits where the closure asks for
/// it).
struct SolveStatistics {
  SolveStatus status = SolveStatus::not_solved;
  std::string message = "not solved";
  int solves = 0;
  int iterations = 0;
  int evaluations = 0;
  double max_residual = 0;
  double wall_ms = 0;
};

struct ExperimentResult {
  std::optional<Outcome>
      outcome;  ///< absent when not solved or not certified: see statistics.message
  SolveStatistics statistics;
  Certificate certificate;
  std::vector<LineAudit> audit;  ///< one per policy line
  bool baseline_resolved =
      false;  ///< the baseline was re-solved first (closure none, or accounts that do not close)
};

/// A point of a timeline. A scenario without steps is one point with empty texts.
struct Step {
  std::string id;
  std::string date;  ///< ISO 8601, such as 2025-04-10
  std::string title;
};

/// A step and what came out of it: the change from the baseline (or the reference) to the policy in
/// force then.
struct SolvedStep {
  Step step;
  ExperimentResult result;
};

/// With closure none, or a calibration that needs it, first re-solves the baseline at its own
/// tariffs and takes that as the base.
ExperimentResult run_experiment(const Calibration& calibration, std::span<const PolicyLine> policy,
                                DeficitClosure closure, const SolverOptions& options);

}  // namespace tariffsim
