#include <chrono>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "equilibrium/continuation.hpp"
#include "equilibrium/determinant_sign.hpp"
#include "equilibrium/equilibrium.hpp"
#include "equilibrium/feasibility.hpp"
#include "equilibrium/joint_newton.hpp"
#include "equilibrium/newton.hpp"
#include "equilibrium/quick_search.hpp"
#include "equilibrium/solve_messages.hpp"

namespace tariffsim {

/// The only maker of equilibria.
class EquilibriumBuilder {
 public:
  static void build(const EquationSystem& system, std::optional<Equilibrium>& result) {
    Equilibrium& e = result ? *result : result.emplace(Equilibrium());
    const Family& family = system.family();
    const Index countries = system.wage_bill().size();
    e.wage_ = system.state().log_wage.array().exp();
    e.labour_.setOnes(countries);
    if (family.labour_moves) {
      e.labour_ = system.state().labour.array().exp();
      e.wage_ = e.wage_.cwiseQuotient(e.labour_);
    }
    if (family.wage_part > 0)
      e.sector_wage_ = system.log_labour().array().exp();
    else
      e.sector_wage_.resize(0, 0);
    e.sector_income_ = system.state().sector_income;
    e.unit_cost_ = system.prices().log_cost.array().exp();
    e.price_ = system.prices().log_price.array().exp();
    e.expenditure_ = system.state().expenditure;
    e.home_odds_.resize(0, 0);
    e.home_spending_.resize(0, 0);
    e.imports_.resize(0, 0);
    if (family.tells_origin()) {
      e.imports_ = system.state().expenditure;
      e.home_spending_ = system.state().home_spending;
      e.home_odds_ = system.log_odds();
      // Of a good with one origin the search leaves rounding of the other.
      const auto z = e.home_odds_.array();
      e.imports_ = (z == HUGE_VAL).select(0.0, e.imports_.array());
      e.home_spending_ = (z == -HUGE_VAL).select(0.0, e.home_spending_.array());
      e.expenditure_ += e.home_spending_;
    }
    e.deficit_.resize(countries);
    for (Index n = 0; n < countries; ++n) e.deficit_(n) = system.deficit(n);
  }
};

struct SolverWorkspace::Memory {
  Memory(const World& world, const Preconditioner& baseline)
      : problem{world, TradeKernel(baseline.kernel()), {}, {}} {}

  void set(const Counterfactual& wanted, const ModelParameters& otherwise);
  /// Computes the equilibrium, quickly or else robustly, or leaves none.
  void search(const Preconditioner& baseline, const SignWatch& at_baseline,
              const TradePolicy& policy, const SolverOptions& options);
  void report(const Progress& progress, SolveMethod method, const SolverOptions& options);
  void keep(const EquationSystem& system);
  /// Refuses and says why, or keeps; `baseline` as in search().
  void keep_if_single(const EquationSystem& system, const Preconditioner& baseline,
                      const SignWatch& at_baseline);
  void refuse(const Cell& where, std::string_view at);

