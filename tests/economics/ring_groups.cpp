// Groups, pairs and changes of policy in the ring of three, by hand (support/ring.hpp), and trade
// across the border of a group in a cube of a few figures.
#include <catch2/catch.hpp>
#include <cmath>

#include "outcomes/diversion.hpp"
#include "outcomes/group.hpp"
#include "outcomes/kept_measures.hpp"
#include "outcomes/policy_change.hpp"
#include "support/near.hpp"
#include "support/ring.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Four countries, two sectors: the exporter's digit times 10 and the importer's, in the second
/// sector a hundred times that.
Cube digits() {
  Cube flow(4, 2);
  for (Index i = 0; i < 4; ++i)
    for (Index n = 0; n < 4; ++n) {
      flow(i, n, 0) = static_cast<double>(10 * (i + 1) + n + 1);
      flow(i, n, 1) = 100 * flow(i, n, 0);
    }
  return flow;
}

}  // namespace

TEST_CASE("a group trades with outsiders alone") {
  // 1 and 3 (digits 2 and 4) sell 21 and 23, 41 and 43, and buy 12 and 32, 14 and 34.
  const OuterTrade trade = outer_trade(digits(), {3, 1});
  CHECK(trade.exports == (21 + 23 + 41 + 43) * 101);
  CHECK(trade.imports == (12 + 32 + 14 + 34) * 101);
  CHECK(outer_trade(digits(), {0, 1, 2, 3}).exports == 0);
}

TEST_CASE("two of the ring as one: every measure of a group by hand") {
  // 0 sells to 2, which taxes it: 15.2; 1 sells to 2 untaxed: 60.8; the same in what they buy of 2.
  // Each of the four sales of services is 66.5.
  Outcome outcome = ring_with_duty();
  const double welfare = 532.0 / 520 / std::sqrt(8.0 / 7) - 1;
  const GroupOutcome g = group_outcome(outcome, {1, 0});
  CHECK(g.welfare == near(welfare, kRingSolved));
  CHECK(g.equivalent_variation == near(2 * 520 * welfare, kRingMoney));
  CHECK(g.income_base == near(2 * 520, kRingMoney));
  CHECK(g.exports_base == near(2 * 52 + 2 * 65, kRingMoney));
  CHECK(g.imports_base == near(2 * 52 + 2 * 65, kRingMoney));
  CHECK(g.exports == near(15.2 + 60.8 + 2 * 66.5, kRingMoney));
  CHECK(g.imports == near(15.2 + 60.8 + 2 * 66.5, kRingMoney));
  CHECK(g.tax_revenue_base == near(2 * 26, kRingMoney));
  CHECK(g.tax_revenue == near(2 * 38, kRingMoney));
  CHECK(g.average_tariff_base == near(26.0 / 234, kRingSolved));
  CHECK(g.average_tariff == near((1.5 + 0.25) * 52 / 234, kRingSolved));
  CHECK(g.average_tariff_goods_base == near(0.25, kRingSolved));
  CHECK(g.average_tariff_goods == near(0.875, kRingSolved));
  CHECK(g.effective_tariff_goods == near((1.5 * 15.2 + 0.25 * 60.8) / 76, kRingSolved));
  CHECK(g.production == near(0, kRingSolved));
  CHECK(g.producer_price == near(0, kRingSolved));
  CHECK(g.tax_revenue_share_base == near(52.0 / 988, kRingSolved));
  CHECK(g.tax_revenue_share == near(76.0 / 988, kRingSolved));
  CHECK(g.trade_openness_base == near(2 * 234.0 / 988, kRingSolved));
  CHECK(g.trade_openness == near(2 * 209.0 / 988, kRingSolved));
  CHECK(std::isnan(g.population));
  CHECK(std::isnan(g.equivalent_variation_per_person));
}

