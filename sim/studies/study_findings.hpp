// What the points of a study say together.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "studies/grid_maximum.hpp"
#include "studies/spread.hpp"
#include "studies/study_store.hpp"

namespace tariffsim {

/// Points, of draws those of the distribution, at which welfare of an economy moves one way and
/// something else the other; both by at least kVisibleMove percent.
struct OpposedSigns {
  std::size_t real_wage = 0;
  std::size_t without_rebate = 0;  ///< welfare itself, border taxes spent on nobody
};
inline constexpr double kVisibleMove = 0.005;  ///< less is written as 0.00 %

/// A series is one measure of one economy, or a figure of the study, in the order of a point's
/// values.
struct StudyFindings {
  std::size_t points = 0;  ///< with a result
  std::size_t failed = 0;
  std::vector<std::pair<std::size_t, std::string>> failures;  ///< the first few, with the reason
  double largest_residual = 0;
  std::vector<OpposedSigns> opposed = {};  ///< by economy

  std::vector<Spread> spreads;  ///< of draws, by series
  /// First-order Sobol indices by series and group; empty without several groups.
  std::vector<std::vector<double>> sobol;

  /// Of a sweep, by series: where it is largest and smallest, of several equal points the first;
  /// absent if it has no value.
  std::vector<std::optional<GridMaximum>> maxima;
  std::vector<std::optional<GridValue>> minima;
  /// Of a sweep of what can be chosen and of parameters of the model, by setting of these
  /// (Study::settings) and economy: where welfare is largest. Empty of all else, and of more than
  /// kMostSettings.
  std::vector<std::vector<std::optional<GridMaximum>>> best_by_setting = {};
};
inline constexpr std::size_t kMostSettings = 1000;

/// Reads the store a few times from its beginning to its end; memory does not grow with it, but for
/// what spreads() keeps.
StudyFindings compute_findings(const Study& study, const StudyStore& store, std::size_t economies);

}  // namespace tariffsim
