// Newton's method on log wages: slower than the quick search, and harder to lead astray.
#pragma once

#include <optional>

#include "equilibrium/economy.hpp"

namespace tariffsim {

struct NewtonResult {
  Progress progress;
  std::optional<Economy> economy;       ///< the last point reached
  std::optional<EquationSystem> joint;  ///< in its place, where the family extends

  /// Of the last point reached: one of the two is there.
  const EquationSystem& system() const { return joint ? *joint : economy->system(); }
};

/// Damped Newton from a starting point; the direction comes from GMRES on the exact derivative of
/// market clearing, prices and spending being solved at each point. Where the problem's family
/// extends (family.hpp), all unknowns are moved at once instead (joint_newton.hpp).
NewtonResult newton(const Problem& problem, const Numeraire& numeraire, const State& start,
                    const SolverOptions& options);

}  // namespace tariffsim