TEST_CASE("a study's measures of a country and a group in the ring by hand") {
  const Outcome outcome = ring_with_duty();
  const std::vector<NamedGroup> groups{{"TWO", {0, 2}}};
  const Table found = KeptMeasures(outcome.base(), groups)
                          .of(outcome.base(), outcome.equilibrium(), outcome.after());
  const double price = std::sqrt(8.0 / 7), welfare = 532.0 / 520 / price - 1;
  for (Index row = 0; row < 4; ++row) {
    const double members = row == 3 ? 2 : 1;
    CHECK(found(row, 0) == near(100 * welfare, kRingMoney));
    CHECK(found(row, 2) == near(100 * (209.0 / 234 - 1), kRingMoney));
    CHECK(found(row, 3) == near(100 * (209.0 / 234 - 1), kRingMoney));
    CHECK(found(row, 4) == near(members * 38, kRingMoney));
    CHECK(found(row, 5) == near(members * 520 * welfare, kRingMoney));
    if (row == 3) continue;
    CHECK(found(row, 1) == near(100 * (1 / price - 1), kRingMoney));
    CHECK(found(row, 6) == near(100 * (price - 1), kRingMoney));
  }
}

TEST_CASE("where the trade of the ring's targeted pairs went, by hand") {
  const Outcome outcome = ring_with_duty();
  const std::vector<Diversion> pairs = diversions(outcome, 10);
  REQUIRE(pairs.size() == 3);
  for (const Diversion& pair : pairs) {
    const Index n = pair.importers.front();
    CHECK(pair.exporters == std::vector<Index>{next(n)});
    CHECK(pair.sectors == std::vector<Index>{kGoods});
    CHECK(pair.base == near(52, kRingMoney));
    CHECK(pair.change == near(15.2 - 52, kRingMoney));
    CHECK(pair.other_suppliers == near(60.8 - 52, kRingMoney));
    CHECK(pair.domestic == near(152 - 130, kRingMoney));
    CHECK(pair.other_markets == near(60.8 - 52, kRingMoney));
    CHECK(pair.home_market == near(152 - 130, kRingMoney));
    CHECK(pair.by_supplier(previous(n)) == near(60.8 - 52, kRingMoney));
    CHECK(other_targeted_suppliers(outcome, pair).empty());
  }
  const std::vector<Diversion> of_one = diversions(outcome, 10, {1});
  REQUIRE(of_one.size() == 2);  // what 1 taxes of 2, and 0 of 1
  CHECK(diversions(outcome, 1).size() == 1);
  CHECK(diversions(ring_with_cost(), 10).size() == 3);
  CHECK(diversions(ring_with_export_tax(), 10).size() == 3);
}

TEST_CASE("what was done to all of a group's suppliers is told of both") {
  const Cells from_both{{1, 2}, {0}, {kGoods}};
  const Outcome outcome =
      outcome_on(ring(BorderTax::duty), {tariff_line(from_both, RateChange::set, 1.5)});
  const std::vector<Diversion> pairs = diversions(outcome, 10);
  REQUIRE(pairs.size() == 2);
  for (const Diversion& pair : pairs) {
    const Index other = 3 - pair.exporters.front();
    CHECK(other_targeted_suppliers(outcome, pair) == std::vector<Index>{other});
  }
  const std::vector<Diversion> groups = group_diversions(outcome, {{"BOTH", {1, 2}}});
  REQUIRE(groups.size() == 1);
  CHECK(groups[0].exporters == std::vector<Index>{1, 2});
  CHECK(groups[0].importers == std::vector<Index>{0});
  CHECK(groups[0].base == near(104, kRingMoney));
  CHECK(groups[0].change == near(pairs[0].change + pairs[1].change, kRingMoney));
}

TEST_CASE("each country of the ring changed one wedge on the next") {
  const auto check = [](const Outcome& outcome, WedgeKind wedge, double trade, double before,
                        double after) {
    const std::vector<PolicyChange> changes = policy_changes(outcome);
    REQUIRE(changes.size() == 3);
    for (const PolicyChange& change : changes) {
      CHECK(change.wedge == wedge);
      CHECK(change.levy == Levy::tax);
      CHECK(change.rises);
      const bool sells = wedge == WedgeKind::export_tax;
      CHECK(change.partners ==
            std::vector<Index>{sells ? previous(change.country) : next(change.country)});
      CHECK(change.sectors == std::vector<Index>{kGoods});
      CHECK(change.fewest == 1);
      CHECK(change.most == 1);
      CHECK(change.trade == near(trade, kRingMoney));
      CHECK(change.before == near(before, kRingSolved));
      CHECK(change.after == near(after, kRingSolved));
    }
  };
  check(ring_with_duty(), WedgeKind::tariff, 52, 0.25, 1.5);
  check(ring_with_export_tax(), WedgeKind::export_tax, 65, 0.25, 1.5);
  check(ring_with_cost(), WedgeKind::trade_cost, 52, 0, 1);
}

