// Newton's method on log wages: slower than the quick search, and harder to lead astray.
#pragma once

#include <optional>

#include "equilibrium/economy.hpp"

namespace tariffsim {

struct NewtonResult {
  Progress progress;
  std::optional<Economy> economy;  ///< the last point reached
};

/// Damped Newton from a starting point; the direction comes from GMRES on the exact derivative of
/// market clearing, prices and spending being solved at each point.
NewtonResult newton(const Problem& problem, const Numeraire& numeraire, const State& start,
                    const SolverOptions& options);

}  // namespace tariffsim
