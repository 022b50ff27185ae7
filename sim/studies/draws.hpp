// Draws of what is not known about a scenario.
#pragma once

#include <set>

#include "policy/uncertainty.hpp"
#include "studies/study.hpp"

namespace tariffsim {

/// What a number between 0 and 1 makes of a standard error: the factor on the elasticity.
double elasticity_factor(Distribution distribution, double relative_error, double uniform);

/// How many lines have a rate that draws of rates multiply: one of a tariff, of an export tax or of
/// a trade cost, an agreement's too. Answers follow what they answer. Lines at positions in
/// `sought` do not count.
std::size_t lines_with_rates(std::vector<PolicyLine> policy, const std::set<std::size_t>& sought);

/// The study of an uncertain scenario. Precondition: something is drawn. Throws InputError if
/// there is more to draw than a Sobol sequence has dimensions.
Study uncertain_study(const PointInputs& central, const Uncertainty& uncertainty);

}  // namespace tariffsim
