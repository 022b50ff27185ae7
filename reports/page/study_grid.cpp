#include "page/study_grid.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace tariffsim {
namespace {

std::size_t product(const std::vector<std::size_t>& sizes) {
  return std::accumulate(sizes.begin(), sizes.end(), std::size_t{1}, std::multiplies<>());
}

}  // namespace

std::vector<std::size_t> spread_evenly(std::size_t size, std::size_t count) {
  std::vector<std::size_t> out;
  count = std::min(count, size);
  for (std::size_t at = 0; at < count; ++at)
    out.push_back(count == 1 ? 0 : (at * (size - 1) + (count - 1) / 2) / (count - 1));
  return out;
}

std::vector<std::vector<std::size_t>> thinned_axes(const Study& study, std::size_t most_points) {
  std::vector<std::size_t> sizes;
  for (const StudyAxis& axis : study.axes)
    sizes.push_back(std::min(axis.values.size(), most_points));
  while (product(sizes) > most_points) {
    const auto longest = std::max_element(sizes.begin(), sizes.end());
    if (*longest <= 2) break;
    --*longest;
  }
  std::vector<std::vector<std::size_t>> positions;
  for (std::size_t axis = 0; axis < sizes.size(); ++axis)
    positions.push_back(spread_evenly(study.axes[axis].values.size(), sizes[axis]));
  return positions;
}

std::vector<std::size_t> points_at(const Study& study,
                                   const std::vector<std::vector<std::size_t>>& positions) {
  std::vector<std::vector<std::size_t>> places{{}};
  for (const std::vector<std::size_t>& axis : positions) {
    std::vector<std::vector<std::size_t>> longer;
    for (const std::vector<std::size_t>& place : places) {
      for (const std::size_t position : axis) {
        longer.push_back(place);
        longer.back().push_back(position);
      }
    }
    places = std::move(longer);
  }
  std::vector<std::size_t> points;
  points.reserve(places.size());
  for (const std::vector<std::size_t>& place : places) points.push_back(study.point_at(place));
  return points;
}

}  // namespace tariffsim
