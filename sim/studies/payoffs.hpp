// What two players have when each keeps its rates or leaves them: who defects (Johnson 1953).
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "studies/best_answer.hpp"

namespace tariffsim {

/// The rates of a player in a cell of the table.
enum class Play {
  kept,         ///< those without the game, or agreed upon
  best_answer,  ///< the best against what the other keeps
  nash          ///< the best against the other's, which is the best against them
};

struct PayoffCell {
  std::array<Play, 2> plays{};
  std::array<double, 2> welfare{};  ///< change, fraction
  std::array<double, 2> gain{};     ///< of J / I, over the cell in which both keep
  /// Of the search for a best answer, as in BestAnswer; NaN where nobody searched.
  double largest_gradient = std::nan(""), largest_step = std::nan(""),
         other_start_move = std::nan("");
  bool on_line = false;  ///< BestAnswer::on_line
};

struct PayoffTable {
  /// Both keep; the first leaves; the second leaves; Nash. Empty if there is no table.
  std::vector<PayoffCell> cells;
  int solves = 0;
  std::string failure;  ///< why there is none

  const PayoffCell& both_keep() const { return cells[0]; }
  const PayoffCell& leaves(std::size_t player) const { return cells[1 + player]; }
  const PayoffCell& both_leave() const { return cells[3]; }
};

/// Of exactly two players. `kept` has the rates that both keep in force, `kept_rates` are these, of
/// all players, one after another; `war` is the Nash equilibrium.
PayoffTable payoff_table(const StrategySetting& setting, std::span<const RatePlayer> players,
                         const StrategyPoint& kept, const std::vector<double>& kept_rates,
                         const StrategyPoint& war);

}  // namespace tariffsim
