#include "equilibrium/newton.hpp"

#include <cmath>

#include "equilibrium/gmres.hpp"

namespace tariffsim {
namespace {

/// Inner linear systems of the derivative, relative.
constexpr double kInnerTolerance = 1e-9;
/// A step changes no wage by more than a factor e^2.
constexpr double kLongestStep = 2.0;
/// A step is taken when the residual falls by this part of what the derivative promises (Armijo).
constexpr double kArmijo = 1e-4;
constexpr double kShortestStep = 1.0 / 1024;

Vector clearance(const Economy& at, const Numeraire& numeraire) {
  Vector z = at.market_clearance();
  numeraire.drop_redundant(z);
  return z;
}

/// Newton's direction, to `tolerance` (relative).
Vector direction(const Problem& problem, const Economy& at, const Numeraire& numeraire,
                 const Vector& z, double tolerance) {
  ApproximateWageJacobian near;
  near.factorise(problem, at.prices(), at.money().expenditure.cwiseQuotient(at.prices().demand),
                 at.log_wage(), numeraire);
  const auto apply = [&](const Vector& v) {
    Vector change = at.market_clearance_change(v, kInnerTolerance);
    numeraire.replace_redundant(problem.world, at.log_wage(), v, change);
    return change;
  };
  const auto precondition = [&](const Vector& r) {
    Vector step;
    near.close(-r, step);
    return step;
  };
  return gmres(apply, precondition, Vector(-z), tolerance, static_cast<int>(z.size()) + 1);
}

}  // namespace

NewtonResult newton(const Problem& problem, const Numeraire& numeraire, const Start& start,
                    const SolverOptions& options) {
  NewtonResult result;
  Progress& progress = result.progress;
  const auto normalised = [&](Vector log_wage) {
    numeraire.impose(problem.world, log_wage);
    return log_wage;
  };
  result.economy.emplace(problem, normalised(start.log_wage), start.log_price, start.expenditure);
  progress.evaluations = 1;
  while (result.economy->ok()) {
    const Economy& at = *result.economy;
    progress.residual = at.residual(progress.worst);
    progress.converged = progress.residual <= options.tolerance;
    if (progress.converged || progress.iterations == options.max_iterations) return result;
    ++progress.iterations;

    const Vector z = clearance(at, numeraire);
    const double size = z.norm();
    const Vector step = direction(problem, at, numeraire, z, std::clamp(0.1 * size, 1e-8, 1e-2));
    double length = std::min(1.0, kLongestStep / step.cwiseAbs().maxCoeff());
    std::optional<Economy> next;
    for (; length >= kShortestStep; length /= 2) {
      next.emplace(problem, normalised(at.log_wage() + length * step), at.prices().log_price,
                   at.money().expenditure);
      ++progress.evaluations;
      if (next->ok() && clearance(*next, numeraire).norm() <= (1 - kArmijo * length) * size) break;
      if (next->unpaid()) progress.unpaid = next->unpaid();
      next.reset();
    }
    if (!next) return result;
    result.economy.emplace(std::move(*next));
  }
  progress.unpaid = result.economy->unpaid();
  return result;
}

}  // namespace tariffsim
