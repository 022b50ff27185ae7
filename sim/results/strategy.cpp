#include "results/strategy.hpp"

#include <algorithm>
#include <cmath>

#include "outcomes/group.hpp"
#include "results/shared_texts.hpp"

namespace tariffsim {

const std::vector<Measure<ChosenRateRow>>& chosen_rate_measures() {
  static const std::vector<Measure<ChosenRateRow>> measures{
      {{"rate", "the rate that was found, as a fraction"}, &ChosenRateRow::rate},
      {{"rate_before",
        "the rate without the choice, as a fraction; of cells that share a rate their mean, "
        "weighted by trade"},
       &ChosenRateRow::rate_before}};
  return measures;
}

const std::vector<std::string>& chosen_instruments() {
  static const std::vector<std::string> names{"tariff", "export_tax"};
  return names;
}

void for_each_chosen_rate(const StrategyResult& result,
                          const std::function<void(const ChosenRateRow&)>& act) {
  for (std::size_t player = 0; player < result.players.size(); ++player)
    for (const FoundRate& found : result.players[player].rates)
      for (const auto& [i, n, s] : found.chosen.cells)
        act({player, found.chosen.wedge == WedgeKind::tariff ? std::size_t{0} : std::size_t{1},
             static_cast<std::size_t>(i), static_cast<std::size_t>(n), static_cast<std::size_t>(s),
             found.rate, found.before});
}

const std::vector<Measure<PlayerRow>>& player_measures() {
  static const std::vector<Measure<PlayerRow>> measures{
      {{"welfare_pct", "change of welfare (real income) of the player under the rates found"},
       &PlayerRow::welfare_pct},
      {{"welfare_status_quo_pct", "the same under the scenario's policy without them"},
       &PlayerRow::welfare_status_quo_pct},
      {{"largest_gain_pct",
        "what the player would still gain by other rates, the others' being what they are, percent "
        "of its income: of a Nash equilibrium next to nothing; empty of an agreement, which nobody "
        "need answer best"},
       &PlayerRow::largest_gain_pct},
      {{"largest_move",
        "how far any of its rates is from its best answer to the others, as a fraction; empty of "
        "an "
        "agreement"},
       &PlayerRow::largest_move},
      {{"welfare_free_trade_pct", "change of welfare with all rates that anybody chooses at zero"},
       &PlayerRow::welfare_free_trade_pct},
      {{"welfare_war_pct", "of cooperation: change of welfare in the Nash equilibrium"},
       &PlayerRow::welfare_war_pct},
      {shared::kVariation, &PlayerRow::ev_musd},
      {{"terms_of_trade_pct",
        "change of export prices over import prices, before duty, in trade with all who are not "
        "of the player"},
       &PlayerRow::terms_of_trade_pct},
      {shared::kTaxRevenueBase, &PlayerRow::tax_revenue_base_musd},
      {shared::kTaxRevenue, &PlayerRow::tax_revenue_musd}};
  return measures;
}

std::vector<PlayerRow> player_rows(const StrategyResult& result, const Outcome& outcome) {
  std::vector<PlayerRow> rows;
  rows.reserve(result.players.size());
  for (const FoundStrategy& player : result.players) {
    PlayerRow row{100 * player.welfare,
                  100 * player.welfare_status_quo,
                  100 * player.largest_gain,
                  player.largest_move,
                  100 * player.welfare_free_trade.value_or(std::nan("")),
                  100 * player.welfare_war.value_or(std::nan("")),
                  0,
                  100 * group_terms_of_trade(outcome, player.members),
                  0,
                  0};
    for (const Index n : player.members) {
      const CountryOutcome& member = outcome.countries()[static_cast<std::size_t>(n)];
      row.ev_musd += member.equivalent_variation;
      row.tax_revenue_base_musd += member.tax_revenue_base;
      row.tax_revenue_musd += member.tax_revenue;
    }
    rows.push_back(row);
  }
  return rows;
}

RatePlace rate_place(const ChosenRate& rate) {
  RatePlace place;
  for (const auto& [i, n, s] : rate.cells) {
    place.partners.push_back(rate.wedge == WedgeKind::tariff ? i : n);
    place.sectors.push_back(s);
  }
  for (std::vector<Index>* list : {&place.partners, &place.sectors}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return place;
}

}  // namespace tariffsim
