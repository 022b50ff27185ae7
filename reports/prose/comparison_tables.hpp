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

}  // namespace tariffsim
