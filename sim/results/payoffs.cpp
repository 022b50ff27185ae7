#include "results/payoffs.hpp"

namespace tariffsim {

const std::vector<Measure<PayoffRow>>& payoff_measures() {
  static const std::vector<Measure<PayoffRow>> measures{
      {{"welfare_pct", "change of welfare (real income) of `player`"}, &PayoffRow::welfare_pct},
      {{"objective_gain_pct",
        "what `player` has more of what it maximises than where both keep their rates, percent of "
        "its income"},
       &PayoffRow::objective_gain_pct},
      {{"largest_gradient",
        "of the search for the best answer: what a unit of a rate would still add, fraction of "
        "income"},
       &PayoffRow::largest_gradient},
      {{"largest_step", "of the same: how far a rate would still move, as a fraction"},
       &PayoffRow::largest_step},
      {{"other_start_move",
        "of the same: how far from the rates found a search from another start ends, as a "
        "fraction"},
       &PayoffRow::other_start_move}};
  return measures;
}

std::vector<std::string> play_names(const StrategyResult& result) {
  return {result.kind == StrategyKind::cooperative ? "agreement" : "status_quo", "best_answer",
          "nash"};
}

std::vector<PayoffRow> payoff_rows(const StrategyResult& result) {
  std::vector<PayoffRow> rows;
  if (!result.payoffs) return rows;
  rows.reserve(2 * result.payoffs->cells.size());
  for (const PayoffCell& cell : result.payoffs->cells)
    for (std::size_t player = 0; player < cell.welfare.size(); ++player)
      rows.push_back({static_cast<std::size_t>(cell.plays[0]),
                      static_cast<std::size_t>(cell.plays[1]), player, 100 * cell.welfare[player],
                      100 * cell.gain[player], cell.largest_gradient, cell.largest_step,
                      cell.other_start_move});
  return rows;
}

const std::vector<Measure<ReactionRow>>& reaction_measures() {
  static const std::vector<Measure<ReactionRow>> measures{
      {{"other_rate", "what the other player levies, as a fraction"}, &ReactionRow::other_rate},
      {{"rate", "the best answer of `player` to it, as a fraction"}, &ReactionRow::rate},
      {{"welfare_pct", "change of welfare (real income) of `player` then"},
       &ReactionRow::welfare_pct}};
  return measures;
}

std::vector<ReactionRow> reaction_rows(const StrategyResult& result) {
  std::vector<ReactionRow> rows;
  for (std::size_t player = 0; player < result.reactions.answers.size(); ++player) {
    const std::vector<Reaction>& answers = result.reactions.answers[player];
    for (std::size_t point = 0; point < answers.size(); ++point)
      rows.push_back(
          {player, point, answers[point].other, answers[point].rate, 100 * answers[point].welfare});
  }
  return rows;
}

}  // namespace tariffsim
