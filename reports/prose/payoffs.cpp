#include "prose/payoffs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/numbers.hpp"
#include "prose/chosen_rates.hpp"
#include "prose/strategy_certificate.hpp"

namespace tariffsim {
namespace {

constexpr const char* kWhoDefects = "Who defects";
/// Of J / I: a difference of solves to 1e-13.
constexpr double kSame = 1e-11;
/// Of two searches that end at rates on one line.
constexpr const char* kOnLine =
    ", but for tariffs that are higher and export taxes that are lower by one factor, or the "
    "reverse, which changes nothing (Lerner symmetry)";

std::string player_name(const StrategyResult& strategy, std::size_t at) {
  return shown(strategy.players[at].name);
}

/// Pay-offs differ by less than a hundredth of a percent.
TextCell fine_change(double percent) {
  return {fmt::format("{:+.4f} %", percent),
          std::abs(percent) < 5e-5 ? Tone::plain : tone_of(percent)};
}

/// Pay-offs as `of` has them, percent.
TextTable payoffs_by(const StrategyResult& strategy, std::array<double, 2> PayoffCell::*of,
                     const char* unit) {
  TextTable table({{"who departs from these rates", true},
                   {fmt::format("{} {}", player_name(strategy, 0), unit)},
                   {fmt::format("{} {}", player_name(strategy, 1), unit)}});
  const std::vector<std::string> who = who_leaves(strategy);
  for (std::size_t at = 0; at < who.size(); ++at) {
    const std::array<double, 2>& has = strategy.payoffs->cells[at].*of;
    table.add({{who[at], Tone::strong}, fine_change(100 * has[0]), fine_change(100 * has[1])});
  }
  return table;
}

/// Whether they maximise welfare, and nothing else: then the second table says the same.
bool is_welfare(const PayoffTable& payoffs) {
  for (const PayoffCell& cell : payoffs.cells)
    for (std::size_t p = 0; p < 2; ++p)
      if (std::abs(cell.welfare[p] - payoffs.both_keep().welfare[p] - cell.gain[p]) > kSame)
        return false;
  return true;
}

std::string what_leaving_brings(const StrategyResult& strategy) {
  const PayoffTable& payoffs = *strategy.payoffs;
  const auto gains = [&](std::size_t at) { return payoffs.leaves(at).gain[at] > kMostGain; };
  if (gains(0) && gains(1)) return "each gains by leaving alone";
  if (!gains(0) && !gains(1)) return "nobody gains by leaving alone";
  return fmt::format("{} gains by leaving alone, {} does not",
                     player_name(strategy, gains(0) ? 0 : 1),
                     player_name(strategy, gains(0) ? 1 : 0));
}

std::string verdict(const StrategyResult& strategy) {
  const std::array<double, 2>& war = strategy.payoffs->both_leave().gain;
  const auto gains = [&](std::size_t at) { return war[at] > kMostGain; };
  const auto loses = [&](std::size_t at) { return war[at] < -kMostGain; };
  std::string alone = what_leaving_brings(strategy);
  if (loses(0) && loses(1))
    return alone == "each gains by leaving alone"
               ? alone + ", and both have less where both do: a prisoner's dilemma"
               : alone + "; both have less in the Nash equilibrium";
  if (gains(0) && gains(1))
    return alone + "; both have more in the Nash equilibrium than where both keep their rates";
  if ((gains(0) && loses(1)) || (gains(1) && loses(0)))
    return fmt::format(
        "{}; in the Nash equilibrium {} has more than where both keep their rates, {} less: no "
        "prisoner's dilemma",
        alone, player_name(strategy, gains(0) ? 0 : 1), player_name(strategy, gains(0) ? 1 : 0));
  return alone;
}

std::string search_certificate(const PayoffTable& payoffs) {
  double gradient = 0, move = 0;
  bool settled = true, on_line = false;
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
    const PayoffCell& cell = payoffs.leaves(at);
    gradient = std::max(gradient, cell.largest_gradient);
    settled = settled && !std::isnan(cell.other_start_move);
    move = std::max(move, cell.other_start_move);
    on_line = on_line || cell.on_line;
  }
  return fmt::format(
      "who leaves has no better rate than its best answer: {}; {}", gain_along_slope(gradient),
      settled ? fmt::format("a search from another start ends within {} points of it{}",
                            one_digit(100 * move), on_line ? kOnLine : "")
              : "a search from another start did not settle");
}

std::string what_is_kept(const StrategyResult& strategy) {
  return fmt::format(
      "where nobody leaves, both keep {}; who leaves alone plays its best answer to the other, who "
      "keeps its own",
      strategy.kind == StrategyKind::cooperative ? "the rates agreed upon"
                                                 : "the rates in force without the game");
}

std::string move_of_answer(const StrategyResult& strategy, std::size_t at) {
  const std::vector<Reaction>& curve = strategy.reactions.answers[at];
  const Reaction &first = curve.front(), &last = curve.back();
  if (std::isnan(first.rate) || std::isnan(last.rate)) return "";
  const double move = last.rate - first.rate;
  const char* verb = move > 0 ? "rises" : "falls";
  if (std::abs(move) < kMostMove) verb = "goes";
  return fmt::format("as {} goes from {} to {}, the best rate of {} {} from {} to {}",
                     player_name(strategy, 1 - at), plain_percent(100 * first.other),
                     plain_percent(100 * last.other), player_name(strategy, at), verb,
                     rate_text(first.rate), rate_text(last.rate));
}

std::vector<std::string> reaction_notes(const StrategyResult& strategy) {
  const ReactionCurves& curves = strategy.reactions;
  std::vector<std::string> notes{fmt::format(
      "the curves cross in the Nash equilibrium, {} {} and {} {}", player_name(strategy, 0),
      rate_text(curves.nash[0]), player_name(strategy, 1), rate_text(curves.nash[1]))};
  std::size_t missing = 0;
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
    if (std::string line = move_of_answer(strategy, at); !line.empty())
      notes.push_back(std::move(line));
    for (const Reaction& one : curves.answers[at]) missing += std::isnan(one.rate) ? 1 : 0;
  }
  if (missing > 0)
    notes.push_back(fmt::format("no certified best answer at {}", counted(missing, "rate")));
  return notes;
}

}  // namespace

