// Random worlds with random options of the model: each is solved and certified, or refused in
// words.
#include <catch2/catch.hpp>

#include "support/random_family.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr unsigned kWorlds = 300;
/// Of all, those that may be refused: several equilibria, trade that cannot balance, no solution.
constexpr unsigned kMostRefused = kWorlds / 10;

std::vector<PolicyLine> random_lines(unsigned seed, const World& world, bool export_taxes) {
  std::vector<PolicyLine> lines = random_policy(seed, world, 0.5);
  if (seed % 3 == 0) lines.push_back(trade_cost_line({{0, 2}, {1, 3}, {0, 1}}, 0.3));
  if (export_taxes) lines.push_back(export_tax_line({{1}, {0, 2}, {1}}, RateChange::add, 0.2));
  if (seed % 7 == 0) lines.push_back({Embargo{{{{1}, {2}, {0}}}}, "embargo", {}});
  return lines;
}

ExperimentResult solved(unsigned seed) {
  const bool export_taxes = seed % 4 == 0;
  const auto sectors = static_cast<Index>(2 + seed % 4),
             countries = static_cast<Index>(4 + seed % 3);
  const Calibration c = random_family_calibration(
      seed, {countries, sectors, seed % 5 != 0, true, export_taxes, false, 0.1, 2.0});
  RandomFamily choice(seed + 1000000);
  const DeficitClosure closure = c.parameters.proportional_deficits ? DeficitClosure::proportional
                                 : choice.on()                      ? DeficitClosure::fixed
                                                                    : DeficitClosure::none;
  return run_experiment(c, random_lines(seed, *c.world, export_taxes), closure, {});
}

}  // namespace

TEST_CASE("random worlds with random options are solved and certified, or refused in words") {
  unsigned refused = 0;
  for (unsigned seed = 1; seed <= kWorlds; ++seed) {
    const ExperimentResult result = solved(seed);
    CAPTURE(seed, result.statistics.message);
    if (result.outcome) {
      CHECK(result.certificate.holds());
      continue;
    }
    ++refused;
    CHECK(result.statistics.status != SolveStatus::converged);
    CHECK(result.statistics.message.size() > 20);
  }
  CHECK(refused <= kMostRefused);
}
