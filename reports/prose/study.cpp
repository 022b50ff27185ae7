#include "prose/study.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>
#include <utility>

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostLines = 4;         // of the policy, in a headline
constexpr std::size_t kMostPlayersNamed = 8;  // of those who play, in a sentence
constexpr std::size_t kMostSettingsTold = 6;  // of what nobody chooses, one by one
constexpr double kLeastGain = 1e-6;           // percent; as kNoise of the page's format.js

/// "10%..90%", as one writes it.
std::string written_range(const StudyAxis& axis) {
  if (!axis.names.empty()) return fmt::format("{}", fmt::join(axis.names, ", "));
  const auto written = [&](double value) {
    return axis.percent ? fmt::format("{:.4g}%", 100 * value) : fmt::format("{:.4g}", value);
  };
  const auto [low, high] = std::minmax_element(axis.values.begin(), axis.values.end());
  return *low == *high ? written(*low) : fmt::format("{}..{}", written(*low), written(*high));
}

/// A line with the values that a sweep sets in place of the one that is written.
std::string as_swept(const Study& study, const PolicyLine& line) {
  std::string text = line.text;
  for (const StudyAxis& axis : study.axes) {
    if (axis.in_line.empty() || axis.line != line.written) continue;
    const std::string key = axis.in_line.substr(0, axis.in_line.find(':') + 1);
    // A key stands behind the brace or a comma.
    for (const char* before : {"{", ", "})
      if (const std::size_t at = text.find(before + axis.in_line); at != std::string::npos) {
        const std::size_t from = at + std::string_view(before).size();
        text.replace(from, axis.in_line.size(), key + " " + written_range(axis));
        break;
      }
  }
  return text;
}

std::vector<std::string> policy_lines(const Study& study) {
  const std::vector<PolicyLine>& policy = study.central.policy;
  std::vector<std::string> lines;
  for (const PolicyLine& line : policy) {
    if (lines.size() == kMostLines && policy.size() > kMostLines + 1) break;
    lines.push_back("Policy: " + as_swept(study, line));
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
std::string places(
    const Study& study, const Value& value,
    const std::function<bool(const StudyAxis&)>& is_told = [](const StudyAxis&) { return true; }) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < study.axes.size(); ++at)
    if ((study.axes[at].values.size() > 1 || study.points == 1) && is_told(study.axes[at]))
      words.push_back(fmt::format("{}{} {}", axis_title(study.axes[at]),
                                  study.axes[at].names.empty() ? " at" : "",
                                  axis_value(study.axes[at], value(at))));
  return enumerated(words);
}

/// Of one or the other kind, those with several values.
std::vector<std::size_t> moving_axes(const Study& study, bool chosen) {
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < study.axes.size(); ++at)
    if (study.axes[at].is_chosen() == chosen && study.axes[at].values.size() > 1) out.push_back(at);
  return out;
}

/// "at 20 %" of the only axis that is chosen, told of before; else all, with their names.
std::string chosen_place(const Study& study, std::size_t point, bool first) {
  const std::vector<std::size_t> at = study.positions(point), axes = moving_axes(study, true);
  const auto value = [&](std::size_t axis) { return study.axes[axis].values[at[axis]]; };
  const StudyAxis& only = study.axes[axes.front()];
  if (axes.size() == 1 && !first)
    return (only.names.empty() ? "at " : "with ") + axis_value(only, value(axes.front()));
  return "with " + places(study, value, [](const StudyAxis& axis) { return axis.is_chosen(); });
}

/// "where trade elasticity is 2"; the only one, told of before, as "where it is 4".
std::string setting_place(const Study& study, std::size_t point, bool first) {
  const std::vector<std::size_t> at = study.positions(point), axes = moving_axes(study, false);
  std::vector<std::string> words;
  for (const std::size_t axis : axes) {
    const StudyAxis& one = study.axes[axis];
    words.push_back(fmt::format("{} is {}", axes.size() == 1 && !first ? "it" : axis_title(one),
                                axis_value(one, one.values[at[axis]])));
  }
  return "where " + enumerated(words);
}

