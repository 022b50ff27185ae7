#include "studies/experiment.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "base/diagnostic.hpp"
#include "studies/choose_rates.hpp"

namespace tariffsim {
namespace {

/// Solves one stage after another.
class Timeline {
 public:
  /// `start`: an equilibrium near that of the first stage, if one is known.
  explicit Timeline(const Experiment& experiment, std::optional<Equilibrium> start = std::nullopt)
      : experiment_(experiment), last_(std::move(start)) {}

  std::vector<SolvedStep> run() {
    std::vector<SolvedStep> solved;
    const bool has_base = settle_base();
    for (const Stage& stage : experiment_.stages) {
      solved.push_back({stage.step, has_base ? solve(stage) : before_, stage.options});
      if (!solved.back().result.outcome) return solved;
    }
    ExperimentResult& last = solved.back().result;
    if (asks_for_forces(*last.outcome))
      last.forces = forces_on_path(*last.outcome, experiment_.solver);
    last.range = range_around(*last.outcome);
    return solved;
  }

 private:
  /// A solver at the parameters of a stage; kept while these stay.
  struct Horizon {
    Horizon(const World& world, const ModelParameters& at) : parameters(at), solver(world, at) {}
    ModelParameters parameters;
    Solver solver;
  };

  /// The world from which changes are counted; false if it cannot be solved.
  bool settle_base() {
    StartingWorld start =
        starting_world(experiment_.calibration, experiment_.calibration.parameters,
                       experiment_.deficits, experiment_.solver, experiment_.reference);
    before_.baseline_resolved = start.baseline_resolved;
    before_.from_reference = !experiment_.reference.empty();
    before_.data = experiment_.calibration.world;
    before_.statistics = std::move(start.statistics);
    base_ = std::move(start.world);
    return base_ != nullptr;
  }

  ExperimentResult solve(const Stage& stage) {
    const bool chooses = experiment_.strategy != nullptr && &stage == &experiment_.stages.back();
    if (!chooses) return solve_stage(stage);
    chosen_ = stage;
    const auto found = choose_rates(stage);
    if (!found->failure.empty()) {
      ExperimentResult none = before_;
      none.statistics.message = found->failure;
      return none;
    }
    chosen_->policy = with_chosen_rates(stage.policy, *experiment_.strategy, *found);
    ExperimentResult result = solve_stage(*chosen_);
    result.strategy = found;
    return result;
  }

  /// On top of all other policy of the stage.
  std::shared_ptr<const StrategyResult> choose_rates(const Stage& stage) const {
    return std::make_shared<const StrategyResult>(
        tariffsim::choose_rates(*experiment_.strategy, *base_, stage.parameters, stage.policy,
                                closed_deficit(*base_, experiment_.deficits)));
  }

  ExperimentResult solve_stage(const Stage& stage) {
    ExperimentResult result = std::exchange(before_, before_without_statistics());
    Horizon& horizon = at(stage.parameters);
    AppliedPolicy applied = apply_policy(*base_, stage.policy);
    result.audit = std::move(applied.audit);
    const Vector deficit = closed_deficit(*base_, experiment_.deficits);
    PolicySolution solution = solve_policy(
        *base_, stage.parameters, std::move(applied.policy), deficit, experiment_.solver,
        experiment_.solver.tolerance,
        [&](const TradePolicy& policy, const SolverOptions& to, const Equilibrium* near) {
          return horizon.solver.solve(policy, deficit, to,
                                      near == nullptr && last_ ? &*last_ : near);
        });
    refuse_without_welfare(*base_, solution);
    result.statistics.add(solution.solve);
    last_ = solution.solve.equilibrium;
    if (last_) certify(stage, std::move(solution), result);
    if (result.outcome && experiment_.sensitivity)
      result.sensitivity =
          solve_sensitivity(*experiment_.sensitivity, *result.outcome, experiment_.solver);
    if (result.outcome && experiment_.by_line && stage.step.id.empty())
      attribute(stage.policy, result);
    return result;
  }

  /// A timeline shows what its steps add, and one line all that there is.
  void attribute(const std::vector<PolicyLine>& lines, ExperimentResult& result) const {
    const AttributionMethod method = experiment_.attribution.method_for(lines.size());
    if (method == AttributionMethod::none || lines.empty()) return;
    if (method == AttributionMethod::path)
      result.path = attribute_along_path(*result.outcome, path_countries(), experiment_.solver);
    else if (lines.size() > 1)
      result.by_line =
          line_by_line(experiment_.attribution, *result.outcome, lines, experiment_.solver);
  }

  std::vector<Index> path_countries() const {
    if (!experiment_.path_of.empty()) return experiment_.path_of;
    std::vector<Index> all(static_cast<std::size_t>(base_->n_countries()));
    std::iota(all.begin(), all.end(), Index{0});
    return all;
  }

