#include "equilibrium/home_market.hpp"

#include "equilibrium/contraction.hpp"

namespace tariffsim {
namespace {

/// Countries inverted side by side.
constexpr int kTogether = 8;

/// One element of the blocks of `width` countries.
template <int width>
Eigen::Map<Eigen::Array<double, width, 1>> lane(InputShares& block, Index n, Index row,
                                                Index column) {
  return Eigen::Map<Eigen::Array<double, width, 1>>(&block(n, row, column));
}

/// Gauss-Jordan in place. No pivoting: columns of I - g D are diagonally dominant because input
/// shares sum to less than 1.
template <int width>
void invert_blocks(InputShares& block, Index n) {
  using Numbers = Eigen::Array<double, width, 1>;
  const Index size = block.sectors();
  for (Index p = 0; p < size; ++p) {
    const Numbers pivot = lane<width>(block, n, p, p).inverse();
    lane<width>(block, n, p, p) = 1.0;
    for (Index c = 0; c < size; ++c) lane<width>(block, n, p, c) *= pivot;
    for (Index c = 0; c < size; ++c) {
      if (c == p) continue;
      const Numbers above = lane<width>(block, n, p, c);
      for (Index r = 0; r < size; ++r) {
        if (r != p) lane<width>(block, n, r, c) -= lane<width>(block, n, r, p) * above;
      }
    }
    for (Index r = 0; r < size; ++r) {
      if (r != p) lane<width>(block, n, r, p) *= -pivot;
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
  if (inverse_.countries() != input_share.countries() || inverse_.sectors() != sectors)
    inverse_ = InputShares(input_share.countries(), sectors);
  for (Index s = 0; s < sectors; ++s) {
    for (Index k = 0; k < sectors; ++k) {
      Eigen::Map<Vector>(&inverse_(0, k, s), inverse_.countries()) =
          (k == s ? 1.0 : 0.0) - input_share.by_country(k, s).array() * home_share.col(s).array();
    }
  }
  invert();
}

void HomeMarket::invert() {
  Index n = 0;
  for (; n + kTogether <= inverse_.countries(); n += kTogether)
    invert_blocks<kTogether>(inverse_, n);
  for (; n < inverse_.countries(); ++n) invert_blocks<1>(inverse_, n);
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
