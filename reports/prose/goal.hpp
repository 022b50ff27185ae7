// Where a goal is reached, as a table with sentences.
#pragma once

#include <vector>

#include "prose/text_table.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// All values found, or the statement that there is none, with the closest. Nothing if the scenario
/// has no goal.
std::vector<TitledTable> goal_tables(const ExperimentResult& result);

}  // namespace tariffsim
