// Which of several uncertain groups a result's variance comes from.
#pragma once

#include <span>
#include <vector>

namespace tariffsim {

/// First-order Sobol indices of one result, added up block by block: f at two independent samples
/// A and B, and for each group at A with that group's numbers taken from B.
class SobolIndices {
 public:
  explicit SobolIndices(std::size_t groups) : squared_differences_(groups, 0.0) {}

  /// `mixed`: a value for each group. A block with a value that is not defined does not count.
  void add(double a, double b, std::span<const double> mixed);

  std::size_t blocks() const { return blocks_; }
  /// The share of the variance that is due to a group alone, by group; NaN without variance.
  std::vector<double> first_order() const;

 private:
  std::size_t blocks_ = 0;
  double mean_ = 0, squares_ = 0;  // of A and B together, by Welford's recurrence
  std::vector<double> squared_differences_;
};

}  // namespace tariffsim
