#include "equilibrium/determinant_sign.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace tariffsim {
namespace {

/// Directions of Arnoldi's method; more change no sign in the worlds of the tests.
constexpr Index kMostDirections = 60;
/// An eigenvalue is real if its imaginary part is this much smaller.
constexpr double kReal = 1e-8;
/// The next direction is spanned by those before.
constexpr double kSpanned = 1e-12;

/// Numbers that no structure of the equations hides from: sines of multiples of one.
Vector first_direction(Index size) {
  Vector v = Vector::LinSpaced(size, 1, static_cast<double>(size)).array().sin();
  return v / v.norm();
}

/// A basis of directions and the derivative (times M^-1) within it, upper Hessenberg.
struct Arnoldi {
  Table basis, within;

  explicit Arnoldi(const JointSpace& space) {
    const Index most = std::min(kMostDirections, space.size());
    basis.resize(space.size(), most + 1);
    within.setZero(most + 1, most);
    basis.col(0) = first_direction(space.size());
    Index steps = 0;
    while (steps < most && add(space, steps)) ++steps;
    const Index kept = std::min(steps + 1, most);
    within = within.topLeftCorner(kept, kept).eval();
    basis.conservativeResize(Eigen::NoChange, kept);
  }

  /// Orthogonalised twice; false if nothing new is left.
  bool add(const JointSpace& space, Index at) {
    Vector next = space.apply(space.precondition(basis.col(at)));
    const double size = next.norm();
    const auto known = basis.leftCols(at + 1);
    for (int pass = 0; pass < 2; ++pass) {
      const Vector part = known.transpose() * next;
      within.col(at).head(at + 1) += part;
      next -= known * part;
    }
    within(at + 1, at) = next.norm();
    if (!(next.norm() > kSpanned * size)) return false;
    basis.col(at + 1) = next / next.norm();
    return true;
  }
};

/// The cell whose income, or else spending on which, moves most along a vector.
Cell most_moved(const JointSpace& space, const Vector& v) {
  Cell cell;
  space.relative_move(space.precondition(v)).cwiseAbs().maxCoeff(&cell.country, &cell.sector);
  return cell;
}

}  // namespace

std::optional<Cell> turned_sign(const JointSpace& space) {
  const Arnoldi arnoldi(space);
  const Eigen::EigenSolver<Table> found(arnoldi.within);
  std::optional<Index> negative;
  bool turned = false;
  for (Index k = 0; k < arnoldi.within.rows(); ++k) {
    const auto value = found.eigenvalues()(k);
    if (value.real() >= 0 || std::abs(value.imag()) > kReal * std::abs(value.real())) continue;
    turned = !turned;
    if (!negative || value.real() < found.eigenvalues()(*negative).real()) negative = k;
  }
  if (!turned) return std::nullopt;
  return most_moved(space, arnoldi.basis * found.eigenvectors().col(*negative).real());
}

}  // namespace tariffsim
