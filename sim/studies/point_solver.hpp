// The points of a study, solved one after another.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "studies/experiment.hpp"
#include "studies/study.hpp"

namespace tariffsim {

/// What is kept of a point. If `values` is empty, `message` says why.
struct PointResult {
  std::vector<double> values;  ///< of KeptMeasures, economy by economy; then of Study::figures
  std::string message;
  double residual = 0;  ///< largest of the certificate
  int iterations = 0;
};

/// Solves points of one study, one thread at a time. A chunk's results depend on nothing but the
/// study and the chunk.
class PointSolver {
 public:
  /// Both outlive the solver. Solves the scenario as it stands.
  PointSolver(const Experiment& experiment, const Study& study);
  /// For another thread: shares the scenario as it stands, solved. May be copied while it solves.
  PointSolver(const PointSolver& other);
  ~PointSolver();
  PointSolver& operator=(const PointSolver&) = delete;

  /// The scenario as it stands.
  const PointResult& central() const;

  /// The points of a chunk. In a sweep each starts at the solution of its neighbour before, in an
  /// uncertain scenario at that of the scenario as it stands.
  std::vector<PointResult> solve_chunk(std::size_t chunk);

 private:
  struct Base;
  struct Central;
  struct Solved {
    PointResult result;
    std::optional<Equilibrium> equilibrium;
  };
  Solved solve_point(const PointInputs& inputs, const Equilibrium* start);
  Solved solve_goal(const PointInputs& inputs, const Equilibrium* start);
  Solved solve_rates(const PointInputs& inputs, const Equilibrium* start, const GoalResult* goal);
  std::vector<double> asked_of(const PointInputs& inputs, const PolicySolution& solution) const;
  Solved solve_from_base(const PointInputs& inputs, const Equilibrium* start,
                         const GoalResult* goal);
  std::string move_base(const PointInputs& inputs);
  void take_base(std::shared_ptr<const Base> base);
  const Equilibrium* start_of(std::size_t point, const Solved& before, std::size_t first) const;

  const Experiment& experiment_;
  const Study& study_;
  std::shared_ptr<const Base> base_;
  SolverWorkspace workspace_;
  std::shared_ptr<const Central> central_;
};

}  // namespace tariffsim
