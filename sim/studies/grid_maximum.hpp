// The best point of a sweep.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "studies/study.hpp"

namespace tariffsim {

/// The value of a measure at a point of a grid.
struct GridValue {
  std::size_t point = 0;
  double value = 0;
};

/// Where a measure is largest on a grid, and between its points.
struct GridMaximum : GridValue {
  struct Place {
    double on_grid = 0;    ///< value of the axis
    double refined = 0;    ///< vertex of the parabola through the point and its two neighbours
    bool at_edge = false;  ///< the axis ends here: it may rise beyond
  };
  std::vector<Place> axes;
  double refined_value = 0;  ///< estimate: the gains of the axes' parabolas added to `value`

  /// True where it is at an end of an axis that has more than one value: it may rise beyond.
  bool at_edge(const Study& study) const;
};

/// The vertex of the parabola through three points, x rising; nothing where it has no maximum
/// between the outer two.
struct Vertex {
  double x = 0, y = 0;
};
std::optional<Vertex> parabola_vertex(const double (&x)[3], const double (&y)[3]);

/// Refines the largest grid point. `value_at` gives NaN where there is no result.
GridMaximum refine_maximum(const Study& study, std::size_t point,
                           const std::function<double(std::size_t)>& value_at);

}  // namespace tariffsim
