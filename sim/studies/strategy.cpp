#include "studies/strategy.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "studies/best_answer.hpp"
#include "studies/cooperation.hpp"
#include "studies/lerner_pin.hpp"
#include "studies/rate_search.hpp"

namespace tariffsim {
namespace {

using Rates = std::vector<double>;

RatePlayer player_of(const StrategyPlayer& asked, const StrategySetting& setting) {
  const auto& [world, parameters, given, deficit, quotas] = setting;
  RatePlayer player{asked.name, asked.members, Objective(world, asked.aims, asked.members), {}};
  for (std::size_t at = 0; at < asked.choices.size(); ++at)
    for (ChosenRate& rate : rates_of(asked.choices[at], asked.members, world, given)) {
      rate.choice = at;
      player.rates.push_back(std::move(rate));
    }
  player.line = lerner_line_of(asked, player.rates, world, parameters, given);
  // Amounts of money and margins of quotas do not scale with the rates of a line.
  if (player.line == LernerLine::exact && !quotas.empty()) player.line = LernerLine::held;
  return player;
}

/// One question from its setting to what was found.
class StrategySearch {
 public:
  /// `as_it_is`: GivenPolicy's.
  StrategySearch(const StrategyRequest& request, const StrategySetting& setting,
                 const TradePolicy& as_it_is)
      : request_(request), setting_(setting), as_it_is_(as_it_is), solver_(setting) {
    for (const StrategyPlayer& player : request.players)
      players_.push_back(player_of(player, setting));
    chosen_ = all_rates(players_);
    before_ = rates_in_force(chosen_, setting.world, as_it_is);
    result_.kind = request.kind;
  }

  StrategyResult run() {
    status_quo_ = solver_.solve(as_it_is_, nullptr);
    if (status_quo_ == nullptr) {
      result_.failure = "the policy without the chosen rates: " + solver_.message();
    } else if (request_.kind == StrategyKind::cooperative) {
      cooperate();
    } else {
      play();
    }
    result_.solves = solver_.solves() + others_solves_;
    return std::move(result_);
  }

 private:
  void play() {
    RateSearchResult found = search_rates(solver_, players_, before_);
    result_.rounds = found.rounds;
    if (request_.kind == StrategyKind::nash) {
      settle_nash(found);
      return;
    }
    if (!found.settled) return not_found(found);
    settle_optimum(found);
    if (!result_.failure.empty()) return;
    describe(found);
    certify(found);
  }

  void not_found(const RateSearchResult& found) {
    result_.failure = fmt::format("no {} was found: {}", sought(), found.message);
    if (!setting_.quotas.empty() && found.point != nullptr)
      result_.failure +=
          "; it may lie where a quota just begins to bind, where there is no slope to go by: sweep "
          "the rate";
  }

  /// Where players want more of what has several tops (as where deficits follow tariffs), all can
  /// settle where one of them would gain far away, or nowhere: then they answer in turn, and search
  /// together from there.
  void settle_nash(RateSearchResult& found) {
    constexpr int kMostTurns = 12;
    Rates turn = found.rates;
    for (int turns = 0;; ++turns) {
      if (found.settled && holds_as_nash(found)) break;
      if (!found.settled) not_found(found);
      if (turns == kMostTurns || found.point == nullptr) return;
      turn = answered_in_turn(std::move(turn));
      found = search_rates(solver_, players_, turn);
      result_.rounds += found.rounds;
    }
    compare_two(*status_quo_, before_, found);
  }

  bool holds_as_nash(RateSearchResult& found) {
    result_.failure.clear();
    result_.players.clear();
    pin(found);
    describe(found);
    certify(found);
    return result_.failure.empty();
  }

  /// Each player's best answer to the others' rates, one after another.
  Rates answered_in_turn(Rates rates) {
    auto first = rates.begin();
    for (const RatePlayer& player : players_) {
      StrategySetting against = setting_;
      set_rates(chosen_, rates, against.given);
      const auto last = first + static_cast<std::ptrdiff_t>(player.rates.size());
      const BestAnswer best = best_answer_of_two(against, player, Rates(first, last));
      others_solves_ += best.solves;
      if (best.certified()) std::copy(best.rates.begin(), best.rates.end(), first);
      first = last;
    }
    return rates;
  }

