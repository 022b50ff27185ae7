// Faults that cells with parts once had, each named by its cause; the numbers are worked out by
// hand.
#include <catch2/catch.hpp>
#include <cmath>

#include "model/aggregation.hpp"
#include "outcomes/diversion.hpp"
#include "outcomes/policy_change.hpp"
#include "outcomes/revenue.hpp"
#include "results/rows.hpp"
#include "results/tables.hpp"
#include "studies/experiment.hpp"
#include "support/near.hpp"
#include "support/one_cell.hpp"
#include "support/random_world.hpp"
#include "support/three_countries.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr double kSolved = 1e-9;  // of a solution to 1e-10

Outcome solved_outcome(const Calibration& calibration, const std::vector<PolicyLine>& policy) {
  ExperimentResult result = run_experiment(calibration, policy, DeficitClosure::fixed, {1e-10, 60});
  REQUIRE(result.outcome);
  return std::move(*result.outcome);
}

/// Two like countries, one good, no inputs, theta = 1; each sells 80 at home and 20 abroad without
/// duty.
Calibration like_countries() {
  Baseline b = random_baseline(1, {2, 1, false, false, false, false, 0.0, 0.0});
  b.flow.sector(0) << 80, 20,  //
      20, 80;
  return calibrate(b, {{Vector::Constant(1, 1.0)}, false});
}

/// Without tariffs.
World three_free_countries() {
  World world = three_countries();
  for (double& rate : world.tariff.values()) rate = 0;
  return world;
}

/// Of the cell: 60 of product 0, 30 of product 1, 10 of product 2.
std::shared_ptr<const ProductSource> products_of_one_cell() {
  return std::make_shared<const ProductSource>([] {
    ProductTrade trade;
    trade.codes = {"010121", "010129", "870323"};
    trade.cells[{1, 0, 0}] = {{0, 60}, {1, 30}, {2, 10}};
    trade.importers = {0};
    trade.index_sectors();
    return trade;
  });
}

}  // namespace

TEST_CASE("revenue was counted at the mean rate of a cell, on what came of all its goods",
          "[regression]") {
  // Both levy 50 % on half of their imports: T = 6/5; imports are 5/29 of spending, the taxed ones
  // 2/29, of which the duty is a third. X' = 100 + 2/87 X' = 1740/17; R' = 40/17; at GDP as it was
  // 100 R' / X' = 200/87.
  std::vector<PolicyLine> both;
  for (Index n = 0; n < 2; ++n)
    both.push_back(
        levy(covering(0.5), 0.5, RateChange::set, WedgeKind::tariff, {{n}, {1 - n}, {0}}));
  const Calibration calibration = like_countries();
  const Outcome outcome = solved_outcome(calibration, both);
  const RevenueOutcome revenue = revenue_outcomes(outcome, *calibration.world, {}).front();
  CHECK(revenue.sums.before == 0);
  CHECK(revenue.sums.on_old_trade == rounded(5));
  CHECK(revenue.sums.after == within(200.0 / 87, kSolved));
  CHECK(outcome.countries()[0].tax_revenue == within(40.0 / 17, kSolved));
  // A quarter of what policy adds is not collected.
  RevenueTerms terms;
  terms.not_collected = 0.25;
  CHECK(revenue_outcomes(outcome, *calibration.world, terms).front().sums.after ==
        within(150.0 / 87, kSolved));
}

TEST_CASE("a duty on part of a cell was told as a smaller one on all of it", "[regression]") {
  Baseline b = random_baseline(1, {3, 1, false, false, false, false, 0.0, 0.0});
  b.tariff(1, 0, 0) = 0.05;
  const Calibration calibration = calibrate(b, {{Vector::Constant(1, 4.0)}, false});
  const std::vector<PolicyChange> changes =
      policy_changes(solved_outcome(calibration, {levy(covering(0.4), 0.25)}));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].trade == rounded(0.4 * b.flow(1, 0, 0)));
  CHECK(changes[0].before == rounded(0.05));
  CHECK(changes[0].after == rounded(0.30));
}

