// Reaction curves: the best rate of each of two players at any rate of the other (Johnson 1953).
#pragma once

#include <array>
#include <span>
#include <vector>

#include "studies/rate_search.hpp"

namespace tariffsim {

/// Fractions.
struct Reaction {
  double other = 0;    ///< the other's rate
  double rate = 0;     ///< the best answer; NaN where none is certified
  double welfare = 0;  ///< change, of the player who answers
};

struct ReactionCurves {
  /// By player who answers, ascending in the other's rate; empty if somebody has several rates.
  std::array<std::vector<Reaction>, 2> answers;
  std::array<double, 2> nash{};  ///< where they cross
  std::array<double, 2> kept{};  ///< the rates in force, or agreed upon
  int solves = 0;

  bool known() const { return !answers[0].empty(); }
};

/// Of two players with one rate each, at evenly spaced rates of the other, from its lower bound to
/// twice what it has in the Nash equilibrium or keeps, whichever is more, within its bounds; and at
/// its Nash rate. Each point is one search, certified by gradient and step.
ReactionCurves reaction_curves(const StrategySetting& setting, std::span<const RatePlayer> players,
                               const std::vector<double>& nash, const std::vector<double>& kept);

}  // namespace tariffsim
