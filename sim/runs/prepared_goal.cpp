#include "runs/prepared_goal.hpp"

#include <cmath>
#include <utility>

#include "model/calibration.hpp"
#include "runs/checked_expectation.hpp"
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

/// Reads off a solution what is wanted, and the welfare of the country that it is about.
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
    const Index n = find_country(outcome.base().countries, code.text);
    return n < 0 ? std::nan("") : 100 * outcome.countries()[static_cast<std::size_t>(n)].welfare;
  }

  Expectation outcome_;
  std::vector<NamedGroup> groups_;
  std::optional<RevenueTerms> revenue_;
};

}  // namespace

std::shared_ptr<const GoalSearch> prepare_goal(const Scenario& scenario, const Baseline& baseline,
                                               const PreparedRun& run) {
  if (scenario.goal == nullptr) return nullptr;
  const GoalText& goal = *scenario.goal;
  const auto experiments =
      std::make_shared<const GoalExperiments>(scenario, baseline, run.experiment.calibration);
  const auto reader = std::make_shared<const GoalReader>(goal, run);
  GoalSearch search;
  search.key = goal.axis().key;
  search.percent = goal.axis().percent();
  search.least = goal.axis().value(0);
  search.most = goal.axis().value(1);
  search.outcome = goal.until.measure.text;
  search.target = goal.until.target;
  search.of_baseline = goal.until.of_baseline;
  search.at = [experiments](double value) { return experiments->at(value); };
  search.measure = [reader](const ExperimentResult& result) { return reader->of(result); };
  return std::make_shared<const GoalSearch>(std::move(search));
}

}  // namespace tariffsim
