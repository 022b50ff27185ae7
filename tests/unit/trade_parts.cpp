// Cells that are hit in part: which goods lines mean, and what stands for the parts, by hand.
#include <catch2/catch.hpp>
#include <cmath>

#include "policy/apply_policy.hpp"
#include "scenario/named_goods.hpp"
#include "support/near.hpp"
#include "support/one_cell.hpp"
#include "support/random_world.hpp"
#include "support/three_countries.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

PartScope independent(double share) { return {share, true, "", std::nullopt}; }
PartScope named(const char* name, std::optional<double> share = std::nullopt) {
  return {share, false, name, std::nullopt};
}

/// Shares of trade by the tariff on them.
std::map<double, double> shares(const World& world, const std::vector<PolicyLine>& lines) {
  std::map<double, double> by_rate;
  const AppliedPolicy applied = apply_policy(world, lines);
  const PolicyCell* cell = applied.policy.cell(1, 0, 0);
  REQUIRE(cell != nullptr);
  for (const PolicyPart& part : cell->parts)
    by_rate[part.level(WedgeKind::tariff)] += part.before.flow_share;
  return by_rate;
}

/// A world whose cell has no tariff, and the parameters of one elasticity.
World without_tariffs() {
  World world = three_countries();
  for (double& rate : world.tariff.values()) rate = 0;
  return world;
}

ModelParameters elasticity(const World& world, double theta) {
  return {Vector::Constant(world.n_sectors(), theta)};
}

/// The cell of a policy as one that is whole.
struct Whole {
  double tariff, export_tax, trade_cost;
};

Whole weighed(const World& world, double theta, PartedPolicy& policy) {
  const TradePolicy whole = weigh_parts(world, elasticity(world, theta), policy);
  return {whole.tariff(1, 0, 0), whole.export_tax.value_or(1, 0, 0, 0),
          whole.trade_cost.value_or(1, 0, 0, 1)};
}

PolicyPart part(double share, double tariff_before, double tariff, double export_tax = 0,
                double cost = 1) {
  PolicyPart made;
  made.before.flow_share = share;
  made.before.tariff = tariff_before;
  made.levels = {tariff, export_tax, cost};
  return made;
}

}  // namespace

TEST_CASE("a line on part of a cell leaves the rest as it was") {
  const World world = without_tariffs();
  const std::vector<PolicyLine> half{levy(covering(0.4), 0.25)};
  const auto by_rate = shares(world, half);
  REQUIRE(by_rate.size() == 2);
  CHECK(by_rate.at(0) == rounded(0.6));
  CHECK(by_rate.at(0.25) == rounded(0.4));
  const AppliedPolicy applied = apply_policy(world, half);
  CHECK(applied.policy.average.tariff(1, 0, 0) == rounded(0.1));
  CHECK(applied.audit[0].trade_changed == rounded(0.4 * world.flow(1, 0, 0)));
  CHECK(applied.audit[0].trade_left == rounded(0.6 * world.flow(1, 0, 0)));
  CHECK(applied.audit[0].least_after == 0);
  CHECK(applied.audit[0].most_after == 0.25);
}

TEST_CASE("shares mean the same goods, or other ones, or any, as lines say") {
  const World world = without_tariffs();
  const auto same = shares(world, {levy(covering(0.5), 0.1), levy(covering(0.3), 0.2)});
  CHECK(same.at(0) == rounded(0.5));
  CHECK(same.at(0.1) == rounded(0.2));
  CHECK(same.at(0.1 + 0.2) == rounded(0.3));

  const auto any = shares(world, {levy(covering(0.5), 0.1), levy(independent(0.3), 0.2)});
  CHECK(any.at(0) == rounded(0.35));
  CHECK(any.at(0.1) == rounded(0.35));
  CHECK(any.at(0.2) == rounded(0.15));
  CHECK(any.at(0.1 + 0.2) == rounded(0.15));

  const auto apart = shares(world, {levy(named("a", 0.5), 0.1), levy(named("b", 0.3), 0.2),
                                    levy(named("a"), 0.4, RateChange::at_least)});
  CHECK(apart.at(0) == rounded(0.2));
  CHECK(apart.at(0.4) == rounded(0.5));
  CHECK(apart.at(0.2) == rounded(0.3));
}

