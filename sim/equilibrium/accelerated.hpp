// The quick search: all equations corrected side by side, accelerated.
#pragma once

#include "equilibrium/anderson_acceleration.hpp"
#include "equilibrium/equilibrium.hpp"
#include "equilibrium/markets.hpp"

namespace tariffsim {

/// How a search went.
struct Progress {
  double residual = 0;  ///< as in SolverOptions::tolerance
  Index worst = 0;      ///< country of the residual
  int iterations = 0;
  int evaluations = 0;
  bool converged = false;
  std::optional<Index> unpaid;  ///< a country whose income would turn negative stood in the way
};

/// Anderson's acceleration of the markets' own corrections, from where they are. Gives up early
/// where that leads nowhere.
Progress accelerate(Markets& markets, AndersonAcceleration& acceleration,
                    const SolverOptions& options);

}  // namespace tariffsim
