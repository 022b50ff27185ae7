// How well predictions fit what was observed: statistics of pairs of numbers with weights.
#pragma once

#include <cstddef>
#include <vector>

namespace tariffsim {

/// Predicted and observed changes with their weights (>= 0), three vectors of one length.
struct WeightedPairs {
  std::vector<double> predicted, observed, weight;

  void add(double prediction, double observation, double its_weight);
};

/// m(x) = sum_i w_i x_i / sum_i w_i; NaN without weight.
double weighted_mean(const std::vector<double>& x, const std::vector<double>& weight);

/// cov(x, y) = sum_i w_i (x_i - m(x)) (y_i - m(y)) / sum_i w_i; NaN without weight.
double weighted_covariance(const std::vector<double>& x, const std::vector<double>& y,
                           const std::vector<double>& weight);

/// Least squares of observed on predicted: b = cov(p, o) / cov(p, p). 1 is right; below 1, what
/// happened was less than what was predicted. NaN if all predictions are the same.
double slope(const WeightedPairs& pairs);

/// a = m(o) - b m(p). NaN where the slope is.
double intercept(const WeightedPairs& pairs);

/// Pearson's r = cov(p, o) / sqrt(cov(p, p) cov(o, o)). NaN if either is the same everywhere.
double correlation(const WeightedPairs& pairs);

/// Ranks from 1 for the smallest; equals share the mean of their ranks.
std::vector<double> ranks(const std::vector<double>& x);

/// Spearman's: the correlation of the ranks, with the weights of the pairs.
double rank_correlation(const WeightedPairs& pairs);

/// sqrt( sum_i w_i (o_i - p_i)^2 / sum_i w_i ); NaN without weight.
double root_mean_square_error(const WeightedPairs& pairs);

/// The same of who predicts no change: p = 0.
double error_of_no_change(const WeightedPairs& pairs);

/// All of these. A field that is not defined is NaN.
struct Fit {
  std::size_t cells = 0;
  double weight = 0;
  double slope, intercept, correlation, rank_correlation, error, error_of_no_change;
};
Fit fit(const WeightedPairs& pairs);

}  // namespace tariffsim
