// Who claims a preference, in a world that is solved by hand: two like countries, one good, no
// inputs, theta = 1, both levy the same on 20 of imports beside 80 bought at home. The share that
// claims at a margin m is m: costs of claiming are even in 0..1. L = ln(1 + m).
#include "outcomes/claiming.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "studies/experiment.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr double kSolvedLoosely = 1e-8;  // of a solution to 1e-10

Calibration collecting_countries(double collected) {
  Baseline b = random_baseline(1, {2, 1, false, false, false, false, 0.0, 0.0});
  b.flow.sector(0) << 80, 20,  //
      20, 80;
  b.tariff.sector(0) << 0, collected,  //
      collected, 0;
  return calibrate(b, {{Vector::Constant(1, 1.0)}, false});
}

/// The duty of those who do not claim moves by so much.
std::vector<PolicyLine> both_add(double points) {
  std::vector<PolicyLine> lines;
  for (Index n = 0; n < 2; ++n) {
    LevyChange levy{WedgeKind::tariff, RateChange::add, OneRate{{{n}, {1 - n}, {0}}, points}};
    levy.claims = ClaimShares{{{0, 0}, {1, 1}}};
    lines.push_back({std::move(levy), "levy", {}});
  }
  return lines;
}

ExperimentResult solved_from_reference(const Calibration& calibration,
                                       const std::vector<PolicyLine>& reference,
                                       const std::vector<PolicyLine>& policy) {
  Experiment experiment{calibration, DeficitClosure::fixed, {1e-10, 60}, reference, {}};
  experiment.stages.push_back({{}, policy, calibration.parameters, {}});
  ExperimentResult result = std::move(run_experiment(experiment).front().result);
  REQUIRE(result.outcome);
  return result;
}

}  // namespace

TEST_CASE("a new duty of 50 %: half begin to claim, and burn what claiming costs them") {
  // Of 80 + 20 (L + 1/3) = D: claimers buy 20 L, payers 20/3; X' = 100 + 20/9 X'/D.
  const ExperimentResult result = solved_from_reference(collecting_countries(0), {}, both_add(0.5));
  const double l = std::log(1.5), d = 80 + 20 * (l + 1.0 / 3), x = 100 / (1 - 20 / (9 * d));
  const std::vector<ClaimedTrade> pairs = claimed_trade(*result.outcome);
  REQUIRE(pairs.size() == 2);
  for (const ClaimedTrade& pair : pairs) {
    CHECK(pair.importer == 1 - pair.exporter);
    CHECK(pair.before == rounded(20));
    CHECK(pair.claimed_before == 0);
    CHECK(pair.after == within(20 * (l + 2.0 / 9) * x / d, kSolvedLoosely));
    CHECK(pair.claimed_after == within(20 * l * x / d, kSolvedLoosely));
    CHECK(pair.burnt == within(20 * (l - 1.0 / 3) * x / d, kSolvedLoosely));
  }
}

TEST_CASE("a duty that is given up: those who claimed bear its cost no more") {
  // (1 - 0.4) 0.4 = 0.24 is collected.
  const ExperimentResult result =
      solved_from_reference(collecting_countries(0.24), {}, both_add(-0.4));
  for (const ClaimedTrade& pair : claimed_trade(*result.outcome)) {
    CHECK(pair.claimed_before == rounded(0.4 * 20));
    CHECK(pair.claimed_after == 0);
    CHECK(pair.burnt == rounded(-20 * (0.4 - std::log(1.4))));
  }
}

TEST_CASE("who claims in a reference claims on where nothing changes, at no new cost") {
  const Calibration calibration = collecting_countries(0);
  const ExperimentResult there = solved_from_reference(calibration, {}, both_add(0.5));
  const ExperimentResult after = solved_from_reference(calibration, both_add(0.5), {});
  const ClaimedTrade reached = claimed_trade(*there.outcome).front();
  const ClaimedTrade kept = claimed_trade(*after.outcome).front();
  CHECK(kept.claimed_before == within(reached.claimed_after, kSolvedLoosely));
  CHECK(kept.claimed_after == within(reached.claimed_after, kSolvedLoosely));
  CHECK(kept.burnt == 0);
}