TEST_CASE("an embargo of part of a cell was told of nowhere, its cost being that of what is left",
          "[regression]") {
  const Baseline b = random_baseline(1, {3, 1, false, false, false, false, 0.0, 0.0});
  const Calibration calibration = calibrate(b, {{Vector::Constant(1, 4.0)}, false});
  const Outcome outcome = solved_outcome(calibration, {{Embargo{{kCell}, covering(0.25)}, "", {}}});
  const std::vector<PolicyChange> changes = policy_changes(outcome);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].ends_trade);
  CHECK(changes[0].trade == rounded(0.25 * b.flow(1, 0, 0)));
  const std::vector<Diversion> pairs = diversions(outcome, 10);
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].exporters == std::vector<Index>{1});
  CHECK(pairs[0].importers == std::vector<Index>{0});
  for (const PairRow& row : pair_rows(outcome)) {
    const bool hit = row.exporter == b.countries[1].code && row.importer == b.countries[0].code;
    CHECK(row.embargoed_pct == rounded(hit ? 25 : 0));
  }
}

namespace {

/// Of 20 that 1 sells to 0, 40 % pay 30 % and have a name; the 50 that 2 sells pay 10 %.
Baseline with_divided_cell() {
  Baseline b = random_baseline(1, {3, 1, false, false, false, false, 0.0, 0.0});
  b.flow(1, 0, 0) = 20;
  b.flow(2, 0, 0) = 50;
  b.tariff(1, 0, 0) = 0.12;
  b.tariff(2, 0, 0) = 0.10;
  b.parts[{1, 0, 0}] = {
      {{{0, 0.4, {}}, 0.4, 0.30, 0}, {{0.4, 1, {}}, 0.6, 0, 0}}, {{"list", 0, 0.4}}, {}};
  return b;
}

/// 1 and 2 together.
Aggregation last_two(const Baseline& b) {
  Aggregation to = keep_all(b);
  to.countries.pop_back();
  to.country_of = {0, 1, 1};
  return to;
}

}  // namespace

TEST_CASE("cells that are joined lost their parts and the names of these", "[regression]") {
  Baseline b = with_divided_cell();
  const auto joined = [&] { return aggregate(b, last_two(b)).parts.at({1, 0, 0}); };
  const PartedCell once = joined();
  REQUIRE(once.parts.size() == 2);
  CHECK(once.names == std::vector<NamedInterval>{{"list", 0, 0.4}});
  CHECK(once.parts[0].flow_share == rounded(28.0 / 70));
  CHECK(once.parts[0].tariff == rounded(4.4 / 28));
  CHECK(once.parts[1].flow_share == rounded(42.0 / 70));
  CHECK(once.parts[1].tariff == rounded(3.0 / 42));

  b.parts[{2, 0, 0}] = b.parts[{1, 0, 0}];
  CHECK(joined().names == std::vector<NamedInterval>{{"list", 0, 0.4}});
  b.parts[{2, 0, 0}].names = {{"list", 0, 0.3}};
  CHECK(joined().names.empty());
}

TEST_CASE("a cell that is joined with none lost the products and lists of its parts",
          "[regression]") {
  Baseline b = with_divided_cell();
  PartedCell& cell = b.parts.at({1, 0, 0});
  cell.parts[0].place = {0, 1, {0}};
  cell.parts[1].place = {0, 1, {1, 2}};
  cell.lists = {{0}};
  CHECK(aggregate(b, keep_all(b)).parts.at({1, 0, 0}) == cell);
}

