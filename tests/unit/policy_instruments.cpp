// Each instrument against cubes worked out by hand from tests/support/three_countries.hpp.
#include <catch2/catch.hpp>

#include "policy/apply_policy.hpp"
#include "support/near.hpp"
#include "support/three_countries.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Expected tariffs: what is not changed is as in the baseline.
struct ExpectedTariffs {
  Cube rates;
  explicit ExpectedTariffs(const World& world) : rates(world.tariff) {}
  ExpectedTariffs& cell(Index exporter, Index importer, Index sector, double rate) {
    rates(exporter, importer, sector) = rate;
    return *this;
  }
};

void check_tariffs(const TradePolicy& policy, const ExpectedTariffs& expected) {
  for (Index s = 0; s < 2; ++s) {
    for (Index n = 0; n < 3; ++n) {
      for (Index i = 0; i < 3; ++i) {
        CAPTURE(i, n, s);
        CHECK(policy.tariff(i, n, s) == near(expected.rates(i, n, s), 1e-15));
      }
    }
  }
}

PolicyLine line_in_force(Instrument instrument, double in_force = 1) {
  return {std::move(instrument), "line", {}, in_force};
}

/// Country 0 adds these points on country 1, sector by sector.
std::vector<PolicyLine> first_adds(double on_sector_0, double on_sector_1) {
  return {tariff_line({{1}, {0}, {0}}, RateChange::add, on_sector_0),
          tariff_line({{1}, {0}, {1}}, RateChange::add, on_sector_1)};
}

TradePolicy after(std::vector<PolicyLine> lines, const std::vector<PolicyLine>& more = {}) {
  lines.insert(lines.end(), more.begin(), more.end());
  return apply_policy(three_countries(), lines).policy.average;
}

const std::vector<Index> kBoth{0, 1};

}  // namespace

TEST_CASE("coverage changes a rate by the part of the trade that is hit") {
  const World w = three_countries();
  LevyChange add{
      WedgeKind::tariff, RateChange::add, OneRate{kIntoFirst, 0.25}, {0.62, false, "", {}}};
  check_tariffs(after({line_in_force(add)}),
                ExpectedTariffs(w).cell(1, 0, 0, 0.05 + 0.155).cell(2, 0, 0, 0.20 + 0.155));
  LevyChange set{
      WedgeKind::tariff, RateChange::set, OneRate{kIntoFirst, 0.25}, {0.5, false, "", {}}};
  check_tariffs(after({line_in_force(set)}),
                ExpectedTariffs(w).cell(1, 0, 0, 0.15).cell(2, 0, 0, 0.225));
  LevyChange tax{
      WedgeKind::export_tax, RateChange::add, OneRate{{{1}, {0}, {0}}, 0.4}, {0.25, false, "", {}}};
  CHECK(after({line_in_force(tax)}).export_tax(1, 0, 0) == rounded(0.1));
}

TEST_CASE("an exemption goes back to the rate before all lines, whatever came between") {
  const World w = three_countries();
  const std::vector<PolicyLine> lines{tariff_line({{1, 2}, {0}, {0, 1}}, RateChange::add, 0.5),
                                      tariff_line({{1}, {0}, {0}}, RateChange::multiply, 3),
                                      line_in_force(Exemption{{{1}, {0}, {0}}})};
  check_tariffs(after(lines),
                ExpectedTariffs(w).cell(2, 0, 0, 0.70).cell(1, 0, 1, 0.55).cell(2, 0, 1, 0.70));
}

TEST_CASE("an agreement lowers tariffs to at most its rate and trade costs among members only") {
  const World w = three_countries();
  const Agreement agreement{{{kBoth, kBoth}}, {0}, 0.06, {0, 1}, -0.05, {}};
  const AppliedPolicy applied = apply_policy(w, std::vector{line_in_force(agreement)});
  check_tariffs(applied.policy.average, ExpectedTariffs(w).cell(0, 1, 0, 0.06));
  for (Index s = 0; s < 2; ++s) {
    for (Index n = 0; n < 3; ++n) {
      for (Index i = 0; i < 3; ++i) {
        const bool among = i != n && i < 2 && n < 2;
        CHECK(applied.policy.average.trade_cost(i, n, s) == rounded(among ? 0.95 : 1));
      }
    }
  }
  REQUIRE(applied.audit.size() == 2);
  CHECK(applied.audit[0].wedge == WedgeKind::tariff);
  CHECK(applied.audit[0].cells == 1);
  CHECK(applied.audit[0].trade == rounded(30));  // 10 + 20
  CHECK(applied.audit[0].average_before == rounded((10 * 0.10 + 20 * 0.05) / 30));
  CHECK(applied.audit[0].average_after == rounded((10 * 0.06 + 20 * 0.05) / 30));
  CHECK(applied.audit[1].wedge == WedgeKind::trade_cost);
  CHECK(applied.audit[1].cells == 4);
  CHECK(applied.audit[1].trade == rounded(90));
  CHECK(applied.audit[1].average_after == rounded(-0.05));
}