TEST_CASE("a rate of zero is no subsidy, and what passes zero has turned") {
  const auto levy = [](double before, double after) {
    Baseline b = random_baseline(1, {.countries = 2, .sectors = 1, .input_output = false});
    b.flow.sector(0).setConstant(10);
    b.tariff(0, 1, 0) = before;
    const Calibration world = calibrate(b, {{Vector::Constant(1, 2.0)}, false});
    const std::vector<PolicyChange> changes =
        policy_changes(outcome_on(world, {tariff_line({{0}, {1}, {0}}, RateChange::set, after)}));
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].rises == (after > before));
    CHECK(changes[0].before == before);
    CHECK(changes[0].after == after);
    return changes[0].levy;
  };
  CHECK(levy(0, 0.1) == Levy::tax);
  CHECK(levy(0.1, 0) == Levy::tax);
  CHECK(levy(0, -0.1) == Levy::subsidy);
  CHECK(levy(-0.1, 0) == Levy::subsidy);
  CHECK(levy(-0.2, -0.1) == Levy::subsidy);
  CHECK(levy(-0.1, 0.1) == Levy::turned);
  CHECK(levy(0.1, -0.1) == Levy::turned);
}

TEST_CASE("partners are told apart by points on average over their trade, be it under a million") {
  // From 1: 10 points on 0.1 million and 20 on 0.3; from 2: 15 and 20 on 0.2 each: 17.5 for both.
  Baseline b = random_baseline(1, {.countries = 3,
                                   .sectors = 2,
                                   .input_output = false,
                                   .tariffs = false,
                                   .balanced = true,
                                   .zero_flows = 0});
  for (Index s = 0; s < 2; ++s) {
    b.flow.sector(s).setConstant(0.2);
    b.flow.sector(s).diagonal().setConstant(5);
  }
  b.flow(1, 0, 0) = b.flow(0, 1, 0) = 0.1;
  b.flow(1, 0, 1) = b.flow(0, 1, 1) = 0.3;
  const Calibration world = calibrate(b, {{Vector::Constant(2, 4.0)}, false});
  const Outcome outcome = outcome_on(world, {tariff_line({{1}, {0}, {0}}, RateChange::set, 0.10),
                                             tariff_line({{1}, {0}, {1}}, RateChange::set, 0.20),
                                             tariff_line({{2}, {0}, {0}}, RateChange::set, 0.15),
                                             tariff_line({{2}, {0}, {1}}, RateChange::set, 0.20)});
  const std::vector<PolicyChange> changes = policy_changes(outcome, Partners::with_same_points);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].partners == std::vector<Index>{1, 2});
  CHECK(changes[0].trade == near(0.8, kRingMoney));
  CHECK(changes[0].before == 0);
  CHECK(changes[0].after == near(0.175, kRingSolved));
}

TEST_CASE("partners share a change if the points are the same, however little one of them sells") {
  Baseline b = random_baseline(
      1, {.countries = 3, .sectors = 1, .input_output = false, .tariffs = false, .zero_flows = 0});
  b.flow.sector(0).setConstant(5);
  b.flow(1, 0, 0) = b.flow(0, 1, 0) = 0.2;
  b.tariff(1, 0, 0) = b.tariff(2, 0, 0) = 0.05;
  const Calibration world = calibrate(b, {{Vector::Constant(1, 4.0)}, false});
  const auto partners = [&](double on_first, double on_second) {
    const Outcome outcome =
        outcome_on(world, {tariff_line({{1}, {0}, {0}}, RateChange::set, on_first),
                           tariff_line({{2}, {0}, {0}}, RateChange::set, on_second)});
    std::vector<std::vector<Index>> all;
    for (const PolicyChange& change : policy_changes(outcome, Partners::with_same_points))
      all.push_back(change.partners);
    return all;
  };
  CHECK(partners(0.10, 0.10) == std::vector<std::vector<Index>>{{1, 2}});
  CHECK(partners(0.12, 0.10) == std::vector<std::vector<Index>>{{2}, {1}});  // most trade first
}

