#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "studies/grid_maximum.hpp"
#include "studies/sobol_indices.hpp"
#include "studies/spread.hpp"
#include "studies/unit_sampler.hpp"
#include "support/near.hpp"

using namespace tariffsim;
using test::rounded;
using test::within;

namespace {

/// One product and one sum, in another order.
constexpr double kInterpolated = 1e-14;

/// The definition, by sorting.
double percentile(std::vector<double> values, double percent) {
  std::sort(values.begin(), values.end());
  const double rank = percent / 100 * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(rank);
  const double above = values[std::min(below + 1, values.size() - 1)];
  return values[below] + (rank - static_cast<double>(below)) * (above - values[below]);
}

SeriesSource source_of(const std::vector<std::vector<double>>& points) {
  return [&](const std::function<void(std::span<const double>)>& visit) {
    for (const std::vector<double>& point : points) visit(point);
  };
}

/// Ishigami and Homma (1990) with a = 7, b = 0.1.
double ishigami(double x, double y, double z) {
  return std::sin(x) + 7 * std::sin(y) * std::sin(y) + 0.1 * z * z * z * z * std::sin(x);
}

}  // namespace

TEST_CASE("percentiles are those of the sorted values") {
  const unsigned seed = GENERATE(1U, 2U, 3U);
  CAPTURE(seed);
  std::mt19937 generator(seed);
  std::normal_distribution<double> normal;
  for (const std::size_t size : {1U, 2U, 3U, 50U, 5001U}) {
    std::vector<std::vector<double>> points;
    std::vector<double> first, second;
    for (std::size_t at = 0; at < size; ++at) {
      first.push_back(normal(generator));
      second.push_back(std::exp(5 * normal(generator)));  // almost all in the lowest bins
      points.push_back({first.back(), second.back(), 3.5});
    }
    const std::vector<Spread> found = spreads(source_of(points), 3);
    for (std::size_t p = 0; p < kPercentiles.size(); ++p) {
      CHECK(found[0].percentiles[p] == within(percentile(first, kPercentiles[p]), kInterpolated));
      CHECK(found[1].percentiles[p] == within(percentile(second, kPercentiles[p]), kInterpolated));
      CHECK(found[2].percentiles[p] == 3.5);
    }
    const auto above = std::count_if(first.begin(), first.end(), [](double v) { return v > 0; });
    CHECK(found[0].above_zero * static_cast<double>(size) == rounded(static_cast<double>(above)));
    CHECK(found[0].minimum == *std::min_element(first.begin(), first.end()));
    CHECK(found[0].maximum == *std::max_element(first.begin(), first.end()));
  }
}

TEST_CASE("what is not defined has no part in a spread") {
  const double none = std::nan("");
  const std::vector<Spread> found = spreads(source_of({{1, none}, {none, none}, {3, none}}), 2);
  CHECK(found[0].count == 2);
  CHECK(found[0].mean == 2);
  CHECK(found[0].percentiles[2] == 2);
  CHECK(found[1].count == 0);
  CHECK(std::isnan(found[1].percentiles[2]));
}

TEST_CASE("first-order indices of the Ishigami function are the analytic ones") {
  constexpr std::size_t kBlocks = 8192;
  constexpr double kPi = std::numbers::pi;
  // V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2; V_1 = (1 + b pi^4/5)^2/2; V_2 = a^2/8; V_3 = 0.
  const double pi4 = std::pow(kPi, 4);
  const double variance = 49.0 / 8 + 0.1 * pi4 / 5 + 0.01 * pi4 * pi4 / 18 + 0.5;
  const double part1 = (1 + 0.1 * pi4 / 5) * (1 + 0.1 * pi4 / 5) / 2;
  const UnitSampler sampler(Sampling::sobol, 9, kBlocks, 6);
  SobolIndices indices(3);
  for (std::size_t at = 0; at < kBlocks; ++at) {
    std::vector<double> x = sampler.at(at);
    for (double& one : x) one = kPi * (2 * one - 1);
    indices.add(ishigami(x[0], x[1], x[2]), ishigami(x[3], x[4], x[5]),
                std::vector{ishigami(x[3], x[1], x[2]), ishigami(x[0], x[4], x[2]),
                            ishigami(x[0], x[1], x[5])});
  }
  const std::vector<double> found = indices.first_order();
  CHECK(found[0] == test::near(part1 / variance, 0.01));
  CHECK(found[1] == test::near(49.0 / 8 / variance, 0.01));
  CHECK(found[2] == test::near(0, 0.01));
}

TEST_CASE("a result that does not vary has no indices, and a failed point no part in them") {
  SobolIndices indices(2);
  indices.add(1, std::nan(""), std::vector{1.0, 1.0});
  CHECK(indices.blocks() == 0);
  indices.add(1, 1, std::vector{1.0, 1.0});
  CHECK(std::isnan(indices.first_order()[0]));
}

TEST_CASE("the vertex of a parabola is found through any three of its points") {
  const auto f = [](double x) { return 4 - 3 * (x - 0.7) * (x - 0.7); };
  for (const double left : {-1.0, 0.2, 0.6}) {
    const auto vertex = parabola_vertex({left, 0.69, 2}, {f(left), f(0.69), f(2)});
    REQUIRE(vertex);
    CHECK(vertex->x == rounded(0.7));
    CHECK(vertex->y == rounded(4));
  }
  CHECK_FALSE(parabola_vertex({0, 1, 2}, {1, 0, 1}));  // a valley
  CHECK_FALSE(parabola_vertex({0, 1, 2}, {0, 1, 2}));  // a line
}

TEST_CASE("the maximum of a grid is refined axis by axis, in the order of values") {
  Study study;
  study.axes = {{"a", {3, 1, 2, 4}, false}, {"b", {0, 10}, false}};
  study.points = 8;
  const auto f = [&](std::size_t point) {
    const double a = study.axes[0].values[study.positions(point)[0]];
    const double b = study.axes[1].values[study.positions(point)[1]];
    return 5 - (a - 2.25) * (a - 2.25) + b;
  };
  std::size_t best = 0;
  for (std::size_t point = 0; point < study.points; ++point)
    if (f(point) > f(best)) best = point;
  const GridMaximum maximum = refine_maximum(study, best, f);
  CHECK(maximum.axes[0].on_grid == 2);
  CHECK(maximum.axes[0].refined == rounded(2.25));
  CHECK_FALSE(maximum.axes[0].at_edge);
  CHECK(maximum.axes[1].on_grid == 10);
  CHECK(maximum.axes[1].at_edge);
  CHECK(maximum.at_edge(study));
  CHECK(maximum.may_rise_beyond(study));
  CHECK(maximum.refined_value == rounded(15));

  study.axes[1].most = 10;  // the key goes no further
  const GridMaximum bounded = refine_maximum(study, best, f);
  CHECK(bounded.axes[1].at_bound);
  CHECK(bounded.at_edge(study));
  CHECK_FALSE(bounded.may_rise_beyond(study));

  // Cause: a parameter of the model was maximised over, and its end called that of the grid.
  study.axes[1] = {"model.elasticities", {0, 10}, false};
  const GridMaximum chosen = refine_maximum(study, best, f);
  CHECK_FALSE(chosen.at_edge(study));
  CHECK(chosen.axes[1].refined == 10);
  CHECK(study.settings() == 2);
  CHECK(study.setting_of(5) == 1);
  study.axes[0].name = "steps[0].model.labour_mobility";
  CHECK_FALSE(study.has_choice());
}
