#include "outcomes/fit.hpp"

#include <algorithm>
#include <boost/accumulators/accumulators.hpp>
#include <boost/accumulators/statistics/stats.hpp>
#include <boost/accumulators/statistics/variates/covariate.hpp>
#include <boost/accumulators/statistics/weighted_covariance.hpp>
#include <boost/accumulators/statistics/weighted_mean.hpp>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace tariffsim {
namespace {

namespace ba = boost::accumulators;

double total(const std::vector<double>& x) { return std::accumulate(x.begin(), x.end(), 0.0); }

}  // namespace

void WeightedPairs::add(double prediction, double observation, double its_weight) {
  predicted.push_back(prediction);
  observed.push_back(observation);
  weight.push_back(its_weight);
}

double weighted_mean(const std::vector<double>& x, const std::vector<double>& weight) {
  if (!(total(weight) > 0)) return std::nan("");
  ba::accumulator_set<double, ba::stats<ba::tag::weighted_mean>, double> all;
  for (std::size_t i = 0; i < x.size(); ++i) all(x[i], ba::weight = weight[i]);
  return ba::weighted_mean(all);
}

double weighted_covariance(const std::vector<double>& x, const std::vector<double>& y,
                           const std::vector<double>& weight) {
  if (!(total(weight) > 0)) return std::nan("");
  using Covariance = ba::tag::weighted_covariance<double, ba::tag::covariate1>;
  ba::accumulator_set<double, ba::stats<Covariance>, double> all;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (weight[i] > 0) all(x[i], ba::weight = weight[i], ba::covariate1 = y[i]);
  return ba::extract_result<Covariance>(all);
}

double slope(const WeightedPairs& pairs) {
  const double variance = weighted_covariance(pairs.predicted, pairs.predicted, pairs.weight);
  if (!(variance > 0)) return std::nan("");
  return weighted_covariance(pairs.predicted, pairs.observed, pairs.weight) / variance;
}

double intercept(const WeightedPairs& pairs) {
  return weighted_mean(pairs.observed, pairs.weight) -
         slope(pairs) * weighted_mean(pairs.predicted, pairs.weight);
}

double correlation(const WeightedPairs& pairs) {
  const auto& [p, o, w] = pairs;
  const double variances = weighted_covariance(p, p, w) * weighted_covariance(o, o, w);
  return variances > 0 ? weighted_covariance(p, o, w) / std::sqrt(variances) : std::nan("");
}

std::vector<double> ranks(const std::vector<double>& x) {
  std::vector<std::size_t> order(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
  std::vector<double> out(x.size());
  for (std::size_t first = 0, next = 0; first < order.size(); first = next) {
    while (next < order.size() && x[order[next]] == x[order[first]]) ++next;
    const double mean = 0.5 * static_cast<double>(first + 1 + next);
    for (std::size_t at = first; at < next; ++at) out[order[at]] = mean;
  }
  return out;
}

double rank_correlation(const WeightedPairs& pairs) {
  return correlation({ranks(pairs.predicted), ranks(pairs.observed), pairs.weight});
}

double root_mean_square_error(const WeightedPairs& pairs) {
  std::vector<double> squares;
  for (std::size_t i = 0; i < pairs.weight.size(); ++i)
    squares.push_back(std::pow(pairs.observed[i] - pairs.predicted[i], 2));
  return std::sqrt(weighted_mean(squares, pairs.weight));
}

double error_of_no_change(const WeightedPairs& pairs) {
  return root_mean_square_error(
      {std::vector<double>(pairs.weight.size(), 0.0), pairs.observed, pairs.weight});
}

Fit fit(const WeightedPairs& pairs) {
  return {.cells = pairs.weight.size(),
          .weight = total(pairs.weight),
          .slope = slope(pairs),
          .intercept = intercept(pairs),
          .correlation = correlation(pairs),
          .rank_correlation = rank_correlation(pairs),
          .error = root_mean_square_error(pairs),
          .error_of_no_change = error_of_no_change(pairs)};
}

}  // namespace tariffsim
