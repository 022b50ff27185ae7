// Preferences that must be claimed beside other lines on the same cell. Every line changes the rate
// of those who claim too, unless it is the one with `claims`; who claims hangs on what is left to
// save. Worked out by hand.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "outcomes/claiming.hpp"
#include "policy/apply_policy.hpp"
#include "studies/experiment.hpp"
#include "support/near.hpp"
#include "support/three_countries.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

const Cells kClaimed{{1}, {0}, {0}};
const ClaimShares kHalf{{{0.01, 0.5}}};     // of a duty of 5 % on average, 10 % without claiming
const ClaimShares kEven{{{0, 0}, {1, 1}}};  // costs of claiming are even in 0..1

PolicyLine line_on(PartScope goods, RateChange change, double rate) {
  return {
      LevyChange{WedgeKind::tariff, change, OneRate{kClaimed, rate}, std::move(goods)}, "levy", {}};
}

PolicyLine claims_line(const ClaimShares& claims, double rate,
                       RateChange change = RateChange::add) {
  PolicyLine line = line_on({}, change, rate);
  std::get<LevyChange>(line.instrument).claims = claims;
  return line;
}

PolicyLine add(double rate, PartScope goods = {}) {
  return line_on(std::move(goods), RateChange::add, rate);
}

/// Shares of the cell's trade by the new tariff.
std::map<double, double> by_rate(const std::vector<PolicyLine>& lines,
                                 const World& world = three_countries(),
                                 const CellPlace& cell = {1, 0, 0}) {
  const AppliedPolicy applied = apply_policy(world, lines);
  std::map<double, double> shares;
  for (const PolicyPart& part : applied.policy.parts.at(cell).parts)
    shares[std::round(1e9 * part.level(WedgeKind::tariff)) / 1e9] += part.before.flow_share;
  return shares;
}

void check_shares(const std::map<double, double>& found, const std::map<double, double>& expected) {
  REQUIRE(found.size() == expected.size());
  for (const auto& [rate, share] : expected) {
    REQUIRE(found.count(rate) == 1);
    CHECK(found.at(rate) == rounded(share));
  }
}

World free_of_duty() {
  World world = three_countries();
  for (double& rate : world.tariff.values()) rate = 0;
  return world;
}

}  // namespace

TEST_CASE("a second tariff on a cell with claims was refused", "[regression]") {
  // A line with `claims` divided the cell for good: no other could follow, in no step.
  check_shares(by_rate({claims_line(kHalf, 0.2), add(0.1)}), {{0.1, 0.5}, {0.4, 0.5}});
  check_shares(by_rate({add(0.1), claims_line(kHalf, 0.2)}), {{0.1, 0.5}, {0.4, 0.5}});
}

TEST_CASE("a tariff on part of a cell with claims hits those who claim and others alike") {
  const PartScope part{0.4, false, "", std::nullopt};
  const std::map<double, double> expected{{0.0, 0.3}, {0.1, 0.2}, {0.3, 0.3}, {0.4, 0.2}};
  check_shares(by_rate({claims_line(kHalf, 0.2), add(0.1, part)}), expected);
  check_shares(by_rate({add(0.1, part), claims_line(kHalf, 0.2)}), expected);
  // The same goods a second time.
  check_shares(by_rate({claims_line(kHalf, 0.2), add(0.1, part), add(0.1, part)}),
               {{0.0, 0.3}, {0.2, 0.2}, {0.3, 0.3}, {0.5, 0.2}});
}

TEST_CASE("a rate that is set leaves nothing to save: nobody begins to claim") {
  const World world = free_of_duty();
  check_shares(by_rate({claims_line(kEven, 0.5)}, world), {{0.0, 0.5}, {0.5, 0.5}});
  const PartScope part{0.4, false, "", std::nullopt};
  const std::vector<PolicyLine> lines{claims_line(kEven, 0.5),
                                      line_on(part, RateChange::set, 0.25)};
  check_shares(by_rate(lines, world), {{0.25, 0.4}, {0.0, 0.3}, {0.5, 0.3}});
  const AppliedPolicy applied = apply_policy(world, lines);
  for (const PolicyPart& one : applied.policy.parts.at({1, 0, 0}).parts)
    if (one.level(WedgeKind::tariff) == 0.25) CHECK(one.level(WedgeKind::trade_cost) == 1);
}

