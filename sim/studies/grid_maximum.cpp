#include "studies/grid_maximum.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tariffsim {
namespace {

/// Positions of an axis in the order of its values: a list need not rise.
std::vector<std::size_t> rising(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  return order;
}

/// One axis at the largest grid point: its place, and what the parabola gains there.
struct Refined {
  GridMaximum::Place place;
  double gain = 0;
};

Refined refine_axis(const StudyAxis& axis, std::size_t position,
                    const std::function<double(std::size_t)>& value_at_position) {
  const double here = axis.values[position];
  if (!axis.names.empty()) return {{here, here, false, false}, 0};  // between names is nothing
  const std::vector<std::size_t> order = rising(axis.values);
  const auto at =
      static_cast<std::size_t>(std::find(order.begin(), order.end(), position) - order.begin());
  const bool lowest = at == 0, highest = at + 1 == order.size();
  const bool at_bound = (lowest && here <= axis.least) || (highest && here >= axis.most);
  Refined refined{{here, here, lowest || highest, at_bound}, 0};
  if (refined.place.at_edge) return refined;
  const std::size_t below = order[at - 1], above = order[at + 1];
  const double y = value_at_position(position);
  const auto vertex = parabola_vertex({axis.values[below], here, axis.values[above]},
                                      {value_at_position(below), y, value_at_position(above)});
  if (vertex) refined = {{here, vertex->x, false, false}, vertex->y - y};
  return refined;
}

}  // namespace

void GridMaximum::drop_refinement() {
  for (Place& place : axes) place.refined = place.on_grid;
  refined_value = value;
}

bool GridMaximum::at_edge(const Study& study) const {
  if (equals > 1) return false;
  for (std::size_t axis = 0; axis < axes.size(); ++axis)
    if (axes[axis].at_edge && study.axes[axis].values.size() > 1) return true;
  return false;
}

bool GridMaximum::may_rise_beyond(const Study& study) const {
  if (equals > 1) return false;
  for (std::size_t axis = 0; axis < axes.size(); ++axis)
    if (axes[axis].at_edge && !axes[axis].at_bound && study.axes[axis].values.size() > 1)
      return true;
  return false;
}

std::optional<Vertex> parabola_vertex(const double (&x)[3], const double (&y)[3]) {
  const double left = (y[1] - y[0]) / (x[1] - x[0]);
  const double right = (y[2] - y[1]) / (x[2] - x[1]);
  const double curvature = (right - left) / (x[2] - x[0]);
  if (!(curvature < 0)) return std::nullopt;
  const double at = (x[0] + x[1]) / 2 - left / (2 * curvature);
  if (!(at >= x[0] && at <= x[2])) return std::nullopt;
  return Vertex{at, y[0] + (at - x[0]) * (left + curvature * (at - x[1]))};
}

GridMaximum refine_maximum(const Study& study, std::size_t point,
                           const std::function<double(std::size_t)>& value_at) {
  GridMaximum maximum;
  maximum.point = point;
  maximum.value = maximum.refined_value = value_at(point);
  const std::vector<std::size_t> positions = study.positions(point);
  const bool choice = study.has_choice();
  for (std::size_t axis = 0; axis < study.axes.size(); ++axis) {
    if (choice && !study.axes[axis].is_chosen()) {
      const double here = study.axes[axis].values[positions[axis]];
      maximum.axes.push_back({here, here, false, false});
      continue;
    }
    const auto value_at_position = [&](std::size_t position) {
      std::vector<std::size_t> moved = positions;
      moved[axis] = position;
      return value_at(study.point_at(moved));
    };
    const Refined refined = refine_axis(study.axes[axis], positions[axis], value_at_position);
    maximum.axes.push_back(refined.place);
    maximum.refined_value += refined.gain;
  }
  return maximum;
}

}  // namespace tariffsim
