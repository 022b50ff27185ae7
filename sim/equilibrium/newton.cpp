#include "equilibrium/newton.hpp"

#include <cmath>

#include "equilibrium/gmres.hpp"

namespace tariffsim {
namespace {

/// Inner linear systems of the derivative, relative.
constexpr double kInnerTolerance = 1e-9;
/// The baseline's derivative only preconditions: a rough one serves.
constexpr double kBaselineTolerance = 1e-4;
/// A step changes no wage by more than a factor e^2.
constexpr double kLongestStep = 2.0;
/// A step is taken when the residual falls by this part of what the derivative promises (Armijo).
constexpr double kArmijo = 1e-4;
constexpr double kShortestStep = 1.0 / 1024;

}  // namespace

WageSystem::WageSystem(const World& world, std::vector<Index> components)
    : world_(world), component_(std::move(components)) {
  for (Index c = 0; c < world.n_countries(); ++c) {
    Index largest = -1;
    for (Index n = 0; n < world.n_countries(); ++n) {
      if (component_[static_cast<std::size_t>(n)] != c) continue;
      if (largest < 0 || world.value_added(n) > world.value_added(largest)) largest = n;
    }
    if (largest >= 0) numeraire_.push_back(largest);
  }
}

Vector WageSystem::normalised(Vector log_wage) const {
  const Index n = world_.n_countries();
  Vector before = Vector::Zero(n);
  Vector after = Vector::Zero(n);
  for (Index i = 0; i < n; ++i) {
    const Index c = component_[static_cast<std::size_t>(i)];
    before(c) += world_.value_added(i);
    after(c) += world_.value_added(i) * std::exp(log_wage(i));
  }
  for (Index i = 0; i < n; ++i) {
    const Index c = component_[static_cast<std::size_t>(i)];
    if (after(c) != before(c)) log_wage(i) += std::log(before(c) / after(c));
  }
  return log_wage;
}

Vector WageSystem::residual(const Economy& at) const {
  Vector z = at.market_clearance();
  for (const Index n : numeraire_) z(n) = 0;
  return z;
}

Vector WageSystem::change(const Economy& at, const Vector& wage_change, double tolerance) const {
  Vector z = at.market_clearance_change(wage_change, tolerance);
  for (const Index largest : numeraire_) {
    double bill_change = 0;
    double bill = 0;
    for (Index n = 0; n < world_.n_countries(); ++n) {
      if (component_[static_cast<std::size_t>(n)] != component_[static_cast<std::size_t>(largest)])
        continue;
      const double wage_bill = std::exp(at.log_wage()(n)) * world_.value_added(n);
      bill += wage_bill;
      bill_change += wage_bill * wage_change(n);
    }
    z(largest) = bill_change / bill;
  }
  return z;
}

Factorisation factorise(const WageSystem& system, const Economy& at) {
  const Index n = at.log_wage().size();
  Eigen::MatrixXd derivative(n, n);
  for (Index j = 0; j < n; ++j) {
    derivative.col(j) = system.change(at, Vector::Unit(n, j), kBaselineTolerance);
  }
  return Factorisation(derivative);
}

NewtonResult newton(const Problem& problem, const WageSystem& system,
                    const Factorisation& preconditioner, Economy start,
                    const SolverOptions& options) {
  NewtonResult result;
  result.economy.emplace(std::move(start));
  result.evaluations = 1;
  while (result.economy->ok()) {
    const Economy& at = *result.economy;
    result.residual = at.residual(result.worst);
    if (result.residual <= options.tolerance) {
      result.converged = true;
      return result;
    }
    if (result.iterations == options.max_iterations) return result;
    ++result.iterations;

    const Vector z = system.residual(at);
    const double size = z.norm();
    const Vector step =
        gmres([&](const Vector& v) { return system.change(at, v, kInnerTolerance); },
              [&](const Vector& r) -> Vector { return preconditioner.solve(r); }, Vector(-z),
              std::clamp(0.1 * size, 1e-8, 1e-2), static_cast<int>(z.size()) + 1);
    double length = std::min(1.0, kLongestStep / step.cwiseAbs().maxCoeff());
    std::optional<Economy> next;
    for (; length >= kShortestStep; length /= 2) {
      next.emplace(problem, system.normalised(at.log_wage() + length * step), at.prices().log_price,
                   at.money().expenditure);
      ++result.evaluations;
      if (next->ok() && system.residual(*next).norm() <= (1 - kArmijo * length) * size) break;
      if (next->unpaid()) result.unpaid = next->unpaid();
      next.reset();
    }
    if (!next) return result;
    result.economy.emplace(std::move(*next));
  }
  result.unpaid = result.economy->unpaid();
  return result;
}

}  // namespace tariffsim