TEST_CASE("partners that sell nothing are told apart by points too") {
  Baseline b = random_baseline(
      1, {.countries = 3, .sectors = 2, .input_output = false, .tariffs = false, .zero_flows = 0});
  for (Index s = 0; s < 2; ++s) b.flow.sector(s).setConstant(5);
  b.flow(1, 0, 0) = b.flow(2, 0, 0) = b.flow(0, 1, 0) = b.flow(0, 2, 0) = 0;
  const Calibration world = calibrate(b, {{Vector::Constant(2, 4.0)}, false});
  const auto count = [&](double on_first, double on_second) {
    return policy_changes(
               outcome_on(world, {tariff_line({{1}, {0}, {0}}, RateChange::set, on_first),
                                  tariff_line({{2}, {0}, {0}}, RateChange::set, on_second)}),
               Partners::with_same_points)
        .size();
  };
  CHECK(count(0.1, 0.1) == 1);
  CHECK(count(0.1, 0.2) == 2);
}

TEST_CASE("an embargo ends trade, and a rate on what nobody trades is averaged over cells") {
  const Calibration world = ring(BorderTax::duty);
  const std::vector<PolicyChange> ended =
      policy_changes(outcome_on(world, {{Embargo{{{{1}, {0}, {kGoods}}}}, "embargo", {}}}));
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].ends_trade);
  CHECK(ended[0].country == 0);
  CHECK(ended[0].trade == near(52, kRingMoney));
  CHECK_FALSE(policy_changes(ring_with_cost())[0].ends_trade);

  Baseline b = random_baseline(1, {.countries = 3, .sectors = 3, .tariffs = false});
  for (Index s = 0; s < 2; ++s) {
    b.flow(1, 0, s) = 0;
    b.tariff(1, 0, s) = 0.1 * static_cast<double>(s + 1);
  }
  const Calibration untraded = calibrate(b, {{Vector::Constant(3, 4.0)}, true});
  const std::vector<PolicyChange> changes =
      policy_changes(outcome_on(untraded, {tariff_line({{1}, {0}, {0, 1}}, RateChange::add, 0.3)}));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].trade == 0);
  CHECK(changes[0].before == near(0.15, kRingSolved));
  CHECK(changes[0].after == near(0.45, kRingSolved));
  CHECK(changes[0].most == 2);
}

TEST_CASE("points are told apart in steps of a tenth, up and down") {
  CHECK(points_moved(0.05, 0.15) == 100);
  CHECK(points_moved(0.15, 0.05) == -100);
  CHECK(points_moved(0.10, 0.1004) == 0);
  CHECK(points_moved(0, 0.25) == 250);
  // Half a step is none downwards and one upwards, wherever it begins and however that rounds.
  for (const double from : {0.0, 0.05, 0.1, 0.3}) {
    CHECK(points_moved(from, from + 0.0005) == 1);
    CHECK(points_moved(from + 0.0005, from) == 0);
  }
}

TEST_CASE("a sector's exports are what its country sells, its imports what it buys") {
  const Outcome outcome =
      outcome_on(ring(BorderTax::duty), {tariff_line({{1}, {0}, {kGoods}}, RateChange::set, 1.5)});
  const auto abroad = [](const Cube& flow, Index n, bool sold) {
    const Index a = next(n), b = previous(n);
    return sold ? flow(n, a, kGoods) + flow(n, b, kGoods) : flow(a, n, kGoods) + flow(b, n, kGoods);
  };
  for (Index n = 0; n < 3; ++n) {
    const SectorOutcome& goods = outcome.sector(n, kGoods);
    CHECK(goods.exports == near(abroad(outcome.after().flow, n, true) / 104 - 1, kRingSolved));
    CHECK(goods.imports == near(abroad(outcome.after().flow, n, false) / 104 - 1, kRingSolved));
  }
  CHECK(outcome.sector(0, kGoods).exports != near(outcome.sector(0, kGoods).imports, 1e-3));
}
