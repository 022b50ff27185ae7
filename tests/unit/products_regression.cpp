// Faults that lists and files of products once had, each named by its cause.
#include <catch2/catch.hpp>
#include <map>

#include "scenario/bind.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/near.hpp"
#include "support/temporary_folder.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
using test::rounded;

namespace {

/// A scenario of these lines beside the file rates.csv; what is wrong is thrown.
BoundScenario bound(const std::string& text, const std::string& rates,
                    Baseline baseline = test::tiny_world()) {
  const test::TemporaryFolder folder;
  folder.write("rates.csv", rates);
  folder.write("s.yaml", "tariffsim: 1\nbaseline: tiny-world\n" + text);
  Diagnostics diagnostics;
  const Scenario scenario = read_scenario(folder.path() / "s.yaml", {}, diagnostics);
  BoundScenario made = bind(scenario, std::move(baseline), diagnostics);
  diagnostics.throw_if_errors();
  return made;
}

const char* const kFile = "policy: [{tariff: {importer: USA, exporter: CHN, set: rates.csv}}]\n";

/// The tiny world, in which the USA buy electricity (271600) from China, as a service.
Baseline with_electricity() {
  Baseline baseline = test::tiny_world();
  baseline.products = std::make_shared<const ProductSource>([] {
    ProductTrade trade;
    trade.codes = {"270900", "271600"};
    trade.cells[{1, 0, 0}] = {{0, 1}};
    trade.cells[{1, 0, 3}] = {{1, 1}};
    trade.importers = {0};
    trade.index_sectors();
    return trade;
  });
  return baseline;
}

const LevyChange& levy_of(const BoundScenario& scenario) {
  return std::get<LevyChange>(scenario.stages.front().policy.front().instrument);
}

/// The rates of a file by product, with the day of its dates.
std::map<Index, double> rates_of(const std::string& file, const std::string& more = "") {
  const BoundScenario scenario = bound(
      "policy: [{tariff: {importer: USA, exporter: CHN, set: rates.csv" + more + "}}]\n", file);
  std::map<Index, double> rates;
  for (const CellRate& rate : std::get<std::vector<CellRate>>(levy_of(scenario).rates))
    for (const Index product : rate.products) rates[product] = rate.rate;
  return rates;
}

}  // namespace

TEST_CASE("a product that had lost its leading zero was read as another", "[regression]") {
  CHECK_THROWS_WITH(
      bound(kFile, "product,rate\n10121,10%\n"),
      Catch::Contains("'10121' has an odd number of digits: products have 2, 4 or 6") &&
          Catch::Contains("a leading zero may be lost: 010121"));
  CHECK_THROWS_WITH(
      bound("policy: [{tariff: {importer: USA, exporter: CHN, products: [10121], add: 10%}}]\n",
            ""),
      Catch::Contains("'10121' has an odd number of digits") &&
          Catch::Contains("a leading zero may be lost: \"010121\""));
  const LevyChange read = levy_of(bound(kFile, "product,rate\n010121,10%\n"));
  const auto& rates = std::get<std::vector<CellRate>>(read.rates);
  REQUIRE(rates.size() == 1);
  CHECK(rates[0].products == std::vector<Index>{0});
  CHECK(rates[0].rate == 0.1);
}

TEST_CASE("claims beside a file of rates by product divided cells a second time", "[regression]") {
  const std::string claims =
      "policy: [{tariff: {importer: USA, exporter: CHN, add: rates.csv, claims: {5%: 50%}}}]\n";
  CHECK_THROWS_WITH(bound(claims, "product,rate\n010121,10%\n"),
                    Catch::Contains("'claims' already divides each cell, and this file has rates"));
  CHECK(levy_of(bound(claims, "sector,rate\nA01,10%\n")).claims.has_value());
}

