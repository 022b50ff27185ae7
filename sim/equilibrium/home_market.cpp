#include "equilibrium/home_market.hpp"

#include "equilibrium/contraction.hpp"

namespace tariffsim {
namespace {

using Lane = Eigen::Map<Eigen::ArrayXd>;  // one element of the block, all countries

Lane lane(InputShares& block, Index row, Index column) {
  return {&block(0, row, column), block.countries()};
}

}  // namespace

HomeMarket::HomeMarket(const InputShares& input_share, const Table& home_share) {
  find(input_share, home_share);
}

void HomeMarket::find(const InputShares& input_share, const Table& home_share) {
  if (input_share.empty()) return;
  const Index sectors = input_share.sectors();
  if (inverse_.countries() != input_share.countries() || inverse_.sectors() != sectors)
    inverse_ = InputShares(input_share.countries(), sectors);
  for (Index s = 0; s < sectors; ++s) {
    for (Index k = 0; k < sectors; ++k) {
      lane(inverse_, k, s) =
          (k == s ? 1.0 : 0.0) - input_share.by_country(k, s).array() * home_share.col(s).array();
    }
  }
  invert();
}

/// Gauss-Jordan in place, all countries at once. No pivoting: columns of I - g D are diagonally
/// dominant because input shares sum to less than 1.
void HomeMarket::invert() {
  const Index size = inverse_.sectors();
  for (Index p = 0; p < size; ++p) {
    pivot_ = lane(inverse_, p, p).inverse();
    lane(inverse_, p, p) = 1.0;
    for (Index c = 0; c < size; ++c) lane(inverse_, p, c) *= pivot_;
    for (Index r = 0; r < size; ++r) {
      if (r == p) continue;
      factor_ = lane(inverse_, r, p);
      if ((factor_ == 0.0).all()) continue;
      lane(inverse_, r, p) = 0.0;
      for (Index c = 0; c < size; ++c) lane(inverse_, r, c) -= factor_ * lane(inverse_, p, c);
    }
  }
}

void HomeMarket::spend(const Table& x, Table& y) const {
  if (inverse_.empty()) {
    y = x;
    return;
  }
  y.setZero(x.rows(), x.cols());
  add_over_users(inverse_, x, y);
}

void HomeMarket::pass_on(const Table& x, Table& y) const {
  if (inverse_.empty()) {
    y = x;
    return;
  }
  y.setZero(x.rows(), x.cols());
  add_over_inputs(inverse_, x, y);
}

}  // namespace tariffsim
