#include <chrono>
#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "equilibrium/accelerated.hpp"
#include "equilibrium/continuation.hpp"
#include "equilibrium/equilibrium.hpp"
#include "equilibrium/feasibility.hpp"
#include "equilibrium/newton.hpp"

namespace tariffsim {

/// The only maker of equilibria.
class EquilibriumBuilder {
 public:
  static void build(const Vector& log_wage, const Prices& prices, const Money& money,
                    const Vector& deficit, std::optional<Equilibrium>& result) {
    Equilibrium& e = result ? *result : result.emplace(Equilibrium());
    e.wage_ = log_wage.array().exp();
    e.unit_cost_ = prices.log_cost.array().exp();
    e.price_ = prices.log_price.array().exp();
    e.expenditure_ = money.expenditure;
    e.deficit_ = deficit;
  }
};

struct SolverWorkspace::Memory {
  Memory(const World& world, const Steering& baseline)
      : problem{world, TradeKernel(baseline.kernel()), {}, {}} {}

  void set(const Counterfactual& wanted, const ModelParameters& otherwise);
  /// Finds the equilibrium, quickly or else robustly, or leaves none.
  void search(const Steering& baseline, const TradePolicy& policy, const SolverOptions& options);
  void report(const Progress& progress, const SolverOptions& options);
  void keep(const Vector& log_wage, const Prices& prices, const Money& money);

  Problem problem;
  TradeLinks links;
  Numeraire numeraire;
  Start start;
  Markets markets;
  Secants secants;
  SolveResult result;
  std::optional<Equilibrium> spare;  // the last equilibrium's memory
};

namespace {

double milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

void set_start(const World& world, const Equilibrium* known, Start& start) {
  if (known == nullptr) {
    start.log_wage.setZero(world.n_countries());
    start.log_price.setZero(world.n_countries(), world.n_sectors());
    start.expenditure = world.expenditure;
    return;
  }
  start.log_wage = known->wage().array().log();
  start.log_price = known->price().array().log();
  start.expenditure = known->expenditure();
}

void describe(const World& world, const Progress& found, const SolverOptions& options,
              std::string& message) {
  const auto& country = world.countries[static_cast<std::size_t>(found.worst)];
  const auto out = std::back_inserter(message);
  message.clear();
  if (found.converged) {
    fmt::format_to(out, "residual {:.1e} <= {:.0e}", found.residual, options.tolerance);
  } else if (found.unpaid) {
    const auto& poor = world.countries[static_cast<std::size_t>(*found.unpaid)];
    fmt::format_to(out,
                   "no equilibrium found: {} ({}) would have to transfer more abroad than it earns "
                   "(deficits: fixed); use deficits: none",
                   poor.code, poor.name);
  } else {
    fmt::format_to(out, "residual {:.1e} > {:.0e} after {} Newton steps, largest in {} ({})",
                   found.residual, options.tolerance, found.iterations, country.code, country.name);
  }
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
    case SolveStatus::not_converged:
      return "not converged";
  }
  return "not solved";
}

SolverWorkspace::SolverWorkspace() = default;
SolverWorkspace::~SolverWorkspace() = default;
SolverWorkspace::SolverWorkspace(SolverWorkspace&&) noexcept = default;
SolverWorkspace& SolverWorkspace::operator=(SolverWorkspace&&) noexcept = default;

Solver::Solver(const World& world, ModelParameters parameters)
    : world_(world),
      parameters_(std::move(parameters)),
      baseline_(std::make_unique<const Steering>(world, parameters_)) {}
Solver::~Solver() = default;

namespace {

/// Newton from the start and, where that fails, along the way from the baseline.
NewtonResult robust_search(const Problem& problem, const Numeraire& numeraire, const Start& start,
                           const TradePolicy& policy, const SolverOptions& options) {
  NewtonResult found = newton(problem, numeraire, start, options);
  if (found.progress.converged) return found;
  const Progress before = found.progress;
  found = continued(problem, numeraire, policy, options);
  found.progress.iterations += before.iterations;
  found.progress.evaluations += before.evaluations;
  return found;
}

}  // namespace

void SolverWorkspace::Memory::set(const Counterfactual& wanted, const ModelParameters& otherwise) {
  const World& world = problem.world;
  set_start(world, wanted.start, start);  // first: it may be the result of the last solve
  if (result.equilibrium) spare = std::move(result.equilibrium);
  result.equilibrium.reset();
  result.iterations = result.evaluations = 0;
  result.max_residual = result.wall_ms = 0;
  problem.parameters = wanted.parameters != nullptr ? *wanted.parameters : otherwise;
  problem.deficit = wanted.deficit;
  problem.kernel.set(problem.parameters.trade_elasticity, wanted.policy);
}

void SolverWorkspace::Memory::search(const Steering& baseline, const TradePolicy& policy,
                                     const SolverOptions& options) {
  numeraire.set(problem.world, links.components());
  markets.set(problem, baseline, numeraire);
  markets.start_at(start);
  const Progress quick = accelerate(markets, secants, options);
  report(quick, options);
  if (quick.converged) return keep(markets.log_wage(), markets.prices(), markets.money());
  const NewtonResult robust = robust_search(problem, numeraire, start, policy, options);
  report(robust.progress, options);
  if (!robust.progress.converged) return;
  keep(robust.economy->log_wage(), robust.economy->prices(), robust.economy->money());
}

void SolverWorkspace::Memory::report(const Progress& progress, const SolverOptions& options) {
  result.iterations += progress.iterations;
  result.evaluations += progress.evaluations;
  result.max_residual = progress.residual;
  result.status = progress.converged ? SolveStatus::converged
                  : progress.unpaid  ? SolveStatus::no_balance
                                     : SolveStatus::not_converged;
  describe(problem.world, progress, options, result.message);
}

void SolverWorkspace::Memory::keep(const Vector& log_wage, const Prices& prices,
                                   const Money& money) {
  if (spare) result.equilibrium = std::move(spare);
  EquilibriumBuilder::build(log_wage, prices, money, problem.deficit, result.equilibrium);
}

const SolveResult& Solver::solve(SolverWorkspace& workspace, const Counterfactual& wanted,
                                 const SolverOptions& options) const {
  const auto begin = std::chrono::steady_clock::now();
  if (!workspace.memory_ || workspace.memory_->problem.kernel.baseline() != baseline_->kernel())
    workspace.memory_ = std::make_unique<SolverWorkspace::Memory>(world_, *baseline_);
  SolverWorkspace::Memory& memory = *workspace.memory_;
  memory.set(wanted, parameters_);
  memory.links.find(memory.problem);
  if (const auto impossible = find_infeasibility(memory.problem, memory.links)) {
    memory.result.status = impossible->status;
    memory.result.message = impossible->message;
  } else {
    memory.search(*baseline_, wanted.policy, options);
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
