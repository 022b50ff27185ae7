#include "prose/strategy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>

#include "base/numbers.hpp"
#include "prose/chosen_rates.hpp"
#include "prose/headline.hpp"
#include "prose/largest_moves.hpp"
#include "prose/payoffs.hpp"
#include "prose/strategy_certificate.hpp"
#include "results/strategy.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostRates = 20, kMostPlayers = 20;

const char* sought(StrategyKind kind) {
  switch (kind) {
    case StrategyKind::optimum:
      return "Optimal rates";
    case StrategyKind::nash:
      return "Nash equilibrium of rates";
    case StrategyKind::cooperative:
      return "Cooperative rates";
  }
  return "";
}

/// What trade a rate is on, million.
double trade_under(const World& world, const ChosenRate& rate) {
  double sum = 0;
  for (const auto& [i, n, s] : rate.cells) sum += world.flow(i, n, s);
  return sum;
}

struct ShownRate {
  const FoundStrategy* player;
  const FoundRate* found;
  double trade;
};

class StrategyTables {
 public:
  StrategyTables(const RunRecord& record, const ExperimentResult& result)
      : record_(record), outcome_(*result.outcome), strategy_(*result.strategy) {}

  std::vector<TitledTable> tables() const {
    std::vector<TitledTable> all{rates()};
    const auto add = [&](std::vector<TitledTable> more) {
      std::move(more.begin(), more.end(), std::back_inserter(all));
    };
    add(rate_matrix_tables(strategy_, world()));
    all.push_back(players());
    add(payoff_tables(strategy_));
    add(reaction_tables(strategy_));
    all.push_back(others());
    return all;
  }

  /// Who loses and who gains most: of the players, if they are many, and of all others.
  std::vector<std::string> sentences() const {
    std::vector<std::string> lines;
    if (strategy_.players.size() > 2)
      lines.push_back("of the players " +
                      largest_moves(moves_of_players(), shown(record_.currency)));
    if (const std::vector<GainOrLoss> moves = moves_of_others(); !moves.empty())
      lines.push_back(fmt::format("of {} that {} not play {}", counted_economies(moves.size()),
                                  moves.size() == 1 ? "does" : "do",
                                  largest_moves(moves, shown(record_.currency))));
    return lines;
  }

 private:
  const World& world() const { return outcome_.base(); }

  std::vector<ShownRate> by_trade() const {
    std::vector<ShownRate> all;
    for (const FoundStrategy& player : strategy_.players)
      for (const FoundRate& found : player.rates)
        all.push_back({&player, &found, trade_under(world(), found.chosen)});
    std::stable_sort(all.begin(), all.end(),
                     [](const ShownRate& a, const ShownRate& b) { return a.trade > b.trade; });
    return all;
  }

  TitledTable rates() const {
    TextTable table({{"player", true},
                     {"rate of", true},
                     {"partner", true},
                     {"sector", true},
                     {"rate"},
                     {"without"},
                     {fmt::format("trade in it, {}", shown(record_.currency))}});
    const std::vector<ShownRate> all = by_trade();
    for (std::size_t at = 0; at < std::min(all.size(), kMostRates); ++at) {
      const FoundRate& found = *all[at].found;
      const FoundStrategy& player = *all[at].player;
      const RateWords place = rate_words(found.chosen, player.members, world());
      table.add({{title_of(player), Tone::strong},
                 {wedge_of(found.chosen.wedge).name},
                 {place.partner},
                 {place.sector},
                 {rate_text(found.rate)},
                 {rate_text(found.before)},
                 {money(all[at].trade)}});
    }
    return {sought(strategy_.kind), std::move(table), rate_notes(all.size())};
  }

  std::vector<std::string> rate_notes(std::size_t count) const {
    std::vector<std::string> notes;
    if (count > kMostRates)
      notes.push_back(fmt::format("those on most trade, of {} rates; rates.csv has all", count));
    if (const std::size_t held = at_bounds(); held > 0)
      notes.push_back(fmt::format("{} at a bound", counted(held, "rate")));
    if (strategy_.pinned)
      notes.push_back(
          "several sets of rates have the same effect (higher tariffs and lower export taxes, or "
          "the reverse: Lerner symmetry): shown are the smallest, weighted by trade");
    if (strategy_.held_shift) notes.push_back(held_shift_prose());
    for (std::string& line : strategy_certificate(strategy_, world()))
      notes.push_back(std::move(line));
    return notes;
  }

  std::string held_shift_prose() const {
    const bool group =
        std::any_of(strategy_.players.begin(), strategy_.players.end(),
                    [](const FoundStrategy& player) { return player.members.size() > 1; });
    return fmt::format(
        "tariffs higher and export taxes lower by one factor, or the reverse, hardly change what "
        "is maximised{}. Shown are the smallest rates, weighted by trade; a factor of 1.01 changes "
        "what is maximised by {} % of income",
        group ? ": of a group they move income from member to member" : "",
        one_digit(*strategy_.held_shift));
  }

  std::size_t at_bounds() const {
    std::size_t held = 0;
    for (const FoundStrategy& player : strategy_.players)
      for (const FoundRate& found : player.rates)
        if (found.rate <= found.chosen.least || found.rate >= found.chosen.most) ++held;
    return held;
  }

