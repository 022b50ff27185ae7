#include "equilibrium/outer_products.hpp"

namespace tariffsim {
namespace {

/// Four outer products at a time, so that a sum is loaded and stored once for four products.
/// Inlined into functions for machines with other instructions, which it is compiled to there.
[[gnu::always_inline]] inline void add_products(const double* __restrict a,
                                                const double* __restrict b, Index n, Index count,
                                                double* __restrict sum) {
  Index at = 0;
  for (; at + 4 <= count; at += 4) {
    const double *a0 = a + at * n, *a1 = a0 + n, *a2 = a1 + n, *a3 = a2 + n;
    for (Index k = 0; k < n; ++k) {
      const double* with = b + at * n + k;
      const double b0 = with[0], b1 = with[n], b2 = with[2 * n], b3 = with[3 * n];
      double* column = sum + k * n;
      for (Index i = 0; i < n; ++i) column[i] += a0[i] * b0 + a1[i] * b1 + a2[i] * b2 + a3[i] * b3;
    }
  }
  for (; at < count; ++at)
    for (Index k = 0; k < n; ++k)
      for (Index i = 0; i < n; ++i) sum[k * n + i] += a[at * n + i] * b[at * n + k];
}

void add_plain(const double* a, const double* b, Index n, Index count, double* sum) {
  add_products(a, b, n, count, sum);
}

#ifdef __x86_64__
[[gnu::target("avx2,fma")]] void add_wide(const double* a, const double* b, Index n, Index count,
                                          double* sum) {
  add_products(a, b, n, count, sum);
}

bool has_wide() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
#else
constexpr auto add_wide = add_plain;

bool has_wide() { return false; }
#endif

}  // namespace

void add_outer_products(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b, Eigen::MatrixXd& sum) {
  static const auto add = has_wide() ? add_wide : add_plain;
  add(a.data(), b.data(), a.rows(), a.cols(), sum.data());
}

}  // namespace tariffsim
