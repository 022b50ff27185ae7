#include "page/strategy_json.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "prose/chosen_rates.hpp"
#include "prose/payoffs.hpp"
#include "prose/strategy.hpp"
#include "results/payoffs.hpp"
#include "results/strategy.hpp"

namespace tariffsim {
namespace {

/// What a matrix draws; the tables have all.
constexpr std::size_t kMostMatrixRows = 30, kMostMatrixColumns = 40;

/// The notes of tables, each once.
OrderedJson notes_json(const std::vector<TitledTable>& tables) {
  OrderedJson notes = OrderedJson::array();
  for (const TitledTable& table : tables)
    for (const std::string& note : table.notes) notes.push_back(note);
  return notes;
}

OrderedJson players_json(const StrategyResult& strategy) {
  OrderedJson out = OrderedJson::array();
  for (const FoundStrategy& player : strategy.players) out.push_back(player.name);
  return out;
}

class StrategyPage {
 public:
  StrategyPage(const StrategyResult& strategy, const World& world)
      : strategy_(strategy), world_(world) {}

  /// A row for each number that is chosen.
  OrderedJson rates() const {
    OrderedJson out = OrderedJson::array();
    for (const FoundStrategy& player : strategy_.players)
      for (const FoundRate& found : player.rates) {
        const RateWords place = rate_words(found.chosen, player.members, world_);
        double trade = 0;
        for (const auto& [i, n, s] : found.chosen.cells) trade += world_.flow(i, n, s);
        out.push_back({{"player", player.name},
                       {"instrument", wedge_of(found.chosen.wedge).name},
                       {"partner", place.partner},
                       {"sector", place.sector},
                       {"rate", json_number(found.rate)},
                       {"rate_before", json_number(found.before)},
                       {"trade", json_number(trade)}});
      }
    return out;
  }

  OrderedJson matrices() const {
    OrderedJson out = OrderedJson::array();
    for (const RateMatrix& matrix : rate_matrices(strategy_, world_))
      out.push_back(json_of(matrix));
    return out;
  }

  OrderedJson payoffs() const {
    if (!strategy_.payoffs || strategy_.payoffs->cells.empty()) return nullptr;
    const std::vector<std::string> who = who_leaves(strategy_);
    OrderedJson rows = OrderedJson::array();
    for (std::size_t at = 0; at < who.size(); ++at) {
      const PayoffCell& cell = strategy_.payoffs->cells[at];
      rows.push_back({{"who", who[at]},
                      {"first", json_number(100 * cell.welfare[0])},
                      {"second", json_number(100 * cell.welfare[1])},
                      {"first_gain", json_number(100 * cell.gain[0])},
                      {"second_gain", json_number(100 * cell.gain[1])}});
    }
    const std::vector<TitledTable> tables = payoff_tables(strategy_);
    return {
        {"rows", rows}, {"in_what_is_maximised", tables.size() > 1}, {"notes", notes_json(tables)}};
  }

  OrderedJson reactions() const {
    if (!strategy_.reactions.known()) return nullptr;
    OrderedJson points = OrderedJson::array();
    for (const ReactionRow& row : reaction_rows(strategy_))
      points.push_back({{"player", row.player},
                        {"other", json_number(100 * row.other_rate)},
                        {"rate", json_number(100 * row.rate)},
                        {"welfare_pct", json_number(row.welfare_pct)}});
    const auto pair = [](const std::array<double, 2>& rates) {
      return OrderedJson{json_number(100 * rates[0]), json_number(100 * rates[1])};
    };
    return {{"points", points},
            {"nash", pair(strategy_.reactions.nash)},
            {"kept", pair(strategy_.reactions.kept)},
            {"kept_is", strategy_.kind == StrategyKind::cooperative
                            ? "the rates agreed upon"
                            : "the rates in force without the game"},
            {"notes", notes_json(reaction_tables(strategy_))}};
  }

 private:
  OrderedJson place_json(bool sector, Index at) const {
    const auto position = static_cast<std::size_t>(at);
    if (sector)
      return {{"code", world_.sectors[position].code}, {"name", world_.sectors[position].name}};
    return {{"code", world_.countries[position].code}, {"name", world_.countries[position].name}};
  }

  OrderedJson json_of(const RateMatrix& matrix) const {
    const std::size_t shown_columns = std::min(matrix.columns.size(), kMostMatrixColumns);
    const std::size_t shown_rows = std::min(matrix.rows.size(), kMostMatrixRows);
    OrderedJson columns = OrderedJson::array(), rows = OrderedJson::array();
    for (std::size_t at = 0; at < shown_columns; ++at)
      columns.push_back(place_json(matrix.by_sector, matrix.columns[at]));
    for (std::size_t row = 0; row < shown_rows; ++row) {
      OrderedJson values = OrderedJson::array();
      for (std::size_t at = 0; at < shown_columns; ++at)
        values.push_back(json_number(100 * matrix.rows[row].rates[at]));
      rows.push_back({{"name", name_of(matrix, matrix.rows[row])}, {"values", values}});
    }
    return {{"whose", matrix.rows.empty() ? "" : row_name(matrix.rows.front(), strategy_)},
            {"by_sector", matrix.by_sector},
            {"by_partner_too", matrix.has_partners},
            {"columns", columns},
            {"rows", rows},
            {"others", matrix.rows.size() - shown_rows},
            {"other_columns", matrix.columns.size() - shown_columns}};
  }

  std::string name_of(const RateMatrix& matrix, const RateMatrix::Row& row) const {
    if (!matrix.has_partners) return row_name(row, strategy_);
    return world_.countries[static_cast<std::size_t>(row.partner)].name;
  }

  const StrategyResult& strategy_;
  const World& world_;
};

}  // namespace

OrderedJson strategy_page_json(const RunRecord& record, const ExperimentResult& result) {
  if (result.strategy == nullptr) return nullptr;
  const StrategyPage page(*result.strategy, result.outcome->base());
  return {{"players", players_json(*result.strategy)},
          {"sentences", strategy_sentences(record, result)},
          {"rates", page.rates()},
          {"matrices", page.matrices()},
          {"payoffs", page.payoffs()},
          {"reactions", page.reactions()}};
}

}  // namespace tariffsim
