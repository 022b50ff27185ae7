#include "runs/undone_remarks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "policy/apply_policy.hpp"
#include "policy/undone_lines.hpp"

namespace tariffsim {
namespace {

using LinePlace = std::tuple<const SourceText*, int, int>;

LinePlace place_key(const Place& place) { return {place.source.get(), place.line, place.column}; }

/// A policy that is in force somewhere in a scenario.
struct InForce : PolicyOfLines {
  std::map<LinePlace, double> moved = {};  // million, the trade whose rates a line changed; empty:
                                           // not known

  std::optional<std::size_t> find(const LinePlace& place) const {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const PolicyLine& line) {
      return place_key(line.place) == place;
    });
    return found == lines.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - lines.begin()));
  }
};

/// What a scenario or a variant has in force, on its world.
struct Cases {
  std::shared_ptr<const World> world;
  std::vector<InForce> all;
};

Cases cases_of(const PreparedRun& run) {
  Cases cases{world_to_audit(run.experiment), {}};
  const auto add_policy = [&](const std::vector<PolicyLine>& lines,
                              const ModelParameters& parameters) {
    cases.all.push_back(
        {{lines, apply_policy(*cases.world, lines).policy, parameters.separate_nests}});
  };
  for (std::size_t at = 0; at < run.audits.size(); ++at) {
    const Stage& stage = run.experiment.stages[at];
    add_policy(stage.policy, stage.parameters);
    for (const LineAudit& line : run.audits[at])
      cases.all.back().moved[place_key(line.place)] += line.trade_changed;
  }
  const auto add = [&](const PointInputs& point) {
    if (point.calibration == nullptr) add_policy(point.policy, point.parameters);
  };
  if (run.study)
    for (const std::size_t point : {std::size_t{0}, run.study->points - 1})
      add(run.study->inputs(point));
  if (const auto& goal = run.experiment.goal)
    for (const double value : {goal->terms.least, goal->terms.most}) {
      const Stage last = goal->at(value).stages.back();
      add_policy(last.policy, last.parameters);
    }
  return cases;
}

bool may_be_idle(const InForce& in_force, const LinePlace& line) {
  const auto moved = in_force.moved.find(line);
  return moved != in_force.moved.end() && !(moved->second > 0);
}

/// The line that undoes one in every case that has it, as the first of them has it; nullptr if one
/// has none.
const PolicyLine* undoer(const Cases& cases, const LinePlace& line) {
  const PolicyLine* found = nullptr;
  for (const InForce& in_force : cases.all) {
    const auto at = in_force.find(line);
    if (!at || may_be_idle(in_force, line)) continue;
    const auto by = undone_by(*cases.world, in_force, *at);
    if (!by || may_be_idle(in_force, place_key(in_force.lines[*by].place))) return nullptr;
    if (found == nullptr) found = &in_force.lines[*by];
  }
  return found;
}

/// Whether two lines that are both in force wherever one is change nothing together.
bool cancel_each_other(const Cases& cases, const LinePlace& one, const LinePlace& other) {
  bool any = false;
  for (const InForce& in_force : cases.all) {
    const auto first = in_force.find(one), second = in_force.find(other);
    if (!first && !second) continue;
    if (!first || !second) return false;
    if (!same_without(*cases.world, in_force, std::array{*first, *second})) return false;
    any = true;
  }
  return any;
}

/// "line 7", "line 7 of deals.yaml", "'--set'".
std::string named_from(const Place& named, const Place& from) {
  if (named.source && named.source->name.starts_with("--")) return "'" + named.source->name + "'";
  if (named.source == from.source && named.line == from.line)
    return fmt::format("the line in column {}", named.column);
  std::string text = fmt::format("line {}", named.line);
  if (named.source != from.source && named.source)
    text += " of " + std::filesystem::path(named.source->name).filename().string();
  return text;
}

/// What a line does to those above it whose rates or amounts are its own.
const char* how_it_undoes(const PolicyLine& by) {
  if (std::holds_alternative<Embargo>(by.instrument)) return "ends the trade that it is about";
  if (std::holds_alternative<Exemption>(by.instrument)) return "takes its rates back";
  if (std::holds_alternative<QuotaLine>(by.instrument)) return "puts another amount in its place";
  return "puts other rates in the place of its own";
}

bool is_about(double value, double other) {
  constexpr double kRounding = 1e-12;
  return std::abs(value - other) <= kRounding;
}

/// The factor by which a line multiplies what it changes; nothing if it does something else.
std::optional<double> factor_of(const PolicyLine& line) {
  if (const auto* cost = std::get_if<TradeCostChange>(&line.instrument)) return 1 + cost->change;
  const auto* levy = std::get_if<LevyChange>(&line.instrument);
  const auto* one = levy == nullptr ? nullptr : std::get_if<OneRate>(&levy->rates);
  if (one == nullptr || levy->change != RateChange::multiply) return std::nullopt;
  return one->rate;
}

/// What a line adds to rates; nothing if it does something else.
std::optional<double> addition_of(const PolicyLine& line) {
  const auto* levy = std::get_if<LevyChange>(&line.instrument);
  const auto* one = levy == nullptr ? nullptr : std::get_if<OneRate>(&levy->rates);
  if (one == nullptr || levy->change != RateChange::add) return std::nullopt;
  return one->rate;
}

