// How long Newton's steps are, and how exact their directions: the same whatever is moved.
#pragma once

namespace tariffsim {

/// A step is taken when the residual falls by this part of what the derivative promises (Armijo).
constexpr double kArmijo = 1e-4;
constexpr double kShortestStep = 1.0 / 1024;
/// The relative error allowed of a direction is this part of the gap, so that digits still double.
constexpr double kDirectionPart = 0.1;
constexpr double kClosest = 1e-8;
constexpr double kLoosest = 1e-2;

}  // namespace tariffsim
