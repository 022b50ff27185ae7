// What was found of a goal, as rows.
#pragma once

#include <vector>

#include "results/measure.hpp"
#include "studies/goal.hpp"

namespace tariffsim {

struct GoalRow {
  std::size_t root = 0;  ///< from 1, ascending; 0: where the outcome comes closest
  double value = 0, outcome = 0, welfare_pct = 0;
};

const std::vector<Measure<GoalRow>>& goal_measures();
std::vector<GoalRow> goal_rows(const GoalResult& goal);

}  // namespace tariffsim
