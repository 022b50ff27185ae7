#include "runs/prepared_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "model/calibration.hpp"
#include "policy/apply_policy.hpp"
#include "runs/asked_attribution.hpp"
#include "runs/asked_figures.hpp"
#include "runs/prepared_goal.hpp"
#include "runs/prepared_strategy.hpp"
#include "runs/study_axis.hpp"
#include "scenario/bind.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/study_reader.hpp"
#include "scenario/study_text.hpp"
#include "studies/draws.hpp"

namespace tariffsim {
namespace {

PointInputs central_inputs(const Experiment& experiment) {
  const Stage& end = experiment.stages.back();
  return {experiment.calibration.parameters, end.parameters, experiment.reference, end.policy,
          experiment.solver.tolerance,       nullptr,        experiment.strategy};
}

bool starts_with(const SweepText& sweep, std::string_view key) {
  return std::any_of(sweep.axes.begin(), sweep.axes.end(),
                     [&](const SweepAxis& axis) { return axis.path.front().key == key; });
}

PointInputs inputs_of(BoundScenario bound, std::shared_ptr<const Calibration> calibration) {
  Stage& end = bound.stages.back();
  return {std::move(bound.calibration.parameters),
          std::move(end.parameters),
          std::move(bound.reference),
          std::move(end.policy),
          bound.tolerance,
          std::move(calibration),
          std::move(bound.strategy)};
}

/// The scenario read and bound anew for each point: on the data of the scenario, or, where a key
/// that varies is in them, on data of its own.
class BoundPoints {
 public:
  BoundPoints(const Scenario& scenario, const Baseline& baseline, bool data_vary)
      : baseline_(data_vary ? std::optional(baseline) : std::nullopt) {
    Diagnostics told_of_the_scenario;
    if (!data_vary) data_ = scenario_data(scenario, baseline, told_of_the_scenario);
  }

  PointInputs of(const Scenario& scenario) const {
    Diagnostics told_of_the_scenario;
    if (data_) return inputs_of(bind_aggregated(scenario, *data_, told_of_the_scenario), nullptr);
    BoundScenario bound = bind(scenario, *baseline_, told_of_the_scenario);
    auto calibration = std::make_shared<const Calibration>(
        calibrate(std::move(bound.baseline), bound.calibration));
    return inputs_of(std::move(bound), std::move(calibration));
  }

 private:
  std::optional<AggregatedBaseline> data_;
  std::optional<Baseline> baseline_;
};

bool starts_with(const Scenario& scenario, std::string_view key) {
  return (scenario.sweep != nullptr && starts_with(*scenario.sweep, key)) ||
         (scenario.goal != nullptr && starts_with(*scenario.goal->range, key));
}

/// The points of a sweep, and the number that a goal seeks at each.
class SweepPoints {
 public:
  SweepPoints(std::shared_ptr<const SweepText> sweep, std::shared_ptr<const GoalText> goal,
              std::shared_ptr<const GoalTerms> terms, BoundPoints bound)
      : sweep_(std::move(sweep)),
        goal_(std::move(goal)),
        terms_(std::move(terms)),
        bound_(std::move(bound)) {}

  PointInputs at(std::size_t point) const {
    if (goal_ == nullptr) return bound_.of(read_point(*sweep_, sweep_->positions(point)));
    return at(point, terms_->least);
  }
  PointInputs at(std::size_t point, double sought) const {
    return bound_.of(read_point_at(*sweep_, sweep_->positions(point), *goal_, sought));
  }
  const std::shared_ptr<const GoalTerms>& terms() const { return terms_; }

