#include "studies/strategy.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "studies/cooperation.hpp"
#include "studies/lerner_pin.hpp"
#include "studies/rate_search.hpp"

namespace tariffsim {
namespace {

using Rates = std::vector<double>;

RatePlayer player_of(const StrategyPlayer& asked, const World& world, const TradePolicy& given) {
  RatePlayer player{asked.name, asked.members, Objective(world, asked.aims, asked.members), {}};
  for (std::size_t at = 0; at < asked.choices.size(); ++at)
    for (ChosenRate& rate : rates_of(asked.choices[at], asked.members, world, given)) {
      rate.choice = at;
      player.rates.push_back(std::move(rate));
    }
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
      players_.push_back(player_of(player, setting.world, setting.given));
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
    if (!found.settled) {
      result_.failure = fmt::format("no {} was found: {}", sought(), found.message);
      return;
    }
    if (request_.kind == StrategyKind::optimum) {
      settle_optimum(found);
      if (!result_.failure.empty()) return;
    } else {
      pin(found);
    }
    describe(found);
    certify(found);
    if (request_.kind == StrategyKind::nash) compare_two(*status_quo_, before_, found);
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
      const RateSearchResult there = inspect_rates(solver_, players_, scattered(point));
      if (there.point == nullptr || !is_better(there, found)) continue;
      RateSearchResult best = search_rates(solver_, players_, there.rates);
      if (!best.settled || !is_better(best, found)) continue;
      std::swap(found, best);
      pin(found);
      tell_other_end(found, best);
    }
  }

  /// Points of a sequence that fills the bounds evenly: each rate goes by steps of the square root
  /// of a prime of its own (Weyl 1916).
  Rates scattered(std::size_t point) const {
    Rates rates;
    rates.reserve(chosen_.size());
    int prime = 2;
    for (const ChosenRate& rate : chosen_) {
      const double along = static_cast<double>(point) * std::sqrt(prime);
      rates.push_back(rate.least + (along - std::floor(along)) * (rate.most - rate.least));
      prime = next_prime(prime);
    }
    return rates;
  }

  static int next_prime(int number) {
    for (bool prime = false; !prime;) {
      prime = true;
      ++number;
      for (int by = 2; by * by <= number && prime; ++by) prime = number % by != 0;
    }
    return number;
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
    result_.other_end.reset();
    result_.other_start_move = std::nan("");
    result_.other_on_line = false;
    if (!there.settled) return;
    result_.other_start_move = rate_distance(here.rates, there.rates);
    if (result_.other_start_move <= surely()) return;
    const Rates near = at_points_of_lines(here.rates), far = at_points_of_lines(there.rates);
    const double beside = rate_distance(near, far);
    // Two searches for an agreement end where what is maximised is flat.
    const bool agreed = request_.kind == StrategyKind::cooperative;
    result_.other_on_line =
        beside <= surely() && are_the_same(there, here, agreed ? surely_of_value() : kSameValue);
    if (result_.other_on_line)
      result_.other_start_move = beside;
    else
      result_.other_end = other_end(here, there);
  }

  /// How far from one another rates are the same: four digits of those agreed upon are sure, since
  /// what is maximised is flat.
  double surely() const { return request_.kind == StrategyKind::cooperative ? 1e-4 : kMostMove; }
  /// What a player's share of an agreement may differ by where its rates do so little, of income.
  static double surely_of_value() { return 1e-6; }

  OtherEnd other_end(const RateSearchResult& here, const RateSearchResult& there) const {
    OtherEnd end;
    end.short_of = here.values.front() - there.values.front();
    end.certified = there.largest_gradient <= kMostGradient;
    double furthest = -1;
    std::size_t at = 0;
    for (std::size_t player = 0; player < players_.size(); ++player) {
      for (std::size_t rate = 0; rate < players_[player].rates.size(); ++rate, ++at) {
        const double move = std::abs(there.rates[at] - here.rates[at]);
        if (move <= furthest) continue;
        furthest = move;
        end.player = player, end.rate = rate, end.there = there.rates[at];
      }
      const double differs = welfare_of(there.point->solved(), players_[player].members) -
                             welfare_of(here.point->solved(), players_[player].members);
      if (std::abs(differs) > std::abs(end.welfare)) end.welfare = differs, end.welfare_of = player;
    }
    return end;
  }

  /// Where a player's rates leave a line on which nothing changes, at the same point of it.
  Rates at_points_of_lines(const Rates& rates) const {
    Rates moved = rates;
    auto first = moved.begin();
    for (const RatePlayer& player : players_) {
      const auto last = first + static_cast<std::ptrdiff_t>(player.rates.size());
      if (has_lerner_line(player.rates, player.members, setting_.world, setting_.given)) {
        const Rates point = point_on_line(player.rates, setting_.world, Rates(first, last));
        std::copy(point.begin(), point.end(), first);
      }
      first = last;
    }
    return moved;
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

  /// Nothing where its rates leave no line, or bounds are in the way.
  std::optional<Rates> on_line(std::size_t at, const Rates& rates) const {
    const RatePlayer& player = players_[at];
    if (!has_lerner_line(player.rates, player.members, setting_.world, setting_.given))
      return std::nullopt;
    return smallest_on_line(player.rates, setting_.world, rates);
  }

  /// Of a line: no value differs. Where tax revenue is wanted, or selling costs or a group's own
  /// trade hang on the rates, points of it do.
  static bool are_the_same(const RateSearchResult& moved, const RateSearchResult& found,
                           double within = kSameValue) {
    if (moved.point == nullptr) return false;
    for (std::size_t at = 0; at < found.values.size(); ++at)
      if (!(std::abs(moved.values[at] - found.values[at]) <= within)) return false;
    return true;
  }
  static constexpr double kSameValue = 1e-10;  // of income: what two solves may differ by

  void describe(const RateSearchResult& found) {
    result_.largest_step = found.largest_step;
    result_.largest_gradient = found.largest_gradient;
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

  /// Of two sets of one player's rates that bring it the same; what lies on one line is one answer.
  double distance_of_answers(std::size_t at, const Rates& own, const Rates& answer) const {
    const double move = rate_distance(answer, own);
    const RatePlayer& player = players_[at];
    if (move <= kMostMove ||
        !has_lerner_line(player.rates, player.members, setting_.world, setting_.given))
      return move;
    return std::min(move, rate_distance(point_on_line(player.rates, setting_.world, answer),
                                        point_on_line(player.rates, setting_.world, own)));
  }

  /// A player's own search against the others' rates, from its own and from far away.
  int respond(std::size_t at, const RateSearchResult& found) {
    StrategySetting against{setting_.world, setting_.parameters, found.point->policy(),
                            setting_.deficit};
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
            std::max(player.largest_move, distance_of_answers(at, own, answer.rates));
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
  const StrategySetting setting{world, parameters, given.beside, deficit};
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
