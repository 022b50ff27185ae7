// Unknowns that are zero, or whose condition holds: u >= 0, h(u) >= 0, u h(u) = 0.
#pragma once

#include <functional>
#include <optional>

#include "model/types.hpp"

namespace tariffsim {

/// h at u; nothing where it cannot be computed.
using ComplementaryGap = std::function<std::optional<Vector>(const Vector&)>;

struct ComplementaritySolution {
  Vector at;            ///< u, the best point seen
  double residual = 0;  ///< largest |min(u, h)| there; infinite if h could not be computed at all
  bool found = false;   ///< it is within the tolerance
};

/// Semismooth Newton on min(u, h(u)) = 0, with slopes by secants, kept up by Broyden's (1965)
/// formula while they serve; steps that do not shrink the residual are halved. Where that ends, one
/// unknown after the other is bracketed, again and again. h should rise with its own u. Starts at
/// zero; unknowns are logs, so that none moves by more than 2 a step.
ComplementaritySolution solve_complementarity(const ComplementaryGap& gap, Index size,
                                              double tolerance);

}  // namespace tariffsim
