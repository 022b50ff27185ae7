#include "equilibrium/contraction.hpp"

#include "equilibrium/packs.hpp"

namespace tariffsim {
namespace {

/// out[n] += sum_j g[j * g_step + n] x[j * n_countries + n].
void add_sums(const double* g, Index g_step, const Table& x, double* out) {
  const Index countries = x.rows();
  for_packs(countries, [&]<int width>(Index n) {
    Pack<width> sum = Pack<width>::Zero();
    for (Index j = 0; j < x.cols(); ++j)
      sum += pack<width>(g + j * g_step + n) * pack<width>(x.data() + j * countries + n);
    pack<width>(out + n) += sum;
  });
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
