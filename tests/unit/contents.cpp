// Duties on what goods are made of: rates by hand, and what lines and lists say of contents.
#include <catch2/catch.hpp>
#include <map>
#include <memory>

#include "data/product_content.hpp"
#include "policy/apply_policy.hpp"
#include "scenario/bind.hpp"
#include "scenario/product_lists.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/near.hpp"
#include "support/one_cell.hpp"
#include "support/temporary_folder.hpp"
#include "support/three_countries.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Contains;

namespace {

/// Country 1 sells country 0 in sector 0, without a tariff: 60 of product 0, 30 of product 1, 10 of
/// product 2.
World world_of_products() {
  World world = three_countries();
  for (double& rate : world.tariff.values()) rate = 0;
  world.products = std::make_shared<const ProductSource>([] {
    ProductTrade trade;
    trade.codes = {"730890", "841810", "870323"};
    trade.cells[{1, 0, 0}] = {{0, 60}, {1, 30}, {2, 10}};
    trade.importers = {0};
    trade.index_sectors();
    return trade;
  });
  return world;
}

/// Products 0 and 1 are steel for 30 and 50 %, and aluminium for 20 % and nothing.
PartScope content(const std::vector<std::string>& names, bool rest = false) {
  const std::map<std::string, std::vector<double>> shares{{"steel", {0.3, 0.5}},
                                                          {"aluminum", {0.2, 0}}};
  ContentScope scope{names, rest, {{{0}, {}}, {{1}, {}}}};
  for (const std::string& name : names)
    for (std::size_t at = 0; at < 2; ++at) scope.groups[at].shares.push_back(shares.at(name)[at]);
  PartScope goods{std::nullopt, false, "", std::vector<Index>{0, 1}};
  goods.content = std::move(scope);
  return goods;
}

PolicyLine duty(double rate, PartScope goods = {}, RateChange change = RateChange::add) {
  return {
      LevyChange{WedgeKind::tariff, change, OneRate{kCell, rate}, std::move(goods)}, "levy", {}};
}

PolicyLine exempt(PartScope goods = {}) {
  return {Exemption{kCell, std::move(goods)}, "exempt", {}};
}

/// The tariff on each product; all units of one have the same.
std::vector<double> rates_by_product(const std::vector<PolicyLine>& lines) {
  const World world = world_of_products();
  const AppliedPolicy applied = apply_policy(world, lines);
  const PolicyCell* cell = applied.policy.cell(1, 0, 0);
  if (cell == nullptr) return std::vector<double>(3, applied.policy.average.tariff(1, 0, 0));
  std::vector<double> by_product(3);
  double traded = 0;
  for (const PolicyPart& part : cell->parts) {
    CHECK(part.before.place.from == 0);
    CHECK(part.before.place.to == 1);
    for (const Index product : part.before.place.products)
      by_product[static_cast<std::size_t>(product)] = part.level(WedgeKind::tariff);
    traded += part.before.flow_share;
  }
  CHECK(traded == rounded(1));
  return by_product;
}

void check_rates(const std::vector<PolicyLine>& lines, const std::vector<double>& expected) {
  const std::vector<double> found = rates_by_product(lines);
  for (std::size_t at = 0; at < 3; ++at) {
    INFO("product " << at);
    CHECK(found[at] == rounded(expected[at]));
  }
}

/// A scenario of these lines on the tiny world, and what was said of it.
struct Read {
  BoundScenario scenario;
  std::string said;
};

Read read_policy(const std::string& policy, Baseline baseline = tiny_world(),
                 const std::string& file = "") {
  const TemporaryFolder folder;
  folder.write("rates.csv", file);
  folder.write("s.yaml", "tariffsim: 1\nbaseline: tiny-world\npolicy: [" + policy + "]\n");
  Diagnostics diagnostics;
  const Scenario scenario = read_scenario(folder.path() / "s.yaml", {}, diagnostics);
  Read found{bind(scenario, std::move(baseline), diagnostics), {}};
  diagnostics.throw_if_errors();
  for (const Diagnostic& one : diagnostics.all()) found.said += one.message + "\n";
  return found;
}

std::string from_china(const std::string& more) {
  return "{tariff: {importer: USA, exporter: CHN, " + more + "}}";
}

PartScope scope_of(const Read& read) {
  return std::get<LevyChange>(read.scenario.stages.front().policy.front().instrument).scope;
}

/// The tiny world with other products in the cells of its trade.
Baseline with_products(std::vector<std::string> codes) {
  Baseline baseline = tiny_world();
  baseline.products = std::make_shared<const ProductSource>([codes = std::move(codes)] {
    ProductTrade trade;
    trade.codes = codes;
    for (std::size_t at = 0; at < codes.size(); ++at)
      trade.cells[{1, 0, 1}].push_back({static_cast<Index>(at), 1});
    trade.importers = {0};
    trade.index_sectors();
    return trade;
  });
  return baseline;
}

}  // namespace

