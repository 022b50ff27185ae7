#include "equilibrium/newton.hpp"

#include <cmath>

#include "equilibrium/gmres.hpp"
#include "equilibrium/joint_newton.hpp"
#include "equilibrium/newton_steps.hpp"

namespace tariffsim {
namespace {

/// Inner linear systems of the derivative, relative.
constexpr double kInnerTolerance = 1e-9;
/// A step changes no wage by more than a factor e^2.
constexpr double kLongestStep = 2.0;

Vector clearance(const Economy& at, const Numeraire& numeraire) {
  Vector z = at.system().clearance();
  numeraire.drop_redundant(z);
  return z;
}

/// Newton's direction, to `tolerance` (relative).
Vector direction(const Economy& at, const Numeraire& numeraire, const Vector& z, double tolerance) {
  const EquationSystem& system = at.system();
  const Vector& log_wage = system.state().log_wage;
  ApproximateWageJacobian approximate;
  WageFactors near;
  near.compute(approximate.earnings(system.problem(), system.prices(), system.spending_per_demand(),
                                    log_wage),
               system.problem().world, log_wage, numeraire);
  const auto apply = [&](const Vector& v) {
    Vector change = at.market_clearance_change(v, kInnerTolerance);
    numeraire.replace_redundant(system.problem().world, log_wage, v, change);
    return change;
  };
  const auto precondition = [&](const Vector& r) {
    Vector step;
    near.close(-r, step);
    return step;
  };
  return gmres(apply, precondition, Vector(-z), tolerance, static_cast<int>(z.size()) + 1);
}

/// The economy at other wages, its numeraire imposed.
Economy economy_at(const Problem& problem, const Numeraire& numeraire, State state) {
  numeraire.impose(problem.world, state.log_wage);
  return {problem, std::move(state)};
}

/// The first economy along a step, halved until the clearing gap falls; none if none helps.
std::optional<Economy> better(const Economy& at, const Numeraire& numeraire, const Vector& step,
                              double size, Progress& progress) {
  double length = std::min(1.0, kLongestStep / step.cwiseAbs().maxCoeff());
  for (; length >= kShortestStep; length /= 2) {
    State state = at.system().state();
    state.log_wage += length * step;
    Economy next = economy_at(at.system().problem(), numeraire, std::move(state));
    ++progress.evaluations;
    if (next.ok() && clearance(next, numeraire).norm() <= (1 - kArmijo * length) * size) {
      progress.unpaid.reset();
      return next;
    }
    if (next.unpaid()) progress.unpaid = next.unpaid();
  }
  return std::nullopt;
}

}  // namespace

NewtonResult newton(const Problem& problem, const Numeraire& numeraire, const State& start,
                    const SolverOptions& options) {
  if (extends(problem.world, problem.parameters))
    return joint_newton(problem, numeraire, start, options);
  NewtonResult result;
  Progress& progress = result.progress;
  result.economy = economy_at(problem, numeraire, start);
  progress.evaluations = 1;
  while (result.economy->ok()) {
    const Economy& at = *result.economy;
    const Standing standing = at.standing(options, progress);
    progress.converged = standing != Standing::open;
    if (standing == Standing::solved || progress.iterations == options.max_iterations)
      return result;
    ++progress.iterations;
    const Vector z = clearance(at, numeraire);
    const double size = z.norm();
    if (size == 0) return result;  // no step makes that smaller
    const Vector step =
        direction(at, numeraire, z, std::clamp(kDirectionPart * size, kClosest, kLoosest));
    std::optional<Economy> next = better(at, numeraire, step, size, progress);
    if (!next) return result;
    result.economy = std::move(*next);
  }
  progress.unpaid = result.economy->unpaid();
  return result;
}

}  // namespace tariffsim
