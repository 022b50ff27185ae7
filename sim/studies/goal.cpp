#include "studies/goal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>
#include <map>

#include "base/diagnostic.hpp"
#include "base/numbers.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {
namespace {

constexpr int kGridPoints = 25;
/// Bits of a root, which is written with twelve digits, and of an extremum, where the function is
/// flat.
constexpr int kRootBits = 40, kExtremumBits = 26;
constexpr std::uintmax_t kMostTries = 60;
constexpr double kSameOutcome = 1e-12;  // relative: outcomes that do not differ

class CrossingSearch {
 public:
  CrossingSearch(const std::function<double(double)>& function, double target)
      : function_(function), target_(target) {}

  /// How far above the target.
  double gap(double x) {
    const double found = function_(x) - target_;
    if (std::isfinite(found) && (!closest_ || std::abs(found) < std::abs(closest_gap_))) {
      closest_ = x;
      closest_gap_ = found;
    }
    return found;
  }

  void add(double root) { roots_.push_back(root); }

  void cross(double a, double b, double at_a, double at_b) {
    if (!(at_a * at_b < 0)) return;
    std::uintmax_t tries = kMostTries;
    const auto [low, high] = boost::math::tools::toms748_solve(
        [&](double x) { return gap(x); }, a, b, at_a, at_b,
        boost::math::tools::eps_tolerance<double>(kRootBits), tries);
    add(std::abs(gap(low)) < std::abs(gap(high)) ? low : high);
  }

  /// Of three points on one side of the target, the one in the middle closest to it: whether an
  /// extremum between the outer ones reaches the other side.
  void look_between(double a, double b, double at_a, double at_b) {
    const double side = at_a > 0 ? 1 : -1;
    std::uintmax_t tries = kMostTries;
    const double x = boost::math::tools::brent_find_minima(
                         [&](double at) { return side * gap(at); }, a, b, kExtremumBits, tries)
                         .first;
    const double extremum = gap(x);
    if (extremum == 0) return add(x);
    cross(a, x, at_a, extremum);
    cross(x, b, extremum, at_b);
  }

  /// Of a stretch at which the function is the target: between a point beyond it and one in it.
  double edge(double beyond, double inside, double rounding) {
    for (int bit = 0; bit < kRootBits; ++bit) {
      const double middle = 0.5 * (beyond + inside);
      (std::abs(gap(middle)) <= rounding ? inside : beyond) = middle;
    }
    return inside;
  }

  std::vector<double> roots() {
    std::sort(roots_.begin(), roots_.end());
    roots_.erase(std::unique(roots_.begin(), roots_.end()), roots_.end());
    return roots_;
  }
  std::optional<double> closest() const { return closest_; }

 private:
  const std::function<double(double)>& function_;
  double target_;
  std::vector<double> roots_;
  std::optional<double> closest_;
  double closest_gap_ = 0;
};

std::vector<double> grid_of(double least, double most, bool rate) {
  std::vector<double> grid(kGridPoints);
  for (int k = 0; k < kGridPoints; ++k) {
    const double part = static_cast<double>(k) / (kGridPoints - 1);
    grid[static_cast<std::size_t>(k)] =
        rate ? (1 + least) * std::pow((1 + most) / (1 + least), part) - 1
             : least + part * (most - least);
  }
  grid.front() = least;
  grid.back() = most;
  return grid;
}

}  // namespace

