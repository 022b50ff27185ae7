#include "cli/prepared_study.hpp"

#include <algorithm>
#include <utility>

#include "scenario/study_reader.hpp"
#include "scenario/study_text.hpp"
#include "studies/draws.hpp"

namespace tariffsim {
namespace {

PointInputs central_inputs(const Experiment& experiment) {
  const Stage& end = experiment.stages.back();
  return {experiment.calibration.world.trade_elasticity, end.trade_elasticity, experiment.reference,
          end.policy, experiment.solver.tolerance};
}

/// Reads and binds the scenario anew at each point of a sweep.
class SweepPoints {
 public:
  SweepPoints(std::shared_ptr<const SweepText> sweep, AggregatedBaseline aggregated)
      : sweep_(std::move(sweep)), aggregated_(std::move(aggregated)) {}

  PointInputs at(std::size_t point) const {
    Diagnostics told_of_the_scenario;
    BoundScenario bound = bind_aggregated(read_point(*sweep_, sweep_->positions(point)),
                                          aggregated_, told_of_the_scenario);
    Stage& end = bound.stages.back();
    return {std::move(bound.calibration.trade_elasticity), std::move(end.trade_elasticity),
            std::move(bound.reference), std::move(end.policy),
            bound.tolerance.value_or(SolverOptions{}.tolerance)};
  }

 private:
  std::shared_ptr<const SweepText> sweep_;
  AggregatedBaseline aggregated_;
};

/// What holds the key of an axis, or nullptr.
const YamlNode* holder_of(const SweepAxis& axis, const YamlNode& tree) {
  const YamlNode* node = &tree;
  for (std::size_t at = 0; node != nullptr && at + 1 < axis.path.size(); ++at) {
    const PathStep& step = axis.path[at];
    if (!step.key.empty()) node = node->find(step.key);
    if (node == nullptr || !step.position) continue;
    node = *step.position < node->items.size() ? &node->items[*step.position] : nullptr;
  }
  return node;
}

/// "USA", "VNM, MEX"; empty where there is none.
std::string selector_text(const YamlNode* node) {
  if (node == nullptr) return "";
  std::string text = node->text;
  for (const YamlNode& item : node->items) text += (text.empty() ? "" : ", ") + item.text;
  return text;
}

/// Shares of trade are between nothing and all; shares that are answered and factors are not
/// negative.
void set_bounds(const std::string& key, StudyAxis& axis) {
  if (key == "coverage" || key == "share" || key == "multiply") axis.least = 0;
  if (key == "coverage") axis.most = 1;
}

StudyAxis study_axis(const SweepAxis& axis, const YamlNode& tree) {
  StudyAxis out;
  out.name = axis.key;
  out.percent = axis.percent();
  set_bounds(axis.path.back().key, out);
  for (std::size_t at = 0; at < axis.size(); ++at) out.values.push_back(axis.value(at));
  if (const YamlNode* line = holder_of(axis, tree)) {
    out.importer = selector_text(line->find("importer"));
    out.exporter = selector_text(line->find("exporter"));
  }
  return out;
}

Study sweep_study(const Scenario& scenario, const Baseline& baseline,
                  const Experiment& experiment) {
  Diagnostics told_of_the_scenario;
  const auto points = std::make_shared<const SweepPoints>(
      scenario.sweep, aggregate_baseline(scenario, baseline, told_of_the_scenario));
  Study study;
  for (const SweepAxis& axis : scenario.sweep->axes) {
    study.axes.push_back(study_axis(axis, scenario.sweep->tree));
    if (axis.path.front().key == "reference") study.reference_varies = true;
  }
  study.points = scenario.sweep->points();
  study.central = central_inputs(experiment);
  study.inputs = [points](std::size_t point) { return points->at(point); };
  return study;
}

}  // namespace

std::shared_ptr<const Study> prepare_study(const Scenario& scenario, const Baseline& baseline,
                                           const Experiment& experiment,
                                           const std::optional<Uncertainty>& uncertainty,
                                           std::vector<NamedGroup> groups) {
  if (!uncertainty && scenario.sweep == nullptr) return nullptr;
  Study study = uncertainty ? uncertain_study(central_inputs(experiment), *uncertainty)
                            : sweep_study(scenario, baseline, experiment);
  study.groups = std::move(groups);
  return std::make_shared<const Study>(std::move(study));
}

}  // namespace tariffsim