TEST_CASE("names that do not fit in a cell are refused with the cell") {
  const World world = without_tariffs();
  const auto apply = [&](const PartScope& first, const PartScope& second) {
    apply_policy(world, std::vector{levy(first, 0.1), levy(second, 0.1)});
  };
  CHECK_THROWS_WITH(
      apply(named("a", 0.7), named("b", 0.4)),
      Catch::Contains("S0 from CAB to CAA: the part 'b' covers 40 % of the trade, and "
                      "the parts above already cover 70 %"));
  CHECK_THROWS_WITH(apply(named("a", 0.7), named("a", 0.4)),
                    Catch::Contains("the part 'a' already covers 70 % of the trade here, not 40 %: "
                                    "write the same 'coverage', or another name"));
  CHECK_THROWS_WITH(apply(named("a"), covering(0.4)),
                    Catch::Contains("the part 'a' has no 'coverage' in this line or one above"));
}

TEST_CASE("floors, ceilings, exemptions and embargoes act on the goods that they name") {
  const World world = without_tariffs();
  const std::vector<PolicyLine> half{levy(covering(0.5), 0.3)};
  const auto after = [&](PolicyLine line) { return shares(world, {half[0], std::move(line)}); };
  CHECK(after(levy({}, 0.1, RateChange::at_least)).at(0.1) == rounded(0.5));
  CHECK(after(levy({}, 0.1, RateChange::at_most)).at(0.1) == rounded(0.5));
  CHECK(after({Exemption{kCell, covering(0.2)}, "exempt", {}}).at(0.3) == rounded(0.3));

  const AppliedPolicy closed =
      apply_policy(world, std::vector<PolicyLine>{{Embargo{{kCell}, covering(0.25)}, "", {}}});
  CHECK(closed.audit[0].trade_changed == rounded(0.25 * world.flow(1, 0, 0)));
  CHECK(closed.policy.average.trade_cost(1, 0, 0) == 1);
}

TEST_CASE("an answer falls on as large a part as was hit") {
  World world = without_tariffs();
  PolicyLine retaliation{Retaliation{{1}, {0}, 0.5, std::nullopt, false}, "answer", {}};
  const AppliedPolicy answered =
      apply_policy(world, std::vector{levy(covering(0.4), 0.3), retaliation});
  const PolicyCell* cell = answered.policy.cell(0, 1, 0);
  REQUIRE(cell != nullptr);
  REQUIRE(cell->parts.size() == 2);
  CHECK(cell->parts[0].before.flow_share == rounded(0.4));
  CHECK(cell->parts[0].level(WedgeKind::tariff) == rounded(0.15));
  CHECK(cell->parts[1].level(WedgeKind::tariff) == 0);

  std::get<Retaliation>(retaliation.instrument).sectors = std::vector<Index>{1};
  const AppliedPolicy elsewhere =
      apply_policy(world, std::vector{levy(covering(0.4), 0.3), retaliation});
  CHECK(elsewhere.policy.average.tariff(0, 1, 1) == rounded(0.4 * 0.15));
  REQUIRE(elsewhere.policy.cell(0, 1, 1) != nullptr);

  std::get<Retaliation>(retaliation.instrument).matched = true;
  const AppliedPolicy matched =
      apply_policy(world, std::vector{levy(covering(0.4), 0.3), retaliation});
  CHECK(matched.policy.cell(0, 1, 1) == nullptr);
  CHECK(matched.policy.average.tariff(0, 1, 1) * world.flow(0, 1, 1) ==
        rounded(0.5 * 0.3 * 0.4 * world.flow(1, 0, 0)));
}