TEST_CASE(
    "an agreement has an entry in the audit for what it changes: tariffs, trade costs or both") {
  const std::vector<Routes> among{{kBoth, kBoth}};
  const auto audit = [](const Agreement& agreement) {
    std::vector<WedgeKind> wedges;
    for (const LineAudit& entry :
         apply_policy(three_countries(), std::vector{line_in_force(agreement)}).audit)
      wedges.push_back(entry.wedge);
    return wedges;
  };
  const auto tariff = WedgeKind::tariff, cost = WedgeKind::trade_cost;
  CHECK(audit({among, kBoth, 0.0, {}, 0, {}}) == std::vector{tariff});
  CHECK(audit({among, {}, std::nullopt, kBoth, -0.05, {}}) == std::vector{cost});
  CHECK(audit({among, kBoth, std::nullopt, {}, 0, kBoth}) == std::vector{tariff});
  CHECK(audit({among, kBoth, 0.0, kBoth, -0.05, kBoth}) == std::vector{tariff, cost});
}

TEST_CASE("a common external tariff levelled rates on part of a cell", "[regression]") {
  // One rate for the sector took the place of 70 and 20 % on two parts of it.
  const World world = three_countries();
  Agreement unite{{{{0, 1}, {0, 1}}}, {0}, std::nullopt, {}, 0, {0, 1}};
  const LevyChange half{WedgeKind::tariff,
                        RateChange::add,
                        OneRate{{{2}, {0}, {0}}, 0.5},
                        {0.4, false, "", std::nullopt}};
  const AppliedPolicy applied =
      apply_policy(world, std::vector<PolicyLine>{{half, "", {}}, {unite, "", {}}});
  for (const Index n : {0, 1}) {
    const std::vector<PolicyPart>& parts = applied.policy.parts.at({2, n, 0}).parts;
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].before.place.to == 0.4);
    CHECK(parts[0].level(WedgeKind::tariff) == rounded((50 * 0.7 + 60 * 0.3) / 110));
    CHECK(parts[1].level(WedgeKind::tariff) == rounded((50 * 0.2 + 60 * 0.3) / 110));
  }
}

TEST_CASE("a customs union levies the members' average, weighted by their imports, on outsiders") {
  World w = three_countries();
  const Agreement customs_union{{{kBoth, kBoth}}, {0, 1}, 0.0, {}, 0, kBoth};
  const double common = (50 * 0.20 + 60 * 0.30) / 110;
  ExpectedTariffs expected(w);
  for (Index s = 0; s < 2; ++s)
    expected.cell(0, 1, s, 0).cell(1, 0, s, 0).cell(2, 0, s, common).cell(2, 1, s, common);
  check_tariffs(after({line_in_force(customs_union)}), expected);

  w.flow(2, 0, 1) = w.flow(2, 1, 1) = 0;  // nobody imports: the simple average
  const TradePolicy without_trade =
      apply_policy(w, std::vector{line_in_force(customs_union)}).policy.average;
  CHECK(without_trade.tariff(2, 0, 1) == rounded(0.25));
  CHECK(without_trade.tariff(2, 1, 1) == rounded(0.25));
}

TEST_CASE(
    "what rounding makes of a rate is no change of it, and what a union begins to tax is counted",
    "[regression]") {
  // Cause: averages of rates of 1e-18 in the data raised tariffs of 0, by so much.
  World w = three_countries();
  const Agreement customs_union{{{kBoth, kBoth}}, {0, 1}, std::nullopt, {}, 0, kBoth};
  w.tariff(2, 0, 0) = 0;
  w.tariff(2, 1, 0) = 1e-17;
  w.tariff(2, 0, 1) = 0;
  const AppliedPolicy applied = apply_policy(w, std::vector{line_in_force(customs_union)});
  CHECK(applied.policy.average.tariff(2, 0, 0) == 0);
  CHECK(applied.policy.average.tariff(2, 1, 0) == 1e-17);
  const LineAudit& audit = applied.audit.front();
  CHECK(audit.cells == 2);  // sector 1 into both
  CHECK(audit.from_zero == 1);
  CHECK(audit.highest_from_zero.importer == 0);
  CHECK(audit.highest_from_zero.sector == 1);
}

