#include "studies/study.hpp"

#include <algorithm>

namespace tariffsim {
namespace {

/// Enough chunks to keep many processors at work, but none so small that keeping it costs much.
constexpr std::size_t kChunksWanted = 256;
constexpr std::size_t kLeastChunk = 4;
constexpr std::size_t kMostChunk = 64;

}  // namespace

bool StudyAxis::is_chosen() const {
  return !name.starts_with("model.") && name.find(".model.") == std::string::npos;
}

bool Study::has_choice() const {
  return std::any_of(axes.begin(), axes.end(), [](const StudyAxis& axis) {
    return axis.is_chosen() && axis.values.size() > 1;
  });
}

std::size_t Study::settings() const {
  std::size_t count = 1;
  for (const StudyAxis& axis : axes) count *= axis.is_chosen() ? 1 : axis.values.size();
  return count;
}

std::size_t Study::setting_of(std::size_t point) const {
  const std::vector<std::size_t> at = positions(point);
  std::size_t setting = 0;
  for (std::size_t axis = 0; axis < axes.size(); ++axis)
    if (!axes[axis].is_chosen()) setting = setting * axes[axis].values.size() + at[axis];
  return setting;
}

std::vector<std::size_t> Study::positions(std::size_t point) const {
  std::vector<std::size_t> positions(axes.size());
  for (std::size_t axis = axes.size(); axis-- > 0; point /= axes[axis].values.size())
    positions[axis] = point % axes[axis].values.size();
  return positions;
}

std::size_t Study::point_at(const std::vector<std::size_t>& positions) const {
  std::size_t point = 0;
  for (std::size_t axis = 0; axis < axes.size(); ++axis)
    point = point * axes[axis].values.size() + positions[axis];
  return point;
}

std::size_t chunk_size(std::size_t points) {
  return std::clamp(points / kChunksWanted, kLeastChunk, kMostChunk);
}

std::size_t chunk_count(std::size_t points) {
  return (points + chunk_size(points) - 1) / chunk_size(points);
}

}  // namespace tariffsim
