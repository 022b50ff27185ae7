#include "equilibrium/home_market.hpp"

namespace tariffsim {
namespace {

using Lane = Eigen::Map<Eigen::ArrayXd>;  // one element of the block, all countries

Lane lane(InputShares& block, Index row, Index column) {
  return {&block(0, row, column), block.countries()};
}

/// Gauss-Jordan in place, all countries at once. No pivoting: columns of I - g D are diagonally
/// dominant because input shares sum to less than 1.
void invert(InputShares& block) {
  const Index size = block.sectors();
  for (Index p = 0; p < size; ++p) {
    const Eigen::ArrayXd pivot = lane(block, p, p).inverse();
    lane(block, p, p) = 1.0;
    for (Index c = 0; c < size; ++c) lane(block, p, c) *= pivot;
    for (Index r = 0; r < size; ++r) {
      if (r == p) continue;
      const Eigen::ArrayXd factor = lane(block, r, p);
      if ((factor == 0.0).all()) continue;
      lane(block, r, p) = 0.0;
      for (Index c = 0; c < size; ++c) lane(block, r, c) -= factor * lane(block, p, c);
    }
  }
}

}  // namespace

HomeMarket::HomeMarket(const InputShares& input_share, const Table& home_share) {
  find(input_share, home_share);
}

void HomeMarket::find(const InputShares& input_share, const Table& home_share) {
  if (input_share.empty()) return;
  const Index sectors = input_share.sectors();
  if (inverse_.empty()) inverse_ = InputShares(input_share.countries(), sectors);
  for (Index s = 0; s < sectors; ++s) {
    for (Index k = 0; k < sectors; ++k) {
      lane(inverse_, k, s) =
          (k == s ? 1.0 : 0.0) - input_share.by_country(k, s).array() * home_share.col(s).array();
    }
  }
  invert(inverse_);
}

void HomeMarket::spend(const Table& x, Table& y) const {
  if (inverse_.empty()) {
    y = x;
    return;
  }
  y.setZero(x.rows(), x.cols());
  for (Index c = 0; c < x.cols(); ++c) {
    for (Index r = 0; r < x.cols(); ++r) {
      y.col(r) += inverse_.by_country(r, c).cwiseProduct(x.col(c));
    }
  }
}

void HomeMarket::pass_on(const Table& x, Table& y) const {
  if (inverse_.empty()) {
    y = x;
    return;
  }
  y.setZero(x.rows(), x.cols());
  for (Index c = 0; c < x.cols(); ++c) {
    for (Index r = 0; r < x.cols(); ++r) {
      y.col(c) += inverse_.by_country(r, c).cwiseProduct(x.col(r));
    }
  }
}

}  // namespace tariffsim
