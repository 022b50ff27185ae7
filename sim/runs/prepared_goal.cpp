#include "runs/prepared_goal.hpp"

#include <cmath>
#include <utility>

#include "model/calibration.hpp"
#include "outcomes/group.hpp"
#include "results/rows.hpp"
#include "runs/checked_expectation.hpp"
#include "runs/study_axis.hpp"
#include "scenario/bind.hpp"
#include "scenario/study_reader.hpp"
#include "scenario/study_text.hpp"

namespace tariffsim {
namespace {

/// The scenario at any value of the number that is sought, on the data of the scenario, or, where
/// the number is in them, on data of its own.
class GoalExperiments {
 public:
  GoalExperiments(const Scenario& scenario, const Baseline& baseline,
                  const Calibration& calibration)
      : goal_(scenario.goal), calibration_(calibration) {
    Diagnostics told_of_the_scenario;
    if (goal_->axis().path.front().key == "in_data")
      baseline_ = baseline;
    else
      data_ = scenario_data(scenario, baseline, told_of_the_scenario);
  }

  Experiment at(double value) const {
    Diagnostics told_of_the_scenario;
    const Scenario scenario = read_at(*goal_, value);
    Experiment experiment;
    BoundScenario bound = data_ ? bind_aggregated(scenario, *data_, told_of_the_scenario)
                                : bind(scenario, *baseline_, told_of_the_scenario);
    if (data_) {
      experiment.calibration = calibration_;
      experiment.calibration.parameters = std::move(bound.calibration.parameters);
    } else {
      experiment.calibration = calibrate(std::move(bound.baseline), bound.calibration);
    }
    experiment.deficits = bound.deficits;
    experiment.solver.tolerance = bound.tolerance;
    experiment.reference = std::move(bound.reference);
    experiment.stages = std::move(bound.stages);
    return experiment;
  }

 private:
  std::shared_ptr<const GoalText> goal_;
  Calibration calibration_;
  std::optional<AggregatedBaseline> data_;
  std::optional<Baseline> baseline_;
};

/// Reads off a solution what is wanted, and the welfare of the economy that it is about.
class GoalReader {
 public:
  GoalReader(const GoalText& goal, const PreparedRun& run)
      : outcome_(goal.until.measure), groups_(run.expected_groups), revenue_(run.record.revenue) {
    outcome_.step = {};
  }

  GoalMeasures of(const ExperimentResult& result) const {
    SolvedStep step;
    step.result = result;
    const auto checked = check_expectations({outcome_}, groups_, {&step, 1}, revenue_);
    return {checked.front().value, welfare(*result.outcome)};
  }

 private:
  double welfare(const Outcome& outcome) const {
    const Expectation::Word& code =
        outcome_.importer.text.empty() ? outcome_.country : outcome_.importer;
    if (outcome_.of_world()) return world_row(outcome).real_income_pct;
    const Index n = find_country(outcome.base().countries, code.text);
    if (n >= 0) return 100 * outcome.countries()[static_cast<std::size_t>(n)].welfare;
    const std::vector<Index> members = members_of(code.text);
    return members.empty() ? std::nan("") : 100 * group_outcome(outcome, members).welfare;
  }

  /// Of a group; none of any other name.
  std::vector<Index> members_of(const std::string& name) const {
    for (const NamedGroup& group : groups_)
      if (group.name == name) return group.members;
    return {};
  }

  Expectation outcome_;
  std::vector<NamedGroup> groups_;
  std::optional<RevenueTerms> revenue_;
};

/// Of money: what the solver's tolerance may leave of it in the largest economy.
double rounding_of(const std::string& measure, const PreparedRun& run) {
  constexpr double kOfOther = 1e-9;  // percent, fractions
  if (!measure.ends_with("_musd")) return kOfOther;
  return run.experiment.solver.tolerance * run.experiment.calibration.world->income.sum();
}

/// Both ends of the range are scenarios; errors have their places.
void check_ends(const GoalSearch& search) {
  for (const double value : {search.terms.least, search.terms.most}) search.at(value);
}

}  // namespace

std::shared_ptr<const GoalTerms> goal_terms(const GoalText& goal, const PreparedRun& run) {
  GoalTerms terms;
  terms.key = goal.axis().key;
  terms.title = axis_title(
      study_axis(goal.axis(), goal.range->tree, run.experiment.calibration.world->countries));
  terms.percent = goal.axis().percent();
  terms.least = goal.axis().value(0);
  terms.most = goal.axis().value(1);
  terms.outcome = goal.until.measure.text;
  terms.target = goal.until.target;
  terms.of_baseline = goal.until.of_baseline;
  terms.rounding = rounding_of(goal.until.measure.measure.text, run);
  const auto reader = std::make_shared<const GoalReader>(goal, run);
  terms.measure = [reader](const ExperimentResult& result) { return reader->of(result); };
  return std::make_shared<const GoalTerms>(std::move(terms));
}

std::shared_ptr<const GoalSearch> prepare_goal(const Scenario& scenario, const Baseline& baseline,
                                               const PreparedRun& run) {
  if (scenario.goal == nullptr) return nullptr;
  const GoalText& goal = *scenario.goal;
  const auto experiments =
      std::make_shared<const GoalExperiments>(scenario, baseline, run.experiment.calibration);
  GoalSearch search{*goal_terms(goal, run),
                    [experiments](double value) { return experiments->at(value); }};
  check_ends(search);
  if (const std::string why = why_no_part(search); !why.empty())
    throw InputError(goal.target, why, "write a number in place of the part");
  return std::make_shared<const GoalSearch>(std::move(search));
}

}  // namespace tariffsim