  TitledTable players() const {
    const bool war = std::any_of(strategy_.players.begin(), strategy_.players.end(),
                                 [](const auto& player) { return player.welfare_war.has_value(); });
    std::vector<TextTable::Column> columns{
        {"player", true}, {"welfare"}, {"without"}, {"rates at zero"}};
    if (war) columns.push_back({"Nash"});
    columns.push_back({"terms of trade"});
    columns.push_back({"border taxes"});
    columns.push_back({"at the start"});
    TextTable table(columns);
    const std::vector<PlayerRow> rows = player_rows(strategy_, outcome_);
    for (std::size_t at = 0; at < std::min(rows.size(), kMostPlayers); ++at) {
      const FoundStrategy& player = strategy_.players[at];
      std::vector<TextCell> row{{title_of(player), Tone::strong},
                                change_cell(100 * player.welfare),
                                change_cell(100 * player.welfare_status_quo),
                                optional_change(player.welfare_free_trade)};
      if (war) row.push_back(optional_change(player.welfare_war));
      row.push_back(change_cell(rows[at].terms_of_trade_pct));
      row.push_back({money(rows[at].tax_revenue_musd)});
      row.push_back({money(rows[at].tax_revenue_base_musd)});
      table.add(std::move(row));
    }
    return {"Welfare of the players", std::move(table), player_notes()};
  }

  std::vector<std::string> player_notes() const {
    std::vector<std::string> notes{
        "without: under the scenario's policy without these rates; rates at zero: with all rates "
        "that can be chosen here at zero",
        fmt::format("terms of trade: with all who are not of the player; border taxes: {} a year",
                    shown(record_.currency))};
    if (strategy_.players.size() > kMostPlayers)
      notes.push_back(
          fmt::format("the first of {} players; game.csv has all", strategy_.players.size()));
    if (strategy_.players.size() > 2) notes.push_back(sentences().front());
    return notes;
  }

  std::vector<GainOrLoss> moves_of_players() const {
    std::vector<GainOrLoss> moves;
    moves.reserve(strategy_.players.size());
    for (const FoundStrategy& player : strategy_.players) {
      double sum = 0;
      for (const Index n : player.members) sum += country(n).equivalent_variation;
      const std::string name =
          player.members.size() == 1 ? name_of(player.members.front()) : shown(player.name);
      moves.push_back({name, 100 * player.welfare, sum});
    }
    return moves;
  }

  std::vector<GainOrLoss> moves_of_others() const {
    const std::vector<Index> idle = who_do_not_play();
    std::vector<GainOrLoss> moves;
    moves.reserve(idle.size());
    for (const Index n : idle)
      moves.push_back({name_of(n), 100 * country(n).welfare, country(n).equivalent_variation});
    return moves;
  }

  /// A country by its name, several by what they are called together.
  std::string title_of(const FoundStrategy& player) const {
    return shown(player.members.size() == 1
                     ? world().countries[static_cast<std::size_t>(player.members.front())].name
                     : player.name);
  }

  std::string name_of(Index n) const {
    return name_in_sentence(shown(world().countries[static_cast<std::size_t>(n)].name));
  }

  static std::string counted_economies(std::size_t count) {
    return count == 1 ? "the one economy" : fmt::format("the {} economies", count);
  }

  static TextCell optional_change(const std::optional<double>& change) {
    return change ? change_cell(100 * *change) : TextCell{""};
  }

  const CountryOutcome& country(Index n) const {
    return outcome_.countries()[static_cast<std::size_t>(n)];
  }

  bool plays(Index n) const {
    return std::any_of(strategy_.players.begin(), strategy_.players.end(), [&](const auto& player) {
      return std::find(player.members.begin(), player.members.end(), n) != player.members.end();
    });
  }

  std::vector<Index> who_do_not_play() const {
    std::vector<Index> all;
    for (Index n = 0; n < world().n_countries(); ++n)
      if (!plays(n)) all.push_back(n);
    return all;
  }

  /// Those who do not play, the largest losses first.
  TitledTable others() const {
    constexpr std::size_t kShown = 8;
    std::vector<Index> all = who_do_not_play();
    std::stable_sort(all.begin(), all.end(), [&](Index a, Index b) {
      return country(a).equivalent_variation < country(b).equivalent_variation;
    });
    TextTable table({{"", true}, {"welfare"}, {"in money"}, {"terms of trade"}});
    for (std::size_t at = 0; at < std::min(all.size(), kShown); ++at) {
      const CountryOutcome& one = country(all[at]);
      table.add({{shown(world().countries[static_cast<std::size_t>(all[at])].name), Tone::strong},
                 change_cell(100 * one.welfare),
                 {signed_money(one.equivalent_variation), tone_of(one.equivalent_variation)},
                 change_cell(100 * one.terms_of_trade)});
    }
    double sum = 0;
    for (const Index n : all) sum += country(n).equivalent_variation;
    std::vector<std::string> notes;
    if (!all.empty()) {
      notes.push_back(sentences().back());
      notes.push_back(fmt::format("{} {}, together {} {} a year", all.size(),
                                  all.size() == 1 ? "economy" : "economies", signed_money(sum),
                                  shown(record_.currency)));
    }
    return {strategy_.players.size() == 1 ? "All other economies" : "Economies outside the game",
            std::move(table), std::move(notes)};
  }

  const RunRecord& record_;
  const Outcome& outcome_;
  const StrategyResult& strategy_;
};

}  // namespace

std::vector<std::string> strategy_sentences(const RunRecord& record,
                                            const ExperimentResult& result) {
  if (result.strategy == nullptr) return {};
  return StrategyTables(record, result).sentences();
}

std::vector<TitledTable> strategy_tables(const RunRecord& record, const ExperimentResult& result) {
  if (result.strategy == nullptr) return {};
  std::vector<TitledTable> tables = StrategyTables(record, result).tables();
  std::erase_if(tables, [](const TitledTable& one) { return one.table.empty(); });
  return tables;
}

}  // namespace tariffsim
