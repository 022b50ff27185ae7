// What was found of an optimum or a game, as rows.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "results/measure.hpp"
#include "studies/strategy.hpp"

namespace tariffsim {

/// A cell whose rate was chosen; positions.
struct ChosenRateRow {
  std::size_t player = 0, instrument = 0, exporter = 0, importer = 0, sector = 0;
  double rate = 0, rate_before = 0;  ///< fractions
};

const std::vector<Measure<ChosenRateRow>>& chosen_rate_measures();
/// "tariff", "export_tax".
const std::vector<std::string>& chosen_instruments();
/// Player by player, in the order of its lines.
void for_each_chosen_rate(const StrategyResult& result,
                          const std::function<void(const ChosenRateRow&)>& act);

struct PlayerRow {
  double welfare_pct = 0, welfare_status_quo_pct = 0, largest_gain_pct = 0, largest_move = 0;
  double welfare_free_trade_pct = 0, welfare_war_pct = 0;  ///< NaN where there is none
};

const std::vector<Measure<PlayerRow>>& player_measures();
std::vector<PlayerRow> player_rows(const StrategyResult& result);

}  // namespace tariffsim