TEST_CASE("retaliation on the same sectors answers rate for rate, and only what was added") {
  const World w = three_countries();
  const PolicyLine answer = line_in_force(Retaliation{{1}, {0}, 1, std::nullopt, false});
  check_tariffs(after(first_adds(0.10, 0.40), {answer}), ExpectedTariffs(w)
                                                             .cell(1, 0, 0, 0.15)
                                                             .cell(1, 0, 1, 0.45)
                                                             .cell(0, 1, 0, 0.20)
                                                             .cell(0, 1, 1, 0.50));
  const PolicyLine half = line_in_force(Retaliation{{1, 2}, {0}, 0.5, std::nullopt, false});
  check_tariffs(after(first_adds(0.10, 0.40), {half}), ExpectedTariffs(w)
                                                           .cell(1, 0, 0, 0.15)
                                                           .cell(1, 0, 1, 0.45)
                                                           .cell(0, 1, 0, 0.15)
                                                           .cell(0, 1, 1, 0.30));
  check_tariffs(after(first_adds(-0.02, -0.03), {answer}),
                ExpectedTariffs(w).cell(1, 0, 0, 0.03).cell(1, 0, 1, 0.02));
}

TEST_CASE("retaliation on sectors of its own answers with the average rate that was added") {
  const World w = three_countries();
  // 1 -> 0: 20 in sector 0 and 40 in sector 1
  const double average = (20 * 0.10 + 40 * 0.40) / 60;
  const PolicyLine answer = line_in_force(Retaliation{{1}, {0}, 1, std::vector<Index>{1}, false});
  check_tariffs(
      after(first_adds(0.10, 0.40), {answer}),
      ExpectedTariffs(w).cell(1, 0, 0, 0.15).cell(1, 0, 1, 0.45).cell(0, 1, 1, 0.10 + average));
  // where only one sector is hit, the average is over that one
  check_tariffs(after(first_adds(0.10, 0), {answer}),
                ExpectedTariffs(w).cell(1, 0, 0, 0.15).cell(0, 1, 1, 0.10 + 0.10));
}

TEST_CASE("matched retaliation taxes as much value as the other side taxed") {
  const World w = three_countries();
  const double taxed = 20 * 0.10 + 40 * 0.40;  // 18
  const PolicyLine same = line_in_force(Retaliation{{1}, {0}, 1, std::nullopt, true});
  check_tariffs(after(first_adds(0.10, 0.40), {same}), ExpectedTariffs(w)
                                                           .cell(1, 0, 0, 0.15)
                                                           .cell(1, 0, 1, 0.45)
                                                           .cell(0, 1, 0, 0.10 + taxed / 30)
                                                           .cell(0, 1, 1, 0.10 + taxed / 30));
  const PolicyLine half_on_one =
      line_in_force(Retaliation{{1}, {0}, 0.5, std::vector<Index>{1}, true});
  check_tariffs(after(first_adds(0.10, 0.40), {half_on_one}),
                ExpectedTariffs(w)
                    .cell(1, 0, 0, 0.15)
                    .cell(1, 0, 1, 0.45)
                    .cell(0, 1, 1, 0.10 + 0.5 * taxed / 20));
}

TEST_CASE("those who answer as one levy one rate", "[regression]") {
  // Cause: each member of a customs union answered by a rate of its own.
  const World w = three_countries();
  const double taxed = 20 * 0.10 + 40 * 0.40;  // 18, all on country 1
  Retaliation matched{{1, 2}, {0}, 1, std::nullopt, true, {{1, 2}}};
  const double rate = taxed / (30 + 90);  // over what both buy of country 0
  check_tariffs(after(first_adds(0.10, 0.40), {line_in_force(matched)}),
                ExpectedTariffs(w)
                    .cell(1, 0, 0, 0.15)
                    .cell(1, 0, 1, 0.45)
                    .cell(0, 1, 0, 0.10 + rate)
                    .cell(0, 1, 1, 0.10 + rate)
                    .cell(0, 2, 0, 0.02 + rate)
                    .cell(0, 2, 1, 0.02 + rate));
  Retaliation average{{1, 2}, {0}, 1, std::vector<Index>{1}, false, {{1, 2}}};
  const double mean = taxed / (60 + 150);  // over what both sell where one of them was hit
  check_tariffs(after(first_adds(0.10, 0.40), {line_in_force(average)}),
                ExpectedTariffs(w)
                    .cell(1, 0, 0, 0.15)
                    .cell(1, 0, 1, 0.45)
                    .cell(0, 1, 1, 0.10 + mean)
                    .cell(0, 2, 1, 0.02 + mean));
}