Crossings find_crossings(const std::function<double(double)>& function, double target, double least,
                         double most, bool rate, double rounding) {
  CrossingSearch search(function, target);
  Crossings found{{}, {}, {}, grid_of(least, most, rate)};
  const std::vector<double>& x = found.grid;
  const double within = kSameOutcome * std::abs(target) + rounding;
  std::vector<double> gap;
  gap.reserve(x.size());
  for (const double at : x) {
    const double there = search.gap(at);
    gap.push_back(std::abs(there) <= within ? 0 : there);
  }
  for (std::size_t k = 0; k < x.size(); ++k) {
    if (gap[k] != 0) continue;
    std::size_t last = k;
    while (last + 1 < x.size() && gap[last + 1] == 0) ++last;
    if (last == k) {
      search.add(x[k]);
      continue;
    }
    const double from = k == 0 ? x[k] : search.edge(x[k - 1], x[k], within);
    const double to = last + 1 == x.size() ? x[last] : search.edge(x[last + 1], x[last], within);
    search.add(from);
    found.stretches.push_back({from, to});
    k = last;
  }
  for (std::size_t k = 0; k + 1 < x.size(); ++k) {
    search.cross(x[k], x[k + 1], gap[k], gap[k + 1]);
    if (k == 0 || !(gap[k - 1] * gap[k] > 0) || !(gap[k] * gap[k + 1] > 0)) continue;
    const double here = std::abs(gap[k]);
    const double before = std::abs(gap[k - 1]), after = std::abs(gap[k + 1]);
    if (here <= before && here <= after && (here < before || here < after))  // not where it is flat
      search.look_between(x[k - 1], x[k + 1], gap[k - 1], gap[k + 1]);
  }
  found.roots = search.roots();
  if (found.roots.empty()) found.closest = search.closest();
  return found;
}

namespace {

/// Solves values of the number, each once.
class GoalSolver {
 public:
  explicit GoalSolver(const GoalSearch& search) : search_(search) {}

  const GoalMeasures& at(double value) {
    const auto known = solved_.find(value);
    if (known != solved_.end()) return known->second;
    return solved_.emplace(value, tried(value)).first->second;
  }

  /// Without the policy.
  GoalMeasures baseline() {
    Experiment none = search_.at(search_.terms.least);
    for (Stage& stage : none.stages) stage.policy.clear();
    return measured(std::move(none));
  }

  GoalPoint point(double value) { return {value, at(value)}; }
  /// Why a value has no solution; empty if all have one.
  const std::string& why_not() const { return why_not_; }

 private:
  GoalMeasures tried(double value) {
    try {
      return measured(search_.at(value));
    } catch (const InputError& error) {  // such as a rate that falls to -100 %
      return not_solved(error.diagnostics().front().message);
    }
  }

  /// Only the end of a timeline counts.
  GoalMeasures measured(Experiment experiment) {
    experiment.stages.erase(experiment.stages.begin(), experiment.stages.end() - 1);
    const ExperimentResult result = std::move(run_experiment(experiment).back().result);
    if (!result.outcome) return not_solved(result.statistics.message);
    return search_.terms.measure(result);
  }

  GoalMeasures not_solved(const std::string& why) {
    if (why_not_.empty()) why_not_ = why;
    return {std::nan(""), std::nan("")};
  }

  const GoalSearch& search_;
  std::map<double, GoalMeasures> solved_;
  std::string why_not_;  // of the first value
};

std::string no_part_of(double baseline, const GoalTerms& terms) {
  if (std::abs(baseline) > terms.rounding) return "";
  return fmt::format("{} is {} without the policy, and no part of that can be sought",
                     terms.outcome, std::isnan(baseline) ? "not defined" : "0");
}

/// The one rule for outcomes that do not differ.
bool is_the_same(double a, double b, double rounding) {
  return std::abs(a - b) <= kSameOutcome * std::abs(b) + rounding;
}

/// Where the outcome does not move, any of its values could be called closest.
void choose_first_of_equals(GoalResult& result) {
  if (!result.closest) return;
  const double outcome = result.closest->found.outcome;
  for (const GoalPoint& point : result.tried)
    if (is_the_same(point.found.outcome, outcome, result.rounding))
      result.as_close.push_back(point.value);
  if (result.as_close.size() < 2) return result.as_close.clear();
  for (const GoalPoint& point : result.tried)
    if (point.value == result.as_close.front()) result.closest = point;
}

std::string value_in_words(const GoalResult& goal, double value) {
  return goal.percent ? fmt::format("{:.6g} %", 100 * value) : fmt::format("{:.6g}", value);
}

}  // namespace

