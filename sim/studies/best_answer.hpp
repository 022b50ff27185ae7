// A player's best rates against rates of the others that are given.
#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "studies/rate_search.hpp"

namespace tariffsim {

struct BestAnswer {
  std::vector<double> rates;  ///< of the player
  double value = 0;           ///< its J / I
  /// As in RateSearchResult.
  double largest_step = 0, largest_gradient = 0;
  /// Of a rate, from where the search from the other start ends; NaN if it ended nowhere, or there
  /// was none. Where `on_line`, of rates at the same point of their lines.
  double other_start_move = std::nan("");
  bool on_line = false;  ///< they differ along a line on which nothing does (lerner_pin.hpp)
  int solves = 0;
  std::string failure;  ///< why it is not certified; empty: it is
  std::shared_ptr<const StrategyPoint> point;

  bool certified() const { return failure.empty(); }
};

/// One search, certified by gradient and step. `against` has the others' rates in force.
BestAnswer best_answer(const StrategySetting& against, const RatePlayer& player,
                       const std::vector<double>& start);
/// The better of two: from `start`, and from far away.
BestAnswer best_answer_of_two(const StrategySetting& against, const RatePlayer& player,
                              const std::vector<double>& start);

}  // namespace tariffsim
