// Anderson's acceleration: a fixed-point iteration that learns from its own steps.
#pragma once

#include "model/types.hpp"

namespace tariffsim {

/// Solves f(z) = 0, where z + f(z) is already a fair next guess (Anderson 1965; as a multisecant
/// quasi-Newton method: Fang and Saad 2009). Each pair remembered says that a move of z by `move`
/// changes f by `effect`; effects are kept orthonormal, so that the part of f that the pairs
/// explain is a projection. Memory is allocated once.
class AndersonAcceleration {
 public:
  /// Forgets everything; room for `size` unknowns and `pairs` pairs.
  void reset(Index size, Index pairs);

  /// The next move from `z`, where the residual is `f`. Starts afresh when its memory is full, or
  /// the pairs span all directions.
  const Vector& next_move(const Vector& z, const Vector& f);

 private:
  void learn(const Vector& z, const Vector& f);

  Eigen::MatrixXd moves_;    // size x pairs
  Eigen::MatrixXd effects_;  // size x pairs, orthonormal
  Vector weights_;           // of pairs
  Vector move_, effect_, last_z_, last_f_;
  Index known_ = 0;
  bool moved_ = false;
};

}  // namespace tariffsim
