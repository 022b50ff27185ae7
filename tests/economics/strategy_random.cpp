// Random small worlds: no feasible rates beat an optimum. 40 worlds, or as many as
// TARIFFSIM_OPTIMA says (issue 20 asks for a thousand).
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

/// Of J / I: noise of solves to 1e-13.
constexpr double kSameWelfare = 1e-11;
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