TEST_CASE("independent shares of 0 and 100 % made parts without goods, whose rates were 0 / 0",
          "[regression]") {
  const World world = three_free_countries();
  for (const double share : {0.0, 1.0}) {
    PartedPolicy policy =
        apply_policy(world, std::vector{levy(covering(0.5), 0.1), levy(covering(share, true), 0.2),
                                        levy(covering(share, true), 0.3)})
            .policy;
    const std::vector<PolicyPart>& parts = policy.parts.at({1, 0, 0}).parts;
    REQUIRE(parts.size() == 2);
    for (const PolicyPart& part : parts) CHECK(part.before.flow_share == 0.5);
    CHECK(parts[0].level(WedgeKind::tariff) == rounded(0.1 + 0.5 * share));
    CHECK(parts[1].level(WedgeKind::tariff) == rounded(0.5 * share));
    const TradePolicy whole = weigh_parts(world, {Vector::Constant(2, 4.0)}, policy);
    CHECK(std::isfinite(whole.tariff(1, 0, 0)));
  }
}

TEST_CASE("the audit counted a cell again for each of the products that a file gives rates",
          "[regression]") {
  World world = three_free_countries();
  world.products = products_of_one_cell();
  const double flow = world.flow(1, 0, 0);
  const PolicyLine file{
      LevyChange{WedgeKind::tariff, RateChange::set,
                 std::vector<CellRate>{{1, 0, 0, 0.1, {0}}, {1, 0, 0, 0.4, {1}}, {2, 0, 0, 0.2}}},
      "file",
      {}};
  const LineAudit audit = apply_policy(world, std::vector{file}).audit.front();
  CHECK(audit.cells == 2);
  CHECK(audit.cells_covered == 2);
  CHECK(audit.trade == rounded(flow + world.flow(2, 0, 0)));
  CHECK(audit.trade_changed == rounded(0.9 * flow + world.flow(2, 0, 0)));
  CHECK(audit.trade_left == rounded(0.1 * flow));
  CHECK(audit.average_before == 0);
  CHECK(audit.average_after * audit.trade ==
        rounded((0.6 * 0.1 + 0.3 * 0.4) * flow + 0.2 * world.flow(2, 0, 0)));
  CHECK(audit.least_after == 0.0);
  CHECK(audit.most_after == 0.4);
}

TEST_CASE("the audit counted a cell again for each of the answers that fall on it",
          "[regression]") {
  World world = three_free_countries();
  world.products = products_of_one_cell();
  const auto on = [](std::vector<Index> list, double rate) {
    return levy({std::nullopt, false, "", std::move(list)}, rate);
  };
  const PolicyLine answer{Retaliation{{1}, {0}, 1, std::nullopt, false}, "answer", {}};
  const LineAudit audit =
      apply_policy(world, std::vector{on({0}, 0.1), on({1}, 0.2), answer}).audit.back();
  CHECK(audit.cells == 1);
  CHECK(audit.cells_covered == 1);
  CHECK(audit.trade == rounded(world.flow(0, 1, 0)));
  CHECK(audit.trade_left == rounded(0.1 * world.flow(0, 1, 0)));
  CHECK(audit.average_after == rounded(0.6 * 0.1 + 0.3 * 0.2));
}

TEST_CASE("a tariff was told to be under an embargo that lies on other goods of its cells",
          "[regression]") {
  World world = three_free_countries();
  world.products = products_of_one_cell();
  const PolicyLine closed{
      Embargo{{kCell}, {std::nullopt, false, "", std::vector<Index>{2}}}, "", {}};
  const auto embargoed = [&](std::vector<Index> list) {
    const PolicyLine line = levy({std::nullopt, false, "", std::move(list)}, 0.1);
    return apply_policy(world, std::vector{closed, line}).audit.back().embargoed;
  };
  CHECK(embargoed({0}) == 0);
  CHECK(embargoed({1, 2}) == rounded(0.1 * world.flow(1, 0, 0)));
}

TEST_CASE("a duty with claims that falls below zero was levied as one of zero", "[regression]") {
  const World world = three_countries();
  PolicyLine cut = levy({}, -0.5);
  std::get<LevyChange>(cut.instrument).claims = ClaimShares{{{0.01, 0.5}}};
  CHECK_THROWS_WITH(apply_policy(world, std::vector{cut}),
                    Catch::Contains("S0 from CAB to CAA: the duty of those who do not claim "
                                    "becomes -40 %: with 'claims' it cannot be below 0"));
}

