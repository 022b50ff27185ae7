// Faults that lists and files of products once had, each named by its cause.
#include <catch2/catch.hpp>
#include <map>
#include <memory>

#include "model/aggregation.hpp"
#include "scenario/bind.hpp"
#include "scenario/rate_file_text.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/near.hpp"
#include "support/temporary_folder.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
using test::rounded;

namespace {

/// A scenario of these lines beside the file rates.csv; what is wrong is thrown.
BoundScenario bound_with_rates(const std::string& text, const std::string& rates,
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
  const BoundScenario scenario = bound_with_rates(
      "policy: [{tariff: {importer: USA, exporter: CHN, set: rates.csv" + more + "}}]\n", file);
  std::map<Index, double> rates;
  for (const CellRate& rate : std::get<std::vector<CellRate>>(levy_of(scenario).rates))
    for (const Index product : rate.products) rates[product] = rate.rate;
  return rates;
}

}  // namespace

TEST_CASE("a product that had lost its leading zero was read as another", "[regression]") {
  CHECK_THROWS_WITH(
      bound_with_rates(kFile, "product,rate\n10121,10%\n"),
      Catch::Contains("'10121' has an odd number of digits: products have 2, 4 or 6") &&
          Catch::Contains("a leading zero may be lost: 010121"));
  CHECK_THROWS_WITH(
      bound_with_rates(
          "policy: [{tariff: {importer: USA, exporter: CHN, products: [10121], add: 10%}}]\n", ""),
      Catch::Contains("'10121' has an odd number of digits") &&
          Catch::Contains("a leading zero may be lost: \"010121\""));
  const LevyChange read = levy_of(bound_with_rates(kFile, "product,rate\n010121,10%\n"));
  const auto& rates = std::get<std::vector<CellRate>>(read.rates);
  REQUIRE(rates.size() == 1);
  CHECK(rates[0].products == std::vector<Index>{0});
  CHECK(rates[0].rate == 0.1);
}

TEST_CASE("claims beside a file of rates by product were refused", "[regression]") {
  const std::string claims =
      "policy: [{tariff: {importer: USA, exporter: CHN, add: rates.csv, claims: {5%: 50%}}}]\n";
  CHECK(levy_of(bound_with_rates(claims, "product,rate\n010121,10%\n")).claims.has_value());
  CHECK(levy_of(bound_with_rates(claims, "sector,rate\nA01,10%\n")).claims.has_value());
}

TEST_CASE("all services were hit with a list that holds electricity", "[regression]") {
  const LevyChange levy = levy_of(bound_with_rates(
      "policy: [{tariff: {importer: USA, exporter: CHN, products: [27], add: 10%}}]\n", "",
      with_electricity()));
  CHECK(std::get<OneRate>(levy.rates).cells.sectors == std::vector<Index>{0});
  const LevyChange file =
      levy_of(bound_with_rates(kFile, "product,rate\n27,10%\n", with_electricity()));
  for (const CellRate& rate : std::get<std::vector<CellRate>>(file.rates)) CHECK(rate.sector == 0);
  // Who names the sector means it.
  const LevyChange named = levy_of(bound_with_rates(
      "policy: [{tariff: {importer: USA, exporter: CHN, sectors: SRV, products: [27], "
      "add: 10%}}]\n",
      "", with_electricity()));
  CHECK(std::get<OneRate>(named.rates).cells.sectors == std::vector<Index>{3});
}

TEST_CASE("increases over the data's rates were added to the mean of a cell with several",
          "[regression]") {
  CHECK_THROWS_WITH(
      bound_with_rates(
          "in_data: [{tariff: {importer: USA, exporter: CHN, sectors: A01, add: 20%, coverage: "
          "50%}}]\npolicy: [{tariff: {importer: USA, exporter: CHN, set: rates.csv}}]\n",
          "sector,increase\nA01,10%\n"),
      Catch::Contains("'in_data' has divided a cell, so its goods have more than one"));
}