TEST_CASE("a cap on a cell with claims: fewer claim, since they save less") {
  const std::vector<PolicyLine> lines{claims_line(kEven, 0.5),
                                      line_on({}, RateChange::at_most, 0.2)};
  check_shares(by_rate(lines, free_of_duty()), {{0.0, 0.2}, {0.2, 0.8}});
  const std::vector<PolicyLine> least{claims_line(kEven, 0.5),
                                      line_on({}, RateChange::at_least, 0.2)};
  check_shares(by_rate(least, free_of_duty()), {{0.2, 0.3}, {0.5, 0.7}});
}

TEST_CASE("a second line with claims moves the duty on") {
  check_shares(by_rate({claims_line(kEven, 0.1), claims_line(kEven, 0.2)}, free_of_duty()),
               {{0.0, 0.3}, {0.3, 0.7}});
  CHECK_THROWS_WITH(by_rate({claims_line(kEven, 0.1), claims_line(kHalf, 0.2)}),
                    Catch::Contains("write the same 'claims' in both"));
}

TEST_CASE("exempt gives back the duty of the data, and who claimed then") {
  const std::vector<PolicyLine> lines{claims_line(kHalf, 0.2), {Exemption{kClaimed, {}}, "", {}}};
  check_shares(by_rate(lines), {{0.0, 0.5}, {0.1, 0.5}});
}

TEST_CASE("an agreement to free trade ends what claiming saves") {
  Agreement agreement{{{{0, 1}, {0, 1}}}, {0}, 0.0, {}, 0, {}};
  const AppliedPolicy applied = apply_policy(
      free_of_duty(), std::vector<PolicyLine>{claims_line(kEven, 0.5), {agreement, "", {}}});
  CHECK(applied.policy.parts.count({1, 0, 0}) == 0);  // as if there were no line
  CHECK(applied.policy.average.tariff(1, 0, 0) == 0);
}

TEST_CASE("claims on part of a cell raise the duty of that part only") {
  PolicyLine line = claims_line(kHalf, 0.2);
  std::get<LevyChange>(line.instrument).scope.coverage = 0.4;
  check_shares(by_rate({line}), {{0.0, 0.5}, {0.3, 0.2}, {0.1, 0.3}});
}

TEST_CASE("a duty beside claims may not fall below that of those who claim") {
  CHECK_THROWS_WITH(by_rate({add(0.2), claims_line(kHalf, 0.1, RateChange::set)}),
                    Catch::Contains("cannot be below that of those who claim, 20 %"));
}

TEST_CASE("export taxes and costs with coverage hit who claims first", "[regression]") {
  // [0, c] of the cell were the goods that cost least to claim for; nothing said so.
  const PartScope part{0.4, false, "", std::nullopt};
  const LevyChange tax{WedgeKind::export_tax, RateChange::add, OneRate{kClaimed, 0.1}, part};
  const AppliedPolicy applied = apply_policy(
      three_countries(), std::vector<PolicyLine>{claims_line(kHalf, 0.2), {tax, "", {}}});
  double taxed_claims = 0, taxed = 0;
  for (const PolicyPart& one : applied.policy.parts.at({1, 0, 0}).parts)
    if (one.level(WedgeKind::export_tax) == 0.1) {
      taxed += one.before.flow_share;
      if (one.claiming.after) taxed_claims += one.before.flow_share;
    }
  CHECK(taxed == rounded(0.4));
  CHECK(taxed_claims == rounded(0.2));
}

