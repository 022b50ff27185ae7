#include "results/goal.hpp"

namespace tariffsim {
namespace {

GoalRow row_of(std::size_t root, const GoalPoint& point) {
  return {root, point.value, point.found.outcome, point.found.welfare};
}

}  // namespace

const std::vector<Measure<GoalRow>>& goal_measures() {
  static const std::vector<Measure<GoalRow>> measures{
      {{"value", "the number that is varied; a rate as a fraction"}, &GoalRow::value},
      {{"outcome", "the outcome there, in its unit"}, &GoalRow::outcome},
      {{"welfare_pct",
        "change of welfare (real income) there, of the country, the group or the world that the "
        "outcome is about; of a pair the importer"},
       &GoalRow::welfare_pct}};
  return measures;
}

std::vector<GoalRow> goal_rows(const GoalResult& goal) {
  std::vector<GoalRow> rows;
  for (const GoalPoint& root : goal.roots) rows.push_back(row_of(rows.size() + 1, root));
  if (rows.empty() && goal.closest) rows.push_back(row_of(0, *goal.closest));
  return rows;
}

}  // namespace tariffsim