TEST_CASE("two parts with base rates that differ: fractions worked out by hand") {
  // f = 0.6, 0.4; t = 0, 1/4; t' = 1, 1/4; theta = 1. m = 6/11, 5/11; T_j = 2, 1; T = 11/8;
  // s = 3/8, 5/8; 1 / (1 + t') = 3/16 + 1/2.
  World world = without_tariffs();
  world.tariff(1, 0, 0) = 0.4 * 0.25;
  PartedPolicy policy{baseline_policy(world)};
  policy.parts[{1, 0, 0}].parts = {part(0.6, 0, 1), part(0.4, 0.25, 0.25)};
  const Whole whole = weighed(world, 1, policy);
  CHECK(whole.tariff == rounded(5. / 11));
  CHECK(whole.export_tax == near(0, 1e-15));
  CHECK((1 + whole.tariff) * whole.trade_cost / 1.1 == rounded(11. / 8));
  const std::vector<PolicyPart>& parts = policy.parts.at({1, 0, 0}).parts;
  CHECK(parts[0].flow_share == rounded(3. / 11));
  CHECK(parts[1].flow_share == rounded(8. / 11));
}

TEST_CASE("three parts, one taxed by the exporter and one closed: fractions worked out by hand") {
  // f = 1/2, 3/10, 1/5; T_j = 1, 3/2, infinite; theta = 1. T = 10/7; s = 5/7, 2/7, 0;
  // 1 / (1 + e') = 5/7 + 4/21.
  const World world = without_tariffs();
  PartedPolicy policy{baseline_policy(world)};
  policy.parts[{1, 0, 0}].parts = {part(0.5, 0, 0), part(0.3, 0, 0, 0.5),
                                   part(0.2, 0, 0, 0, HUGE_VAL)};
  const Whole whole = weighed(world, 1, policy);
  CHECK(whole.tariff == near(0, 1e-15));
  CHECK(whole.export_tax == rounded(2. / 19));
  CHECK((1 + whole.export_tax) * whole.trade_cost == rounded(10. / 7));
  CHECK(policy.parts.at({1, 0, 0}).parts[2].flow_share == 0);
}

TEST_CASE("a cell with no share hit, or all of it, is one that is whole") {
  const World world = three_countries();
  for (const double share : {0.0, 1.0}) {
    PartedPolicy parts = apply_policy(world, std::vector{levy(named("x", share), 0.3)}).policy;
    const TradePolicy whole =
        apply_policy(world, std::vector{levy({}, share == 0 ? 0 : 0.3)}).policy.average;
    const TradePolicy weighed = weigh_parts(world, elasticity(world, 4), parts);
    CHECK(weighed.tariff == whole.tariff);
    CHECK(weighed.trade_cost == whole.trade_cost);
  }
}

TEST_CASE("many rates in a cell tend to the integral over them") {
  // Rates even in 0..1, theta = 3: T^-3 = integral of (1 + t)^-3 = (1 - 1/4) / 2; the duty on a
  // unit spent is 1 minus the integral of (1 + t)^-4 over that of (1 + t)^-3.
  const World world = without_tariffs();
  constexpr int kParts = 1000;
  constexpr double kMidpoint = 1e-6;  // of a rule with steps h: h^2 / 24 times a slope of some ten
  PartedPolicy policy{baseline_policy(world)};
  std::vector<PolicyPart>& parts = policy.parts[{1, 0, 0}].parts;
  for (int j = 0; j < kParts; ++j) parts.push_back(part(1.0 / kParts, 0, (j + 0.5) / kParts));
  const Whole whole = weighed(world, 3, policy);
  const double sold = (1 - 1. / 8) / 3 / ((1 - 1. / 4) / 2);
  CHECK(1 / (1 + whole.tariff) == within(sold, kMidpoint));
  CHECK((1 + whole.tariff) * whole.trade_cost == within(std::pow(3. / 8, -1. / 3), kMidpoint));
}