TEST_CASE("claims in a reference let what claiming saves stay as it is") {
  World world = three_countries();
  world.parts = lasting_parts(apply_policy(world, std::vector{claims_line(kHalf, 0.2)}).policy);
  const AppliedPolicy more = apply_policy(world, std::vector{add(0.1)});
  for (const PolicyPart& part : more.policy.parts.at({1, 0, 0}).parts)
    CHECK(part.level(WedgeKind::tariff) == rounded(part.before.tariff + 0.1));
  CHECK_THROWS_WITH(apply_policy(world, std::vector{line_on({}, RateChange::set, 0.2)}),
                    Catch::Contains("would change what claiming saves"));
  CHECK_THROWS_WITH(apply_policy(world, std::vector{add(0.1, {0.5, false, "", std::nullopt})}),
                    Catch::Contains("a share of its goods would be those who claim first"));
}

TEST_CASE("an answer to a cell with claims falls on as much as pays more") {
  const PolicyLine answer{Retaliation{{1}, {0}, 1, std::nullopt, false}, "answer", {}};
  // Of what 1 sells to 0 half does not claim, and pays 20 points more, then all 10 points more.
  World world = three_countries();
  for (double& rate : world.tariff.values()) rate = 0;
  PolicyLine claims = claims_line(ClaimShares{{{0.01, 0.5}}}, 0.2);
  std::get<LevyChange>(claims.instrument).rates = OneRate{{{0}, {1}, {0}}, 0.2};
  PolicyLine more = add(0.1);
  std::get<LevyChange>(more.instrument).rates = OneRate{{{0}, {1}, {0}}, 0.1};
  const PolicyLine back{Retaliation{{0}, {1}, 1, std::nullopt, false}, "answer", {}};
  check_shares(by_rate({claims, back}, world), {{0.0, 0.5}, {0.2, 0.5}});
  check_shares(by_rate({claims, more, back}, world), {{0.1, 0.5}, {0.3, 0.5}});
}

TEST_CASE("a tariff on all beside claims, solved: 10 % on who claims, 60 % on who does not") {
  // Two like countries, one good, theta = 1. Of 20 bought abroad half has costs x of claiming in
  // 0..0.5 and pays (1 + x) 1.1, half pays 1.6. L = ln 1.5.
  Baseline b = random_baseline(1, {2, 1, false, false, false, false, 0.0, 0.0});
  b.flow.sector(0) << 80, 20,  //
      20, 80;
  const Calibration calibration = calibrate(b, {{Vector::Constant(1, 1.0)}, false});
  std::vector<PolicyLine> lines;
  for (Index n = 0; n < 2; ++n) {
    LevyChange claims{WedgeKind::tariff, RateChange::add, OneRate{{{n}, {1 - n}, {0}}, 0.5}};
    claims.claims = kEven;
    lines.push_back({claims, "claims", {}});
    lines.push_back(
        {LevyChange{WedgeKind::tariff, RateChange::add, OneRate{{{n}, {1 - n}, {0}}, 0.1}},
         "all",
         {}});
  }
  Experiment experiment{calibration, DeficitClosure::fixed, {1e-10, 60}, {}, {}};
  experiment.stages.push_back({{}, lines, calibration.parameters, {}});
  const ExperimentResult result = std::move(run_experiment(experiment).front().result);
  REQUIRE(result.outcome);
  const double claimers = 20 * std::log(1.5) / 1.1, payers = 20 * 0.5 / 1.6;
  const double d = 80 + claimers + payers;
  const double duties = claimers * 0.1 / 1.1 + payers * 0.6 / 1.6;  // of x / d
  const double x = 100 / (1 - duties / d);
  for (const ClaimedTrade& pair : claimed_trade(*result.outcome)) {
    CHECK(pair.claimed_after == within(claimers / 1.1 * x / d, 1e-8));
    CHECK(pair.after == within((claimers / 1.1 + payers / 1.6) * x / d, 1e-8));
  }
}
