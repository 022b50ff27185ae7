#include "files/search_summaries.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "files/json_rows.hpp"
#include "files/record_tables.hpp"
#include "prose/goal.hpp"
#include "prose/sensitivity.hpp"
#include "prose/strategy.hpp"
#include "prose/strategy_certificate.hpp"
#include "results/gradient.hpp"
#include "results/strategy.hpp"

namespace tariffsim {
namespace {

const char* kind_of(StrategyKind kind) {
  switch (kind) {
    case StrategyKind::optimum:
      return "optimum";
    case StrategyKind::nash:
      return "nash";
    case StrategyKind::cooperative:
      return "cooperative";
  }
  return "";
}

/// One object for each number that is chosen: rates.csv has the cells.
OrderedJson found_rates_json(const FoundStrategy& player, const World& world) {
  OrderedJson out = OrderedJson::array();
  for (const FoundRate& found : player.rates) {
    const ChosenRate& chosen = found.chosen;
    const RatePlace place = rate_place(chosen);
    const auto code = [](const auto& list, const std::vector<Index>& places) {
      return places.size() != 1 ? OrderedJson()
                                : OrderedJson(list[static_cast<std::size_t>(places[0])].code);
    };
    out.push_back({{"instrument", wedge_of(chosen.wedge).key},
                   {"partner", code(world.countries, place.partners)},
                   {"sector", code(world.sectors, place.sectors)},
                   {"rate", json_number(found.rate)},
                   {"rate_before", json_number(found.before)},
                   {"at_bound", found.rate <= chosen.least || found.rate >= chosen.most}});
  }
  return out;
}

OrderedJson players_json(const StrategyResult& strategy, const Outcome& outcome) {
  OrderedJson out = OrderedJson::array();
  const std::vector<PlayerRow> rows = player_rows(strategy, outcome);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const FoundStrategy& player = strategy.players[at];
    OrderedJson one{{"player", player.name}};
    for (const Measure<PlayerRow>& measure : player_measures())
      one[measure.name] = json_number(rows[at].*measure.value);
    one["objective_gain_pct"] = json_number(100 * player.gain);
    one["rates"] = found_rates_json(player, outcome.base());
    out.push_back(std::move(one));
  }
  return out;
}

/// Where another search ended elsewhere, else null.
OrderedJson other_end_json(const StrategyResult& strategy) {
  if (!strategy.other_end) return nullptr;
  const OtherEnd& end = *strategy.other_end;
  return {{"player", strategy.players[end.player].name},
          {"rate", json_number(strategy.players[end.player].rates[end.rate].rate)},
          {"rate_there", json_number(end.there)},
          {"welfare_of", strategy.players[end.welfare_of].name},
          {"welfare_points", json_number(100 * end.welfare)},
          {"objective_short_of_pct", json_number(100 * end.short_of)},
          {"certified", end.certified}};
}

constexpr std::size_t kMostDerivatives = 20;

/// The rows of a table with the largest of a measure, by size.
OrderedJson largest_rows_json(const ResultTable& table, std::vector<std::size_t> rows,
                              std::size_t measure) {
  const auto size = [&](std::size_t row) { return std::abs(table.value(row, measure)); };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
  rows.resize(std::min(rows.size(), kMostDerivatives));
  OrderedJson out = OrderedJson::array();
  for (const std::size_t row : rows) out.push_back(row_json(table, row));
  return out;
}

}  // namespace

OrderedJson goal_summary(const RunRecord& record, const ExperimentResult& result) {
  const GoalResult& goal = *result.goal;
  return {{"key", goal.key},
          {"outcome", goal.outcome},
          {"unit", goal.percent ? "fraction" : "number"},
          {"least", json_number(goal.least)},
          {"most", json_number(goal.most)},
          {"target", json_number(goal.target)},
          {"baseline", goal.baseline ? json_number(*goal.baseline) : OrderedJson()},
          {"reached", !goal.roots.empty()},
          {"values", rows_json(table_of(TableKind::goal, record, result))},
          {"as_close", goal.as_close},
          {"tried", goal.tried.size()},
          {"passed_over", goal.passed_over},
          {"sentence", goal_sentence(result)}};
}

OrderedJson strategy_summary(const RunRecord& record, const ExperimentResult& result) {
  const StrategyResult& strategy = *result.strategy;
  OrderedJson out{
      {"kind", kind_of(strategy.kind)},
      {"rounds", strategy.rounds},
      {"solves", strategy.solves},
      {"largest_gradient", json_number(strategy.largest_gradient)},
      {"largest_step", json_number(strategy.largest_step)},
      {"other_start_move", json_number(strategy.other_start_move)},
      {"other_start_on_line", strategy.other_on_line},
      {"other_end", other_end_json(strategy)},
      {"pinned", strategy.pinned},
      {"held_shift", strategy.held_shift ? OrderedJson(*strategy.held_shift) : OrderedJson()},
      {"certificate", strategy_certificate(strategy, result.outcome->base())},
      {"sentences", strategy_sentences(record, result)},
      {"players", players_json(strategy, *result.outcome)}};
  if (strategy.kind == StrategyKind::cooperative)
    out["other_start_short_of"] = json_number(strategy.objective_short_of);
  if (strategy.payoffs) {
    out["payoffs"] = rows_json(table_of(TableKind::payoffs, record, result));
    out["no_payoffs"] =
        strategy.payoffs->failure.empty() ? OrderedJson() : OrderedJson(strategy.payoffs->failure);
  }
  if (strategy.reactions.known())
    out["reactions"] = rows_json(table_of(TableKind::reactions, record, result));
  return out;
}

OrderedJson sensitivity_summary(const RunRecord& record, const ExperimentResult& result) {
  const SensitivityResult& found = *result.sensitivity;
  const ResultTable table = table_of(TableKind::gradient, record, result);
  std::vector<std::vector<std::size_t>> rows(found.of.size());
  for (std::size_t row = 0; row < table.rows(); ++row) rows[table.position(row, 0)].push_back(row);
  OrderedJson outcomes = OrderedJson::array();
  for (std::size_t at = 0; at < found.of.size(); ++at) {
    const SolvedSensitivity& of = found.of[at];
    outcomes.push_back({{"outcome", of.text},
                        {"value", of.found ? json_number(of.found->value) : OrderedJson()},
                        {"worth_musd", of.worth ? json_number(*of.worth) : OrderedJson()},
                        {"derivatives", rows[at].size()},
                        {"largest", largest_rows_json(table, std::move(rows[at]), 0)}});
  }
  OrderedJson out{{"by", name_of(found.to)}, {"outcomes", std::move(outcomes)}};
  const std::string held = what_is_held(record, result);
  out["held"] = held.empty() ? OrderedJson() : OrderedJson(held);
  return out;
}

}  // namespace tariffsim
