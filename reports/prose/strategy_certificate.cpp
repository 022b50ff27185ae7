#include "prose/strategy_certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "prose/chosen_rates.hpp"
#include "prose/text_table.hpp"

namespace tariffsim {
namespace {

/// What each player finds against the others' rates.
std::string best_answers(const StrategyResult& strategy) {
  double gain = 0, move = 0;
  for (const FoundStrategy& player : strategy.players) {
    gain = std::max(gain, player.largest_gain);
    move = std::max(move, player.largest_move);
  }
  return fmt::format(
      "no player gains by another rate while the others keep theirs: searching alone, from two "
      "starts, none finds more than {} of its income, or ends further than {} points from these "
      "rates",
      one_digit(gain), one_digit(100 * move));
}

/// What the slope at the rates found says of others near them.
std::string slope_words(const StrategyResult& strategy) {
  return fmt::format("{}, and no best rate is further than {} points from the one found",
                     gain_along_slope(strategy.largest_gradient),
                     one_digit(100 * strategy.largest_step));
}

/// Which rate differs most where another search ended, and by how much.
std::string furthest_rate(const StrategyResult& strategy, const World& world) {
  const OtherEnd& end = *strategy.other_end;
  const FoundStrategy& player = strategy.players[end.player];
  const FoundRate& rate = player.rates[end.rate];
  const RateWords place = rate_words(rate.chosen, player.members, world);
  return fmt::format("the {} of {} ({}, {}) is {} there, {} here", wedge_of(rate.chosen.wedge).name,
                     shown(player.name), place.partner == "all" ? "all partners" : place.partner,
                     place.sector == "all" ? "all sectors" : place.sector, rate_text(end.there),
                     rate_text(rate.rate));
}

/// By how much welfare differs there, and what that makes of it.
std::string what_differs(const StrategyResult& strategy) {
  const OtherEnd& end = *strategy.other_end;
  std::string welfare =
      std::abs(end.welfare) <= kMostGain
          ? fmt::format(
                "welfare of no player differs by more than {} of income: these rates hardly "
                "matter",
                one_digit(kMostGain))
          : fmt::format("welfare of {} is {:+.2g} points there",
                        shown(strategy.players[end.welfare_of].name), 100 * end.welfare);
  if (strategy.kind == StrategyKind::nash && std::abs(end.welfare) > kMostGain)
    return welfare + (end.certified
                          ? "; both are equilibria: which one comes about is open"
                          : "; what is shown has been certified, what ends there has not");
  if (strategy.kind == StrategyKind::optimum && end.short_of > kMostGain)
    return fmt::format("{}; what is maximised is {:.2g} % of income less there, a lower top",
                       welfare, 100 * end.short_of);
  return welfare;
}

std::string other_start(const StrategyResult& strategy, const World& world) {
  if (std::isnan(strategy.other_start_move)) return "a search from another start did not settle";
  if (strategy.other_on_line)
    return fmt::format(
        "a search from another start ends at the same rates, to {} points, but for tariffs that "
        "are higher and export taxes that are lower by one factor, or the reverse, which changes "
        "nothing (Lerner symmetry)",
        one_digit(100 * strategy.other_start_move));
  if (!strategy.other_end)
    return fmt::format("a search from another start ends at the same rates, to {} points",
                       one_digit(100 * strategy.other_start_move));
  return fmt::format("a search from another start ends elsewhere: {}; {}",
                     furthest_rate(strategy, world), what_differs(strategy));
}

/// Rates of agreements are less sure than what they bring: the top is flat.
std::vector<std::string> certificate_of_agreement(const StrategyResult& strategy,
                                                  const World& world) {
  return {
      fmt::format("another search, from another start, finds nothing better: what is maximised is "
                  "the same in both, to {} (found in {} evaluations)",
                  one_digit(strategy.objective_short_of), strategy.rounds),
      other_start(strategy, world)};
}

}  // namespace

std::string one_digit(double value) { return value == 0 ? "0" : fmt::format("{:.0e}", value); }

std::string gain_along_slope(double gradient) {
  return fmt::format(
      "as the slope is there, a rate 100 points higher or lower, within its bounds, would bring at "
      "most {} of the player's income",
      one_digit(gradient));
}

std::vector<std::string> strategy_certificate(const StrategyResult& strategy, const World& world) {
  if (strategy.kind == StrategyKind::cooperative) return certificate_of_agreement(strategy, world);
  const std::string rounds =
      "found in " + counted(static_cast<std::size_t>(strategy.rounds), "round");
  std::vector<std::string> lines;
  if (strategy.kind == StrategyKind::nash) {
    lines.push_back(best_answers(strategy));
    lines.push_back(fmt::format("{}; {}", rounds, slope_words(strategy)));
  } else {
    lines.push_back(fmt::format("no rate near these is better for the player: {} ({})",
                                slope_words(strategy), rounds));
  }
  if (strategy.kind == StrategyKind::optimum)
    lines.push_back(fmt::format(
        "what is maximised is {:.4g} % of the player's income more than without these rates",
        100 * strategy.players.front().gain));
  lines.push_back(other_start(strategy, world));
  return lines;
}

}  // namespace tariffsim
