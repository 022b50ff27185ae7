// Statistics of predictions and observations, each worked out by hand.
#include "outcomes/fit.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace tariffsim;

namespace {

constexpr double kExact = 1e-14;

Approx exactly(double value) { return Approx(value).margin(kExact).epsilon(kExact); }

}  // namespace

TEST_CASE("slope, intercept, correlation and errors with weights") {
  // Means 2.25 and 3.5; variances 11/16 and 9/4, covariance 9/8.
  const WeightedPairs pairs{{1, 2, 3}, {2, 2, 5}, {1, 1, 2}};
  CHECK(weighted_mean(pairs.predicted, pairs.weight) == exactly(2.25));
  CHECK(weighted_covariance(pairs.predicted, pairs.observed, pairs.weight) == exactly(9.0 / 8));
  CHECK(slope(pairs) == exactly(18.0 / 11));
  CHECK(intercept(pairs) == exactly(-2.0 / 11));
  CHECK(correlation(pairs) == exactly(3 / std::sqrt(11.0)));
  CHECK(root_mean_square_error(pairs) == exactly(1.5));
  CHECK(error_of_no_change(pairs) == exactly(std::sqrt(14.5)));
  const Fit all = fit(pairs);
  CHECK(all.cells == 3);
  CHECK(all.weight == 4);
  CHECK(all.slope == slope(pairs));
  CHECK(all.rank_correlation == rank_correlation(pairs));
}

TEST_CASE("equals share the mean of their ranks") {
  CHECK(ranks({10, 10, 5, 20}) == std::vector<double>{2.5, 2.5, 1, 4});
  CHECK(ranks({3, 3, 3}) == std::vector<double>{2, 2, 2});
  CHECK(ranks({}).empty());
  // Ranks less their mean: -1.5, -0.5, 0.5, 1.5 and 0, 0, -1.5, 1.5.
  CHECK(rank_correlation({{1, 2, 3, 4}, {10, 10, 5, 20}, {1, 1, 1, 1}}) ==
        exactly(1 / std::sqrt(10.0)));
  CHECK(rank_correlation({{1, 2, 3}, {1, 10, 100}, {5, 1, 2}}) == exactly(1));
}

TEST_CASE("a weight of two is a cell that is there twice, one of zero a cell that is not there") {
  const WeightedPairs weighted{{1, 2, 4, 9}, {3, 1, 5, -7}, {1, 2, 1, 0}};
  const WeightedPairs repeated{{1, 2, 2, 4}, {3, 1, 1, 5}, {1, 1, 1, 1}};
  CHECK(slope(weighted) == exactly(slope(repeated)));
  CHECK(intercept(weighted) == exactly(intercept(repeated)));
  CHECK(correlation(weighted) == exactly(correlation(repeated)));
  CHECK(root_mean_square_error(weighted) == exactly(root_mean_square_error(repeated)));
}

TEST_CASE("one cell, and none, have no slope") {
  const Fit one = fit({{0.2}, {-0.1}, {7}});
  CHECK(one.cells == 1);
  CHECK(std::isnan(one.slope));
  CHECK(std::isnan(one.intercept));
  CHECK(std::isnan(one.correlation));
  CHECK(std::isnan(one.rank_correlation));
  CHECK(one.error == exactly(0.3));
  CHECK(one.error_of_no_change == exactly(0.1));
  const Fit none = fit({});
  CHECK(none.cells == 0);
  CHECK(none.weight == 0);
  CHECK(std::isnan(none.slope));
  CHECK(std::isnan(none.error));
  // Predictions that are all the same say nothing of a slope.
  CHECK(std::isnan(slope({{1, 1}, {0, 2}, {1, 1}})));
  CHECK(std::isnan(correlation({{1, 1}, {0, 2}, {1, 1}})));
}