TEST_CASE("every unit of a product pays a duty on its content") {
  // 100 of a good with 30 of steel pays 50 % of 30.
  check_rates({duty(0.5, content({"steel"}))}, {0.15, 0.25, 0});
  check_rates({duty(0.5, content({"steel", "aluminum"}))}, {0.25, 0.25, 0});
  check_rates({duty(0.1, content({"steel"}, true))}, {0.07, 0.05, 0});
  check_rates({duty(0.1, content({"steel", "aluminum"}, true))}, {0.05, 0.05, 0});
}

TEST_CASE("the content pays one duty and the rest another, in whatever order the lines stand") {
  const std::vector<double> both{0.7 * 0.1 + 0.3 * 0.5, 0.5 * 0.1 + 0.5 * 0.5, 0.1};
  const PolicyLine all = duty(0.1), free = exempt(content({"steel"})),
                   metal = duty(0.5, content({"steel"}));
  check_rates({all, free, metal}, both);
  check_rates({all, duty(0.5, content({"steel"}), RateChange::set)}, both);
  check_rates({duty(0.1, content({"steel"}, true)), duty(0.5, content({"steel"})),
               duty(0.1, {std::nullopt, false, "", std::vector<Index>{2}})},
              both);
  // The duty on the content goes, and what is levied on the rest stays.
  check_rates({metal, all, free}, {0.07, 0.05, 0.1});
  check_rates({all, metal, exempt(content({"steel"}, true))}, {0.3 * 0.6, 0.5 * 0.6, 0.1});
}

TEST_CASE("duties on several metals in one good add up") {
  const std::vector<PolicyLine> lines{duty(0.1), exempt(content({"steel"})),
                                      exempt(content({"aluminum"})), duty(0.5, content({"steel"})),
                                      duty(0.25, content({"aluminum"}))};
  check_rates(lines, {0.5 * 0.1 + 0.3 * 0.5 + 0.2 * 0.25, 0.5 * 0.1 + 0.5 * 0.5, 0.1});
}

TEST_CASE("lines on whole goods come to their contents") {
  const PolicyLine metal = duty(0.5, content({"steel"}));
  check_rates({metal, duty(0.2, {}, RateChange::set)}, {0.2, 0.2, 0.2});
  check_rates({metal, duty(0.2, {}, RateChange::set), exempt(content({"steel"}))},
              {0.7 * 0.2, 0.5 * 0.2, 0.2});
  check_rates({metal, duty(2, {}, RateChange::multiply)}, {0.3, 0.5, 0});
  // A floor looks at the rate of the whole good; one that is above it keeps the rates of its
  // contents, one that is raised has one rate from then on.
  const PolicyLine floor = duty(0.2, {}, RateChange::at_least);
  check_rates({metal, floor}, {0.2, 0.25, 0.2});
  check_rates({metal, floor, exempt(content({"steel"}))}, {0.7 * 0.2, 0, 0.2});
}