GoalResult seek(const GoalSearch& search) {
  const GoalTerms& terms = search.terms;
  GoalSolver solver(search);
  GoalResult result{terms.key,
                    terms.outcome,
                    terms.title.empty() ? terms.key : terms.title,
                    terms.percent,
                    terms.least,
                    terms.most,
                    terms.target,
                    {},
                    {},
                    {},
                    {},
                    {},
                    {}};
  result.rounding = terms.rounding;
  if (terms.of_baseline) {
    result.baseline = solver.baseline().outcome;
    result.no_part = no_part_of(*result.baseline, terms);
    if (!result.no_part.empty()) return result;
    result.target *= *result.baseline;
  }
  const bool rate = terms.percent && terms.least > -1;
  const Crossings found =
      find_crossings([&](double x) { return solver.at(x).outcome; }, result.target, terms.least,
                     terms.most, rate, terms.rounding);
  result.stretches = found.stretches;
  for (const double root : found.roots) result.roots.push_back(solver.point(root));
  if (found.closest) result.closest = solver.point(*found.closest);
  for (const double x : found.grid)
    if (std::isfinite(solver.at(x).outcome))
      result.tried.push_back(solver.point(x));
    else
      result.passed_over.push_back(x);
  if (!result.passed_over.empty()) result.why_passed_over = solver.why_not();
  choose_first_of_equals(result);
  return result;
}

std::string why_no_part(const GoalSearch& search) {
  if (!search.terms.of_baseline) return "";
  return no_part_of(GoalSolver(search).baseline().outcome, search.terms);
}

std::optional<double> stays_at(const GoalResult& goal) {
  if (goal.tried.size() < 2) return std::nullopt;
  const double first = goal.tried.front().found.outcome;
  for (const GoalPoint& point : goal.tried)
    if (!is_the_same(point.found.outcome, first, goal.rounding)) return std::nullopt;
  return std::abs(first) <= goal.rounding ? 0.0 : first;
}

std::string why_none(const GoalResult& goal) {
  if (!goal.roots.empty()) return "";
  if (!goal.no_part.empty()) return goal.no_part;
  const std::string between =
      fmt::format("no value of {} between {} and {}", goal.title, value_in_words(goal, goal.least),
                  value_in_words(goal, goal.most));
  if (!goal.closest) return between + " could be solved";
  if (const std::optional<double> still = stays_at(goal))
    return fmt::format("{} makes {} {}: it is {} at all that were tried", between, goal.outcome,
                       outcome_in_words(goal, goal.target), outcome_in_words(goal, *still));
  return fmt::format("{} makes {} {}: it comes closest, {}, at {}", between, goal.outcome,
                     outcome_in_words(goal, goal.target),
                     outcome_in_words(goal, goal.closest->found.outcome), closest_in_words(goal));
}

std::string closest_in_words(const GoalResult& goal) {
  const double at = goal.closest->value;
  if (goal.as_close.empty())
    return value_in_words(goal, at) + (at == goal.least || at == goal.most ? ", a bound" : "");
  const double last = goal.as_close.back();
  const auto between = std::count_if(goal.tried.begin(), goal.tried.end(), [&](const auto& point) {
    return point.value >= at && point.value <= last;
  });
  if (static_cast<std::size_t>(between) == goal.as_close.size())
    return fmt::format("all values tried from {} to {}", value_in_words(goal, at),
                       value_in_words(goal, last));
  return fmt::format("{} and {} values more", value_in_words(goal, at), goal.as_close.size() - 1);
}

std::string outcome_in_words(const GoalResult& goal, double value) {
  constexpr double kMillionPerBillion = 1000;
  if (!goal.outcome.ends_with("_musd")) return fmt::format("{:.6g}", value);
  const bool billion = std::abs(value) >= kMillionPerBillion;
  return fmt::format("{:.6g} {}", billion ? value / kMillionPerBillion : value,
                     billion ? "bn" : "m");
}

}  // namespace tariffsim