 private:
  std::shared_ptr<const SweepText> sweep_;
  std::shared_ptr<const GoalText> goal_;
  std::shared_ptr<const GoalTerms> terms_;
  BoundPoints bound_;
};

std::function<PointInputs(std::size_t)> points_of(const Scenario& scenario,
                                                  const Baseline& baseline,
                                                  std::shared_ptr<const GoalTerms> goal) {
  const auto points = std::make_shared<const SweepPoints>(
      scenario.sweep, scenario.goal, std::move(goal),
      BoundPoints(scenario, baseline, starts_with(scenario, "in_data")));
  return [points](std::size_t point) {
    PointInputs inputs = points->at(point);
    if (points->terms() != nullptr)
      inputs.goal = std::make_shared<const PointGoal>(PointGoal{
          points->terms(), [points, point](double value) { return points->at(point, value); }});
    return inputs;
  };
}

/// The number that is sought in the scenario as it stands.
std::shared_ptr<const PointGoal> central_goal(const Scenario& scenario, const Baseline& baseline,
                                              std::shared_ptr<const GoalTerms> terms) {
  if (scenario.goal == nullptr) return nullptr;
  const auto bound = std::make_shared<const BoundPoints>(
      scenario, baseline, starts_with(*scenario.goal->range, "in_data"));
  return std::make_shared<const PointGoal>(PointGoal{
      std::move(terms),
      [bound, goal = scenario.goal](double value) { return bound->of(read_at(*goal, value)); }});
}

/// Lines of the policy whose numbers a goal seeks: draws leave them alone.
std::set<std::size_t> lines_sought(const PointInputs& central) {
  std::set<std::size_t> sought;
  if (central.goal == nullptr) return sought;
  const std::vector<PolicyLine> low = central.goal->at(central.goal->terms->least).policy,
                                high = central.goal->at(central.goal->terms->most).policy;
  for (std::size_t at = 0; at < std::min(low.size(), high.size()); ++at)
    if (low[at].written != high[at].written) sought.insert(at);
  return sought;
}

/// Who plays is looked up before anything is solved: in a sweep of players errors have their
/// places, as in a scenario of one.
void check_players(const Scenario& scenario, const Baseline& baseline,
                   const Experiment& experiment) {
  const SweepText& sweep = *scenario.sweep;
  for (std::size_t axis = 0; axis < sweep.axes.size(); ++axis) {
    if (!sweep.axes[axis].names) continue;
    Diagnostics found, told_of_the_scenario;
    const AggregatedBaseline data = scenario_data(scenario, baseline, told_of_the_scenario);
    const auto world = world_to_audit(experiment);
    std::vector<std::size_t> positions(sweep.axes.size());
    for (; positions[axis] < sweep.axes[axis].size(); ++positions[axis]) {
      Diagnostics said;
      try {
        const BoundScenario bound = bind_aggregated(read_point(sweep, positions), data, said);
        const Stage& end = bound.stages.back();
        check_strategy(*bound.strategy, *world, apply_policy(*world, end.policy).policy,
                       end.parameters.separate_nests, said);
      } catch (const InputError& error) {
        pass_on(error.diagnostics(), said);
      }
      std::vector<Diagnostic> errors = said.take();
      std::erase_if(errors, [](const Diagnostic& one) { return one.severity != Severity::error; });
      pass_on_new(errors, found);
    }
    throw_in_order(found);
  }
}

Study sweep_study(const Scenario& scenario, const Baseline& baseline, const Experiment& experiment,
                  std::shared_ptr<const GoalTerms> goal) {
  Study study;
  for (const SweepAxis& axis : scenario.sweep->axes)
    study.axes.push_back(
        study_axis(axis, scenario.sweep->tree, experiment.calibration.world->countries));
  check_players(scenario, baseline, experiment);
  study.points = scenario.sweep->points();
  study.inputs = points_of(scenario, baseline, std::move(goal));
  return study;
}

/// It is an error if nothing else is uncertain.
void check_rates(const UncertaintyText& text, const PointInputs& central,
                 const std::set<std::size_t>& sought, Diagnostics& diagnostics) {
  if (text.rate_deviation == 0 || lines_with_rates(central.policy, sought) > 0) return;
  const char* const message =
      sought.empty() ? "no line of the policy has a rate that could be uncertain"
                     : "no line of the policy has a rate that could be uncertain beside the one "
                       "that the goal seeks";
  const char* const hint =
      "draws multiply what tariffs, export taxes, trade costs and agreements say";
  const bool alone = !text.elasticity_error && text.sector_error.empty() && text.sources.empty() &&
                     text.trade_costs.empty() && text.substitution_deviation == 0 &&
                     text.mobility_deviation == 0 && text.supply_deviation == 0;
  if (alone) throw InputError(text.rate_place, message, hint);
  diagnostics.warning(text.rate_place, message, hint);
}

bool players_vary(const Scenario& scenario) {
  return scenario.sweep != nullptr &&
         std::any_of(scenario.sweep->axes.begin(), scenario.sweep->axes.end(),
                     [](const SweepAxis& axis) { return axis.names; });
}

Study uncertain_study_of(const Scenario& scenario, const PointInputs& central,
                         Uncertainty uncertainty, Diagnostics& diagnostics) {
  uncertainty.lines_sought = lines_sought(central);
  check_rates(*scenario.uncertainty, central, uncertainty.lines_sought, diagnostics);
  Study study = uncertain_study(central, uncertainty);
  if (study.draws->draws != uncertainty.draws)
    diagnostics.note({},
                     fmt::format("{} draws are made, not {}: they come in pairs where it is told "
                                 "what the spread is due to",
                                 study.draws->draws, uncertainty.draws));
  return study;
}

}  // namespace

std::shared_ptr<const Study> prepare_study(const Scenario& scenario, const Baseline& baseline,
                                           const PreparedRun& run,
                                           const std::optional<Uncertainty>& uncertainty,
                                           const std::vector<Index>& focus,
                                           Diagnostics& diagnostics) {
  if (!uncertainty && scenario.sweep == nullptr) return nullptr;
  const auto terms = scenario.goal != nullptr ? goal_terms(*scenario.goal, run) : nullptr;
  PointInputs central = central_inputs(run.experiment);
  central.goal = central_goal(scenario, baseline, terms);
  Study study = uncertainty ? uncertain_study_of(scenario, central, *uncertainty, diagnostics)
                            : sweep_study(scenario, baseline, run.experiment, terms);
  study.base_varies = starts_with(scenario, "reference") || starts_with(scenario, "in_data");
  study.central = std::move(central);
  study.groups = run.record.groups;
  study.figures = study_figures(
      apply_policy(*world_to_audit(run.experiment), study.central.policy).policy.quotas,
      study.central.strategy.get(), players_vary(scenario), terms.get());
  study.by_line = divides_points(scenario, run);
  add_asked_figures(scenario, run, focus, study, diagnostics);
  return std::make_shared<const Study>(std::move(study));
}

}  // namespace tariffsim