TEST_CASE("a schedule brings a duty on a content in step by step, and a reference ends with it") {
  PolicyLine half = duty(0.5, content({"steel"}));
  half.in_force = 0.5;
  check_rates({half}, {0.075, 0.125, 0});
  PolicyLine begins = duty(0.1);
  begins.begins_scenario = true;
  check_rates({duty(0.5, content({"steel"})), begins, duty(0.3, content({"steel"})),
               exempt(content({"steel"}))},
              {0.7 * 0.1 + 0.3 * 0.5, 0.5 * 0.1 + 0.5 * 0.5, 0.1});
}

TEST_CASE("of a content some of the trade can be hit") {
  PartScope half = content({"steel"});
  half.coverage = 0.5;
  const World world = world_of_products();
  const AppliedPolicy applied = apply_policy(world, std::vector{duty(0.5, half)});
  std::map<double, double> by_rate;
  for (const PolicyPart& part : applied.policy.cell(1, 0, 0)->parts)
    by_rate[part.level(WedgeKind::tariff)] += part.before.flow_share;
  CHECK(by_rate.at(0.15) == rounded(0.3));
  CHECK(by_rate.at(0.25) == rounded(0.15));
  CHECK(by_rate.at(0) == rounded(0.55));
}

TEST_CASE("contents that are together more than a good are refused") {
  PartScope most = content({"steel"});
  most.content->names = {"60 %"};
  for (ContentScope::Group& group : most.content->groups) group.shares = {0.6};
  const std::vector<PolicyLine> lines{duty(0.5, content({"steel"})), duty(0.5, most)};
  CHECK_THROWS_WITH(apply_policy(world_of_products(), lines), Contains("together more than 100 %"));
}

TEST_CASE("shares of metals are known of each product, together at most all of it") {
  const ProductContents& known = product_contents();
  CHECK(known.materials == std::vector<std::string>{"steel", "aluminum", "copper"});
  REQUIRE(known.shares.size() > 5000);     // of some 5,600 products of the Harmonized System
  constexpr double kThreeDigits = 0.0015;  // three shares, each rounded to 0.001
  for (const auto& [product, shares] : known.shares)
    CHECK(shares[0] + shares[1] + shares[2] <= 1 + kThreeDigits);
  // Goods of these chapters are one metal by the rules of the measure.
  CHECK(known.shares.at("730890") == std::vector<double>{1, 0, 0});
  CHECK(known.shares.at("761510") == std::vector<double>{0, 1, 0});
}

TEST_CASE("a line says which content it is about") {
  const ProductContents& known = product_contents();
  const PartScope steel =
      scope_of(read_policy(from_china("products: [85, 87], content: steel, add: 50%")));
  REQUIRE(steel.content);
  CHECK(steel.content->names == std::vector<std::string>{"steel"});
  std::map<Index, double> shares;
  for (const ContentScope::Group& group : steel.content->groups)
    for (const Index product : group.products) shares[product] = group.shares.at(0);
  CHECK(shares == std::map<Index, double>{{1, known.shares.at("851713")[0]},
                                          {2, known.shares.at("854231")[0]},
                                          {3, known.shares.at("870323")[0]}});
  const PartScope share =
      scope_of(read_policy(from_china("products: [8703], content: 40%, add: 50%")));
  CHECK(share.content->groups.at(0).shares == std::vector<double>{0.4});
  const PartScope rest = scope_of(
      read_policy(from_china("products: [8703], content: [not steel, not aluminium], add: 10%")));
  CHECK(rest.content->rest);
  CHECK(rest.content->names == std::vector<std::string>{"steel", "aluminum"});
  const Read exempted =
      read_policy("{exempt: {importer: USA, exporter: CHN, products: [8703], content: steel}}");
  CHECK(std::get<Exemption>(exempted.scenario.stages.front().policy.front().instrument)
            .scope.content.has_value());
}

