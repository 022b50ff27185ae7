#include "equilibrium/determinant_sign.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace tariffsim {
namespace {

/// Directions of Arnoldi's method; more change no sign in the worlds of the tests.
constexpr Index kMostDirections = 60;
/// From so many on, and every so many more, the eigenvalues are looked at.
constexpr Index kFirstLook = 16, kLooks = 6;
/// The sign of an eigenvalue is found if what is left of it is at most this part of its distance
/// from zero: more directions move it by no more than that.
constexpr double kFound = 0.2;
/// An eigenvalue is real if its imaginary part is this much smaller.
constexpr double kReal = 1e-8;
/// The next direction is spanned by those before.
constexpr double kSpanned = 1e-12;

/// Numbers that no structure of the equations hides from, sines of multiples of one, and as much of
/// what is known to be near.
Vector first_direction(Index size, const Vector& near) {
  Vector v = Vector::LinSpaced(size, 1, static_cast<double>(size)).array().sin();
  v /= v.norm();
  if (near.size() == size) v += near;
  return v / v.norm();
}

/// A basis of directions and the derivative (times M^-1) within it, upper Hessenberg.
class Arnoldi {
 public:
  /// Ends once the sign of the eigenvalue furthest to the left is found, since all others lie to
  /// its right, or after the most directions.
  Arnoldi(const JointSpace& space, const Vector& near)
      : most_(std::min(kMostDirections, space.size())) {
    basis_.resize(space.size(), most_ + 1);
    within_.setZero(most_ + 1, most_);
    basis_.col(0) = first_direction(space.size(), near);
    bool more = true;
    while (more && steps_ < most_) {
      more = add(space, steps_);
      ++steps_;
      const bool look = steps_ >= kFirstLook && (steps_ - kFirstLook) % kLooks == 0;
      if (look || !more || steps_ == most_) {
        eigen_.compute(within_.topLeftCorner(steps_, steps_));
        if (is_found()) return;
      }
    }
  }

  const Eigen::EigenSolver<Table>& eigen() const { return eigen_; }

  Vector vector(Index at) const {
    return basis_.leftCols(steps_) * eigen_.eigenvectors().col(at).real();
  }
  Vector leftmost() const {
    Index left = 0;
    eigen_.eigenvalues().real().minCoeff(&left);
    const Vector v = vector(left);
    return v / v.norm();
  }

 private:
  /// What is left of an eigenvector outside the basis is what the next direction has of it.
  bool is_found() const {
    Index left = 0;
    eigen_.eigenvalues().real().minCoeff(&left);
    const Eigen::VectorXcd vector = eigen_.eigenvectors().col(left);
    const double rest = within_(steps_, steps_ - 1) * std::abs(vector(steps_ - 1)) / vector.norm();
    return rest <= kFound * std::abs(eigen_.eigenvalues()(left).real());
  }

  /// Orthogonalised twice; false if nothing new is left.
  bool add(const JointSpace& space, Index at) {
    Vector next = space.apply(space.precondition(basis_.col(at)));
    const double size = next.norm();
    const auto known = basis_.leftCols(at + 1);
    for (int pass = 0; pass < 2; ++pass) {
      const Vector part = known.transpose() * next;
      within_.col(at).head(at + 1) += part;
      next -= known * part;
    }
    within_(at + 1, at) = next.norm();
    if (!(next.norm() > kSpanned * size)) return false;
    basis_.col(at + 1) = next / next.norm();
    return true;
  }

  Index most_, steps_ = 0;
  Table basis_, within_;
  Eigen::EigenSolver<Table> eigen_{kMostDirections};
};

/// The cell whose income, or else spending on which, moves most along a vector.
Cell most_moved(const JointSpace& space, const Vector& v) {
  Cell cell;
  space.relative_move(space.precondition(v)).cwiseAbs().maxCoeff(&cell.country, &cell.sector);
  return cell;
}

}  // namespace

bool may_have_several(const ModelParameters& parameters) {
  return parameters.scale.size() > 0 || parameters.tax_exponent.size() > 0;
}

SignWatch watch_sign(const JointSpace& space, const Vector& near) {
  const Arnoldi arnoldi(space, near);
  const auto& values = arnoldi.eigen().eigenvalues();
  SignWatch found;
  Index furthest = 0;
  for (Index k = 0; k < values.size(); ++k) {
    const auto value = values(k);
    if (std::abs(value.imag()) > kReal * std::abs(value.real())) continue;
    if (value.real() < found.smallest) found.smallest = value.real(), furthest = k;
  }
  found.leftmost = arnoldi.leftmost();
  if (found.smallest < 0) found.turned = most_moved(space, arnoldi.vector(furthest));
  return found;
}

}  // namespace tariffsim
