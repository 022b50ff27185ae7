// The best point of a sweep.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "studies/study.hpp"

namespace tariffsim {

/// The value of a measure at a point of a grid.
struct GridValue {
  std::size_t point = 0;   ///< the first at which it is so
  double value = 0;        ///< there, but for what the solver leaves open
  std::size_t equals = 1;  ///< points at which it is the same (least_difference)
};

/// Where a measure is largest on a grid, and between its points.
struct GridMaximum : GridValue {
  struct Place {
    double on_grid = 0;     ///< value of the axis
    double refined = 0;     ///< vertex of the parabola through the point and its two neighbours
    bool at_edge = false;   ///< the axis ends here
    bool at_bound = false;  ///< and its key goes no further, as a share of 100 %
  };
  std::vector<Place> axes;
  double refined_value = 0;  ///< estimate: the gains of the axes' parabolas added to `value`
  std::size_t points = 0;    ///< that have a value
  bool moved = true;         ///< false: no two points differ by more than least_difference

  /// Where several points are as good, or a parabola adds no more than the solver leaves open,
  /// there is no top between points.
  void drop_refinement();
  /// True if it is at an end of an axis that has more than one value, and nowhere else.
  bool at_edge(const Study& study) const;
  /// True if such an end is no bound of the key.
  bool may_rise_beyond(const Study& study) const;
};

/// The smallest relative difference between two points that is more than what the solver leaves
/// open, for SolverOptions::tolerance. A residual r of market clearing leaves a wage, and welfare
/// with it, open by r over the slope of excess demand in the wage, which is near the trade
/// elasticity times the traded part of output: above 1/100 but for economies that are as good as
/// closed. Both points are open by so much.
constexpr double least_difference(double tolerance) { return 2 * 100 * tolerance; }

/// The vertex of the parabola through three points, x rising; nothing if it has no maximum
/// between the outer two.
struct Vertex {
  double x = 0, y = 0;
};
std::optional<Vertex> parabola_vertex(const double (&x)[3], const double (&y)[3]);

/// Refines the largest grid point, along what can be chosen if anything can. `value_at` gives NaN
/// if there is no result.
GridMaximum refine_maximum(const Study& study, std::size_t point,
                           const std::function<double(std::size_t)>& value_at);

}  // namespace tariffsim
