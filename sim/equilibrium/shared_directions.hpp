// Linear systems of one matrix and many right sides, one after another.
#pragma once

#include <optional>

#include "model/types.hpp"

namespace tariffsim {

/// Solves A x = b by generalised conjugate residuals with a right preconditioner (Eisenstat, Elman
/// and Schultz 1983), and keeps the directions: the next right side begins with the best that is
/// known of them all, and adds only what it lacks. Right sides that are alike cost a few products
/// each, whatever the first one cost. `apply` and `precondition` are those of gmres(), the same in
/// every call.
class SharedDirections {
 public:
  /// x with |b - A x| <= tolerance |b| (2-norm); nothing where the directions end before.
  /// Adds `most` directions at most.
  template <typename Apply, typename Precondition>
  std::optional<Vector> solve(const Apply& apply, const Precondition& precondition, const Vector& b,
                              double tolerance, Index most) {
    Vector x = Vector::Zero(b.size()), open = b;
    const double enough = tolerance * b.norm();
    const Index limit = count_ + most;
    make_room(b.size(), limit);
    for (int round = 0; round < kMostRounds; ++round) {
      move_along(0, x, open);
      while (open.norm() > enough && count_ < limit) {
        Vector direction = precondition(open);
        Vector image = apply(direction);
        if (!add(direction, image)) break;
        move_along(count_ - 1, x, open);
      }
      // What has been subtracted step by step is not all that is open: rounding.
      open = b - apply(x);
      if (open.norm() <= enough) return x;
    }
    return std::nullopt;
  }

 private:
  static constexpr int kMostRounds = 4;
  void make_room(Index size, Index wanted);
  /// Along all directions from the first one given, whose images are orthonormal.
  void move_along(Index first, Vector& x, Vector& open);
  /// Makes the image orthogonal to those before; false if nothing is left of it.
  bool add(Vector& direction, Vector& image);

  Index count_ = 0;
  Table directions_, images_;  // the first `count_` columns; images are A times directions
  Vector lengths_;
};

}  // namespace tariffsim
