#include "studies/point_solver.hpp"

#include <algorithm>

#include "outcomes/kept_measures.hpp"
#include "outcomes/policy_solution.hpp"
#include "studies/choose_rates.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// The world from which changes are counted. Its solver serves all points that start there,
/// whatever the parameters of their policy.
struct PointSolver::Base {
  Base(std::shared_ptr<const World> at, const ModelParameters& parameters, const Study& study)
      : shared(std::move(at)),
        world(*shared),
        solver(world, parameters),
        starting_parameters(parameters),
        kept(world, study.groups) {
    if (policy_stays(study)) policy = apply_policy(world, study.central.policy).policy;
  }

  PartedPolicy policy_at(const PointInputs& inputs) const {
    return policy ? *policy : apply_policy(world, inputs.policy).policy;
  }

  /// Whether no point has another policy than the scenario as it stands.
  static bool policy_stays(const Study& study) {
    return study.draws && study.central.goal == nullptr &&
           std::none_of(
               study.draws->groups.begin(), study.draws->groups.end(),
               [](const std::string& group) { return group == "rates" || group == "trade_costs"; });
  }

  std::shared_ptr<const World> shared;
  const World& world;
  Solver solver;
  ModelParameters starting_parameters;
  KeptMeasures kept;
  std::optional<PartedPolicy> policy = std::nullopt;  // that of all points, if they have one
};

/// The scenario as it stands, and the base that it left.
struct PointSolver::Central {
  std::shared_ptr<const Base> base;
  Solved solved;
};

namespace {

const Calibration& calibration_of(const Experiment& experiment, const PointInputs& inputs) {
  return inputs.calibration ? *inputs.calibration : experiment.calibration;
}

/// What is solved before a policy depends on parameters only if something is solved.
bool solves_before(const Experiment& experiment, const PointInputs& inputs) {
  return calibration_of(experiment, inputs).needs_resolve ||
         experiment.deficits == DeficitClosure::none || !inputs.reference.empty();
}

SolverOptions options_of(const Experiment& experiment, const PointInputs& inputs) {
  SolverOptions options = experiment.solver;
  options.tolerance = inputs.tolerance;
  return options;
}

/// A point as a scenario of its own.
Experiment experiment_of(const Experiment& scenario, const PointInputs& inputs) {
  Experiment experiment{calibration_of(scenario, inputs),
                        scenario.deficits,
                        options_of(scenario, inputs),
                        inputs.reference,
                        {}};
  experiment.calibration.parameters = inputs.starting_parameters;
  experiment.stages.push_back({{}, inputs.policy, inputs.parameters, {}});
  return experiment;
}

PointResult failed(std::string message) {
  PointResult result;
  result.message = std::move(message);
  return result;
}

std::vector<double> by_economy(const Table& measures) {
  std::vector<double> values;
  values.reserve(static_cast<std::size_t>(measures.size()));
  for (Index n = 0; n < measures.rows(); ++n)
    for (Index m = 0; m < measures.cols(); ++m) values.push_back(measures(n, m));
  return values;
}

double largest(const Certificate& certificate) {
  double largest = 0;
  for (const Residual& residual : certificate.residuals)
    largest = std::max(largest, residual.value);
  return largest;
}

/// The measures of a solved point, if its certificate holds, and those of its figures.
PointResult measure(const World& world, const PolicySolution& solution, const KeptMeasures& kept,
                    const std::vector<StudyFigure>& figures, const FoundAtPoint& found) {
  if (!solution.solve.equilibrium) return failed("not solved: " + solution.solve.message);
  if (!solution.holds()) return failed(solution.failure());
  PointResult result{by_economy(kept.of(world, *solution.solve.equilibrium, solution.after)), "",
                     largest(solution.certificate), solution.solve.iterations};
  const std::vector<double> more = figures_at(figures, world, solution, found);
  result.values.insert(result.values.end(), more.begin(), more.end());
  return result;
}

}  // namespace

PointSolver::PointSolver(const Experiment& experiment, const Study& study)
    : experiment_(experiment), study_(study) {
  Solved solved;
  try {
    solved = solve_point(study.central, nullptr);
  } catch (const InputError& error) {
    solved = {failed(in_one_line(error.diagnostics().front())), std::nullopt};
  }
  central_ = std::make_shared<const Central>(Central{base_, std::move(solved)});
}

PointSolver::PointSolver(const PointSolver& other)
    : experiment_(other.experiment_), study_(other.study_), central_(other.central_) {
  take_base(central_->base);
}

PointSolver::~PointSolver() = default;

const PointResult& PointSolver::central() const { return central_->solved.result; }

std::vector<PointResult> PointSolver::solve_chunk(std::size_t chunk) {
  const std::size_t first = chunk * chunk_size(study_.points);
  const std::size_t last = std::min(first + chunk_size(study_.points), study_.points);
  std::vector<PointResult> results;
  Solved solved;
  for (std::size_t point = first; point < last; ++point) {
    try {
      const Equilibrium* start = start_of(point, solved, first);
      solved = solve_point(study_.inputs(point), start);
    } catch (const InputError& error) {  // without its place: a store has no paths in it
      solved = {failed(error.diagnostics().front().message), std::nullopt};
    }
    results.push_back(solved.result);
  }
  return results;
}

