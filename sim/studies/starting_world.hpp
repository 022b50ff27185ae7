// The world from which the changes of a scenario are counted.
#pragma once

#include <limits>
#include <memory>
#include <span>
#include <string>

#include "equilibrium/equilibrium.hpp"
#include "model/calibration.hpp"
#include "policy/closure.hpp"
#include "policy/instrument.hpp"

namespace tariffsim {

/// Statistics over all solves of one result; the baseline's and the reference's count with the
/// first step.
struct SolveStatistics {
  SolveStatus status = SolveStatus::not_solved;
  SolveMethod method = SolveMethod::quick_search;  ///< the last resort that any solve needed
  std::string message = "not solved";
  int solves = 0;
  int iterations = 0;
  int evaluations = 0;
  double max_residual = 0;
  double wall_ms = 0;
  double smallest_eigenvalue =
      std::numeric_limits<double>::infinity();  ///< of all, as SolveResult's

  void add(const SolveResult& solve);
};

struct StartingWorld {
  std::shared_ptr<const World> world;  ///< nullptr if it cannot be solved: see statistics.message
  SolveStatistics statistics;
  bool baseline_resolved =
      false;  ///< the baseline was re-solved first (closure none, or accounts that do not close)
};

/// The deficits that a closure leaves in a world.
Vector closed_deficit(const World& world, DeficitClosure closure);

/// The calibrated world; with closure none, or a calibration that needs it,
/// re-solved at its own tariffs; then the reference (if there is one) solved from
/// there, both at `parameters`.
StartingWorld starting_world(const Calibration& calibration, const ModelParameters& parameters,
                             DeficitClosure closure, const SolverOptions& options,
                             std::span<const PolicyLine> reference);

}  // namespace tariffsim
