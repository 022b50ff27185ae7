#include "studies/reactions.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

#include "studies/best_answer.hpp"
#include "studies/strategy.hpp"

namespace tariffsim {
namespace {

constexpr int kPoints = 8;
/// Where both are next to nothing a curve of this width is shown.
constexpr double kLeastSpan = 0.1;

/// As many for each player.
std::vector<double> rates_of_other(const ChosenRate& other, double nash, double kept) {
  const double most =
      std::min(other.most, std::max(other.least + kLeastSpan, 2 * std::max(nash, kept)));
  std::vector<double> rates;
  rates.reserve(kPoints + 1);
  for (int at = 0; at < kPoints; ++at)
    rates.push_back(other.least + at * (most - other.least) / (kPoints - 1));
  const auto same = std::find_if(rates.begin(), rates.end(),
                                 [&](double rate) { return std::abs(rate - nash) < kMostMove; });
  if (same == rates.end()) {
    rates.push_back(nash);
  } else {
    *same = nash;
    rates.push_back((rates[0] + rates[1]) / 2);
  }
  std::sort(rates.begin(), rates.end());
  return rates;
}

/// Curves are nearly straight: where the line through the last two points would be.
double expected_at(double other, std::span<const Reaction> found, double first) {
  if (found.empty()) return first;
  const Reaction& last = found.back();
  if (found.size() == 1) return last.rate;
  const Reaction& before = found[found.size() - 2];
  return last.rate + (other - last.other) * (last.rate - before.rate) / (last.other - before.other);
}

/// The curve of one player, each search from where the ones before lead.
std::vector<Reaction> curve(const StrategySetting& setting, const RatePlayer& player,
                            const ChosenRate& other, const std::vector<double>& at, double first,
                            int& solves) {
  std::vector<Reaction> answers, found;
  answers.reserve(at.size());
  StrategySetting against = setting;
  for (const double rate : at) {
    set_rates({&other, 1}, {&rate, 1}, against.given);
    const BestAnswer best = best_answer(
        against, player, {clipped(player.rates.front(), expected_at(rate, found, first))});
    solves += best.solves;
    if (best.certified()) {
      answers.push_back(
          {rate, best.rates.front(), welfare_of(best.point->solved(), player.members)});
      found.push_back(answers.back());
    } else {
      answers.push_back({rate, std::nan(""), std::nan("")});
    }
  }
  return answers;
}

}  // namespace

ReactionCurves reaction_curves(const StrategySetting& setting, std::span<const RatePlayer> players,
                               const std::vector<double>& nash, const std::vector<double>& kept) {
  ReactionCurves curves;
  for (const RatePlayer& player : players)
    if (player.rates.size() != 1) return curves;
  curves.nash = {nash[0], nash[1]};
  curves.kept = {kept[0], kept[1]};
  std::array<int, 2> solves{};
  tbb::parallel_for(std::size_t{0}, players.size(), [&](std::size_t at) {
    const std::size_t other = 1 - at;
    const ChosenRate& others = players[other].rates.front();
    curves.answers[at] =
        curve(setting, players[at], others, rates_of_other(others, nash[other], kept[other]),
              nash[at], solves[at]);
  });
  curves.solves = solves[0] + solves[1];
  return curves;
}

}  // namespace tariffsim
