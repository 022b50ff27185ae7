#include "prose/study.hpp"

#include <utility>

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostLines = 4;         // of the policy, in a headline
constexpr std::size_t kMostPlayersNamed = 8;  // of those who play, in a sentence

std::vector<std::string> policy_lines(const Study& study) {
  const std::vector<PolicyLine>& policy = study.central.policy;
  std::vector<std::string> lines;
  for (const PolicyLine& line : policy) {
    if (lines.size() == kMostLines && policy.size() > kMostLines + 1) break;
    lines.push_back("Policy: " + line.text);
  }
  if (lines.size() < policy.size())
    lines.push_back(
        fmt::format("{} more lines of policy are in the scenario.", policy.size() - lines.size()));
  return lines;
}

std::string axis_prose(const StudyAxis& axis) {
  const std::string title = axis_title(axis);
  const std::string key = title == axis.name ? "" : fmt::format(" ({} in files)", axis.name);
  if (axis.values.size() == 1)
    return fmt::format("Varied: {}{} has one value, {}.", title, key,
                       axis_value(axis, axis.values.front()));
  if (!axis.names.empty() && axis.names.size() <= kMostPlayersNamed)
    return fmt::format("Varied: {}{} is in turn {}.", title, key, enumerated(axis.names));
  return fmt::format("Varied: {}{} takes {} values from {} to {}.", title, key,
                     grouped(static_cast<long long>(axis.values.size())),
                     axis_value(axis, axis.values.front()), axis_value(axis, axis.values.back()));
}

std::string draws_prose(const DrawDesign& draws) {
  std::vector<std::string> groups;
  for (const std::string& group : draws.groups) groups.push_back(group_prose(group));
  return fmt::format("Uncertain: {}, in {} draws.", enumerated(groups),
                     grouped(static_cast<long long>(draws.draws)));
}

std::string goal_prose(const GoalTerms& goal) {
  const auto text = [&](double value) {
    return goal.percent ? fmt::format("{:.4g} %", 100 * value) : fmt::format("{:.4g}", value);
  };
  const std::string target =
      goal.of_baseline ? fmt::format("{:.4g} % of what it is without the policy", 100 * goal.target)
                       : fmt::format("{:.6g}", goal.target);
  return fmt::format("Sought: {} between {} and {} at which {} is {}.", goal.title,
                     text(goal.least), text(goal.most), goal.outcome, target);
}

/// Axes with a single value are left out, unless there is no other.
template <class Value>
std::string places(const Study& study, const Value& value) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < study.axes.size(); ++at)
    if (study.axes[at].values.size() > 1 || study.points == 1)
      words.push_back(fmt::format("{}{} {}", axis_title(study.axes[at]),
                                  study.axes[at].names.empty() ? " at" : "",
                                  axis_value(study.axes[at], value(at))));
  return enumerated(words);
}

}  // namespace

std::string axis_value(const StudyAxis& axis, double value) {
  if (!axis.names.empty()) return axis.names[static_cast<std::size_t>(value)];
  return axis.percent ? fmt::format("{:.4g} %", 100 * value) : fmt::format("{:.4g}", value);
}

std::string place_prose(const Study& study, std::size_t point) {
  const std::vector<std::size_t> positions = study.positions(point);
  return places(study, [&](std::size_t at) { return study.axes[at].values[positions[at]]; });
}

std::string place_briefly(const Study& study, std::size_t point) {
  if (study.axes.size() > 1) return place_prose(study, point);
  return (study.axes[0].names.empty() ? "at " : "with ") +
         axis_value(study.axes[0], study.axes[0].values[point]);
}

std::string top_prose(const Study& study, const GridMaximum& maximum) {
  if (study.axes.size() == 1) return "at " + axis_value(study.axes[0], maximum.axes[0].refined);
  return "with " + places(study, [&](std::size_t at) { return maximum.axes[at].refined; });
}

std::string other_places(const GridValue& value) {
  if (value.equals < 2) return "";
  return fmt::format(", and at {}", counted(value.equals - 1, "other point"));
}

std::string stillness_prose(const Study& study, const GridMaximum& largest,
                            const GridValue& smallest) {
  if (largest.points == 1 && study.points > 1) return "has a result at one point only";
  if (!largest.moved)
    return largest.points < study.points
               ? fmt::format("is the same {}", everywhere_prose(study, largest))
               : "is not moved by the sweep";
  const double range = largest.value - smallest.value;
  const bool shows_nothing =
      range < kVisiblePercent || signed_percent(largest.value) == signed_percent(smallest.value);
  return shows_nothing ? fmt::format("hardly moves (by {:.2g} points)", range) : "";
}

std::string everywhere_prose(const Study& study, const GridMaximum& maximum) {
  if (maximum.points == 1 && study.points > 1)
    return "at the one point with a result, " + place_prose(study, maximum.point);
  if (maximum.points < study.points)
    return fmt::format("at each of the {} with a result", counted(maximum.points, "point"));
  return "at every point";
}

std::string group_prose(const std::string& group) {
  if (group == "elasticities") return "trade elasticities";
  if (group == "trade_costs") return "trade costs";
  if (group == "substitution") return "elasticities of substitution";
  if (group == "labour_mobility") return "labour mobility";
  if (group == "labour_supply") return "labour supply";
  return group == "rates" ? "tariff rates" : group;
}

std::vector<std::string> varied_names(const Study& study) {
  std::vector<std::string> names;
  for (const StudyAxis& axis : study.axes) names.push_back(axis.name);
  if (study.draws)
    names.insert(names.end(), study.draws->groups.begin(), study.draws->groups.end());
  return names;
}

std::vector<std::string> varied_prose(const Study& study) {
  std::vector<std::string> out;
  for (const StudyAxis& axis : study.axes) out.push_back(axis_prose(axis));
  if (study.draws) out.push_back(draws_prose(*study.draws));
  if (study.central.goal != nullptr) out.push_back(goal_prose(*study.central.goal->terms));
  for (std::string& line : policy_lines(study)) out.push_back(std::move(line));
  return out;
}

std::string results_prose(const StudyFindings& findings) {
  if (findings.failed == 0) return "";
  return fmt::format("{} of {} {} a result", grouped(static_cast<long long>(findings.points)),
                     counted(findings.points + findings.failed, "point"),
                     findings.points == 1 ? "has" : "have");
}

std::string study_certificate(const StudyFindings& findings) {
  if (findings.points == 1 && findings.failed > 0)
    return fmt::format("holds at the one point with a result; largest residual {:.1e}",
                       findings.largest_residual);
  return fmt::format("holds at all {} points{}; largest residual {:.1e}",
                     grouped(static_cast<long long>(findings.points)),
                     findings.failed > 0 ? " with a result" : "", findings.largest_residual);
}

std::string at_the_edge(double welfare_pct) {
  if (welfare_pct < kVisiblePercent)
    return "this is at the edge of the grid, and even this is no gain";
  return "this is at the edge of the grid: it may rise beyond";
}

}  // namespace tariffsim