  /// What is told of two players only. `war`: the Nash equilibrium.
  void compare_two(const StrategyPoint& kept, const Rates& kept_rates,
                   const RateSearchResult& war) {
    if (players_.size() != 2 || !result_.failure.empty()) return;
    if (!war.settled || !(war.largest_gradient <= kMostGradient)) {
      result_.payoffs = PayoffTable{
          {}, 0, "no Nash equilibrium was found" + (war.settled ? "" : ": " + war.message)};
      return;
    }
    result_.payoffs = payoff_table(setting_, players_, kept, kept_rates, *war.point);
    result_.reactions = reaction_curves(setting_, players_, war.rates, kept_rates);
    others_solves_ += result_.payoffs->solves + result_.reactions.solves;
  }

  /// From two starts; the better of the two is certified by the other.
  void cooperate() {
    const RateSearchResult war = search_rates(solver_, players_, before_);
    Rates disagreement;
    for (const RatePlayer& player : players_)
      disagreement.push_back(player.objective.value(status_quo_->solved()));
    if (request_.cooperation.war_as_disagreement) {
      if (!war.settled) {
        result_.failure =
            "no Nash equilibrium was found to serve as the disagreement point: " + war.message;
        return;
      }
      disagreement = war.values;
    }
    agree_from_two_starts(disagreement);
    if (!result_.failure.empty()) return;
    if (war.settled)
      for (FoundStrategy& player : result_.players)
        player.welfare_war = welfare_of(war.point->solved(), player.members);
    // What a player would gain by leaving an agreement is in the pay-offs.
    for (FoundStrategy& player : result_.players)
      player.largest_gain = player.largest_move = std::nan("");
    if (!(result_.objective_short_of <= kMostGain))
      fail("two searches differ by {:.1e} of what is maximised, more than {:.0e}",
           result_.objective_short_of, kMostGain);
    compare_two(*agreed_.point, agreed_.rates, war);
  }

  static RateSearchResult ended_at(const AgreedRates& agreed) {
    RateSearchResult found;
    found.rates = agreed.rates;
    found.values = agreed.values;
    found.point = agreed.point;
    found.settled = agreed.failure.empty();
    return found;
  }

  void agree_from_two_starts(const Rates& disagreement) {
    AgreedRates found = agree(solver_, players_, request_.cooperation, disagreement, before_);
    AgreedRates other =
        agree(solver_, players_, request_.cooperation, disagreement, far_from(chosen_, before_));
    if (!found.failure.empty() && !other.failure.empty()) {
      result_.failure = "no agreement was found: " + found.failure;
      return;
    }
    if (!found.failure.empty() || (other.failure.empty() && other.objective > found.objective))
      std::swap(found, other);
    result_.rounds = found.evaluations;
    result_.objective_short_of =
        other.failure.empty() ? found.objective - other.objective : std::nan("");
    agreed_ = ended_at(found);
    tell_other_end(agreed_, ended_at(other));
    pin(agreed_);
    describe(agreed_);
  }

  const char* sought() const {
    switch (request_.kind) {
      case StrategyKind::optimum:
        return "optimum";
      case StrategyKind::nash:
        return "Nash equilibrium";
      case StrategyKind::cooperative:
        return "agreement";
    }
    return "";
  }

  /// The best of searches from the rates in force, from far away and, where even what a bound
  /// allows is better, from there; at the point of its line that is reported.
  void settle_optimum(RateSearchResult& found) {
    RateSearchResult other = search_rates(solver_, players_, far_from(chosen_, before_));
    if (other.settled && moves_nothing(found, other)) {
      result_.failure = "no rate that can be chosen moves what is maximised";
      result_.moves_nothing = true;
      return;
    }
    pin(found);
    if (other.settled) {
      pin(other);
      if (is_better(other, found)) std::swap(found, other);
    }
    tell_other_end(found, other);
    try_bounds(found);
    if (result_.failure.empty()) try_elsewhere(found);
  }

  /// Output and revenue can have several tops, welfare none seen: points all over the bounds are
  /// looked at, and a search begins where one is better.
  void try_elsewhere(RateSearchResult& found) {
    constexpr std::size_t kPoints = 16;
    const std::vector<Aim>& aims = request_.players.front().aims;
    if (std::all_of(aims.begin(), aims.end(),
                    [](const Aim& aim) { return aim.kind == AimKind::welfare; }))
      return;
    for (std::size_t point = 1; point <= kPoints; ++point) {
      const RateSearchResult there =
          inspect_rates(solver_, players_, point_within_bounds(chosen_, point));
      if (there.point == nullptr || !is_better(there, found)) continue;
      RateSearchResult best = search_rates(solver_, players_, there.rates);
      if (!best.settled || !is_better(best, found)) continue;
      std::swap(found, best);
      pin(found);
      tell_other_end(found, best);
    }
  }