std::vector<std::string> who_leaves(const StrategyResult& strategy) {
  return {strategy.kind == StrategyKind::cooperative ? "nobody: the agreement" : "nobody",
          player_name(strategy, 0) + " alone", player_name(strategy, 1) + " alone",
          "both: the Nash equilibrium"};
}

std::vector<TitledTable> payoff_tables(const StrategyResult& strategy) {
  if (!strategy.payoffs) return {};
  if (strategy.payoffs->cells.empty()) {
    TitledTable none{kWhoDefects, TextTable({{"", true}}), {}};
    none.table.add({{"left out: " + shown(strategy.payoffs->failure)}});
    return {std::move(none)};
  }
  std::vector<TitledTable> tables{
      {kWhoDefects,
       payoffs_by(strategy, &PayoffCell::welfare, "welfare"),
       {what_is_kept(strategy), search_certificate(*strategy.payoffs)}}};
  if (!is_welfare(*strategy.payoffs))
    tables.push_back({"Who defects, in what is maximised",
                      payoffs_by(strategy, &PayoffCell::gain, "gain"),
                      {"change against the first row, percent of the player's income"}});
  // Of what players want: the last of these tables.
  tables.back().notes.insert(tables.back().notes.begin() + 1, verdict(strategy));
  return tables;
}

std::vector<TitledTable> reaction_tables(const StrategyResult& strategy) {
  if (!strategy.reactions.known()) return {};
  const std::string first = player_name(strategy, 0), second = player_name(strategy, 1);
  TextTable table({{second + " levies"},
                   {"best answer of " + first},
                   {first + " levies"},
                   {"best answer of " + second}});
  const auto& answers = strategy.reactions.answers;
  const auto rate = [](double value) { return std::isnan(value) ? "-" : rate_text(value); };
  for (std::size_t at = 0; at < answers[0].size(); ++at)
    table.add({{rate_text(answers[0][at].other)},
               {rate(answers[0][at].rate), Tone::strong},
               {rate_text(answers[1][at].other)},
               {rate(answers[1][at].rate), Tone::strong}});
  return {{"Best answers to the other's rate", std::move(table), reaction_notes(strategy)}};
}

}  // namespace tariffsim
