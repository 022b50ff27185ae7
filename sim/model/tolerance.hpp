// How closely markets clear where a scenario does not say.
#pragma once

namespace tariffsim {

/// Of SolverOptions::tolerance and of `model.tolerance`.
inline constexpr double kDefaultTolerance = 1e-10;

}  // namespace tariffsim
