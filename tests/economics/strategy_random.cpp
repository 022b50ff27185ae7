// Random small worlds: no feasible rates beat an optimum, and an optimiser that knows nothing of
// the model ends there too. 40 worlds, or as many as TARIFFSIM_OPTIMA says (issue 20 asks for a
// thousand), and five times as many of the latter, which take a thirtieth of the time.
#include <nlopt.h>
#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>
#include <random>

#include "support/payoff.hpp"
#include "support/players.hpp"
#include "support/random_family.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr int kDraws = 200;

unsigned worlds() {
  const char* wanted = std::getenv("TARIFFSIM_OPTIMA");
  return wanted == nullptr ? 40 : static_cast<unsigned>(std::stoul(wanted));
}

/// Three or four countries with one to three sectors, and all that a world may have.
Calibration small_world(unsigned seed) {
  RandomBaseline want;
  want.countries = 3 + static_cast<Index>(seed % 2);
  want.sectors = 1 + static_cast<Index>(seed % 3);
  want.input_output = seed % 2 == 0;
  want.export_taxes = seed % 5 == 0;
  want.zero_flows = seed % 7 == 0 ? 0.1 : 0;
  return random_calibration(seed, want);
}

/// A country that sells nothing abroad has no equilibrium without its deficit.
bool can_balance(const Calibration& calibration) {
  return starting_world(calibration, calibration.parameters, DeficitClosure::none, {}, {}).world !=
         nullptr;
}

/// What is wanted and chosen changes from world to world.
StrategyPlayer player_of(unsigned seed, const World& world) {
  constexpr RateBy kBy[] = {RateBy::uniform, RateBy::partner, RateBy::sector, RateBy::cell};
  const RateBy by = kBy[seed % 4];
  StrategyPlayer player = tariff_player(world, 0, by);
  if (seed % 11 == 0) player.aims.front().kind = AimKind::tax_revenue;
  if (seed % 13 == 0) player.aims.push_back(Aim{AimKind::welfare, {1}, -1, 0.5});
  if (seed % 3 == 1)
    player.choices.push_back(all_rates_of(world, 0, WedgeKind::export_tax, by, -0.5, 3));
  return player;
}

/// Anywhere between the bounds, or near what was found.
std::vector<double> drawn_rates(const FoundStrategy& found, bool anywhere,
                                std::mt19937& generator) {
  std::vector<double> rates;
  for (const FoundRate& rate : found.rates) {
    std::uniform_real_distribution<double> between(rate.chosen.least, rate.chosen.most);
    std::normal_distribution<double> near(rate.rate, 0.02);
    rates.push_back(clipped(rate.chosen, anywhere ? between(generator) : near(generator)));
  }
  return rates;
}

}  // namespace

TEST_CASE("in random worlds no feasible rates beat an optimum", "[optimum]") {
  const unsigned count = worlds();
  unsigned found_in = 0, better = 0, unbalanced = 0;
  double most = 0;
  for (unsigned seed = 1001; seed <= 1000 + count; ++seed) {
    CAPTURE(seed);
    const Calibration calibration = small_world(seed);
    if (!can_balance(calibration)) {
      ++unbalanced;
      continue;
    }
    const BalancedWorld balanced(calibration);
    const StrategyPlayer player = player_of(seed, balanced.world());
    const StrategyResult found = balanced.solve({StrategyKind::optimum, {player}});
    if (!found.failure.empty()) {
      WARN("seed " << seed << ": " << found.failure);
      continue;
    }
    ++found_in;
    Payoff payoff(balanced, player);
    const double best = payoff(found.players.front());
    std::mt19937 generator(seed);
    for (int draw = 0; draw < kDraws; ++draw) {
      const double other = payoff(drawn_rates(found.players.front(), draw % 2 == 0, generator));
      if (!std::isnan(other)) most = std::max(most, other - best);
      if (other > best + kSameWelfare) ++better;
      CHECK((std::isnan(other) || other <= best + kSameWelfare));
    }
  }
  WARN(found_in << " of " << count << " worlds have an optimum; " << better
                << " draws are better, the best by " << most);
  CHECK(found_in + unbalanced >= count - count / 100);  // next to all have one that is certified
  CHECK(unbalanced <= count / 20);
}

TEST_CASE("bounds that bind keep no search from its end", "[optimum][regression]") {
  // Cause: rates stepped as if others could pass their bounds, and so were never at rest.
  unsigned searched = 0;
  for (unsigned seed = 1; seed <= worlds(); ++seed) {
    const Calibration calibration = small_world(seed);
    if (!can_balance(calibration)) continue;
    const BalancedWorld balanced(calibration);
    const World& world = balanced.world();
    StrategyPlayer player = tariff_player(world, 0, RateBy::cell);
    const StrategyResult free = balanced.solve({StrategyKind::optimum, {player}});
    if (!free.failure.empty()) continue;
    double low = 3, high = 0;
    for (const FoundRate& rate : free.players.front().rates) {
      low = std::min(low, rate.rate);
      high = std::max(high, rate.rate);
    }
    if (!(high - low > 0.01)) continue;
    for (const double part : {0.25, 0.5, 0.75}) {
      CAPTURE(seed, part);
      ++searched;
      player.choices.front().most = low + part * (high - low);
      const StrategyResult found = balanced.solve({StrategyKind::optimum, {player}});
      CHECK(found.failure == "");
      if (!found.failure.empty()) continue;
      Payoff payoff(balanced, player);
      const double best = payoff(found.players.front());
      std::mt19937 generator(seed);
      for (int draw = 0; draw < kDraws / 4; ++draw) {
        const double other = payoff(drawn_rates(found.players.front(), draw % 2 == 0, generator));
        CHECK((std::isnan(other) || other <= best + kSameWelfare));
      }
      const StrategyPlayer other =
          tariff_player(world, 1, RateBy::partner, 0, player.choices.front().most);
      CHECK(balanced.solve({StrategyKind::nash, {player, other}}).failure == "");
    }
  }
  CHECK(searched > worlds());
}

