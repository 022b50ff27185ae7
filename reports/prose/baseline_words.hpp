// A baseline in words: what is to be known of it before any figure, who lives and works in it.
#pragma once

#include <string>
#include <vector>

#include "model/baseline.hpp"
#include "prose/text_table.hpp"

namespace tariffsim {

/// Sentences (RunRecord::cautions) as indented lines that are not too long.
std::string caution_lines(const std::vector<std::string>& cautions);

/// Who lives and works in each economy, on what its split of employment rests, what became of its
/// prices: a table, or none of a baseline that knows none of it.
std::vector<TitledTable> people_tables(const Baseline& baseline);

}  // namespace tariffsim
