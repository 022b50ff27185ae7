#include <chrono>
#include <cmath>
#include <iterator>

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
  explicit Memory(const World& world) : problem{world, {}, {}, {}} {}

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
                   found.residual, options.tolerance, found.iterations, country.code,
                   country.name);
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

Solver::Solver(const World& world)
    : world_(world), baseline_(std::make_unique<const Steering>(world)) {}
Solver::~Solver() = default;

namespace {

/// Newton from the start and, where that fails, along the way from the baseline.
NewtonResult robust_search(const Problem& problem, const Numeraire& numeraire,
                           const Start& start, const TradePolicy& policy, const SolverOptions& options) {
  NewtonResult found = newton(problem, numeraire, start, options);
  if (found.progress.converged) return found;
  const Progress before = found.progress;
  found = continued(problem, numeraire, policy, options);
  found.progress.iterations += before.iterations;
  found.progress.evaluations += before.evaluations;
  return found;
}

void report(const World& world, const Progress& progress, const SolverOptions& options,
            SolveResult& result) {
  result.iterations += progress.iterations;
  result.evaluations += progress.evaluations;
  result.max_residual = progress.residual;
  result.status = progress.converged ? SolveStatus::converged
                  : progress.unpaid  ? SolveStatus::no_balance
                                     : SolveStatus::not_converged;
  describe(world, progress, options, result.message);
}

}  // namespace

const SolveResult& Solver::solve(SolverWorkspace& workspace, const Counterfactual& wanted,
                                 const SolverOptions& options) const {
  const auto begin = std::chrono::steady_clock::now();
  if (!workspace.memory_ || &workspace.memory_->problem.world != &world_)
    workspace.memory_ = std::make_unique<SolverWorkspace::Memory>(world_);
  SolverWorkspace::Memory& memory = *workspace.memory_;
  Problem& problem = memory.problem;
  SolveResult& result = memory.result;
  if (result.equilibrium) memory.spare = std::move(result.equilibrium);
  result.equilibrium.reset();
  result.iterations = result.evaluations = 0;

  problem.trade_elasticity = wanted.trade_elasticity ? *wanted.trade_elasticity
                                                     : world_.trade_elasticity;
  problem.deficit = wanted.deficit;
  fill_kernel(world_, problem.trade_elasticity, wanted.policy, problem.kernel);
  memory.links.find(problem);
  if (const auto impossible = find_infeasibility(problem, memory.links)) {
    result.status = impossible->status;
    result.message = impossible->message;
    return result;
  }
  memory.numeraire.set(world_, memory.links.components());
  set_start(world_, wanted.start, memory.start);
  memory.markets.set(problem, *baseline_, memory.numeraire);
  memory.markets.start_at(memory.start);
  const Progress quick = accelerate(memory.markets, memory.secants, options);
  report(world_, quick, options, result);
  if (quick.converged) {
    if (memory.spare) result.equilibrium = std::move(memory.spare);
    EquilibriumBuilder::build(memory.markets.log_wage(), memory.markets.prices(),
                              memory.markets.money(), problem.deficit, result.equilibrium);
  } else {
    const NewtonResult robust =
        robust_search(problem, memory.numeraire, memory.start, wanted.policy, options);
    report(world_, robust.progress, options, result);
    if (robust.progress.converged)
      EquilibriumBuilder::build(robust.economy->log_wage(), robust.economy->prices(),
                                robust.economy->money(), problem.deficit, result.equilibrium);
  }
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  result.wall_ms = wall.count();
  return result;
}

SolveResult Solver::solve(const TradePolicy& policy, const Vector& deficit,
                          const SolverOptions& options, const Equilibrium* start) {
  return solve(own_, {policy, deficit, start, nullptr}, options);
}

SolveResult solve(const World& world, const TradePolicy& policy, const Vector& deficit,
                  const SolverOptions& options, const Equilibrium* start) {
  return Solver(world).solve(policy, deficit, options, start);
}

}  // namespace tariffsim
