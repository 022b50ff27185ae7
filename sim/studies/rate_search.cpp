#include "studies/rate_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "equilibrium/anderson_acceleration.hpp"

namespace tariffsim {
namespace {

/// Steps below this are noise of the solves.
constexpr double kFinishedRate = 1e-11;
constexpr int kMostRounds = 200;
/// Rounds without a smaller step, and without more of what one player wants, after which what is
/// left is noise.
constexpr int kMostIdleRounds = 8;
constexpr Index kMemory = 20;
/// A fall of J / I by less is noise of the solves; up to the second it may be where a player is
/// small, and is believed only if steps do not get shorter.
constexpr double kNoise = 1e-12, kMostNoise = 1e-9;
/// Several players have no common objective: a round is taken back where steps grow by this.
constexpr double kMostGrowth = 10;
/// A move of a smaller part of a step that is still as long after it leads nowhere.
constexpr double kLeastMove = 1e-3;
/// Moves in a row that may lead to a worse point before shorter steps are tried.
constexpr int kMostAttempts = 4;
constexpr std::array kShorterSteps{1.0, 0.3, 0.1, 0.01};

/// All that is known at rates that have been tried.
struct Round {
  Vector rates;
  Vector step;  ///< within the bounds
  std::vector<double> values;
  double largest_step = 0, largest_gradient = 0;
  std::optional<double> largest_shift;
  std::shared_ptr<const StrategyPoint> point;
};

class RateSearch {
 public:
  RateSearch(StrategySolver& solver, std::span<const RatePlayer> players, int most_rounds)
      : solver_(solver), players_(players), chosen_(all_rates(players)), most_rounds_(most_rounds) {
    reset_memory();
  }

  RateSearchResult run(const std::vector<double>& start) {
    RateSearchResult result;
    const int before = solver_.solves();
    auto now =
        tried(Eigen::Map<const Vector>(start.data(), static_cast<Index>(start.size())), nullptr);
    if (now) go_on(std::move(*now), result);
    result.solves = solver_.solves() - before;
    result.settled = best_ && best_->largest_step <= kSettledRate;
    if (!result.settled) result.message = why_not();
    if (best_) report(*best_, result);
    return result;
  }

 private:
  void go_on(Round now, RateSearchResult& result) {
    int idle = 0;
    best_ = now;
    while (now.largest_step > kFinishedRate && result.rounds < most_rounds_ &&
           idle < kMostIdleRounds) {
      ++result.rounds;
      auto next = moved(now);
      if (!next) return;
      now = std::move(*next);
      // On the way to a bound steps need not get shorter: output may rise with a rate to no end.
      idle = now.largest_step < best_->largest_step || improves(now) ? 0 : idle + 1;
      if (idle == 0) best_ = now;
    }
  }

  /// While far away a single player's best is where it has most.
  bool improves(const Round& now) const {
    return players_.size() == 1 && now.values.front() > best_->values.front() + kNoise;
  }

  std::optional<Round> moved(const Round& from) {
    // A move too far says how far to go: the next one knows it.
    Round now = from;
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
      auto next = tried(now.rates + memory_.next_move(now.rates, now.step), now.point.get());
      if (!next || stalls(from, *next)) break;
      if (!is_worse(from, *next)) return next;
      now = std::move(*next);
    }
    reset_memory();
    for (const double part : kShorterSteps) {
      auto next = tried(from.rates + part * from.step, from.point.get());
      if (next && !is_worse(from, *next)) return next;
    }
    return std::nullopt;
  }

  bool is_worse(const Round& from, const Round& to) const {
    if (players_.size() > 1) return to.largest_step > kMostGrowth * from.largest_step;
    const double fall = from.values.front() - to.values.front();
    return fall > kMostNoise || (fall > kNoise && to.largest_step >= from.largest_step);
  }

  /// Where steps get longer on the way, acceleration points backwards, and may end where it began.
  bool stalls(const Round& from, const Round& to) const {
    return players_.size() == 1 && to.largest_step >= from.largest_step &&
           (to.rates - from.rates).cwiseAbs().maxCoeff() < kLeastMove * from.largest_step;
  }

  /// Nothing where there is no equilibrium or no gradient.
  std::optional<Round> tried(const Vector& rates, const StrategyPoint* near) {
    Round round;
    round.rates = rates;
    for (std::size_t k = 0; k < chosen_.size(); ++k)
      round.rates(static_cast<Index>(k)) = clipped(chosen_[k], rates(static_cast<Index>(k)));
    hold_lines(round.rates);
    TradePolicy policy = solver_.setting().given;
    set_rates(chosen_, {round.rates.data(), chosen_.size()}, policy);
    round.point = solver_.solve(std::move(policy), near);
    if (round.point == nullptr) {
      failure_ = solver_.message();
      return std::nullopt;
    }
    round.step.resize(round.rates.size());
    Index first = 0;
    for (const RatePlayer& player : players_) {
      if (!add_player(player, first, round)) return std::nullopt;
      first += static_cast<Index>(player.rates.size());
    }
    return round;
  }

  void hold_lines(Vector& rates) const {
    Index first = 0;
    for (const RatePlayer& player : players_) {
      const auto count = static_cast<Index>(player.rates.size());
      if (player.line == LernerLine::held) {
        const double* own = rates.data() + first;
        if (const auto held =
                smallest_on_line(player.rates, solver_.setting().world, {own, own + count}))
          rates.segment(first, count) = Eigen::Map<const Vector>(held->data(), count);
      }
      first += count;
    }
  }

