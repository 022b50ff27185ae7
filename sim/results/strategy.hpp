// What was found of an optimum or a game, as rows.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "outcomes/outcome.hpp"
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
  double ev_musd = 0, terms_of_trade_pct = 0, tax_revenue_base_musd = 0, tax_revenue_musd = 0;
};

const std::vector<Measure<PlayerRow>>& player_measures();
/// `outcome`: under the rates found.
std::vector<PlayerRow> player_rows(const StrategyResult& result, const Outcome& outcome);

/// A number that is chosen: what it is for, where that is one.
struct RatePlace {
  std::vector<Index> partners, sectors;  ///< of its cells, ascending
};
RatePlace rate_place(const ChosenRate& rate);

}  // namespace tariffsim
