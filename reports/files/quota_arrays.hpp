// Quotas as arrays: those of all steps of a timeline on one axis.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "results/tables.hpp"

namespace tariffsim {

/// Of all steps, each once, in the order in which they begin. Precondition: every step has an
/// outcome.
std::vector<std::string> names_of_quotas(std::span<const SolvedStep> steps);

/// quotas.csv of an outcome over an axis of these names, without keys; the regime is a number.
ResultTable quotas_by_name(const std::vector<std::string>& names, const Outcome& outcome);

}  // namespace tariffsim
