// Products and lists of them as people write them, and what lists of six digits hide.
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "data/lists_in_part.hpp"
#include "scenario/bind.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/temporary_folder.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
using Catch::Contains;

namespace {

/// What the USA buy: 847330 (in part in lists 1 and 3 of Section 301) and 740311 (copper).
Baseline with_listed_products() {
  Baseline baseline = test::tiny_world();
  baseline.currency = "USD";
  baseline.products = std::make_shared<const ProductSource>([] {
    ProductTrade trade;
    trade.codes = {"740311", "847330", "854231", "870323"};
    trade.cells[{1, 0, 1}] = {{0, 40}, {1, 60}, {2, 5}};
    trade.cells[{2, 0, 1}] = {{1, 5000}};
    trade.cells[{1, 0, 2}] = {{3, 1}};
    trade.importers = {0};
    trade.index_sectors();
    return trade;
  });
  return baseline;
}

/// All that is said of lines, errors too.
std::string told(const std::string& lines, const Baseline& baseline = with_listed_products()) {
  const test::TemporaryFolder folder;
  folder.write("s.yaml", "tariffsim: 1\nbaseline: tiny-world\npolicy:\n" + lines);
  Diagnostics diagnostics;
  try {
    const Scenario scenario = read_scenario(folder.path() / "s.yaml", {}, diagnostics);
    bind(scenario, baseline, diagnostics);
  } catch (const InputError& error) {
    return error.what();
  }
  std::string all;
  for (const Diagnostic& one : diagnostics.all()) all += one.message + "\n" + one.hint + "\n";
  return all;
}

std::string told_of(const std::string& products) {
  return told("  - tariff: {importer: USA, exporter: CHN, products: " + products + ", add: 10%}\n");
}

}  // namespace

TEST_CASE("lists of products are suggested by their names and titles", "[regression]") {
  // Only what was within a few letters of a name was.
  CHECK_THAT(told_of("us-232-stel"), Contains("did you mean 'us-232-steel'?"));
  CHECK_THAT(told_of("us-annex-ii"), Contains("us-annex-ii-2025-04, us-annex-ii-2025-09"));
  CHECK_THAT(told_of("steel"), Contains("us-232-steel") && Contains("us-232-steel-derivatives"));
  CHECK_THAT(told_of("pharma"), Contains("us-232-pharma") && Contains("us-eu-agreement-pharma"));
  CHECK_THAT(told_of("electronics"), Contains("us-annex-ii-2025-04"));
  CHECK_THAT(told_of("8703-8708"), Contains("did you mean 8703..8708?"));
  CHECK_THAT(told_of("\"HS 8703\""), Contains("did you mean 8703?"));
  CHECK_THAT(told_of("all"), Contains("leave 'products' out"));
  CHECK_THAT(told("  - tariff: {importer: USA, exporter: CHN, sectors: \"HS 8703\", add: 10%}\n"),
             Contains("a code of the Harmonized System: write 'products: [8703]'"));
}

TEST_CASE("a word that one list of products is about is its name") {
  CHECK_THAT(told_of("copper"), Contains("read 'copper' as the list 'us-232-copper'"));
  CHECK_THAT(told_of("korea"), Contains("'korea' is not a product"));
}

TEST_CASE("products in no sector of the line were about no trade between two countries",
          "[regression]") {
  CHECK_THAT(told("  - tariff: {importer: USA, exporter: CHN, sectors: C29, products: 8542, add: "
                  "10%}\n"),
             Contains("none of these products is in the sectors of this line") &&
                 Contains("they are in C26"));
}

TEST_CASE("two lists of one family that share a product are told of", "[regression]") {
  // By tariff line they have nothing in common; by six digits both lines hit all of the product.
  const std::string product = [] {
    for (const auto& [code, lines] : lists_in_part("us-301-list-1"))
      if (const auto other = lists_in_part("us-301-list-3").find(code);
          other != lists_in_part("us-301-list-3").end() && lines.is_in_list() &&
          other->second.is_in_list() && lines.listed + other->second.listed <= lines.lines)
        return code;
    return std::string();
  }();
  REQUIRE(!product.empty());
  Baseline baseline = test::tiny_world();
  baseline.currency = "USD";
  baseline.products = std::make_shared<const ProductSource>([product] {
    ProductTrade trade;
    trade.codes = {product};
    trade.cells[{1, 0, 1}] = {{0, 2000}};
    trade.cells[{2, 0, 1}] = {{0, 5000}};
    trade.importers = {0};
    trade.index_sectors();
    return trade;
  });
  const std::string both = told(
      "  - tariff: {importer: USA, exporter: CHN, products: us-301-list-1, add: 25%}\n"
      "  - tariff: {importer: USA, exporter: CHN, products: us-301-list-3, add: 25%}\n",
      baseline);
  CHECK_THAT(both, Contains("us-301-list-1 and us-301-list-3 have no tariff line in common, but 1 "
                            "product of six digits: 2.0 bn USD of trade is hit by both"));
  // What is in a list in part is told of the line's partners only.
  CHECK_THAT(both, Contains("us-301-list-1: of 2.0 bn USD of this line's trade, 2.0 bn is in "
                            "products of which the list names only some tariff lines"));
  CHECK_THAT(told("  - tariff: {importer: USA, exporter: CHN, products: us-301-list-1, add: 25%}\n"
                  "  - tariff: {importer: USA, exporter: CAN, products: us-301-list-3, add: 25%}\n",
                  baseline),
             !Contains("hit by both"));
}

TEST_CASE("independent shares without bound took minutes and gigabytes", "[regression]") {
  // Each line of this kind doubles the parts of a cell.
  World world;
  const Baseline baseline = test::tiny_world();
  world.countries = baseline.countries;
  world.sectors = baseline.sectors;
  world.flow = baseline.flow;
  world.tariff = baseline.tariff;
  const PolicyLine line{LevyChange{WedgeKind::tariff,
                                   RateChange::add,
                                   OneRate{{{1}, {0}, {0}}, 0.1},
                                   {0.5, true, "", std::nullopt}},
                        "levy",
                        {}};
  CHECK_NOTHROW(apply_policy(world, std::vector<PolicyLine>(12, line)));
  CHECK_THROWS_WITH(apply_policy(world, std::vector<PolicyLine>(13, line)),
                    Contains("A01 from CHN to USA: 'overlap: independent' would divide this cell "
                             "into 8192 parts, over 4096") &&
                        Contains("part: NAME"));
}
