#include "prose/goal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "base/numbers.hpp"
#include "prose/headline.hpp"
#include "results/goal.hpp"

namespace tariffsim {
namespace {

std::string value_text(double value, bool percent) {
  return percent ? fmt::format("{:.4f} %", 100 * value) : fmt::format("{:.6g}", value);
}

std::string wanted(const GoalResult& goal) {
  std::string text = outcome_in_words(goal, goal.target);
  if (!goal.baseline) return text;
  return fmt::format("{}, which is {} of the {} without the policy", text,
                     plain_percent(100 * goal.target / *goal.baseline),
                     outcome_in_words(goal, *goal.baseline));
}

std::string bounds(const GoalResult& goal) {
  const auto text = [&](double value) {
    return goal.percent ? plain_percent(100 * value) : fmt::format("{:g}", value);
  };
  return fmt::format("{} and {}", text(goal.least), text(goal.most));
}

/// In a sentence: "12.9 %", "7.5".
std::string short_value(const GoalResult& goal, double value) {
  return goal.percent ? plain_percent(100 * value) : fmt::format("{:.4g}", value);
}

/// Of values between the bounds at which there is nothing to see; empty without any.
std::string passed_over_note(const GoalResult& goal) {
  if (goal.passed_over.empty()) return "";
  const std::string first = short_value(goal, goal.passed_over.front()),
                    last = short_value(goal, goal.passed_over.back());
  return fmt::format("{} of {} values tried, {}, {} no solution and {} passed over{}",
                     goal.passed_over.size(), goal.passed_over.size() + goal.tried.size(),
                     first == last ? first : fmt::format("from {} to {}", first, last),
                     goal.passed_over.size() == 1 ? "has" : "have",
                     goal.passed_over.size() == 1 ? "is" : "are",
                     goal.why_passed_over.empty() ? "" : ": " + shown_whole(goal.why_passed_over));
}

/// "12.9 %", "all values from 100 % to 300 %".
std::string where_reached(const GoalResult& goal, double root) {
  for (const Stretch& stretch : goal.stretches)
    if (stretch.from == root)
      return fmt::format("all values from {} to {}", short_value(goal, stretch.from),
                         short_value(goal, stretch.to));
  return short_value(goal, root);
}

std::vector<std::string> result_notes(const GoalResult& goal) {
  if (!goal.stretches.empty())
    return {fmt::format("it is reached at {}; the report is of the first value of all",
                        where_reached(goal, goal.stretches.front().from))};
  if (!goal.roots.empty())
    return {
        fmt::format("{} between {}; {}", counted(goal.roots.size(), "value"), bounds(goal),
                    goal.roots.size() == 1 ? "the report is of it" : "the report is of the first")};
  if (const std::optional<double> still = stays_at(goal))
    return {fmt::format("it is {} at all values tried between {}: nothing here moves it",
                        outcome_in_words(goal, *still), bounds(goal))};
  if (!goal.closest) return {fmt::format("no value between {} could be solved", bounds(goal))};
  if (!goal.as_close.empty())
    return {
        fmt::format("no value between {} reaches it; it comes closest at {}, and the report is "
                    "of the first",
                    bounds(goal), closest_in_words(goal))};
  return {fmt::format("no value between {} reaches it; the report is of the one that comes closest",
                      bounds(goal))};
}

std::vector<std::string> goal_notes(const GoalResult& goal) {
  std::vector<std::string> notes = result_notes(goal);
  if (std::string note = passed_over_note(goal); !note.empty()) notes.push_back(std::move(note));
  return notes;
}

}  // namespace

std::string goal_sentence(const ExperimentResult& result) {
  if (result.goal == nullptr) return "";
  const GoalResult& goal = *result.goal;
  if (!goal.roots.empty()) {
    std::vector<std::string> others;
    for (std::size_t at = 1; at < goal.roots.size(); ++at)
      others.push_back(where_reached(goal, goal.roots[at].value));
    return fmt::format("{} is {} with {} at {}{}.", shown(goal.outcome),
                       outcome_in_words(goal, goal.target), shown(goal.title),
                       where_reached(goal, goal.roots.front().value),
                       others.empty() ? "" : fmt::format(" (also at {})", fmt::join(others, ", ")));
  }
  return capitalized(shown_whole(why_none(goal))) + ".";
}

std::vector<TitledTable> goal_tables(const ExperimentResult& result) {
  if (result.goal == nullptr) return {};
  const GoalResult& goal = *result.goal;
  TextTable table({{"", true}, {shown(goal.title)}, {shown(goal.outcome)}, {"welfare"}});
  for (const GoalRow& row : goal_rows(goal))
    table.add({{row.root == 0 ? "closest" : std::to_string(row.root), Tone::strong},
               {value_text(row.value, goal.percent)},
               {outcome_in_words(goal, row.outcome)},
               std::isfinite(row.welfare_pct) ? change_cell(row.welfare_pct) : TextCell{""}});
  return {{fmt::format("Where {} is {}", shown(goal.outcome), wanted(goal)), std::move(table),
           goal_notes(goal)}};
}

}  // namespace tariffsim
