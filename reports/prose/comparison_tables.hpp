// Runs side by side as tables of text, for the terminal and for Markdown.
#pragma once

#include <string>
#include <vector>

#include "prose/text_table.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

/// World, measures of the economies in focus, timelines step by step, the sectors of one economy,
/// and the pairs that differ most; those with rows. Notes say why a difference marked with their
/// number is none of the policy.
std::vector<TitledTable> comparison_tables(const Comparison& comparison);

/// Those in any run's focus, the other groups, then countries whose welfare differs most.
std::vector<std::string> economies_to_show(const Comparison& comparison);

/// The country or group whose sectors are shown: that asked for, else the first in focus that has
/// any, else the country whose welfare differs most; empty if there is none.
std::string economy_of_sectors(const Comparison& comparison);

/// The name of a country by its code; what is no country of a run is its own name.
std::string name_of_economy(const Comparison& comparison, const std::string& code);

/// The name of a sector by its code; the code where no run tells it.
std::string name_of_sector(const Comparison& comparison, const std::string& code);

/// The titles of a step, or of the steps of a day, in all timelines: "Ten on China"; perhaps empty.
std::string step_title(const Comparison& comparison, const std::string& label);
/// A step, or a day, with the titles that steps have there: "2025-02-04  Ten on China".
std::string step_name(const Comparison& comparison, const std::string& label);

}  // namespace tariffsim
