// Games of two: who defects, and how each answers the other. Beside a model of two countries that
// is solved by bisection, and beside optima that are asked for on their own.
#include <catch2/catch.hpp>

#include <cmath>

#include "outcomes/group.hpp"
#include "studies/experiment.hpp"
#include "support/near.hpp"
#include "support/players.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Of welfare at the top of a curve that golden section finds to 1e-5 in the rate: the square of
/// that, times a curvature below ten.
constexpr double kSearchedWelfare = 1e-8;
/// Of a rate that golden section finds from welfare.
constexpr double kSearchedRate = 1e-4;

constexpr double kTheta = 5;

/// Two equal countries that make one good each: Armington demand with elasticity 1 + theta, wages
/// from balanced trade by bisection. Johnson (1953) with these functions.
class TwoEquals {
 public:
  /// Welfare of the first, a change, where it levies t and the other levies u.
  static double welfare(double t, double u) {
    const double w = wage(t, u);
    return income(t, w) / price(t, w) - 1;
  }
  static double best_answer(double u) {
    return by_golden_section([&](double t) { return welfare(t, u); }, 0, 3);
  }
  static double nash() {
    double rate = 0;
    for (int round = 0; round < 30; ++round) rate = best_answer(rate);
    return rate;
  }

 private:
  /// What a country with wage 1 spends on the other's good, of one it spends; w is its wage.
  static double imported(double t, double w) {
    const double dear = std::pow(w * (1 + t), -kTheta);
    return dear / (1 + dear);
  }
  static double price(double t, double w) {
    return std::pow((1 + std::pow(w * (1 + t), -kTheta)) / 2, -1 / kTheta);
  }
  static double income(double t, double w) { return 1 / (1 - t / (1 + t) * imported(t, w)); }
  static double imports(double t, double w) { return income(t, w) * imported(t, w) / (1 + t); }
  /// Of the second, that of the first being 1: it buys as much as it sells.
  static double wage(double t, double u) {
    double low = 0.01, high = 100;
    for (int halving = 0; halving < 200; ++halving) {
      const double w = std::sqrt(low * high);
      (imports(t, w) > w * imports(u, 1 / w) ? low : high) = w;
    }
    return std::sqrt(low * high);
  }
};

StrategyRequest game_of(const World& world, RateBy by) {
  return {StrategyKind::nash, {tariff_player(world, 0, by), tariff_player(world, 1, by)}};
}

StrategyResult solved_game(const BalancedWorld& balanced, const StrategyRequest& request) {
  StrategyResult result = balanced.solve(request);
  INFO(result.failure);
  REQUIRE(result.failure.empty());
  REQUIRE(result.payoffs);
  INFO(result.payoffs->failure);
  REQUIRE(result.payoffs->cells.size() == 4);
  return result;
}

/// The optimum of one player where the policy is this.
StrategyResult optimum_against(const BalancedWorld& balanced, const StrategyPlayer& player,
                               const TradePolicy& policy) {
  StrategyResult result =
      find_strategy({StrategyKind::optimum, {player}}, balanced.world(), balanced.parameters,
                    policy, Vector::Zero(balanced.world().n_countries()));
  INFO(result.failure);
  REQUIRE(result.failure.empty());
  return result;
}

}  // namespace

TEST_CASE("two equals are in a prisoner's dilemma, as a model of two countries has it",
          "[payoffs]") {
  const BalancedWorld balanced(sized_countries({1, 1}, kTheta));
  const StrategyResult result = solved_game(balanced, game_of(balanced.world(), RateBy::uniform));
  const PayoffTable& table = *result.payoffs;
  const double alone = TwoEquals::best_answer(0), war = TwoEquals::nash();
  const double temptation = TwoEquals::welfare(alone, 0), victim = TwoEquals::welfare(0, alone);
  const double punishment = TwoEquals::welfare(war, war);
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
    CHECK(std::abs(table.both_keep().welfare[at]) <= kSameWelfare);
    CHECK(std::abs(table.leaves(at).welfare[at] - temptation) <= kSearchedWelfare);
    CHECK(std::abs(table.leaves(at).welfare[1 - at] - victim) <= kSearchedRate);
    CHECK(std::abs(table.both_leave().welfare[at] - punishment) <= kSearchedRate);
  }
  // The same whoever is called the first.
  CHECK(std::abs(table.leaves(0).welfare[0] - table.leaves(1).welfare[1]) <= kSameWelfare);
  CHECK(std::abs(table.leaves(0).welfare[1] - table.leaves(1).welfare[0]) <= kSameRate);
  // A dilemma: leaving pays, and costs both where both do; who keeps its rates alone has least.
  CHECK(table.leaves(0).welfare[0] > 0);
  CHECK(table.both_leave().welfare[0] < 0);
  CHECK(table.leaves(1).welfare[0] < table.both_leave().welfare[0]);
}

TEST_CASE("curves of two equals are those of a model of two countries", "[reactions]") {
  const BalancedWorld balanced(sized_countries({1, 1}, kTheta));
  const StrategyResult result = solved_game(balanced, game_of(balanced.world(), RateBy::uniform));
  REQUIRE(result.reactions.known());
  for (const auto& curve : result.reactions.answers) {
    CHECK(curve.size() >= 9);
    for (const Reaction& one : curve) {
      CAPTURE(one.other);
      CHECK(std::abs(one.rate - TwoEquals::best_answer(one.other)) <= kSearchedRate);
      CHECK(std::abs(one.welfare - TwoEquals::welfare(one.rate, one.other)) <= kSameWelfare);
    }
  }
}

