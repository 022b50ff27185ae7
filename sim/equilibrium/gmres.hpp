// Linear systems that are known by their action only.
#pragma once

#include <Eigen/Jacobi>
#include <cmath>
#include <vector>

#include "model/types.hpp"

namespace tariffsim {

/// Solves A x = b by GMRES with a right preconditioner (Saad and Schultz 1986; Saad 2003,
/// algorithm 9.5), from x = 0. `apply(v)` returns A v, `precondition(v)` an approximation of A^-1
/// v. Stops when |b - A x| <= tolerance |b| (2-norm) or after `max_iterations`; returns the best x
/// found either way.
template <typename Apply, typename Precondition>
Vector gmres(const Apply& apply, const Precondition& precondition, const Vector& b,
             double tolerance, int max_iterations) {
  const double norm_b = b.norm();
  if (norm_b == 0 || !std::isfinite(norm_b)) return Vector::Zero(b.size());

  std::vector<Vector> basis{b / norm_b};
  std::vector<Vector> directions;  // preconditioned basis vectors
  Table hessenberg = Table::Zero(max_iterations + 1, max_iterations);
  Vector rhs = Vector::Zero(max_iterations + 1);
  rhs(0) = norm_b;
  std::vector<Eigen::JacobiRotation<double>> rotations;

  int steps = 0;
  while (steps < max_iterations) {
    const int j = steps++;
    directions.push_back(precondition(basis.back()));
    Vector next = apply(directions.back());
    for (int i = 0; i <= j; ++i) {
      hessenberg(i, j) = basis[static_cast<std::size_t>(i)].dot(next);
      next -= hessenberg(i, j) * basis[static_cast<std::size_t>(i)];
    }
    const double length = next.norm();
    hessenberg(j + 1, j) = length;
    auto column = hessenberg.col(j);
    for (int i = 0; i < j; ++i) {
      column.applyOnTheLeft(i, i + 1, rotations[static_cast<std::size_t>(i)].adjoint());
    }
    Eigen::JacobiRotation<double> rotation;
    rotation.makeGivens(column(j), column(j + 1));
    rotations.push_back(rotation);
    column.applyOnTheLeft(j, j + 1, rotation.adjoint());
    rhs.applyOnTheLeft(j, j + 1, rotation.adjoint());
    if (std::abs(rhs(j + 1)) <= tolerance * norm_b || length <= 1e-300) break;
    basis.push_back(next / length);
  }

  const Vector weights =
      hessenberg.topLeftCorner(steps, steps).triangularView<Eigen::Upper>().solve(rhs.head(steps));
  Vector x = Vector::Zero(b.size());
  for (int j = 0; j < steps; ++j) x += weights(j) * directions[static_cast<std::size_t>(j)];
  return x;
}

}  // namespace tariffsim