/// In a sweep two points are neighbours if only the fastest axis has moved, by one.
const Equilibrium* PointSolver::start_of(std::size_t point, const Solved& before,
                                         std::size_t first) const {
  if (!study_.is_sweep()) {
    const std::optional<Equilibrium>& central = central_->solved.equilibrium;
    return central ? &*central : nullptr;
  }
  const bool neighbour = point > first && point % study_.axes.back().values.size() != 0;
  return neighbour && before.equilibrium ? &*before.equilibrium : nullptr;
}

PointSolver::Solved PointSolver::solve_point(const PointInputs& inputs, const Equilibrium* start) {
  return inputs.goal != nullptr ? solve_goal(inputs, start) : solve_rates(inputs, start, nullptr);
}

/// Of the values that reach the goal the lowest is the point's; without one it has no result.
PointSolver::Solved PointSolver::solve_goal(const PointInputs& inputs, const Equilibrium* start) {
  const PointGoal& goal = *inputs.goal;
  const GoalResult found =
      seek({*goal.terms, [&](double value) { return experiment_of(experiment_, goal.at(value)); }});
  if (found.roots.empty()) return {failed(why_none(found)), std::nullopt};
  return solve_rates(goal.at(found.roots.front().value), start, &found);
}

PointSolver::Solved PointSolver::solve_rates(const PointInputs& inputs, const Equilibrium* start,
                                             const GoalResult* goal) {
  if (const std::string failure = move_base(inputs); !failure.empty())
    return {failed(failure), std::nullopt};
  return solve_from_base(inputs, start, goal);
}

PointSolver::Solved PointSolver::solve_from_base(const PointInputs& inputs,
                                                 const Equilibrium* start, const GoalResult* goal) {
  const World& world = base_->world;
  const Vector deficit = closed_deficit(world, experiment_.deficits);
  const SolverOptions options = options_of(experiment_, inputs);
  PartedPolicy policy;
  std::optional<StrategyResult> chosen;
  if (inputs.strategy == nullptr) {
    policy = base_->policy_at(inputs);
  } else {
    chosen = choose_rates(*inputs.strategy, world, inputs.parameters, inputs.policy, deficit);
    if (!chosen->failure.empty()) return {failed(chosen->failure), std::nullopt};
    policy =
        apply_policy(world, with_chosen_rates(inputs.policy, *inputs.strategy, *chosen)).policy;
  }
  PolicySolution solution = solve_policy(
      world, inputs.parameters, std::move(policy), deficit, options, inputs.tolerance,
      [&](const TradePolicy& rates, const SolverOptions& to, const Equilibrium* near) {
        return base_->solver.solve(
            workspace_, {rates, deficit, near == nullptr ? start : near, &inputs.parameters}, to);
      });
  refuse_without_welfare(world, solution);
  const std::vector<double> asked = asked_of(inputs, solution);
  PointResult result =
      measure(world, solution, base_->kept, study_.figures,
              {chosen ? &*chosen : nullptr, goal, asked.empty() ? nullptr : &asked});
  return {std::move(result), std::move(solution.solve.equilibrium)};
}

/// The figures that the scenario asks for; none of what is not solved.
std::vector<double> PointSolver::asked_of(const PointInputs& inputs,
                                          const PolicySolution& solution) const {
  if (!study_.asked || !solution.solve.equilibrium || !solution.holds()) return {};
  OutcomeResult made = make_outcome(base_->shared, inputs.parameters, solution);
  if (!made.outcome) return {};
  ExperimentResult result;
  result.outcome = std::move(made.outcome);
  result.data = calibration_of(experiment_, inputs).world;
  const SolverOptions options = options_of(experiment_, inputs);
  if (experiment_.sensitivity)
    result.sensitivity = solve_sensitivity(*experiment_.sensitivity, *result.outcome, options);
  if (study_.by_line)
    result.by_line = line_by_line(experiment_.attribution, *result.outcome, inputs.policy, options);
  return study_.asked(result);
}

/// Makes the world and its solver those of a point; says what went wrong. What is kept from point
/// to point is a function of what is compared here and of the scenario as it stands, which comes
/// first: never of the order of points.
std::string PointSolver::move_base(const PointInputs& inputs) {
  const bool solves = solves_before(experiment_, inputs);
  const bool stays = base_ != nullptr && !study_.base_varies &&
                     (!solves || base_->starting_parameters == inputs.starting_parameters);
  if (stays) return "";
  take_base(nullptr);
  StartingWorld start =
      starting_world(calibration_of(experiment_, inputs), inputs.starting_parameters,
                     experiment_.deficits, experiment_.solver, inputs.reference);
  if (!start.world) return start.statistics.message;
  take_base(
      std::make_shared<const Base>(std::move(start.world), inputs.starting_parameters, study_));
  return "";
}

void PointSolver::take_base(std::shared_ptr<const Base> base) {
  base_ = std::move(base);
  workspace_ = SolverWorkspace();
}

}  // namespace tariffsim
