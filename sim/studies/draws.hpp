// Draws of what is not known about a scenario.
#pragma once

#include "policy/uncertainty.hpp"
#include "studies/study.hpp"

namespace tariffsim {

/// What a number between 0 and 1 makes of a standard error: the factor on the elasticity.
double elasticity_factor(Distribution distribution, double relative_error, double uniform);

/// The study of an uncertain scenario. Throws InputError where there is more to draw than a Sobol
/// sequence has dimensions.
Study uncertain_study(const PointInputs& central, const Uncertainty& uncertainty);

}  // namespace tariffsim