  bool add_player(const RatePlayer& player, Index first, Round& round) {
    const StrategyPoint& point = *round.point;
    round.values.push_back(player.objective.value(point.solved()));
    auto gradient =
        point.gradient(player.objective, levied_parts(point.solved().world, player.rates));
    if (!gradient) {
      failure_ = "the linearised equations have no solution";
      return false;
    }
    if (player.line == LernerLine::held) {
      round.largest_shift =
          std::max(round.largest_shift.value_or(0), std::abs(shift_slope(*gradient, player.rates)));
      gradient = without_shift(std::move(*gradient), player.rates, point.solved().world);
    }
    const Vector slope = gradient_by_rates(*gradient, point.policy(), player.rates);
    const Vector rates = round.rates.segment(first, static_cast<Index>(player.rates.size()));
    const Step step = step_within_bounds(point, *gradient, player, rates,
                                         held_by_bounds(player.rates, rates, slope));
    for (std::size_t at = 0; at < step.held.size(); ++at) {
      const auto k = static_cast<Index>(at);
      const double within = std::abs(step.of_rates(k));
      round.step(first + k) = step.of_rates(k);
      round.largest_step = std::max(round.largest_step, within);
      if (!(step.held[at] && within <= kSettledRate))
        round.largest_gradient = std::max(round.largest_gradient, std::abs(slope(k)));
    }
    return true;
  }

  struct Step {
    Vector of_rates;
    std::vector<bool> held;  ///< at a bound, or on the way to one
  };

  /// Rates whose step leads beyond a bound go as far as that, and the others step as if these
  /// stayed: what they would answer to a move that is not made keeps none of them away from its
  /// best.
  static Step step_within_bounds(const StrategyPoint& point, const PolicyDirection& gradient,
                                 const RatePlayer& player, const Vector& rates,
                                 std::vector<bool> held) {
    Step found{Vector::Zero(rates.size()), std::move(held)};
    for (;;) {
      const Vector step = best_response_step(point.solved(), point.policy(), gradient, player.rates,
                                             found.held, player.objective.income());
      bool beyond = false;
      for (std::size_t at = 0; at < found.held.size(); ++at) {
        const auto k = static_cast<Index>(at);
        if (found.held[at]) continue;
        const double wanted = rates(k) + step(k), within = clipped(player.rates[at], wanted);
        found.of_rates(k) = within - rates(k);
        if (within != wanted) found.held[at] = beyond = true;
      }
      if (!beyond) return found;
    }
  }

  static std::vector<bool> held_by_bounds(std::span<const ChosenRate> chosen, const Vector& rates,
                                          const Vector& slope) {
    std::vector<bool> held(chosen.size());
    for (std::size_t at = 0; at < held.size(); ++at) {
      const auto k = static_cast<Index>(at);
      held[at] = slope(k) > 0 ? rates(k) >= chosen[at].most : rates(k) <= chosen[at].least;
    }
    return held;
  }

  void reset_memory() {
    memory_.reset(static_cast<Index>(chosen_.size()),
                  std::min<Index>(kMemory, static_cast<Index>(chosen_.size())));
  }

  std::string why_not() const {
    if (!best_) return failure_;
    return fmt::format("a rate would still move by {:.1e}, more than {:.0e}{}{}",
                       best_->largest_step, kSettledRate, failure_.empty() ? "" : ": ", failure_);
  }

  static void report(const Round& round, RateSearchResult& result) {
    result.rates.assign(round.rates.data(), round.rates.data() + round.rates.size());
    result.values = round.values;
    result.largest_step = round.largest_step;
    result.largest_gradient = round.largest_gradient;
    result.largest_shift = round.largest_shift;
    result.point = round.point;
  }

  StrategySolver& solver_;
  std::span<const RatePlayer> players_;
  std::vector<ChosenRate> chosen_;
  int most_rounds_;
  AndersonAcceleration memory_;
  std::optional<Round> best_;
  std::string failure_;
};

/// Whether bounds keep a line from being held where a search ends.
bool is_held_back(std::span<const RatePlayer> players, const World& world,
                  const RateSearchResult& found) {
  if (!found.largest_shift) return false;
  auto first = found.rates.begin();
  for (const RatePlayer& player : players) {
    const auto last = first + static_cast<std::ptrdiff_t>(player.rates.size());
    if (player.line == LernerLine::held &&
        !smallest_on_line(player.rates, world, std::vector<double>(first, last)))
      return true;
    first = last;
  }
  return false;
}

}  // namespace

std::vector<ChosenRate> all_rates(std::span<const RatePlayer> players) {
  std::vector<ChosenRate> all;
  for (const RatePlayer& player : players)
    all.insert(all.end(), player.rates.begin(), player.rates.end());
  return all;
}

RateSearchResult search_rates(StrategySolver& solver, std::span<const RatePlayer> players,
                              const std::vector<double>& start) {
  RateSearchResult found = RateSearch(solver, players, kMostRounds).run(start);
  if (!is_held_back(players, solver.setting().world, found)) return found;
  std::vector<RatePlayer> free(players.begin(), players.end());
  for (RatePlayer& player : free)
    if (player.line == LernerLine::held) player.line = LernerLine::none;
  return RateSearch(solver, free, kMostRounds).run(start);
}

RateSearchResult inspect_rates(StrategySolver& solver, std::span<const RatePlayer> players,
                               const std::vector<double>& rates) {
  return RateSearch(solver, players, 0).run(rates);
}

}  // namespace tariffsim
