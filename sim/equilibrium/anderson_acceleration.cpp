#include "equilibrium/anderson_acceleration.hpp"

namespace tariffsim {
namespace {

/// An effect that the pairs before explain but for this part shows that they span all there is.
constexpr double kNothingNew = 1e-8;

}  // namespace

void AndersonAcceleration::reset(Index size, Index pairs) {
  moves_.resize(size, pairs);
  effects_.resize(size, pairs);
  weights_.resize(pairs);
  for (Vector* v : {&move_, &effect_, &last_z_, &last_f_}) v->resize(size);
  known_ = 0;
  moved_ = false;
}

const Vector& AndersonAcceleration::next_move(const Vector& z, const Vector& f) {
  if (moved_) learn(z, f);
  last_z_ = z;
  last_f_ = f;
  moved_ = true;
  auto explained = weights_.head(known_);
  explained.noalias() = effects_.leftCols(known_).transpose() * f;
  move_ = f;
  move_.noalias() -= effects_.leftCols(known_) * explained;
  move_.noalias() -= moves_.leftCols(known_) * explained;
  return move_;
}

void AndersonAcceleration::learn(const Vector& z, const Vector& f) {
  if (known_ == effects_.cols()) known_ = 0;
  move_ = z - last_z_;
  effect_ = f - last_f_;
  const double size = effect_.norm();
  auto explained = weights_.head(known_);
  explained.noalias() = effects_.leftCols(known_).transpose() * effect_;
  effect_.noalias() -= effects_.leftCols(known_) * explained;
  move_.noalias() -= moves_.leftCols(known_) * explained;
  const double fresh = effect_.norm();
  if (!(fresh > kNothingNew * size)) {
    if (known_ == 0) return;
    known_ = 0;  // in small systems: what the pairs say was learned at other points
    return learn(z, f);
  }
  effects_.col(known_) = effect_ / fresh;
  moves_.col(known_) = move_ / fresh;
  ++known_;
}

}  // namespace tariffsim
