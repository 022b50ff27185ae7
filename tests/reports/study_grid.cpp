#include "page/study_grid.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace tariffsim;

namespace {

Study grid(const std::vector<std::size_t>& sizes) {
  Study study;
  study.points = 1;
  for (const std::size_t size : sizes) {
    study.axes.push_back({"key", std::vector<double>(size)});
    study.points *= size;
  }
  return study;
}

}  // namespace

TEST_CASE("positions are spread evenly with both ends, all of them where there is room") {
  using Positions = std::vector<std::size_t>;
  CHECK(spread_evenly(4, 9) == Positions{0, 1, 2, 3});
  CHECK(spread_evenly(11, 3) == Positions{0, 5, 10});
  CHECK(spread_evenly(5, 1) == Positions{0});
  for (const std::size_t size : {2U, 7U, 1000U, 9'999'999U}) {
    const Positions positions = spread_evenly(size, 5);
    CHECK(positions.front() == 0);
    CHECK(positions.back() == size - 1);
    CHECK(std::is_sorted(positions.begin(), positions.end()));
    CHECK(std::adjacent_find(positions.begin(), positions.end()) == positions.end());
  }
}

TEST_CASE("a grid is thinned where it is longest, to no more points than there is room for") {
  const auto sizes = [](const std::vector<std::vector<std::size_t>>& positions) {
    std::vector<std::size_t> out;
    for (const auto& axis : positions) out.push_back(axis.size());
    return out;
  };
  CHECK(sizes(thinned_axes(grid({31}), 400)) == std::vector<std::size_t>{31});
  CHECK(sizes(thinned_axes(grid({10'000'000}), 400)) == std::vector<std::size_t>{400});
  CHECK(sizes(thinned_axes(grid({300, 4}), 400)) == std::vector<std::size_t>{100, 4});
  CHECK(sizes(thinned_axes(grid({50, 50}), 400)) == std::vector<std::size_t>{20, 20});
  const Study cube = grid({50, 40, 3});
  const auto kept = thinned_axes(cube, 300);
  const std::vector<std::size_t> points = points_at(cube, kept);
  CHECK(points.size() <= 300);
  CHECK(points.front() == 0);
  CHECK(points.back() == cube.points - 1);
  CHECK(std::is_sorted(points.begin(), points.end()));
}