namespace {

/// Shares of what 0 sells to 1 in sector 0, by the tariff of 1.
std::map<double, double> answered_shares(const World& world, const std::vector<PolicyLine>& lines) {
  std::map<double, double> by_rate;
  const AppliedPolicy applied = apply_policy(world, lines);
  for (const PolicyPart& part : applied.policy.parts.at({0, 1, 0}).parts)
    by_rate[std::round(1e6 * part.level(WedgeKind::tariff)) / 1e6] += part.before.flow_share;
  return by_rate;
}

PolicyLine on(std::vector<Index> list, double rate) {
  return levy({std::nullopt, false, "", std::move(list)}, rate);
}

}  // namespace

TEST_CASE("a second answer to products fell on the goods of the first, from 0 again",
          "[regression]") {
  World world = three_free_countries();
  world.products = products_of_one_cell();  // 60, 30 and 10 % of the cell
  const PolicyLine answer{Retaliation{{1}, {0}, 1, std::nullopt, false}, "answer", {}};
  const auto other = answered_shares(world, {on({0}, 0.1), answer, on({2}, 0.2), answer});
  CHECK(other.at(0.1) == rounded(0.6));
  CHECK(other.at(0.2) == rounded(0.1));
  CHECK(other.at(0) == rounded(0.3));
  const auto same = answered_shares(world, {on({0}, 0.1), answer, on({0, 2}, 0.2), answer});
  CHECK(same.at(0.3) == rounded(0.6));
  CHECK(same.at(0.2) == rounded(0.1));
  CHECK(same.at(0) == rounded(0.3));
}

TEST_CASE("a second answer found its goods again if a line had divided them meanwhile",
          "[regression]") {
  World world = three_free_countries();
  world.products = products_of_one_cell();
  const PolicyLine answer{Retaliation{{1}, {0}, 1, std::nullopt, false}, "answer", {}};
  // 90 % are hit and answered; of these the 30 % of product 1 are hit again, and all of it.
  const auto shares =
      answered_shares(world, {on({0, 1}, 0.1), answer, on({1}, 0.2), on({2}, 0.4), answer});
  CHECK(shares.at(0.1) == rounded(0.6));
  CHECK(shares.at(0.3) == rounded(0.3));
  CHECK(shares.at(0.4) == rounded(0.1));
}

TEST_CASE("claims in a reference or in the data were divided by lines of tariffs", "[regression]") {
  World world = three_countries();
  PolicyLine claims = levy({}, 0.25);
  std::get<LevyChange>(claims.instrument).claims = ClaimShares{{{0.01, 0.5}, {0.3, 0.8}}};
  const AppliedPolicy claimed = apply_policy(world, std::vector{claims});
  REQUIRE(claimed.policy.parts.at({1, 0, 0}).claimed);
  world.parts = lasting_parts(claimed.policy);
  const char* const said =
      "S0 from CAB to CAA: a line of 'reference' or 'in_data' with 'claims' already sets the duty";
  CHECK_THROWS_WITH(apply_policy(world, std::vector{levy({}, 0.1, RateChange::set)}),
                    Catch::Contains(said));
  CHECK_THROWS_WITH(apply_policy(world, std::vector{levy(covering(0.5), 0.1)}),
                    Catch::Contains("already divides this cell"));
  // What is no tariff may change, and the mark outlasts it.
  const AppliedPolicy closed =
      apply_policy(world, std::vector<PolicyLine>{{Embargo{{kCell}, {}}, "embargo", {}}});
  CHECK(closed.policy.parts.at({1, 0, 0}).claimed);
}

TEST_CASE("a cell that is joined with one that claims divide may be divided no more") {
  Baseline b = with_divided_cell();
  b.parts.at({1, 0, 0}).claimed = true;
  CHECK(aggregate(b, last_two(b)).parts.at({1, 0, 0}).claimed);
}
