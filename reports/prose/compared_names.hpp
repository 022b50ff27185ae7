// What codes and steps of runs side by side are called.
#pragma once

#include <string>

#include "studies/comparison.hpp"

namespace tariffsim {

/// The name of a country by its code; what is no country of a run is its own name.
std::string name_of_economy(const Comparison& comparison, const std::string& code);

/// The name of a sector by its code; the code where no run tells it.
std::string name_of_sector(const Comparison& comparison, const std::string& code);

/// The titles of a step, or of the steps of a day, in all timelines: "Ten on China"; perhaps empty.
std::string step_title(const Comparison& comparison, const std::string& label);
/// A step, or a day, with the titles that steps have there: "2025-02-04  Ten on China".
std::string step_name(const Comparison& comparison, const std::string& label);

}  // namespace tariffsim
