#include "equilibrium/contraction.hpp"

#include "equilibrium/lanes.hpp"

namespace tariffsim {
namespace {

/// out[n] += sum_j g[j * g_step + n] x[j * n_countries + n].
void add_sums(const double* g, Index g_step, const Table& x, double* out) {
  const Index countries = x.rows();
  for_lanes(countries, [&]<int width>(Index n) {
    Lanes<width> sum = Lanes<width>::Zero();
    for (Index j = 0; j < x.cols(); ++j)
      sum += lanes<width>(g + j * g_step + n) * lanes<width>(x.data() + j * countries + n);
    lanes<width>(out + n) += sum;
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
