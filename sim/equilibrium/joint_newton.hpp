// Newton's method on all unknowns at once: where prices and spending do not follow from wages.
#pragma once

#include "equilibrium/newton.hpp"

namespace tariffsim {

/// As newton(), of a problem whose family extends; the result's `joint` is the last point reached.
NewtonResult joint_newton(const Problem& problem, const Numeraire& numeraire, const State& start,
                          const SolverOptions& options);

/// `start` with the unknowns that the family has, at their baseline where it has none of them.
State with_unknowns(const Family& family, State start);

}  // namespace tariffsim
