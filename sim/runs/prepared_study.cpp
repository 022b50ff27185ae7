#include "runs/prepared_study.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>

#include "model/calibration.hpp"
#include "policy/apply_policy.hpp"
#include "runs/prepared_run.hpp"
#include "scenario/bind.hpp"
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

/// Reads and binds the scenario anew at each point of a sweep.
class SweepPoints {
 public:
  SweepPoints(std::shared_ptr<const SweepText> sweep, AggregatedBaseline data)
      : sweep_(std::move(sweep)), data_(std::move(data)) {}

  PointInputs at(std::size_t point) const {
    Diagnostics told_of_the_scenario;
    return inputs_of(
        bind_aggregated(read_point(*sweep_, sweep_->positions(point)), data_, told_of_the_scenario),
        nullptr);
  }

 private:
  std::shared_ptr<const SweepText> sweep_;
  AggregatedBaseline data_;
};

/// The same where the data differ from point to point.
class SweepOfData {
 public:
  SweepOfData(std::shared_ptr<const SweepText> sweep, Baseline baseline)
      : sweep_(std::move(sweep)), baseline_(std::move(baseline)) {}

  PointInputs at(std::size_t point) const {
    Diagnostics told_of_the_scenario;
    BoundScenario bound =
        bind(read_point(*sweep_, sweep_->positions(point)), baseline_, told_of_the_scenario);
    auto calibration = std::make_shared<const Calibration>(
        calibrate(std::move(bound.baseline), bound.calibration));
    return inputs_of(std::move(bound), std::move(calibration));
  }

 private:
  std::shared_ptr<const SweepText> sweep_;
  Baseline baseline_;
};

std::function<PointInputs(std::size_t)> points_of(const Scenario& scenario,
                                                  const Baseline& baseline) {
  if (starts_with(*scenario.sweep, "in_data")) {
    const auto points = std::make_shared<const SweepOfData>(scenario.sweep, baseline);
    return [points](std::size_t point) { return points->at(point); };
  }
  Diagnostics told_of_the_scenario;
  const auto points = std::make_shared<const SweepPoints>(
      scenario.sweep, scenario_data(scenario, baseline, told_of_the_scenario));
  return [points](std::size_t point) { return points->at(point); };
}

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

/// "USA", "VNM, MEX"; empty if there is none.
std::string selector_text(const YamlNode* node) {
  if (node == nullptr) return "";
  std::string text = node->text;
  for (const YamlNode& item : node->items) text += (text.empty() ? "" : ", ") + item.text;
  return text;
}

/// Shares of trade and of a rent are between nothing and all; shares that are answered, factors and
/// amounts are not negative.
void set_bounds(const std::string& key, StudyAxis& axis) {
  for (const char* one : {"coverage", "content", "share", "multiply", "amount", "rent"})
    if (key == one) axis.least = 0;
  if (key == "coverage" || key == "content" || key == "rent") axis.most = 1;
}

/// Its sides and sectors as written; `except` is of the exporters if these are several, else of
/// the importers.
void name_sides(const YamlNode& line, const std::vector<Country>& countries, StudyAxis& axis) {
  axis.importer = selector_text(line.find("importer"));
  axis.exporter = selector_text(line.find("exporter"));
  axis.sectors = selector_text(line.find("sectors"));
  const std::string excepted = selector_text(line.find("except"));
  if (excepted.empty()) return;
  const bool one_exporter = find_country(countries, axis.exporter) >= 0;
  std::string& several = one_exporter ? axis.importer : axis.exporter;
  several = (several.empty() ? "all" : several) + " but " + excepted;
}

StudyAxis study_axis(const SweepAxis& axis, const YamlNode& tree,
                     const std::vector<Country>& countries) {
  StudyAxis out;
  out.name = axis.key;
  out.percent = axis.percent();
  set_bounds(axis.path.back().key, out);
  for (std::size_t at = 0; at < axis.size(); ++at) out.values.push_back(axis.value(at));
  if (const YamlNode* line = holder_of(axis, tree)) name_sides(*line, countries, out);
  return out;
}

Study sweep_study(const Scenario& scenario, const Baseline& baseline,
                  const Experiment& experiment) {
  Study study;
  for (const SweepAxis& axis : scenario.sweep->axes)
    study.axes.push_back(
        study_axis(axis, scenario.sweep->tree, experiment.calibration.world->countries));
  study.base_varies =
      starts_with(*scenario.sweep, "reference") || starts_with(*scenario.sweep, "in_data");
  study.points = scenario.sweep->points();
  study.central = central_inputs(experiment);
  study.inputs = points_of(scenario, baseline);
  return study;
}

/// It is an error if nothing else is uncertain.
void check_rates(const UncertaintyText& text, const PointInputs& central,
                 Diagnostics& diagnostics) {
  if (text.rate_deviation == 0 || lines_with_rates(central.policy) > 0) return;
  const char* const message = "no line of the policy has a rate that could be uncertain";
  const char* const hint =
      "draws multiply what tariffs, export taxes, trade costs and agreements say";
  const bool alone = !text.elasticity_error && text.sector_error.empty() && text.sources.empty() &&
                     text.trade_costs.empty() && text.substitution_deviation == 0 &&
                     text.mobility_deviation == 0 && text.supply_deviation == 0;
  if (alone) throw InputError(text.rate_place, message, hint);
  diagnostics.warning(text.rate_place, message, hint);
}

}  // namespace

std::shared_ptr<const Study> prepare_study(const Scenario& scenario, const Baseline& baseline,
                                           const Experiment& experiment,
                                           const std::optional<Uncertainty>& uncertainty,
                                           std::vector<NamedGroup> groups,
                                           Diagnostics& diagnostics) {
  if (!uncertainty && scenario.sweep == nullptr) return nullptr;
  if (uncertainty) check_rates(*scenario.uncertainty, central_inputs(experiment), diagnostics);
  Study study = uncertainty ? uncertain_study(central_inputs(experiment), *uncertainty)
                            : sweep_study(scenario, baseline, experiment);
  study.groups = std::move(groups);
  study.figures =
      study_figures(apply_policy(*world_to_audit(experiment), study.central.policy).policy.quotas,
                    study.central.strategy.get());
  return std::make_shared<const Study>(std::move(study));
}

}  // namespace tariffsim