namespace {

/// Of the cell from 1 into 0, sector 0: 60 of 010121, 30 of 010129, 10 of 870323; only 0's imports
/// are known.
std::shared_ptr<const ProductSource> products_of_two_cells() {
  return std::make_shared<const ProductSource>([] {
    ProductTrade trade;
    trade.codes = {"010121", "010129", "870323"};
    trade.cells[{1, 0, 0}] = {{0, 60}, {1, 30}, {2, 10}};
    trade.cells[{2, 0, 0}] = {{2, 5}};
    trade.importers = {0};
    trade.index_sectors();
    return trade;
  });
}

PartScope listed_products(std::vector<Index> list, std::optional<double> share = std::nullopt) {
  return {share, false, "", std::move(list)};
}

}  // namespace

TEST_CASE("products are as much of a cell as of its trade, and each of them is hit by itself") {
  World world = without_tariffs();
  world.products = products_of_two_cells();
  const auto both =
      shares(world, {levy(listed_products({0, 1}), 0.1), levy(listed_products({1, 2}), 0.2)});
  CHECK(both.at(0.1) == rounded(0.6));
  CHECK(both.at(0.1 + 0.2) == rounded(0.3));
  CHECK(both.at(0.2) == rounded(0.1));

  const auto half = shares(world, {levy(listed_products({0}, 0.5), 0.1), levy(covering(0.2), 0.3)});
  CHECK(half.at(0.1 + 0.3) == rounded(0.6 * 0.2));
  CHECK(half.at(0.1) == rounded(0.6 * 0.3));
  CHECK(half.at(0.3) == rounded(0.4 * 0.2));
  CHECK(half.at(0) == rounded(0.6 * 0.5 + 0.4 * 0.8));
}

TEST_CASE("a share of one product divides no other", "[regression]") {
  // What an independent line hits was 30 % on either side of a point made in other goods.
  World world = without_tariffs();
  world.products = products_of_two_cells();
  PartScope any = covering(0.3);
  any.independent = true;
  // Of product 0, 60 %: [0, 0.5] is hit, of either side 30 %, then [0, 0.25]; of the others, 40 %,
  // [0, 0.3], then [0, 0.25].
  const auto goods = shares(
      world, {levy(listed_products({0}, 0.5), 0.1), levy(any, 0.2), levy(covering(0.25), 0.4)});
  CHECK(goods.at(0.1 + 0.2 + 0.4) == rounded(0.6 * 0.15));
  CHECK(goods.at(0.1 + 0.4) == rounded(0.6 * 0.1));
  CHECK(goods.at(0.1) == rounded(0.6 * 0.25));
  CHECK(goods.at(0.2 + 0.4) == rounded(0.4 * 0.25));
  CHECK(goods.at(0.2) == rounded(0.6 * 0.15 + 0.4 * 0.05));
  CHECK(goods.at(0) == rounded(0.6 * 0.35 + 0.4 * 0.7));
}

TEST_CASE("goods keep their places without the lines that named others", "[regression]") {
  // Names were laid side by side as far as their lines were in force: a line that ended, or was
  // left out of an attribution, moved the goods of those below.
  const World world = without_tariffs();
  PartScope x = covering(0.5), y = covering(0.4), x_again;
  x.name = x_again.name = "x";
  y.name = "y";
  std::vector<PolicyLine> lines{levy(x, 0.4), levy(y, 0.2), levy(x_again, 0.8),
                                levy(covering(0.7), 0.1)};
  keep_places_of_names({&lines[0], &lines[1], &lines[2], &lines[3]});
  const auto without_x = shares(world, {lines[1], lines[3]});
  CHECK(without_x.at(0.2 + 0.1) == rounded(0.2));  // [0.5, 0.7]
  CHECK(without_x.at(0.2) == rounded(0.2));        // [0.7, 0.9]
  CHECK(without_x.at(0.1) == rounded(0.5));
  CHECK(without_x.at(0) == rounded(0.1));
  const auto x_without_coverage = shares(world, {lines[2]});
  CHECK(x_without_coverage.at(0.8) == rounded(0.5));
}

