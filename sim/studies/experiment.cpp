#include "studies/experiment.hpp"

#include <memory>
#include <utility>

namespace tariffsim {
namespace {

/// Solves one stage after another.
class Timeline {
 public:
  explicit Timeline(const Experiment& experiment) : experiment_(experiment) {}

  std::vector<SolvedStep> run() {
    std::vector<SolvedStep> solved;
    const bool has_base = settle_base();
    for (const Stage& stage : experiment_.stages) {
      solved.push_back({stage.step, has_base ? solve_stage(stage) : before_, stage.elasticities});
      if (!solved.back().result.outcome) break;
    }
    return solved;
  }

 private:
  /// A world at the elasticities of a stage, and its solver; kept while these stay.
  struct Horizon {
    explicit Horizon(World at) : world(std::move(at)), solver(world) {}
    World world;
    Solver solver;
  };

  /// The world from which changes are counted; false where it cannot be solved.
  bool settle_base() {
    StartingWorld start =
        starting_world(experiment_.calibration, experiment_.calibration.world.trade_elasticity,
                       experiment_.deficits, experiment_.solver, experiment_.reference);
    before_.baseline_resolved = start.baseline_resolved;
    before_.from_reference = !experiment_.reference.empty();
    before_.statistics = std::move(start.statistics);
    if (start.world) base_ = std::move(*start.world);
    return start.world.has_value();
  }

  ExperimentResult solve_stage(const Stage& stage) {
    ExperimentResult result = std::exchange(before_, before_without_statistics());
    Horizon& horizon = at_elasticities(stage.trade_elasticity);
    AppliedPolicy applied = apply_policy(horizon.world, stage.policy);
    result.audit = std::move(applied.audit);
    const SolveResult solved =
        horizon.solver.solve(applied.policy, closed_deficit(horizon.world, experiment_.deficits),
                             experiment_.solver, last_ ? &*last_ : nullptr);
    result.statistics.add(solved);
    if (solved.equilibrium) certify(horizon.world, std::move(applied.policy), solved, result);
    last_ = solved.equilibrium;
    if (result.outcome && asks_for_lines(stage))
      result.by_line = line_by_line(horizon.solver, *result.outcome, stage.policy, result.audit,
                                    experiment_.solver);
    return result;
  }

  /// A timeline shows what its steps add.
  bool asks_for_lines(const Stage& stage) const {
    return experiment_.by_line && stage.step.id.empty() && stage.policy.size() > 1;
  }

  void certify(const World& world, TradePolicy policy, const SolveResult& solved,
               ExperimentResult& result) const {
    OutcomeResult made =
        make_outcome(world, std::move(policy), *solved.equilibrium, experiment_.solver.tolerance);
    result.certificate = std::move(made.certificate);
    result.outcome = std::move(made.outcome);
    if (!result.outcome)
      result.statistics.message = "the certificate does not hold: " + result.certificate.summary();
  }

  ExperimentResult before_without_statistics() const {
    ExperimentResult next;
    next.baseline_resolved = before_.baseline_resolved;
    next.from_reference = before_.from_reference;
    return next;
  }

  Horizon& at_elasticities(const Vector& trade_elasticity) {
    if (horizon_ == nullptr || horizon_->world.trade_elasticity != trade_elasticity) {
      World world = base_;
      world.trade_elasticity = trade_elasticity;
      horizon_ = std::make_unique<Horizon>(std::move(world));
    }
    return *horizon_;
  }

  const Experiment& experiment_;
  World base_;
  ExperimentResult before_;  // what the next result begins with
  std::unique_ptr<Horizon> horizon_;
  std::optional<Equilibrium> last_;
};

}  // namespace

std::vector<SolvedStep> run_experiment(const Experiment& experiment) {
  return Timeline(experiment).run();
}

ExperimentResult run_experiment(const Calibration& calibration, std::span<const PolicyLine> policy,
                                DeficitClosure closure, const SolverOptions& options) {
  const Stage stage{{}, {policy.begin(), policy.end()}, calibration.world.trade_elasticity, ""};
  return std::move(run_experiment({calibration, closure, options, {}, {stage}}).front().result);
}

}  // namespace tariffsim
