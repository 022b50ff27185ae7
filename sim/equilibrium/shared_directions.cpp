#include "equilibrium/shared_directions.hpp"

namespace tariffsim {
namespace {

/// An image of which less is left than this part is a combination of those before.
constexpr double kNothingNew = 1e-10;

}  // namespace

void SharedDirections::make_room(Index size, Index wanted) {
  if (directions_.cols() >= wanted) return;
  for (Table* columns : {&directions_, &images_}) columns->conservativeResize(size, 2 * wanted);
}

void SharedDirections::move_along(Index first, Vector& x, Vector& open) {
  const Index known = count_ - first;
  lengths_.noalias() = images_.middleCols(first, known).transpose() * open;
  x.noalias() += directions_.middleCols(first, known) * lengths_;
  open.noalias() -= images_.middleCols(first, known) * lengths_;
}

/// Twice: once is not enough where much cancels.
bool SharedDirections::add(Vector& direction, Vector& image) {
  const double whole = image.norm();
  for (int pass = 0; pass < 2; ++pass) {
    lengths_.noalias() = images_.leftCols(count_).transpose() * image;
    image.noalias() -= images_.leftCols(count_) * lengths_;
    direction.noalias() -= directions_.leftCols(count_) * lengths_;
  }
  const double left = image.norm();
  if (!(left > kNothingNew * whole)) return false;
  directions_.col(count_) = direction / left;
  images_.col(count_++) = image / left;
  return true;
}

}  // namespace tariffsim