  static bool is_better(const RateSearchResult& one, const RateSearchResult& than) {
    return one.values.front() > than.values.front() + kMostGain;
  }

  /// Both searches stay where they began, at rates of their own: what is maximised is flat.
  static bool moves_nothing(const RateSearchResult& found, const RateSearchResult& other) {
    constexpr double kFlat = 1e-13;  // of income for a rate of 100 %: rounding
    return found.rounds == 0 && other.rounds == 0 && found.largest_gradient < kFlat &&
           other.largest_gradient < kFlat && rate_distance(found.rates, other.rates) > kMostMove;
  }

  /// Welfare under fixed deficits can rise again where rates are high.
  void try_bounds(RateSearchResult& found) {
    Rates highest;
    highest.reserve(chosen_.size());
    for (const ChosenRate& rate : chosen_) highest.push_back(rate.most);
    const RateSearchResult there = inspect_rates(solver_, players_, highest);
    if (there.point == nullptr || !is_better(there, found)) return;
    RateSearchResult best = search_rates(solver_, players_, highest);
    if (!best.settled || !is_better(best, found)) {
      result_.failure =
          "the rates that searches find are no optimum: all rates at their upper bounds are "
          "better; "
          "lower bounds ('between'), or 'deficits: none', may help";
      return;
    }
    std::swap(found, best);
    pin(found);
    tell_other_end(found, best);
  }

  /// How far from what is shown another search ended, and what that means.
  void tell_other_end(const RateSearchResult& here, const RateSearchResult& there) {
    const bool agreed = request_.kind == StrategyKind::cooperative;
    ComparedEnds ends =
        compare_ends(players_, setting_.world, here, there, agreed ? kSameAgreement : SameEnd{});
    result_.other_start_move = ends.move;
    result_.other_on_line = ends.on_line;
    result_.other_end = ends.other;
  }

  /// Each player at the point of its line that is reported, where it has one: what nobody wants
  /// more of stays the same along it.
  void pin(RateSearchResult& found) {
    if (found.point == nullptr) return;
    std::size_t first = 0;
    for (std::size_t at = 0; at < players_.size(); ++at) {
      const std::size_t count = players_[at].rates.size();
      const auto begin = found.rates.begin() + static_cast<std::ptrdiff_t>(first);
      const auto pinned = on_line(at, Rates(begin, begin + static_cast<std::ptrdiff_t>(count)));
      if (pinned) {
        Rates rates = found.rates;
        std::copy(pinned->begin(), pinned->end(),
                  rates.begin() + static_cast<std::ptrdiff_t>(first));
        RateSearchResult moved = inspect_rates(solver_, players_, rates);
        if (are_the_same(moved, found)) {
          moved.rounds = found.rounds;
          moved.settled = found.settled;
          found = std::move(moved);
          pinned_.insert(at);
          result_.pinned = true;
        }
      }
      first += count;
    }
  }

  /// Nothing where its rates leave no line, a search has held it, or bounds are in the way.
  std::optional<Rates> on_line(std::size_t at, const Rates& rates) const {
    const RatePlayer& player = players_[at];
    if (player.line != LernerLine::exact) return std::nullopt;
    return smallest_on_line(player.rates, setting_.world, rates);
  }

  void describe(const RateSearchResult& found) {
    result_.largest_step = found.largest_step;
    result_.largest_gradient = found.largest_gradient;
    result_.held_shift = found.largest_shift;
    TradePolicy none = setting_.given;
    set_rates(chosen_, all_at(chosen_, 0), none);
    const auto free_trade = solver_.solve(std::move(none), found.point.get());
    std::size_t first = 0;
    for (std::size_t at = 0; at < players_.size(); ++at) {
      const RatePlayer& player = players_[at];
      FoundStrategy one{player.name, player.members, {}, 0, 0, 0, {}, {}, 0, 0};
      for (std::size_t k = 0; k < player.rates.size(); ++k)
        one.rates.push_back({player.rates[k], found.rates[first + k], before_[first + k]});
      first += player.rates.size();
      one.gain = found.values[at] - player.objective.value(status_quo_->solved());
      one.welfare = welfare_of(found.point->solved(), player.members);
      one.welfare_status_quo = welfare_of(status_quo_->solved(), player.members);
      if (free_trade != nullptr)
        one.welfare_free_trade = welfare_of(free_trade->solved(), player.members);
      result_.players.push_back(std::move(one));
    }
  }

