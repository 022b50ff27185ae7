// The rates at which no government wants to move any of its own: of one its optimum, of several a
// Nash equilibrium (sim/model.md, section 2.10).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "studies/lerner_pin.hpp"
#include "studies/objective.hpp"
#include "studies/rate_step.hpp"
#include "studies/strategy_point.hpp"

namespace tariffsim {

/// A country, or several that act as one.
struct RatePlayer {
  std::string name;
  std::vector<Index> members;
  Objective objective;
  std::vector<ChosenRate> rates;
  LernerLine line = LernerLine::none;
};

/// Where a search ended.
struct RateSearchResult {
  std::vector<double> rates;    ///< of all players, one player after another
  std::vector<double> values;   ///< J / I of each player
  double largest_step = 0;      ///< best_response_step, of any rate, within its bounds
  double largest_gradient = 0;  ///< of J / I by any rate that is not held by a bound
  /// The size of shift_slope of J / I, of those whose line is held; nothing if no line is.
  std::optional<double> largest_shift;
  int rounds = 0, solves = 0;
  bool settled = false;                        ///< no rate moves by more than kSettledRate
  std::string message;                         ///< why not, in one sentence
  std::shared_ptr<const StrategyPoint> point;  ///< nullptr if nothing could be solved
};

/// What the certificate of an optimum and of a Nash equilibrium asks for: sim/model.md, section
/// 2.10.
inline constexpr double kMostGradient = 1e-9, kMostGain = 1e-8, kMostMove = 1e-5;

/// What a rate may still want to move by where a search has settled. Fraction.
inline constexpr double kSettledRate = 1e-7;

/// Each round is one equilibrium, one gradient and one step of each player, and Anderson's
/// acceleration of all rates together. A move of a single player that lowers what it wants more of
/// is taken back for a shorter one. A player whose line is held stays at smallest_on_line of its
/// rates; where a bound is in the way of that, it searches among all rates.
RateSearchResult search_rates(StrategySolver& solver, std::span<const RatePlayer> players,
                              const std::vector<double>& start);
/// The same without a round: what is known where it starts.
RateSearchResult inspect_rates(StrategySolver& solver, std::span<const RatePlayer> players,
                               const std::vector<double>& rates);

/// The rates of all players, one player after another.
std::vector<ChosenRate> all_rates(std::span<const RatePlayer> players);

}  // namespace tariffsim
