// Runs side by side as tables of text, for the terminal and for Markdown.
#pragma once

#include <vector>

#include "prose/text_table.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

/// World, measures of the economies in focus, and the pairs that differ most; those with rows.
std::vector<TextTable> comparison_tables(const Comparison& comparison);

}  // namespace tariffsim