TEST_CASE("a later date of one line of a product wiped out its other lines", "[regression]") {
  const std::string lines =
      "date,product,rate\n2025-01-01,8703230110,10%\n2025-01-01,8703230120,20%\n"
      "2025-03-01,8703230110,40%\n2025-05-01,870323,5%\n2025-07-01,8703230110,50%\n";
  constexpr Index kCars = 3;
  const auto on = [&](const char* day) {
    return rates_of(lines, std::string(", on: ") + day).at(kCars);
  };
  CHECK(on("2025-02-01") == rounded(0.15));
  CHECK(on("2025-04-01") == rounded(0.30));
  CHECK(on("2025-06-01") == 0.05);
  CHECK(on("2025-08-01") == rounded((6 * 0.05 + 0.50) / 7));  // one of seven lines
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
  CHECK_NOTHROW(bound_with_rates(whole + apart + hit("coverage: 30%"), ""));
  CHECK_THROWS_WITH(bound_with_rates(part + apart + hit("coverage: 30%"), ""),
                    Catch::Contains("hits parts of cells"));
  CHECK_THROWS_WITH(bound_with_rates(whole + apart + hit("products: [854231]"), ""),
                    Catch::Contains("where 'policy' names products"));
  CHECK_NOTHROW(bound_with_rates(whole + hit("products: [854231]"), ""));
}

TEST_CASE("a range in a file of rates was read as one heading, its dots being dropped",
          "[regression]") {
  const std::map<Index, double> of_line{{1, 0.25}, {2, 0.25}};
  CHECK(rates_of("product,rate\n84..85,25%\n") == of_line);
  CHECK(rates_of("product,rate\n8517..8542,25%\n") == of_line);
  // The list is a name of the scenario's, as under `products`; a code counts before it.
  const BoundScenario named = bound_with_rates(
      "groups: {products: {PHONES: [851713], CHIPS: [8542, PHONES]}}\n" + std::string(kFile),
      "product,rate\nCHIPS,25%\n851713,5%\n");
  std::map<Index, double> rates;
  for (const CellRate& rate : std::get<std::vector<CellRate>>(levy_of(named).rates))
    for (const Index product : rate.products) rates[product] = rate.rate;
  CHECK(rates == std::map<Index, double>{{1, 0.05}, {2, 0.25}});
  CHECK_THROWS_WITH(rates_of("product,rate\nnot 8542,25%\n"),
                    Catch::Contains("'not 8542' leaves goods out, which a row of a file cannot"));
}

TEST_CASE("a product of whose lines a file names one was hit whole", "[regression]") {
  // The schedule has seven lines under 870323, all in 87032301.
  const LevyChange one = levy_of(bound_with_rates(kFile, "product,rate\n8703230110,70%\n"));
  const auto& rates = std::get<std::vector<CellRate>>(one.rates);
  REQUIRE(rates.size() == 1);
  CHECK(rates[0].rate == rounded(0.7));
  CHECK(rates[0].share == rounded(1.0 / 7));
  const LevyChange mixed = levy_of(
      bound_with_rates(kFile, "product,rate\n87032301,7%\n8703230110,70%\n870323011099,14%\n"));
  const auto& all = std::get<std::vector<CellRate>>(mixed.rates);
  REQUIRE(all.size() == 1);
  CHECK(all[0].share == rounded(1));
  CHECK(all[0].rate == rounded((6 * 0.07 + 0.14) / 7));
  // What a shorter code says holds for the lines that no longer one names.
  CHECK(rates_of("product,rate\n8703,7%\n8703230110,70%\n").at(3) == rounded((6 * 0.07 + 0.7) / 7));
}

TEST_CASE("a code that stands twice with one rate was refused", "[regression]") {
  for (const char* rows : {"854231,10%\n8542.31,10%\n", "85423100,10%\n85423100,10%\n"})
    CHECK(rates_of(std::string("product,rate\n") + rows) == std::map<Index, double>{{2, 0.1}});
}

TEST_CASE("codes of 2017 were passed over where those of 2022 have taken their place",
          "[regression]") {
  const LevyChange levy = levy_of(bound_with_rates(
      "policy: [{tariff: {importer: USA, exporter: CHN, products: [851712], add: 10%}}]\n", ""));
  REQUIRE(levy.scope.products);
  CHECK(*levy.scope.products == std::vector<Index>{1});
  CHECK(rates_of("product,rate\n851712,5%\n") == std::map<Index, double>{{1, 0.05}});
}

TEST_CASE("a file of rates as a spreadsheet saves it was refused", "[regression]") {
  const std::map<Index, double> expected{{1, 0.25}};
  for (const char* text :
       {"Product,Rate\n851713,25%\n", "product,rate,note\n851713,25%,telephones\n",
        "Duties on telephones\n\nproduct,rate\n851713,25%\n", "product,rate\n,\n851713,25%\n , \n",
        "\"Product\",\"Rate\"\r\n851713,25%\r\n,\r\n"})
    CHECK(rates_of(text) == expected);
  const auto by_country = [](const char* line, const char* file) {
    return levy_of(bound_with_rates(
        std::string("policy: [{tariff: {") + line + ", set: rates.csv}}]\n", file));
  };
  const auto rates =
      std::get<std::vector<CellRate>>(by_country("importer: USA", "Country,Rate\nCHN,25%\n").rates);
  REQUIRE(!rates.empty());
  CHECK(rates[0].exporter == 1);
  CHECK(rates[0].importer == 0);
  CHECK_THROWS_WITH(by_country("importer: USA", "country,rate\nTotal,20%\n"),
                    Catch::Contains("'Total' as exporter may be a sum or a mean of other rows"));
  CHECK_THROWS_WITH(by_country("importer: USA, exporter: CHN", "country,rate\nCHN,20%\n"),
                    Catch::Contains("'country' may be the exporter or the importer"));
}

