// Random worlds with random options of the model: each is solved and certified, or refused in
// words.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <string>

#include "support/random_family.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Another number is TARIFFSIM_RANDOM_WORLDS; a thousand take a second.
unsigned how_many() {
  constexpr unsigned kWorlds = 2000;
  const char* wanted = std::getenv("TARIFFSIM_RANDOM_WORLDS");
  return wanted == nullptr ? kWorlds : static_cast<unsigned>(std::stoul(wanted));
}

/// What a refusal says of its reason.
const std::map<SolveStatus, std::vector<std::string>> kReasons{
    {SolveStatus::no_supplier, {"suppliers are cut off", "its only supplier"}},
    {SolveStatus::no_balance, {"deficit", "surplus", "balance"}},
    {SolveStatus::several_equilibria, {"there may be several equilibria here"}},
    {SolveStatus::no_welfare, {"welfare is a percentage of nothing"}},
    {SolveStatus::not_converged, {"residual"}},
    {SolveStatus::converged, {"the certificate does not hold"}}};
/// Worlds as rugged as these may leave the search without a solution, and without the certainty
/// that there is none: hardly ever.
constexpr double kMostUnfinished = 0.01;
/// A check that options are on and rarely in each other's way: of all, those that may be refused.
constexpr double kMostRefused = 0.3;

std::vector<PolicyLine> random_lines(unsigned seed, const World& world, bool export_taxes) {
  std::vector<PolicyLine> lines = random_policy(seed, world, 0.5);
  if (seed % 3 == 0) lines.push_back(trade_cost_line({{0, 2}, {1, 3}, {0, 1}}, 0.3));
  if (export_taxes) lines.push_back(export_tax_line({{1}, {0, 2}, {1}}, RateChange::add, 0.2));
  if (seed % 7 == 0) lines.push_back({Embargo{{{{1}, {2}, {0}}}}, "embargo", {}});
  return lines;
}

ExperimentResult solved_draw(unsigned seed) {
  const bool export_taxes = seed % 4 == 0;
  const auto sectors = static_cast<Index>(2 + seed % 4),
             countries = static_cast<Index>(4 + seed % 3);
  const Calibration c = random_family_calibration(
      seed, {countries, sectors, seed % 5 != 0, true, export_taxes, false, 0.1, 2.0},
      {.least_substitution = 0.02, .most_substitution = 10, .most_scale = 1});
  RandomFamily choice(seed + 1000000);
  const DeficitClosure closure = c.parameters.proportional_deficits ? DeficitClosure::proportional
                                 : choice.on()                      ? DeficitClosure::fixed
                                                                    : DeficitClosure::none;
  return run_experiment(c, random_lines(seed, *c.world, export_taxes), closure, {});
}

}  // namespace

TEST_CASE("random worlds with random options are solved and certified, or refused in words") {
  const unsigned worlds = how_many();
  std::map<SolveStatus, unsigned> refused;
  for (unsigned seed = 1; seed <= worlds; ++seed) {
    const ExperimentResult result = solved_draw(seed);
    CAPTURE(seed, result.statistics.message);
    if (result.outcome) {
      CHECK(result.certificate.holds());
      continue;
    }
    const SolveStatus status = result.statistics.status;
    ++refused[status];
    const auto reasons = kReasons.find(status);
    REQUIRE(reasons != kReasons.end());
    CHECK(std::any_of(reasons->second.begin(), reasons->second.end(), [&](const std::string& one) {
      return result.statistics.message.find(one) != std::string::npos;
    }));
  }
  unsigned all = 0;
  for (const auto& [status, count] : refused) {
    all += count;
    UNSCOPED_INFO(to_string(status) << ": " << count);
  }
  CHECK(all <= kMostRefused * worlds);
  CHECK(refused[SolveStatus::not_converged] + refused[SolveStatus::converged] <=
        kMostUnfinished * worlds);
}
