// When a search may stop: one measure for all searches, the residuals that the certificate checks.
#pragma once

#include <cmath>
#include <optional>

#include "equilibrium/equation_system.hpp"
#include "equilibrium/equilibrium.hpp"

namespace tariffsim {

/// A condition of the certificate that a point misses.
struct MissedCondition {
  const char* name = "market_clearing";  ///< as in the certificate
  double residual = 0;
  double allowed = 0;
  double least_tolerance = 0;  ///< SolverOptions::tolerance at which it would hold; infinity if its
                               ///< tolerance does not depend on that
};

/// How a search went.
struct Progress {
  double residual = std::nan("");  ///< as in SolverOptions::tolerance; NaN before a point is judged
  Index worst = 0;                 ///< country of the residual
  int iterations = 0;
  int evaluations = 0;
  bool converged = false;
  std::optional<MissedCondition> missed;  ///< at the last point judged, besides market clearing
  /// A country where nothing would be left of a wage stood in the way.
  std::optional<Index> taxed_away;
  std::optional<Index> unpaid;  ///< a country whose income would turn negative stood in the way

  /// Adds the steps of a search before this one.
  void add_steps(const Progress& before) {
    iterations += before.iterations;
    evaluations += before.evaluations;
  }
};

/// What a point is worth.
enum class Standing {
  open,   ///< some condition fails
  holds,  ///< all conditions hold, without a margin for the rounding of levels; a search may rest
          ///< here if no step helps
  solved  ///< and they hold as closely as asked, each cell of prices and spending too
};

/// Spending gaps by cell and what they are measured in, N x S: so that small cells are as exact as
/// large ones. No gaps if spending follows from wages in closed form.
struct CellGaps {
  const Table& gap;
  const Table& scale;
};

/// What is open of spending at a point, producers selling `output`: N x S, and where the world
/// tells origins that of home's goods beside it, N x 2S; and what it is measured in, `scale` being
/// that of all spending.
void cell_gaps(const EquationSystem& system, const Table& output, Table& gap);
Table cell_scale(const EquationSystem& system, const Table& scale);

/// Judges the point at which `system` was evaluated, and notes its residual. `scratch` is a table.
Standing judge(const EquationSystem& system, const CellGaps& cells, const SolverOptions& options,
               Progress& progress, Table& scratch);

}  // namespace tariffsim