TEST_CASE("an addition is answered once, a later one on its own") {
  const World w = three_countries();
  const PolicyLine answer = line_in_force(Retaliation{{1}, {0}, 1, std::nullopt, false});
  const PolicyLine more = tariff_line({{1}, {0}, {0}}, RateChange::add, 0.05);
  check_tariffs(after(first_adds(0.10, 0), {answer, answer}),
                ExpectedTariffs(w).cell(1, 0, 0, 0.15).cell(0, 1, 0, 0.20));
  check_tariffs(after(first_adds(0.10, 0), {answer, more, answer}),
                ExpectedTariffs(w).cell(1, 0, 0, 0.20).cell(0, 1, 0, 0.25));
}

TEST_CASE("two sides of one line of retaliation answer what stands above it, not each other") {
  const World w = three_countries();
  std::vector<PolicyLine> lines = first_adds(0.10, 0);
  lines.push_back(tariff_line({{0}, {1}, {0}}, RateChange::add, 0.04));
  for (const std::vector<Index>& order : {std::vector<Index>{0, 1}, std::vector<Index>{1, 0}}) {
    const PolicyLine answers = line_in_force(Retaliation{order, order, 1, std::nullopt, false});
    check_tariffs(
        after(lines, {answers}),
        ExpectedTariffs(w).cell(1, 0, 0, 0.05 + 0.10 + 0.04).cell(0, 1, 0, 0.10 + 0.04 + 0.10));
  }
}

TEST_CASE("where a scenario begins, exemptions and answers count from what its reference made") {
  const World w = three_countries();
  std::vector<PolicyLine> more{tariff_line({{1}, {0}, {0}}, RateChange::add, 0.05),
                               line_in_force(Retaliation{{1}, {0}, 1, std::nullopt, false}),
                               line_in_force(Exemption{{{1}, {0}, {1}}})};
  more.front().begins_scenario = true;
  more.insert(more.begin() + 1, tariff_line({{1}, {0}, {1}}, RateChange::set, 0.9));
  check_tariffs(after(first_adds(0.10, 0.20), more), ExpectedTariffs(w)
                                                         .cell(1, 0, 0, 0.05 + 0.10 + 0.05)
                                                         .cell(0, 1, 0, 0.10 + 0.05)
                                                         .cell(1, 0, 1, 0.05 + 0.20)
                                                         .cell(0, 1, 1, 0.10 + 0.65));
}

TEST_CASE("of a line on a schedule only the part in force is done") {
  const World w = three_countries();
  const LevyChange add{WedgeKind::tariff, RateChange::add, OneRate{kIntoFirst, 0.4}};
  check_tariffs(after({line_in_force(add, 0.25)}),
                ExpectedTariffs(w).cell(1, 0, 0, 0.15).cell(2, 0, 0, 0.30));
  check_tariffs(after({line_in_force(add, 0)}), ExpectedTariffs(w));
  const TradeCostChange cost{kIntoFirst, 0.4};
  CHECK(after({line_in_force(cost, 0.25)}).trade_cost(1, 0, 0) == rounded(1.1));
  const Agreement agreement{{{kBoth, kBoth}}, kBoth, 0.0, kBoth, -0.10, {}};
  const TradePolicy half = after({line_in_force(agreement, 0.5)});
  CHECK(half.tariff(0, 1, 1) == rounded(0.05));
  CHECK(half.tariff(1, 0, 1) == rounded(0.025));
  CHECK(half.trade_cost(0, 1, 1) == rounded(0.95));
  const Retaliation answer{{1}, {0}, 1, std::nullopt, false};
  CHECK(after(first_adds(0.10, 0), {line_in_force(answer, 0.5)}).tariff(0, 1, 0) == rounded(0.15));
}

TEST_CASE("the audit of a matched answer names the highest rate that it adds") {
  // 1 answers what 0 adds on it, 20 x 0.10 + 40 x 0.40 = 18, on the 10 + 20 that it buys of 0; 2
  // answers 50 x 0.06 = 3 on its 30 + 60.
  std::vector<PolicyLine> lines = first_adds(0.10, 0.40);
  lines.push_back(tariff_line({{2}, {0}, {0}}, RateChange::add, 0.06));
  lines.push_back(line_in_force(Retaliation{{1, 2}, {0}, 1, kBoth, true}));
  const LineAudit audit = apply_policy(three_countries(), lines).audit.back();
  CHECK(audit.matched == rounded(18.0 / 30));
}
