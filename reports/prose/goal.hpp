// Where a goal is reached, as a table with sentences.
#pragma once

#include <string>
#include <vector>

#include "prose/text_table.hpp"
#include "runs/run_record.hpp"

namespace tariffsim {

/// "USA.tax_revenue_musd reaches 400.0 bn at 12.9 % (also at 122 %)", or that no value reaches it,
/// with the closest. Empty if the scenario has no goal.
std::string goal_sentence(const ExperimentResult& result);

/// All values found, or the statement that there is none, with the closest. Nothing if the scenario
/// has no goal.
std::vector<TitledTable> goal_tables(const ExperimentResult& result);

}  // namespace tariffsim