/// Whether the numbers of two lines say that one takes the other back. All other lines that take
/// one back make it idle on its own.
bool may_cancel(const PolicyLine& line, const PolicyLine& below) {
  const auto added = addition_of(line), more = addition_of(below);
  if (added && more) return is_about(*added + *more, 0);
  const auto factor = factor_of(line), another = factor_of(below);
  return factor && another && is_about(*factor * *another, 1);
}

class UndoneLines {
 public:
  UndoneLines(const PreparedScenario& prepared, Diagnostics& diagnostics)
      : prepared_(prepared), scenario_(cases_of(prepared.front())), diagnostics_(diagnostics) {}

  void warn() {
    for (const InForce& in_force : scenario_.all)
      for (const PolicyLine& line : in_force.lines) warn_of(line, in_force);
  }

 private:
  /// A line that is undone, or else with those below it.
  void warn_of(const PolicyLine& line, const InForce& in_force) {
    const LinePlace place = place_key(line.place);
    if (!line.place.source || may_be_idle(in_force, place) || !told_.insert(place).second) return;
    if (const PolicyLine* by = undoer(scenario_, place)) {
      const bool everywhere = in_all_variants(
          [&](const Cases& variant) { return !has(variant, place) || undoer(variant, place); });
      if (everywhere)
        diagnostics_.warning(
            line.place, "this line has no effect in the end",
            fmt::format("{} {}", named_from(by->place, line.place), how_it_undoes(*by)));
      return;
    }
    const std::size_t at = *in_force.find(place);
    for (std::size_t below = at + 1; below < in_force.lines.size(); ++below)
      if (warn_of_two(line, in_force.lines[below])) return;
  }

  bool warn_of_two(const PolicyLine& line, const PolicyLine& below) {
    if (const auto left = left_of_costs(line, below)) {
      const double change = std::get<TradeCostChange>(line.instrument).change;
      diagnostics_.warning(
          below.place,
          fmt::format("with {} this leaves a change of {:+.2g} %, not of 0: changes of trade costs "
                      "multiply",
                      named_from(line.place, below.place), 100 * *left),
          fmt::format("what takes {:+.4g}% back is {:+.4g}%", 100 * change,
                      -100 * change / (1 + change)));
      return true;
    }
    if (!may_cancel(line, below)) return false;
    const LinePlace one = place_key(line.place), other = place_key(below.place);
    const bool cancel =
        cancel_each_other(scenario_, one, other) && in_all_variants([&](const Cases& variant) {
          return (!has(variant, one) && !has(variant, other)) ||
                 cancel_each_other(variant, one, other);
        });
    if (cancel)
      diagnostics_.warning(below.place,
                           fmt::format("this line takes back what {} does: together they change "
                                       "nothing",
                                       named_from(line.place, below.place)));
    return cancel;
  }

  /// Variants are seldom asked, and one after the other: their policies are large.
  template <class Holds>  // holds(cases)
  bool in_all_variants(const Holds& holds) const {
    return std::all_of(prepared_.begin() + 1, prepared_.end(),
                       [&](const PreparedRun& variant) { return holds(cases_of(variant)); });
  }

  static bool has(const Cases& run, const LinePlace& place) {
    return std::any_of(run.all.begin(), run.all.end(),
                       [&](const InForce& in_force) { return in_force.find(place).has_value(); });
  }

  const PreparedScenario& prepared_;
  Cases scenario_;
  Diagnostics& diagnostics_;
  std::set<LinePlace> told_;
};

/// With more lines the time that these remarks take, which grows with the square, is felt; with
/// more steps the memory.
constexpr std::size_t kMostLinesChecked = 60, kMostStepsChecked = 60;

bool is_small(const PreparedRun& run) {
  const std::vector<Stage>& stages = run.experiment.stages;
  return stages.size() <= kMostStepsChecked &&
         std::all_of(stages.begin(), stages.end(),
                     [](const Stage& stage) { return stage.policy.size() <= kMostLinesChecked; });
}

}  // namespace

void warn_of_undone_lines(const PreparedScenario& prepared, Diagnostics& diagnostics) {
  if (prepared.empty() || !std::all_of(prepared.begin(), prepared.end(), is_small)) return;
  try {
    UndoneLines(prepared, diagnostics).warn();
  } catch (const InputError&) {
    // A point of a study that cannot be: told of where it is solved.
  }
}

void warn_of_idle_nests(const PreparedScenario& prepared, const Place& nests,
                        Diagnostics& diagnostics) {
  const auto divides = [](const PreparedRun& run) {
    const auto world = world_to_audit(run.experiment);
    return !world->parts.empty() ||
           std::any_of(run.experiment.stages.begin(), run.experiment.stages.end(),
                       [&](const Stage& stage) {
                         return apply_policy(*world, stage.policy).policy.sets_goods_apart();
                       });
  };
  if (prepared.empty() || prepared.front().study || prepared.front().experiment.goal ||
      std::any_of(prepared.begin(), prepared.end(), divides))
    return;
  diagnostics.warning(nests, "'nests: separate' has no effect: every line hits all goods of a cell",
                      "it says how goods that 'coverage' or 'products' hit compete with the rest");
}

}  // namespace tariffsim