TEST_CASE("a cell in which no product of a list is traded is not hit") {
  World world = without_tariffs();
  world.products = products_of_two_cells();
  const PolicyLine line{LevyChange{WedgeKind::tariff, RateChange::add,
                                   OneRate{{{2}, {0}, {0, 1}}, 0.1}, listed_products({0})},
                        "levy",
                        {}};
  const AppliedPolicy applied = apply_policy(world, std::vector{line});
  CHECK(applied.policy.parts.empty());
  CHECK(applied.audit[0].cells == 0);
}

TEST_CASE("an answer to products falls on as large a share where products are not known") {
  World world = without_tariffs();
  world.products = products_of_two_cells();
  const PolicyLine retaliation{Retaliation{{1}, {0}, 1, std::nullopt, false}, "answer", {}};
  const AppliedPolicy applied = apply_policy(
      world,
      std::vector{levy(listed_products({0}), 0.1), levy(listed_products({2}), 0.2), retaliation});
  const PolicyCell* cell = applied.policy.cell(0, 1, 0);
  REQUIRE(cell != nullptr);
  std::map<double, double> by_rate;
  for (const PolicyPart& part : cell->parts)
    by_rate[part.level(WedgeKind::tariff)] += part.before.flow_share;
  CHECK(by_rate.at(0.1) == rounded(0.6));
  CHECK(by_rate.at(0.2) == rounded(0.1));
  CHECK(by_rate.at(0) == rounded(0.3));
}

TEST_CASE("products join with their countries and sectors, as far as they are known") {
  ProductTrade trade = products_of_two_cells()->trade();
  const ProductTrade joined = joined_products(trade, {0, 1, 1}, {0, 0});
  REQUIRE(joined.cell(1, 0, 0) != nullptr);
  CHECK(*joined.cell(1, 0, 0) == ProductValues{{0, 60}, {1, 30}, {2, 15}});
  CHECK(joined.importers == std::set<Index>{0});
  CHECK(joined_products(trade, {0, 1, 0}, {0, 0}).importers.empty());
}

TEST_CASE("codes of two to six digits and ranges of them name products") {
  const ProductTrade trade = products_of_two_cells()->trade();
  CHECK(trade.between("01", "01") == std::vector<Index>{0, 1});
  CHECK(trade.between("0101", "87") == std::vector<Index>{0, 1, 2});
  CHECK(trade.between("010129", "8703") == std::vector<Index>{1, 2});
  CHECK(trade.between("02", "86").empty());
}

TEST_CASE("a file of rates by product does at once what a line for each of them does") {
  World world = without_tariffs();
  world.products = products_of_two_cells();
  const std::vector<PolicyLine> half{levy(covering(0.5), 0.05)};
  const PolicyLine file{
      LevyChange{
          WedgeKind::tariff, RateChange::add,
          std::vector<CellRate>{{1, 0, 0, 0.1, {0}}, {1, 0, 0, 0.2, {1}}, {2, 0, 0, 0.3, {2}}}},
      "file",
      {}};
  const std::map<double, double> at_once = shares(world, {half[0], file});
  const auto by_line =
      shares(world, {half[0], levy(listed_products({0}), 0.1), levy(listed_products({1}), 0.2)});
  REQUIRE(at_once.size() == by_line.size());
  for (const auto& [rate, share] : by_line) CHECK(at_once.at(rate) == rounded(share));
  CHECK(at_once.at(0.05 + 0.1) == rounded(0.3));
  CHECK(at_once.at(0.1) == rounded(0.3));
  CHECK(at_once.at(0.05 + 0.2) == rounded(0.15));
  CHECK(at_once.at(0.05) == rounded(0.05));
}
