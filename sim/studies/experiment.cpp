#include "studies/experiment.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace tariffsim {
namespace {

void add(SolveStatistics& statistics, const SolveResult& solve) {
  ++statistics.solves;
  statistics.status = solve.status;
  statistics.message = solve.message;
  statistics.iterations += solve.iterations;
  statistics.evaluations += solve.evaluations;
  statistics.max_residual = std::max(statistics.max_residual, solve.max_residual);
  statistics.wall_ms += solve.wall_ms;
}

Vector new_deficit(const World& world, DeficitClosure closure) {
  return closure == DeficitClosure::none ? Vector::Zero(world.n_countries()).eval() : world.deficit;
}

/// What comes before a policy is solved to a thousandth of the tolerance, so that no policy means
/// no change well within it.
constexpr double kBaselineShare = 1e-3;
constexpr double kTightest = 1e-13;

SolverOptions tightened(SolverOptions options) {
  options.tolerance = std::max(kTightest, kBaselineShare * options.tolerance);
  return options;
}

/// Solves one stage after another.
class Timeline {
 public:
  explicit Timeline(const Experiment& experiment)
      : experiment_(experiment), base_(experiment.calibration.world) {}

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
    before_.baseline_resolved =
        experiment_.calibration.needs_resolve || experiment_.deficits == DeficitClosure::none;
    before_.from_reference = !experiment_.reference.empty();
    if (before_.baseline_resolved &&
        !move_base(baseline_policy(base_), "the baseline could not be re-solved first: "))
      return false;
    return !before_.from_reference || move_base(apply_policy(base_, experiment_.reference).policy,
                                                "the reference could not be solved: ");
  }

  bool move_base(const TradePolicy& policy, const char* failure) {
    const SolveResult solved = solve(base_, policy, new_deficit(base_, experiment_.deficits),
                                     tightened(experiment_.solver));
    add(before_.statistics, solved);
    if (!solved.equilibrium) {
      before_.statistics.message = failure + solved.message;
      return false;
    }
    base_ = world_after(base_, policy, *solved.equilibrium);
    return true;
  }

  ExperimentResult solve_stage(const Stage& stage) {
    ExperimentResult result = std::exchange(before_, before_without_statistics());
    Horizon& horizon = at_elasticities(stage.trade_elasticity);
    AppliedPolicy applied = apply_policy(horizon.world, stage.policy);
    result.audit = std::move(applied.audit);
    const SolveResult solved =
        horizon.solver.solve(applied.policy, new_deficit(horizon.world, experiment_.deficits),
                             experiment_.solver, last_ ? &*last_ : nullptr);
    add(result.statistics, solved);
    if (solved.equilibrium) certify(horizon.world, std::move(applied.policy), solved, result);
    last_ = solved.equilibrium;
    return result;
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