TEST_CASE("what a line cannot say of a content is told") {
  const auto refused = [](const std::string& more, const std::string& why) {
    CHECK_THROWS_WITH(read_policy(from_china(more), tiny_world(), "product,rate\n8703,10%\n"),
                      Contains(why));
  };
  refused("sectors: C29, content: steel, add: 50%", "'content' needs 'products'");
  refused("products: [8703], content: stel, add: 50%", "did you mean 'steel'?");
  refused("products: [8703], content: wood, add: 50%", "expected steel, aluminum, copper");
  refused("products: [8703], content: 140%, add: 50%", "is not from 0% to 100%");
  refused("products: [8703], content: [steel, not copper], add: 50%", "but not both");
  refused("products: [8703], content: steel, part: x, coverage: 50%, add: 50%",
          "'part' cannot be used with 'content'");
  refused("products: [8703], content: steel, claims: {5%: 50%}, add: 50%",
          "'content' cannot be used with 'claims'");
  refused("products: [8703], content: steel, add: rates.csv", "has rates for products");
  CHECK_THROWS_WITH(
      read_policy("{trade_cost: {importer: USA, exporter: CHN, products: [8703], content: "
                  "steel, change: 5%}}"),
      Contains("unknown key 'content'"));
  CHECK_THROWS_WITH(read_policy(from_china("products: [7308], content: copper, add: 50%"),
                                with_products({"730890"})),
                    Contains("none of these products holds copper"));
  CHECK_THAT(read_policy(from_china("products: [01..99], content: steel, add: 50%"),
                         with_products({"730890", "999999"}))
                 .said,
             Contains("leaves them as they are: 999999"));
}

TEST_CASE("who hits all of a list whose measure is on a content is told") {
  const auto said = [](const std::string& more) {
    return read_policy(from_china(more + ", add: 50%"),
                       with_products({"010121", "730890", "840310"}))
        .said;
  };
  const std::string told =
      "us-232-steel-derivatives: the measure falls on the steel in these goods";
  CHECK_THAT(said("products: us-232-steel-derivatives"), Contains(told));
  CHECK_THAT(said("products: us-232-steel-derivatives, content: steel"), !Contains(told));
  CHECK_THAT(said("products: [01..99, not us-232-steel-derivatives]"), !Contains(told));
}

TEST_CASE("lists of the library whose measure is on a content name one that is known") {
  std::size_t count = 0;
  for (const ProductList& list : library_product_lists()) {
    if (list.content.empty()) continue;
    ++count;
    const auto& materials = product_contents().materials;
    CHECK(std::count(materials.begin(), materials.end(), list.content) == 1);
  }
  CHECK(count == 5);  // derivatives of steel and aluminium, each on two days, and copper
}

TEST_CASE("codes of 2022 are read as what they were where the trade is of an earlier revision") {
  // hs-revisions.csv: 851713 (smartphones) was part of 851712.
  const Baseline older = with_products({"851712", "870323"});
  const Read line = read_policy(from_china("products: [\"851713\"], add: 10%"), older);
  CHECK(*scope_of(line).products == std::vector<Index>{0});
  CHECK_THAT(line.said, Contains("'851713' of HS 2022 as 851712 of HS 2017"));
  const Read file =
      read_policy(from_china("set: rates.csv"), older, "product,rate\n85171300,10%\n");
  CHECK_THAT(file.said, Contains("'851713' of HS 2022 as 851712 of HS 2017"));
  CHECK_THAT(read_policy(from_china("products: [\"851712\"], add: 10%")).said,
             Contains("'851712' of HS 2017 as 851713 of HS 2022"));
}

TEST_CASE("messages about products say how long codes may be where they stand") {
  const auto in_file = [](const char* code) {
    return [code] {
      read_policy(from_china("set: rates.csv"), tiny_world(),
                  std::string("product,rate\n") + code + ",1%\n");
    };
  };
  CHECK_THROWS_WITH(in_file("phones")(), Contains("of 2 to 6 digits (of a tariff line 8 or 10)"));
  CHECK_THROWS_WITH(in_file("8703231")(), Contains("2, 4 or 6, their lines 8 or 10"));
  CHECK_THROWS_WITH(in_file("87032300..87033300")(), Contains("ranges are of 2 to 6"));
  CHECK_THROWS_WITH(read_policy(from_china("products: [phones], add: 10%")),
                    Contains("of 2 to 6 digits, a range"));
}