  Problem problem;
  TradeLinks links;
  Numeraire numeraire;
  State start;
  QuickSearch quick;
  SolveResult result;
  std::optional<Equilibrium> spare;  // the last equilibrium's memory
};

namespace {

double milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

void set_start(const World& world, const Equilibrium* known, State& start) {
  if (known == nullptr) {
    start.log_wage.setZero(world.n_countries());
    start.log_price.setZero(world.n_countries(), world.n_sectors());
    start.expenditure = world.expenditure;
    start.sector_income.resize(0, 0);
    start.home_odds.resize(0, 0);
    start.home_spending.resize(0, 0);
    start.labour.setZero(world.n_countries());
    return;
  }
  start.labour = known->labour().array().log();
  start.sector_income = known->sector_income();
  start.log_wage = known->wage().array().log() + start.labour.array();
  start.log_price = known->price().array().log();
  start.expenditure = known->expenditure();
  start.home_odds = known->home_odds().array().isInf().select(0.0, known->home_odds().array());
  start.home_spending = known->home_spending();
  if (start.home_spending.size() > 0) start.expenditure = known->imports();
}

}  // namespace

const char* to_string(SolveStatus status) {
  switch (status) {
    case SolveStatus::not_solved:
      return "not solved";
    case SolveStatus::converged:
      return "converged";
    case SolveStatus::no_supplier:
      return "no supplier";
    case SolveStatus::no_balance:
      return "no balance";
    case SolveStatus::several_equilibria:
      return "several equilibria";
    case SolveStatus::no_welfare:
      return "no welfare";
    case SolveStatus::not_converged:
      return "not converged";
  }
  return "not solved";
}

const char* to_string(SolveMethod method) {
  switch (method) {
    case SolveMethod::quick_search:
      return "quick search";
    case SolveMethod::newton:
      return "Newton";
    case SolveMethod::continuation:
      return "continuation";
  }
  return "quick search";
}

SolverWorkspace::SolverWorkspace() = default;
SolverWorkspace::~SolverWorkspace() = default;
SolverWorkspace::SolverWorkspace(SolverWorkspace&&) noexcept = default;
SolverWorkspace& SolverWorkspace::operator=(SolverWorkspace&&) noexcept = default;

const TradeKernel& SolverWorkspace::kernel() const { return memory_->problem.kernel; }

namespace {

/// Of the world as it is, at these parameters. Nothing is looked for where sectors cannot sustain
/// their own growth; where the accounts are no equilibrium of theirs, the solution will tell.
SignWatch watch_baseline(const World& world, const ModelParameters& parameters,
                         const Preconditioner& baseline) {
  if (!may_have_several(parameters)) return {};
  const Problem before{world, TradeKernel(baseline.kernel()), world.deficit, parameters};
  Numeraire of_all;
  of_all.set(world, std::vector<Index>(static_cast<std::size_t>(world.n_countries()), 0));
  EquationSystem system;
  system.set(before);
  system.state() = with_unknowns(
      system.family(), {Vector::Zero(world.n_countries()),
                        Table::Zero(world.n_countries(), world.n_sectors()), world.expenditure});
  if (!system.evaluate()) return {};
  return watch_sign(JointSpace(system, of_all, baseline.spending_scale()));
}

}  // namespace

Solver::Solver(const World& world, ModelParameters parameters)
    : world_(world),
      parameters_(std::move(parameters)),
      baseline_(std::make_unique<const Preconditioner>(world, parameters_)),
      sign_at_baseline_(
          std::make_unique<const SignWatch>(watch_baseline(world, parameters_, *baseline_))) {}
Solver::~Solver() = default;

namespace {

struct RobustResult {
  Continued end;
  SolveMethod method;
};

/// Newton from the start and, if that fails, along the way from the baseline.
RobustResult robust_search(const Problem& problem, const Numeraire& numeraire, const State& start,
                           const TradePolicy& policy, const SolverOptions& options) {
  NewtonResult direct = newton(problem, numeraire, start, options);
  if (direct.progress.converged) return {{std::move(direct), std::nullopt}, SolveMethod::newton};
  Continued end = continued(problem, numeraire, policy, options);
  end.found.progress.add_steps(direct.progress);
  return {std::move(end), SolveMethod::continuation};
}

}  // namespace

void SolverWorkspace::Memory::set(const Counterfactual& wanted, const ModelParameters& otherwise) {
  const World& world = problem.world;
  set_start(world, wanted.start, start);  // first: it may be the result of the last solve
  if (result.equilibrium) spare = std::move(result.equilibrium);
  result.equilibrium.reset();
  result.iterations = result.evaluations = 0;
  result.smallest_eigenvalue = std::numeric_limits<double>::infinity();
  result.method = SolveMethod::quick_search;
  result.max_residual = result.wall_ms = 0;
  problem.parameters = wanted.parameters != nullptr ? *wanted.parameters : otherwise;
  problem.deficit = wanted.deficit;
  problem.kernel.set(problem.parameters, wanted.policy);
}

void SolverWorkspace::Memory::search(const Preconditioner& baseline, const SignWatch& at_baseline,
                                     const TradePolicy& policy, const SolverOptions& options) {
  numeraire.set(problem.world, links.components());
  if (at_baseline.turned) return refuse(*at_baseline.turned, "before any change of policy");
  quick.set(problem, baseline, numeraire);
  const Progress quickly = quick.run(start, options);
  report(quickly, SolveMethod::quick_search, options);
  if (quickly.converged) {
    quick.system().complete_prices();
    return keep_if_single(quick.system(), baseline, at_baseline);
  }
  const auto [end, method] = robust_search(problem, numeraire, start, policy, options);
  report(end.found.progress, method, options);
  if (end.turned)
    refuse(end.turned->where,
           fmt::format("at {:.0f} % of the way to this policy", 100 * end.turned->along));
  else if (end.found.progress.converged)
    keep_if_single(end.found.system(), baseline, at_baseline);
}

void SolverWorkspace::Memory::keep_if_single(const EquationSystem& system,
                                             const Preconditioner& baseline,
                                             const SignWatch& at_baseline) {
  if (may_have_several(problem.parameters)) {
    const SignWatch watch =
        watch_sign(JointSpace(system, numeraire, baseline.spending_scale()), at_baseline.leftmost);
    if (watch.turned) return refuse(*watch.turned, "under this policy");
    result.smallest_eigenvalue = watch.smallest;
  }
  keep(system);
}

void SolverWorkspace::Memory::refuse(const Cell& where, std::string_view at) {
  result.status = SolveStatus::several_equilibria;
  result.message = several_equilibria(problem, where, at);
}

void SolverWorkspace::Memory::report(const Progress& progress, SolveMethod method,
                                     const SolverOptions& options) {
  result.method = method;
  result.iterations += progress.iterations;
  result.evaluations += progress.evaluations;
  result.max_residual = std::isnan(progress.residual) ? 0 : progress.residual;
  result.status = progress.converged ? SolveStatus::converged
                  : progress.unpaid  ? SolveStatus::no_balance
                                     : SolveStatus::not_converged;
  describe_solve(problem, progress, options, result.message);
}

void SolverWorkspace::Memory::keep(const EquationSystem& system) {
  if (spare) result.equilibrium = std::move(spare);
  EquilibriumBuilder::build(system, result.equilibrium);
}

const SolveResult& Solver::solve(SolverWorkspace& workspace, const Counterfactual& wanted,
                                 const SolverOptions& options) const {
  const auto begin = std::chrono::steady_clock::now();
  if (!workspace.memory_ || workspace.memory_->problem.kernel.baseline() != baseline_->kernel())
    workspace.memory_ = std::make_unique<SolverWorkspace::Memory>(world_, *baseline_);
  SolverWorkspace::Memory& memory = *workspace.memory_;
  memory.set(wanted, parameters_);
  memory.links.compute(memory.problem);
  if (const auto impossible = find_infeasibility(memory.problem, memory.links)) {
    memory.result.status = impossible->status;
    memory.result.message = impossible->message;
  } else {
    const bool others = wanted.parameters != nullptr;
    const SignWatch at_theirs =
        others ? watch_baseline(world_, *wanted.parameters, *baseline_) : SignWatch{};
    memory.search(*baseline_, others ? at_theirs : *sign_at_baseline_, wanted.policy, options);
  }
  memory.result.wall_ms = milliseconds_since(begin);
  return memory.result;
}

SolveResult Solver::solve(const TradePolicy& policy, const Vector& deficit,
                          const SolverOptions& options, const Equilibrium* start) {
  return solve(own_, {policy, deficit, start, nullptr}, options);
}

SolveResult solve(const World& world, const ModelParameters& parameters, const TradePolicy& policy,
                  const Vector& deficit, const SolverOptions& options, const Equilibrium* start) {
  const auto begin = std::chrono::steady_clock::now();
  SolveResult result = Solver(world, parameters).solve(policy, deficit, options, start);
  result.wall_ms = milliseconds_since(begin);
  return result;
}

}  // namespace tariffsim