TEST_CASE("all services were hit with a list that holds electricity", "[regression]") {
  const LevyChange levy = levy_of(
      bound("policy: [{tariff: {importer: USA, exporter: CHN, products: [27], add: 10%}}]\n", "",
            with_electricity()));
  CHECK(std::get<OneRate>(levy.rates).cells.sectors == std::vector<Index>{0});
  const LevyChange file = levy_of(bound(kFile, "product,rate\n27,10%\n", with_electricity()));
  for (const CellRate& rate : std::get<std::vector<CellRate>>(file.rates)) CHECK(rate.sector == 0);
  // Who names the sector means it.
  const LevyChange named = levy_of(
      bound("policy: [{tariff: {importer: USA, exporter: CHN, sectors: SRV, products: [27], "
            "add: 10%}}]\n",
            "", with_electricity()));
  CHECK(std::get<OneRate>(named.rates).cells.sectors == std::vector<Index>{3});
}

TEST_CASE("increases over the data's rates were added to the mean of a cell with several",
          "[regression]") {
  CHECK_THROWS_WITH(
      bound("in_data: [{tariff: {importer: USA, exporter: CHN, sectors: A01, add: 20%, coverage: "
            "50%}}]\npolicy: [{tariff: {importer: USA, exporter: CHN, set: rates.csv}}]\n",
            "sector,increase\nA01,10%\n"),
      Catch::Contains("'in_data' has divided a cell, so its goods have more than one"));
}

TEST_CASE("a later date of one line of a product wiped out its other lines", "[regression]") {
  const std::string lines =
      "date,product,rate\n2025-01-01,87032310,10%\n2025-01-01,8703239000,20%\n"
      "2025-03-01,87032310,40%\n2025-05-01,870323,5%\n2025-07-01,87032310,50%\n";
  constexpr Index kCars = 3;
  const auto on = [&](const char* day) {
    return rates_of(lines, std::string(", on: ") + day).at(kCars);
  };
  CHECK(on("2025-02-01") == rounded(0.15));
  CHECK(on("2025-04-01") == rounded(0.30));
  CHECK(on("2025-06-01") == 0.05);
  CHECK(on("2025-08-01") == 0.50);
}

TEST_CASE("a file with a code and a longer one in it was refused", "[regression]") {
  const std::map<Index, double> expected{{1, 0.10}, {2, 0.25}};
  CHECK(rates_of("product,rate\n85,10%\n854231,25%\n") == expected);
  CHECK(rates_of("product,rate\n854231,25%\n8542,3%\n85,10%\n") == expected);
  CHECK(rates_of("product,rate\n85423190,25%\n854231,3%\n85,10%\n") == expected);
  for (const char* rows :
       {"85,10%\n85,20%\n", "854231,10%\n8542.31,20%\n", "85423100,10%\n85423100,20%\n"})
    CHECK_THROWS_WITH(rates_of(std::string("product,rate\n") + rows),
                      Catch::Contains("is given twice, first in line 2"));
}

TEST_CASE("markets apart may follow a reference that divides nothing where no product is named") {
  const std::string whole = "reference: [{tariff: {importer: USA, exporter: CHN, add: 5%}}]\n",
                    part =
                        "reference: [{tariff: {importer: USA, exporter: CHN, add: 5%, "
                        "coverage: 40%}}]\n",
                    apart = "model: {nests: separate}\n";
  const auto hit = [](const std::string& which) {
    return "policy: [{tariff: {importer: USA, exporter: CHN, " + which + ", add: 10%}}]\n";
  };
  CHECK_NOTHROW(bound(whole + apart + hit("coverage: 30%"), ""));
  CHECK_THROWS_WITH(bound(part + apart + hit("coverage: 30%"), ""),
                    Catch::Contains("hits parts of cells"));
  CHECK_THROWS_WITH(bound(whole + apart + hit("products: [854231]"), ""),
                    Catch::Contains("where 'policy' names products"));
  CHECK_NOTHROW(bound(whole + hit("products: [854231]"), ""));
}