/// It may rise with a rate up to any bound, with steps that do not get shorter on the way.
TEST_CASE("in random worlds no feasible rates make more of a sector than an optimum for it",
          "[optimum]") {
  constexpr RateBy kBy[] = {RateBy::uniform, RateBy::partner, RateBy::sector, RateBy::cell};
  const unsigned count = worlds();
  unsigned found_in = 0, asked = 0, beaten = 0;
  for (unsigned seed = 5001; asked < count; ++seed) {
    CAPTURE(seed);
    REQUIRE(seed < 5001 + 2 * count);
    RandomBaseline want;
    want.countries = 3 + static_cast<Index>(seed % 3);
    want.sectors = 2 + static_cast<Index>(seed % 2);
    want.input_output = seed % 3 == 0;
    const Calibration calibration = random_calibration(seed, want);
    if (!can_balance(calibration)) continue;
    ++asked;
    const BalancedWorld balanced(calibration);
    StrategyPlayer player = tariff_player(balanced.world(), 0, kBy[seed % 4]);
    player.aims = {Aim{AimKind::output, {0}, static_cast<Index>(seed % 2), 1}};
    const StrategyResult found = balanced.solve({StrategyKind::optimum, {player}});
    if (!found.failure.empty()) {
      WARN("seed " << seed << ": " << found.failure);
      continue;
    }
    ++found_in;
    Payoff payoff(balanced, player);
    const double best = payoff(found.players.front());
    std::mt19937 generator(seed);
    bool better = false;
    for (int draw = 0; draw < kDraws / 4; ++draw)
      better = better || payoff(drawn_rates(found.players.front(), draw % 2 == 0, generator)) >
                             best + kSameWelfare;
    if (better) ++beaten;
  }
  CHECK(found_in >= count - count / 100);
  CHECK(beaten <= count / 100);  // output has several tops: none of them is sure to be the highest
}

namespace {

/// Where a search by welfare alone ends (BOBYQA, NLopt), from the same rate in all cells.
struct Searched {
  std::vector<double> rates;
  double value = 0;
};

Searched search_by_welfare(Payoff& payoff, const FoundStrategy& found) {
  std::vector<double> least, most;
  for (const FoundRate& rate : found.rates) {
    least.push_back(rate.chosen.least);
    most.push_back(rate.chosen.most);
  }
  Searched searched{std::vector<double>(payoff.size(), 0.5), 0};
  nlopt_opt search = nlopt_create(NLOPT_LN_BOBYQA, static_cast<unsigned>(payoff.size()));
  nlopt_set_lower_bounds(search, least.data());
  nlopt_set_upper_bounds(search, most.data());
  nlopt_set_max_objective(
      search,
      [](unsigned size, const double* x, double*, void* data) {
        const double value = (*static_cast<Payoff*>(data))({x, x + size});
        return std::isnan(value) ? -HUGE_VAL : value;
      },
      &payoff);
  nlopt_set_initial_step1(search, 0.2);
  nlopt_set_xtol_abs1(search, 1e-7);
  nlopt_set_maxeval(search, 2000);
  nlopt_optimize(search, searched.rates.data(), &searched.value);
  nlopt_destroy(search);
  return searched;
}

/// How far a rate may lie from its best without welfare telling, known to kSameWelfare: what it
/// falls by over a known distance grows with the square of it.
double blur(Payoff& payoff, const FoundStrategy& found, std::size_t rate) {
  constexpr double kAway = 0.02;
  std::vector<double> rates;
  for (const FoundRate& one : found.rates) rates.push_back(one.rate);
  const double best = payoff(rates);
  rates[rate] += rates[rate] + kAway > found.rates[rate].chosen.most ? -kAway : kAway;
  return kAway * std::sqrt(kSameWelfare / std::max(best - payoff(rates), kSameWelfare));
}

}  // namespace

TEST_CASE("in random worlds a search by welfare alone ends at the optimum", "[optimum]") {
  const unsigned count = 5 * worlds();
  unsigned compared = 0;
  for (unsigned seed = 3001; compared < count; ++seed) {
    CAPTURE(seed);
    REQUIRE(seed < 3001 + 2 * count);  // next to all worlds have an optimum
    RandomBaseline want;
    want.countries = 3 + static_cast<Index>(seed % 2);
    want.sectors = 1 + static_cast<Index>(seed % 3);
    want.input_output = seed % 2 == 0;
    const Calibration calibration = random_calibration(seed, want);
    if (!can_balance(calibration)) continue;
    const BalancedWorld balanced(calibration);
    const StrategyPlayer player =
        tariff_player(balanced.world(), 0, seed % 3 == 0 ? RateBy::partner : RateBy::sector);
    const StrategyResult found = balanced.solve({StrategyKind::optimum, {player}});
    INFO(found.failure);
    REQUIRE(found.failure.empty());
    const FoundStrategy& best = found.players.front();
    Payoff payoff(balanced, player);
    const Searched searched = search_by_welfare(payoff, best);
    CHECK(searched.value <= payoff(best) + kSameWelfare);
    CHECK(searched.value >= payoff(best) - 10 * kSameWelfare);
    for (std::size_t k = 0; k < searched.rates.size(); ++k) {
      CAPTURE(k, searched.rates[k], best.rates[k].rate);
      CHECK(std::abs(searched.rates[k] - best.rates[k].rate) <= 10 * blur(payoff, best, k));
    }
    ++compared;
  }
}
