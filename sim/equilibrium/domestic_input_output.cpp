#include "equilibrium/domestic_input_output.hpp"

#include <Eigen/LU>
#include <algorithm>

#include "equilibrium/packs.hpp"

namespace tariffsim {
namespace {

/// The blocks of `width` countries, S x S, column by column.
template <int width>
struct Blocks {
  double* data;
  Index size;

  Eigen::Map<Pack<width>> operator()(Index row, Index column) const {
    return pack<width>(data + (column * size + row) * width);
  }
};

/// LU in place, column by column, the pivots inverted. No pivoting: columns of I - g D are
/// diagonally dominant because input shares sum to less than 1 (Golub and Van Loan 2013, section
/// 4.1.1).
template <int width>
void factorise_in_place(const Blocks<width>& a) {
  for (Index c = 0; c < a.size; ++c) {
    for (Index p = 0; p < c; ++p) {
      const Pack<width> above = a(p, c);
      for (Index r = p + 1; r < a.size; ++r) a(r, c) -= a(r, p) * above;
    }
    a(c, c) = a(c, c).inverse();
    for (Index r = c + 1; r < a.size; ++r) a(r, c) *= a(c, c);
  }
}

template <int width>
Eigen::Map<Eigen::Array<float, width, 1>> single(float* at) {
  return Eigen::Map<Eigen::Array<float, width, 1>>(at);
}
template <int width>
Pack<width> as_double(const float* at) {
  return Eigen::Map<const Eigen::Array<float, width, 1>>(at).template cast<double>();
}

/// sum_j a_j x_j of `width` countries, j < count; steps in numbers.
template <int width>
Pack<width> sum(const float* a, Index a_step, const double* x, Index x_step, Index count) {
  Pack<width> total = Pack<width>::Zero();
  for (Index j = 0; j < count; ++j)
    total += as_double<width>(a + j * a_step) * pack<width>(x + j * x_step);
  return total;
}

}  // namespace

DomesticInputOutput::DomesticInputOutput(const InputShares& input_share, const Table& home_share) {
  factorise(input_share, home_share);
}

void DomesticInputOutput::factorise(const InputShares& input_share, const Table& home_share) {
  if (input_share.empty()) return;
  const Index countries = input_share.countries(), sectors = input_share.sectors();
  countries_ = countries;
  sectors_ = sectors;
  factors_.resize(static_cast<std::size_t>(countries * sectors * sectors));
  block_.resize(static_cast<std::size_t>(kWidestPack * sectors * sectors));
  for_packs(countries, [&]<int width>(Index n) {
    const Blocks<width> block{block_.data(), sectors};
    for (Index s = 0; s < sectors; ++s) {
      const Pack<width> home = pack<width>(&home_share(n, s));
      for (Index k = 0; k < sectors; ++k)
        block(k, s) = (k == s ? 1.0 : 0.0) - pack<width>(&input_share(n, k, s)) * home;
    }
    factorise_in_place(block);
    for (Index s = 0; s < sectors; ++s) {
      for (Index k = 0; k < sectors; ++k)
        single<width>(&factors_[place(n, k, s)]) = block(k, s).template cast<float>();
    }
  });
}

void DomesticInputOutput::spend(const Table& x, Table& y) const {
  y = x;
  if (factors_.empty()) return;
  const Index step = x.rows(), sectors = x.cols();
  for_packs(x.rows(), [&]<int width>(Index n) {
    for (Index r = 1; r < sectors; ++r)
      pack<width>(&y(n, r)) -= sum<width>(factor(n, r, 0), step * sectors, &y(n, 0), step, r);
    for (Index r = sectors - 1; r >= 0; --r) {
      const Index after = sectors - 1 - r;
      if (after > 0)
        pack<width>(&y(n, r)) -=
            sum<width>(factor(n, r, r + 1), step * sectors, &y(n, r + 1), step, after);
      pack<width>(&y(n, r)) *= as_double<width>(factor(n, r, r));
    }
  });
}

void DomesticInputOutput::pass_on(const Table& x, Table& y) const {
  y = x;
  if (factors_.empty()) return;
  const Index step = x.rows(), sectors = x.cols();
  for_packs(x.rows(), [&]<int width>(Index n) {
    for (Index r = 0; r < sectors; ++r) {
      pack<width>(&y(n, r)) -= sum<width>(factor(n, 0, r), step, &y(n, 0), step, r);
      pack<width>(&y(n, r)) *= as_double<width>(factor(n, r, r));
    }
    for (Index r = sectors - 2; r >= 0; --r)
      pack<width>(&y(n, r)) -=
          sum<width>(factor(n, r + 1, r), step, &y(n, r + 1), step, sectors - 1 - r);
  });
}

}  // namespace tariffsim
