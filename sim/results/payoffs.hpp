// The pay-off table and the reaction curves of two players, as rows.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "results/measure.hpp"
#include "studies/strategy.hpp"

namespace tariffsim {

/// What one player has where the two play so; positions.
struct PayoffRow {
  std::size_t first_plays = 0, second_plays = 0, player = 0;
  double welfare_pct = 0, objective_gain_pct = 0;
  double largest_gradient = 0, largest_step = 0, other_start_move = 0;  ///< NaN: nobody searched
};

const std::vector<Measure<PayoffRow>>& payoff_measures();
/// "status_quo" (of cooperation "agreement"), "best_answer", "nash", by Play.
std::vector<std::string> play_names(const StrategyResult& result);
/// None if there is no table.
std::vector<PayoffRow> payoff_rows(const StrategyResult& result);

/// A point of a reaction curve.
struct ReactionRow {
  std::size_t player = 0, point = 0;  ///< who answers
  double other_rate = 0, rate = 0, welfare_pct = 0;
};

const std::vector<Measure<ReactionRow>>& reaction_measures();
/// Player by player.
std::vector<ReactionRow> reaction_rows(const StrategyResult& result);

}  // namespace tariffsim
