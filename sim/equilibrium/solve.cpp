#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "equilibrium/continuation.hpp"
#include "equilibrium/equilibrium.hpp"
#include "equilibrium/feasibility.hpp"
#include "equilibrium/newton.hpp"

namespace tariffsim {

/// Shortest stretch of the way from the baseline to the policy that is tried before giving up.
constexpr double kShortestStretch = 1.0 / 512;

/// The only maker of equilibria.
class EquilibriumBuilder {
 public:
  static Equilibrium build(const Economy& at, const Vector& deficit) {
    Equilibrium e;
    e.wage_ = at.log_wage().array().exp();
    e.unit_cost_ = at.prices().log_cost.array().exp();
    e.price_ = at.prices().log_price.array().exp();
    e.expenditure_ = at.money().expenditure;
    e.deficit_ = deficit;
    return e;
  }
};

/// The baseline's own economy, and what is factorised there.
struct Solver::Baseline {
  explicit Baseline(const World& world)
      : problem{world, make_kernel(world, baseline_policy(world)), world.deficit},
        economy(problem, Vector::Zero(world.n_countries()),
                Table::Zero(world.n_countries(), world.n_sectors()), world.expenditure),
        factorisation(factorise(WageSystem(world, TradeLinks(problem).components()), economy)) {}

  Problem problem;
  Economy economy;
  Factorisation factorisation;
};

namespace {

struct Start {
  Vector log_wage;
  Table log_price;
  Table expenditure;
};

Start start_at(const World& world, const Equilibrium* known) {
  if (known == nullptr) {
    return {Vector::Zero(world.n_countries()), Table::Zero(world.n_countries(), world.n_sectors()),
            world.expenditure};
  }
  return {known->wage().array().log(), known->price().array().log(), known->expenditure()};
}

NewtonResult newton_from(const Start& start, const Problem& problem, const WageSystem& system,
                         const Factorisation& factorisation, const SolverOptions& options) {
  Economy first(problem, system.normalised(start.log_wage), start.log_price, start.expenditure);
  return newton(problem, system, factorisation, std::move(first), options);
}

std::string describe(const World& world, const NewtonResult& found, const SolverOptions& options) {
  const auto& country = world.countries[static_cast<std::size_t>(found.worst)];
  if (found.converged) {
    return fmt::format("residual {:.1e} <= {:.0e}", found.residual, options.tolerance);
  }
  if (found.unpaid) {
    const auto& poor = world.countries[static_cast<std::size_t>(*found.unpaid)];
    return fmt::format(
        "no equilibrium found: {} ({}) would have to transfer more abroad than it earns "
        "(deficits: fixed); use deficits: none",
        poor.code, poor.name);
  }
  return fmt::format("residual {:.1e} > {:.0e} after {} Newton steps, largest in {} ({})",
                     found.residual, options.tolerance, found.iterations, country.code,
                     country.name);
}

/// Walks from the baseline to the policy in stretches, each solved from the last; halves a stretch
/// that fails.
NewtonResult continued(const World& world, const TradePolicy& target, const Problem& problem,
                       const WageSystem& system, const Factorisation& factorisation,
                       const SolverOptions& options) {
  Start start = start_at(world, nullptr);
  NewtonResult total;
  double along = 0;
  double stretch = 0.25;
  while (along < 1) {
    const double next = std::min(1.0, along + stretch);
    const Problem between{world, make_kernel(world, policy_between(world, target, next)),
                          (1 - next) * world.deficit + next * problem.deficit};
    const Problem& here = next < 1 ? between : problem;
    NewtonResult found = newton_from(start, here, system, factorisation, options);
    total.iterations += found.iterations;
    total.evaluations += found.evaluations;
    total.residual = found.residual;
    total.worst = found.worst;
    total.unpaid = found.unpaid;
    if (found.converged) {
      along = next;
      start = {found.economy->log_wage(), found.economy->prices().log_price,
               found.economy->money().expenditure};
      if (along >= 1) total.economy.emplace(std::move(*found.economy));
      stretch *= 2;
      continue;
    }
    stretch /= 2;
    if (stretch < kShortestStretch) return total;
  }
  total.converged = true;
  return total;
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

Solver::Solver(const World& world) : world_(world) {}
Solver::~Solver() = default;

SolveResult Solver::solve(const TradePolicy& policy, const Vector& deficit,
                          const SolverOptions& options, const Equilibrium* start) {
  const auto begin = std::chrono::steady_clock::now();
  SolveResult result;
  const Problem problem{world_, make_kernel(world_, policy), deficit};
  const TradeLinks links(problem);
  if (const auto impossible = find_infeasibility(problem, links)) {
    result.status = impossible->status;
    result.message = impossible->message;
    return result;
  }
  if (!baseline_) baseline_ = std::make_unique<const Baseline>(world_);
  const WageSystem system(world_, links.components());
  const Factorisation& factorisation = baseline_->factorisation;
  NewtonResult found =
      newton_from(start_at(world_, start), problem, system, factorisation, options);
  if (!found.converged) {
    result.iterations = found.iterations;
    result.evaluations = found.evaluations;
    found = continued(world_, policy, problem, system, factorisation, options);
  }
  result.iterations += found.iterations;
  result.evaluations += found.evaluations;
  result.max_residual = found.residual;
  result.message = describe(world_, found, options);
  result.status = found.converged ? SolveStatus::converged
                  : found.unpaid  ? SolveStatus::no_balance
                                  : SolveStatus::not_converged;
  if (found.converged) result.equilibrium = EquilibriumBuilder::build(*found.economy, deficit);
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  result.wall_ms = wall.count();
  return result;
}

SolveResult solve(const World& world, const TradePolicy& policy, const Vector& deficit,
                  const SolverOptions& options, const Equilibrium* start) {
  return Solver(world).solve(policy, deficit, options, start);
}

}  // namespace tariffsim