  bool asks_for_forces(const Outcome& outcome) const {
    const std::vector<CountryOutcome>& all = outcome.countries();
    return experiment_.forces == ForcesAsked::of_all ||
           (experiment_.forces == ForcesAsked::of_signs_by_rebate &&
            std::any_of(all.begin(), all.end(), [](const CountryOutcome& one) {
              return one.welfare * one.welfare_without_rebate < 0;
            }));
  }

  std::vector<RangePoint> range_around(const Outcome& own) const {
    const std::vector<ModelAlternative>& alternatives = experiment_.range.alternatives;
    std::vector<RangePoint> points(alternatives.size());
    tbb::parallel_for(std::size_t{0}, alternatives.size(),
                      [&](std::size_t at) { points[at] = range_point(alternatives[at], own); });
    return points;
  }

  RangePoint range_point(const ModelAlternative& of, const Outcome& own) const {
    RangePoint point{of.horizon,
                     of.source,
                     of.deficits,
                     of.is_own_horizon,
                     of.is_own_source,
                     of.is_own_closure,
                     of.refused,
                     {},
                     {},
                     {}};
    if (!of.refused.empty()) return point;
    if (point.is_own()) {
      keep_measures(own, experiment_.range.groups, point);
      return point;
    }
    try {
      const SolvedStep otherwise = Timeline(with(of), last_).run().front();
      if (otherwise.result.outcome)
        keep_measures(*otherwise.result.outcome, experiment_.range.groups, point);
      else
        point.message = otherwise.result.statistics.message;
    } catch (const InputError& error) {  // a rate that falls to -100 % on the flows of a reference
      point.message = error.diagnostics().front().message;
    }
    return point;
  }

  /// The last stage alone, otherwise; parameters of a step are not those of the reference, closures
  /// are.
  Experiment with(const ModelAlternative& of) const {
    Stage stage = chosen_ ? *chosen_ : experiment_.stages.back();
    Experiment other{
        experiment_.calibration, of.deficits, experiment_.solver, experiment_.reference, {}};
    ModelParameters& before = other.calibration.parameters;
    if (stage.parameters == before) before = of.parameters;
    before.proportional_deficits = of.parameters.proportional_deficits;
    stage.parameters = of.parameters;
    other.stages.push_back(std::move(stage));
    return other;
  }

  void certify(const Stage& stage, PolicySolution solution, ExperimentResult& result) const {
    OutcomeResult made = make_outcome(base_, stage.parameters, std::move(solution));
    result.certificate = std::move(made.certificate);
    result.outcome = std::move(made.outcome);
    if (!result.outcome)
      result.statistics.message = "the certificate does not hold: " + result.certificate.summary();
  }

  ExperimentResult before_without_statistics() const {
    ExperimentResult next;
    next.baseline_resolved = before_.baseline_resolved;
    next.from_reference = before_.from_reference;
    next.data = before_.data;
    return next;
  }

  Horizon& at(const ModelParameters& parameters) {
    if (horizon_ == nullptr || !(horizon_->parameters == parameters))
      horizon_ = std::make_unique<Horizon>(*base_, parameters);
    return *horizon_;
  }

  const Experiment& experiment_;
  std::shared_ptr<const World> base_;
  ExperimentResult before_;  // what the next result begins with
  std::unique_ptr<Horizon> horizon_;
  std::optional<Equilibrium> last_;
  std::optional<Stage> chosen_;  // the last one with the rates that were found
};

std::vector<SolvedStep> run_goal(const Experiment& experiment) {
  const GoalSearch& search = *experiment.goal;
  const auto found = std::make_shared<const GoalResult>(seek(search));
  Experiment answer = search.at(found->answer().value_or(search.terms.least));
  answer.by_line = experiment.by_line;
  answer.attribution = experiment.attribution;
  answer.path_of = experiment.path_of;
  answer.sensitivity = experiment.sensitivity;
  answer.forces = experiment.forces;
  answer.range = experiment.range;
  std::vector<SolvedStep> solved = run_experiment(answer);
  solved.back().result.goal = found;
  return solved;
}

}  // namespace

std::vector<SolvedStep> run_experiment(const Experiment& experiment) {
  if (experiment.goal != nullptr) return run_goal(experiment);
  return Timeline(experiment).run();
}

ExperimentResult run_experiment(const Calibration& calibration, std::span<const PolicyLine> policy,
                                DeficitClosure closure, const SolverOptions& options) {
  const Stage stage{{}, {policy.begin(), policy.end()}, calibration.parameters, {}};
  return std::move(run_experiment({calibration, closure, options, {}, {stage}}).front().result);
}

}  // namespace tariffsim