using Bests = std::vector<const GridMaximum*>;

/// "tariff added (USA on BRA) between 10 % and 20 %", of each axis that is chosen.
std::string chosen_ranges(const Study& study, const Bests& bests) {
  std::vector<std::string> words;
  for (const std::size_t axis : moving_axes(study, true)) {
    const StudyAxis& one = study.axes[axis];
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const GridMaximum* best : bests) {
      const double value = one.values[study.positions(best->point)[axis]];
      low = std::min(low, value);
      high = std::max(high, value);
    }
    const std::string title = axis_title(one);
    if (low == high)
      words.push_back(
          fmt::format("{}{} {}", title, one.names.empty() ? " at" : "", axis_value(one, low)));
    else if (one.names.empty())
      words.push_back(
          fmt::format("{} between {} and {}", title, axis_value(one, low), axis_value(one, high)));
  }
  return enumerated(words);
}

bool have_one_place(const Bests& bests, const Study& study) {
  const std::string first = chosen_place(study, bests.front()->point, true);
  return std::all_of(bests.begin(), bests.end(), [&](const GridMaximum* best) {
    return chosen_place(study, best->point, true) == first;
  });
}

/// "is largest with A between 10 % and 20 %, depending on trade elasticity (+0.0024 to +0.0045 %)"
std::string ranges_prose(const Study& study, const Bests& bests, bool one_place) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (const GridMaximum* best : bests) {
    low = std::min(low, best->value);
    high = std::max(high, best->value);
  }
  std::vector<std::string> settings;
  for (const std::size_t axis : moving_axes(study, false))
    settings.push_back(axis_title(study.axes[axis]));
  const std::string least = fine_percent(low), most = fine_percent(high);
  return fmt::format("is largest with {}, {} {} ({})", chosen_ranges(study, bests),
                     one_place ? "whatever the" : "depending on the", enumerated(settings),
                     least == most ? least : least + " to " + most);
}

/// Beyond the grid welfare may be larger still, at some settings or all.
std::string edges_prose(const Study& study, const Bests& bests) {
  const auto edges = static_cast<std::size_t>(
      std::count_if(bests.begin(), bests.end(), [&](const GridMaximum* best) {
        return best->value >= kLeastGain && best->may_rise_beyond(study);
      }));
  if (edges == 0) return "";
  return fmt::format("; {} at the edge of the grid: it may rise beyond",
                     edges == bests.size() ? "these are"
                     : edges == 1          ? "one of these is"
                                           : "some of these are");
}

}  // namespace

std::string fine_percent(double percent) {
  if (!(std::abs(percent) < kVisiblePercent && std::abs(percent) >= kLeastGain))
    return signed_percent(percent);
  return fmt::format("{:+.{}f} %", percent,
                     1 - static_cast<int>(std::floor(std::log10(std::abs(percent)))));
}

std::string best_by_setting_prose(const StudyReport& report, std::size_t economy) {
  const Study& study = report.study;
  Bests bests;
  for (const auto& setting : report.findings.best_by_setting)
    if (setting[economy]) bests.push_back(&*setting[economy]);
  if (bests.empty()) return "";
  const bool one_place = have_one_place(bests, study);
  if (bests.size() > kMostSettingsTold || (one_place && bests.size() > 1))
    return ranges_prose(study, bests, one_place) + edges_prose(study, bests);
  std::vector<std::string> told;
  for (const GridMaximum* best : bests) {
    const bool first = told.empty();
    told.push_back(fmt::format("{}{} {} ({})", chosen_place(study, best->point, first),
                               other_places(*best), setting_place(study, best->point, first),
                               fine_percent(best->value)));
  }
  return "is largest " + enumerated(told) + edges_prose(study, bests);
}

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
  return group == "rates" ? "the policy's rates" : group;
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
  if (welfare_pct < kLeastGain) return "this is at the edge of the grid, and even this is no gain";
  return "this is at the edge of the grid: it may rise beyond";
}

}  // namespace tariffsim
