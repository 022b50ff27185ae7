// Whether the equilibrium found is the only one nearby: the sign of the determinant of the system's
// derivative (sim/model.md, section 2.7).
#pragma once

#include <limits>
#include <optional>

#include "equilibrium/joint_space.hpp"

namespace tariffsim {

/// A sector of a country.
struct Cell {
  Index country = 0, sector = 0;
};

/// Whether sectors, or markets, can sustain their own growth at all.
bool may_have_several(const ModelParameters& parameters);

/// With economies of scale a sector can sustain its own growth: the derivative of the equations,
/// F_x, then has lost the sign that its determinant has without them, and other equilibria exist
/// (the index theorem; Kucheryavyy, Lyn and Rodriguez-Clare 2023). So can a market in which more
/// firms sell the larger it is, where taxes bite more than costs of trade. Looked for as a negative
/// real eigenvalue of F_x M^-1, M being the preconditioner, whose determinant keeps its sign: those
/// furthest from the rest are what Arnoldi's method (Saad 2011, section 6.2) finds first. One is
/// enough: with two the determinant has its sign again, and still each of the two has turned.
struct SignWatch {
  /// The cell that moves most in the direction in which the sign has turned; none if none has.
  std::optional<Cell> turned;
  /// The smallest real eigenvalue that was found: near 1 where nothing feeds on itself, 0 where the
  /// sign turns. Answers to policy grow like its inverse. Infinity if none was real.
  double smallest = std::numeric_limits<double>::infinity();
  Vector leftmost;  ///< the direction of that eigenvalue, or of the real part of one further left
};
/// `near`: the leftmost direction of another policy, which ends the search sooner; empty if none is
/// known.
SignWatch watch_sign(const JointSpace& space, const Vector& near = {});

}  // namespace tariffsim