  void certify(const RateSearchResult& found) {
    if (!(found.largest_gradient <= kMostGradient))
      return fail("a rate would still add {:.1e} of income for each unit, more than {:.0e}",
                  found.largest_gradient, kMostGradient);
    if (!(found.largest_step <= kSettledRate))
      return fail("a rate would still move by {:.1e}, more than {:.0e}", found.largest_step,
                  kSettledRate);
    if (request_.kind == StrategyKind::optimum) return;
    RateSearchResult other = search_rates(solver_, players_, far_from(chosen_, before_));
    if (other.settled) pin(other);
    tell_other_end(found, other);
    std::vector<int> solves(players_.size());
    tbb::parallel_for(std::size_t{0}, players_.size(),
                      [&](std::size_t at) { solves[at] = respond(at, found); });
    for (const int some : solves) others_solves_ += some;
    for (const FoundStrategy& player : result_.players) {
      if (player.largest_gain > kMostGain)
        return fail("{} would gain {:.1e} of its income by other rates, more than {:.0e}",
                    player.name, player.largest_gain, kMostGain);
      if (!(player.largest_move <= kMostMove))
        return fail(
            "{}'s best answer to the others has a rate that is {:.1e} away, more than {:.0e}",
            player.name, player.largest_move, kMostMove);
    }
  }

  template <class... Numbers>
  void fail(const char* why, const Numbers&... numbers) {
    result_.failure = std::string(sought()) + ": the certificate does not hold: " +
                      fmt::format(fmt::runtime(why), numbers...);
  }

  /// A player's own search against the others' rates, from its own and from far away.
  int respond(std::size_t at, const RateSearchResult& found) {
    StrategySetting against{setting_.world, setting_.parameters, found.point->policy(),
                            setting_.deficit, setting_.quotas};
    StrategySolver solver(against);
    const std::span<const RatePlayer> alone(&players_[at], 1);
    FoundStrategy& player = result_.players[at];
    Rates own;
    for (const FoundRate& rate : player.rates) own.push_back(rate.rate);
    for (const Rates& start : {own, far_from(players_[at].rates, own)}) {
      RateSearchResult answer = search_rates(solver, alone, start);
      if (!answer.settled) {
        player.largest_move = std::nan("");
        continue;
      }
      const double gain = answer.values.front() - found.values[at];
      player.largest_gain = std::max(player.largest_gain, gain);
      if (gain < -kMostGain) continue;  // a top that is lower is no answer
      if (pinned_.contains(at)) answer.rates = on_line(at, answer.rates).value_or(answer.rates);
      if (!std::isnan(player.largest_move))
        player.largest_move =
            std::max(player.largest_move,
                     distance_of_answers(players_[at], setting_.world, own, answer.rates));
    }
    return solver.solves();
  }

  const StrategyRequest& request_;
  const StrategySetting& setting_;
  const TradePolicy& as_it_is_;
  StrategySolver solver_;
  std::vector<RatePlayer> players_;
  std::vector<ChosenRate> chosen_;
  Rates before_;
  std::set<std::size_t> pinned_;  // players at a chosen point of their line
  std::shared_ptr<const StrategyPoint> status_quo_;
  RateSearchResult agreed_;
  StrategyResult result_;
  int others_solves_ = 0;
};

}  // namespace

StrategyResult find_strategy(const StrategyRequest& request, const World& world,
                             const ModelParameters& parameters, const GivenPolicy& given,
                             const Vector& deficit) {
  const StrategySetting setting{world, parameters, given.beside, deficit, given.quotas};
  return StrategySearch(request, setting, given.as_it_is).run();
}

std::vector<PolicyLine> lines_of(const StrategyRequest& request, const StrategyResult& result) {
  std::vector<PolicyLine> lines;
  for (std::size_t at = 0; at < result.players.size(); ++at) {
    const std::vector<RateChoice>& choices = request.players[at].choices;
    for (std::size_t choice = 0; choice < choices.size(); ++choice) {
      std::vector<CellRate> rates;
      for (const FoundRate& found : result.players[at].rates)
        if (found.chosen.choice == choice)
          for (const auto& [i, n, s] : found.chosen.cells) rates.push_back({i, n, s, found.rate});
      lines.push_back({LevyChange{choices[choice].wedge, RateChange::set, std::move(rates)},
                       choices[choice].text,
                       {}});
    }
  }
  return lines;
}

}  // namespace tariffsim
