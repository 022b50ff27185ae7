#include "equilibrium/contraction.hpp"

namespace tariffsim {
namespace {

/// Countries whose sums stay in registers together.
constexpr Index kBlock = 8;

/// out[n] += sum_j g[j * g_step + n] x[j * n_countries + n], the sums of kBlock countries at a
/// time.
void add_sums(const double* g, Index g_step, const Table& x, double* out) {
  using Block = Eigen::Array<double, kBlock, 1>;
  const Index countries = x.rows();
  Index n = 0;
  for (; n + kBlock <= countries; n += kBlock) {
    Block sum = Block::Zero();
    for (Index j = 0; j < x.cols(); ++j) {
      sum += Eigen::Map<const Block>(g + j * g_step + n) *
             Eigen::Map<const Block>(x.data() + j * countries + n);
    }
    Eigen::Map<Block>(out + n) += sum;
  }
  for (; n < countries; ++n) {
    for (Index j = 0; j < x.cols(); ++j) out[n] += g[j * g_step + n] * x.data()[j * countries + n];
  }
}

}  // namespace

void add_over_inputs(const InputShares& g, const Table& x, Table& out) {
  for (Index s = 0; s < x.cols(); ++s)
    add_sums(g.by_country(0, s).data(), x.rows(), x, out.col(s).data());
}

void add_over_users(const InputShares& g, const Table& x, Table& out) {
  for (Index k = 0; k < x.cols(); ++k)
    add_sums(g.by_country(k, 0).data(), x.rows() * x.cols(), x, out.col(k).data());
}

}  // namespace tariffsim