TEST_CASE("a best answer is the optimum against what the other keeps, and nothing beats it",
          "[payoffs]") {
  for (const unsigned seed : {101U, 102U, 103U}) {
    CAPTURE(seed);
    const BalancedWorld balanced(random_calibration(seed));
    const World& world = balanced.world();
    const StrategyRequest request = game_of(world, RateBy::sector);
    const StrategyResult result = solved_game(balanced, request);
    const PayoffTable& table = *result.payoffs;
    CHECK(!result.reactions.known());
    for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
      const FoundStrategy& player = result.players[at];
      CHECK(std::abs(table.both_leave().welfare[at] - player.welfare) <= 1e-9);
      CHECK(std::abs(table.both_keep().welfare[at] - player.welfare_status_quo) <= kSameWelfare);
      CHECK(table.leaves(at).gain[at] >= -kSameWelfare);
      CHECK(table.leaves(at).largest_gradient <= kMostGradient);
      const StrategyResult alone =
          optimum_against(balanced, request.players[at], baseline_policy(world));
      CHECK(std::abs(table.leaves(at).welfare[at] - alone.players[0].welfare) <= kSameWelfare);
      CHECK(std::abs(table.leaves(at).gain[at] - alone.players[0].gain) <= kSameWelfare);
    }
  }
}

TEST_CASE("curves cross in the Nash equilibrium, and each point is an optimum", "[reactions]") {
  const BalancedWorld balanced(random_calibration(111));
  const World& world = balanced.world();
  const StrategyRequest request = game_of(world, RateBy::uniform);
  const StrategyResult result = solved_game(balanced, request);
  REQUIRE(result.reactions.known());
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
    const FoundRate& own = result.players[at].rates.front();
    const FoundRate& others = result.players[1 - at].rates.front();
    std::size_t crossings = 0;
    for (const Reaction& one : result.reactions.answers[at]) {
      CAPTURE(at, one.other);
      if (one.other == others.rate) {
        ++crossings;
        CHECK(std::abs(one.rate - own.rate) <= kSameRate);
      }
      TradePolicy policy = baseline_policy(world);
      for (const auto& [i, n, s] : others.chosen.cells) policy.tariff(i, n, s) = one.other;
      const StrategyResult alone = optimum_against(balanced, request.players[at], policy);
      CHECK(std::abs(one.rate - alone.players[0].rates[0].rate) <= kSameRate);
      CHECK(std::abs(one.welfare - alone.players[0].welfare) <= kSameWelfare);
    }
    CHECK(crossings == 1);
  }
}

TEST_CASE("who leaves an agreement alone gains, and nobody gains by keeping to it", "[payoffs]") {
  const BalancedWorld balanced(random_calibration(121));
  StrategyRequest request = game_of(balanced.world(), RateBy::uniform);
  request.kind = StrategyKind::cooperative;
  request.cooperation.nobody_loses = true;
  const StrategyResult agreed = solved_game(balanced, request);
  request.kind = StrategyKind::nash;
  const StrategyResult war = solved_game(balanced, request);
  for (const std::size_t at : {std::size_t{0}, std::size_t{1}}) {
    CHECK(std::abs(agreed.payoffs->both_keep().welfare[at] - agreed.players[at].welfare) <=
          kSameWelfare);
    CHECK(agreed.payoffs->leaves(at).gain[at] >= -kSameWelfare);
    CHECK(std::abs(agreed.payoffs->both_leave().welfare[at] - war.players[at].welfare) <= 1e-9);
  }
}

TEST_CASE("three players have no table of two", "[payoffs]") {
  const BalancedWorld balanced(random_calibration(131));
  StrategyRequest request = game_of(balanced.world(), RateBy::uniform);
  request.players.push_back(tariff_player(balanced.world(), 2, RateBy::uniform));
  const StrategyResult result = balanced.solve(request);
  INFO(result.failure);
  REQUIRE(result.failure.empty());
  CHECK(!result.payoffs);
  CHECK(!result.reactions.known());
}

TEST_CASE("terms of trade of a group are those with outsiders", "[group]") {
  const Calibration calibration = random_calibration(141);
  const Index countries = calibration.world->n_countries();
  const PolicyLine line{
      LevyChange{WedgeKind::tariff, RateChange::add, OneRate{{{1, 2}, {0}, {0}}, 0.3}}, "line", {}};
  const ExperimentResult result =
      run_experiment(calibration, {&line, 1}, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  for (Index n = 0; n < countries; ++n) {
    const double own = result.outcome->countries()[static_cast<std::size_t>(n)].terms_of_trade;
    CHECK(std::abs(group_terms_of_trade(*result.outcome, {n}) - own) <= 1e-13);
    // All others together buy what it sells, and sell what it buys.
    std::vector<Index> others;
    for (Index other = 0; other < countries; ++other)
      if (other != n) others.push_back(other);
    CHECK(std::abs((1 + group_terms_of_trade(*result.outcome, others)) * (1 + own) - 1) <= 1e-13);
  }
}
