#include "studies/sobol_indices.hpp"

#include <algorithm>
#include <cmath>

namespace tariffsim {
namespace {

/// V_g / V = 1 - sum_j (f(B)_j - f(A with g of B)_j)^2 / (2 N V): the two points of a block share
/// the numbers of group g only (Jansen 1999; Saltelli et al. 2010, Table 2 (c)).
double first_order_index(double squared_differences, double blocks, double variance) {
  return 1 - squared_differences / (2 * blocks * variance);
}

}  // namespace

void SobolIndices::add(double a, double b, std::span<const double> mixed) {
  const bool defined =
      std::isfinite(a) && std::isfinite(b) &&
      std::all_of(mixed.begin(), mixed.end(), [](double v) { return std::isfinite(v); });
  if (!defined) return;
  ++blocks_;
  auto seen = static_cast<double>(2 * blocks_ - 2);
  for (const double value : {a, b}) {
    const double from_mean = value - mean_;
    mean_ += from_mean / ++seen;
    squares_ += from_mean * (value - mean_);
  }
  for (std::size_t group = 0; group < mixed.size(); ++group)
    squared_differences_[group] += (b - mixed[group]) * (b - mixed[group]);
}

std::vector<double> SobolIndices::first_order() const {
  const auto blocks = static_cast<double>(blocks_);
  const double variance = squares_ / (2 * blocks - 1);
  std::vector<double> indices;
  for (const double differences : squared_differences_)
    indices.push_back(variance > 0 ? first_order_index(differences, blocks, variance)
                                   : std::nan(""));
  return indices;
}

}  // namespace tariffsim