TEST_CASE("a comma within a quoted name of a column parts nothing", "[regression]") {
  // Cause: the header was split at every comma, so that "Country, ISO" became a column 'country'.
  const auto source = std::make_shared<const SourceText>(
      SourceText{"rates.csv", "exporter,\"Country, ISO\",RATE\nCHN,x,25%\n"});
  const RateFileText tidied = tidy_rate_file(source, CountryColumn::unknown);
  CHECK(tidied.columns == std::vector<std::string>{"exporter", "Country, ISO", "rate"});
  CHECK(tidied.told.empty());
}

TEST_CASE("lists hit other values once cells were joined, weighed by products.csv over them all",
          "[regression]") {
  // Trade of 1 in each cell, whatever products.csv says of its total.
  Baseline baseline = test::tiny_world();
  Aggregation to = keep_all(baseline);
  to.sectors = {{"GOODS", "Goods", SectorKind::goods}, {"SRV", "Services", SectorKind::services}};
  to.sector_of = {0, 0, 0, 1};
  const Baseline joined = aggregate(baseline, to);
  const ProductValues* cell = joined.products->trade().cell(1, 0, 0);
  REQUIRE(cell != nullptr);
  std::map<std::string, double> values;
  for (const auto& [product, value] : *cell)
    values[joined.products->trade().codes[static_cast<std::size_t>(product)]] = value;
  CHECK(values.at("010121") == rounded(1));
  CHECK(values.at("851713") == rounded(0.4));
  CHECK(values.at("854231") == rounded(0.6));
  CHECK(values.at("870323") == rounded(1));
}

TEST_CASE("parts of different names competed where different exporters sell them", "[regression]") {
  // Each name began at 0 in the cell of its own exporter.
  const std::string apart = "model: {nests: separate}\n";
  const auto lines = [](const char* other) {
    return std::string(
               "policy:\n  - tariff: {importer: USA, exporter: CHN, sectors: C26, add: 10%, "
               "coverage: 50%, part: a}\n  - tariff: {importer: USA, exporter: DEU, sectors: C26, "
               "add: 30%, coverage: ") +
           other + ", part: b}\n";
  };
  const auto from_of = [&](const std::string& text) {
    const BoundScenario scenario = bound_with_rates(text, "");
    return std::get<LevyChange>(scenario.stages.front().policy.at(1).instrument).scope.from;
  };
  CHECK(from_of(apart + lines("20%")).value_or(0) == 0.5);
  CHECK(!from_of(lines("20%")));
  CHECK_THROWS_WITH(bound_with_rates(apart + lines("60%"), ""),
                    Catch::Contains("the part 'b' and those above of other names cover together "
                                    "110 % of an importer's purchases"));
}

TEST_CASE("bare duties above 1 in 'claims', and percents that no tariff has, passed in silence",
          "[regression]") {
  const auto warnings = [](const std::string& text, const std::string& rates) {
    const test::TemporaryFolder folder;
    folder.write("rates.csv", rates);
    folder.write("s.yaml", "tariffsim: 1\nbaseline: tiny-world\n" + text);
    Diagnostics diagnostics;
    bind(read_scenario(folder.path() / "s.yaml", {}, diagnostics), test::tiny_world(), diagnostics);
    std::string said;
    for (const Diagnostic& one : diagnostics.all())
      if (one.severity == Severity::warning) said += one.message + "\n";
    return said;
  };
  CHECK_THAT(warnings("policy: [{tariff: {importer: USA, exporter: CHN, add: 25%, claims: {2.5: "
                      "38%}}}]\n",
                      ""),
             Catch::Contains("a duty of 2.5 is 250 %"));
  CHECK_THAT(warnings(kFile, "product,rate_pct\n851713,3400\n"),
             Catch::Contains("in 'rate_pct', 3400 is a rate of 3400 %"));
  CHECK(warnings(kFile, "product,rate_pct\n851713,145\n").empty());
}
