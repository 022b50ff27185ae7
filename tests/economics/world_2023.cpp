// The world of 194 economies against the tables that it is made of, and what is said with its
// results.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "data/baseline_folder.hpp"
#include "data/country_trade.hpp"
#include "data/recipe_reader.hpp"
#include "runs/baseline_cautions.hpp"
#include "runs/built_baseline.hpp"
#include "runs/prepared_run.hpp"
#include "support/near.hpp"
#include "support/shipped_baselines.hpp"
#include "support/temporary_folder.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using Catch::Contains;
using tariffsim::test::shipped_baselines;
namespace fs = std::filesystem;

namespace {

/// GDP in published/gdp-2023.csv is in whole million, trade in goods-trade-2023.csv.gz has three
/// digits and leaves out what is under a million.
constexpr double kWholeMillion = 0.5;
constexpr double kThreeDigits = 5e-3;

Baseline shipped_without_doubts(const char* id) {
  Diagnostics diagnostics;
  Baseline baseline = read_baseline(shipped_baselines() / id, diagnostics);
  CHECK(diagnostics.all().empty());
  return baseline;
}

double sales(const Baseline& world, Index country) {
  return world.flow.sector(0).row(country).sum();
}
double at_home(const Baseline& world, Index country) { return world.flow(country, country, 0); }

/// Exports in the table that regions are weighted by.
std::map<std::string, double> exports_elsewhere() {
  std::map<std::string, double> exports;
  for (const auto& [pair, value] : country_trade().goods) exports[pair.first] += value;
  return exports;
}

}  // namespace

TEST_CASE("194 economies sell their GDP, and at home what they do not export") {
  const Baseline world = shipped_without_doubts("world-2023");
  CHECK(world.countries.size() == 194);
  CHECK(world.sectors.size() == 1);
  const std::map<std::string, double>& gdp = country_trade().gdp;
  CHECK(gdp.size() == 194);
  for (Index n = 0; n < 194; ++n) {
    const Country& country = world.countries[static_cast<std::size_t>(n)];
    const double made = gdp.at(country.code);
    CAPTURE(country.code, made, sales(world, n), at_home(world, n));
    CHECK(country.iso_numeric > 0);
    CHECK(country.population > 0);
    if (country.code == "GMB" || country.code == "MHL")
      CHECK(std::abs(at_home(world, n) - 0.05 * made) <= 0.05 * kWholeMillion + 1e-4);
    else
      CHECK(std::abs(sales(world, n) - made) <= kWholeMillion + 1e-5 * made);
  }
}

TEST_CASE("trade between 194 economies is that of the table of weights") {
  const Baseline world = shipped_without_doubts("world-2023");
  for (const auto& [pair, value] : country_trade().goods) {
    CAPTURE(pair.first, pair.second);
    const Index i = find_country(world.countries, pair.first);
    const Index n = find_country(world.countries, pair.second);
    CHECK(std::abs(world.flow(i, n, 0) - value) <= kThreeDigits * value);
  }
}

TEST_CASE("an asterisk marks who exports more than 60 % of its GDP") {
  Baseline world = shipped_without_doubts("world-2023");
  const std::vector<std::string> sentences = take_caution(world);
  REQUIRE(sentences.size() == 2);
  CHECK_THAT(sentences[0], Contains("one sector, no inputs, no base tariffs, gross exports against "
                                    "GDP") &&
                               Contains("do not compare with"));
  std::map<std::string, double> exports = exports_elsewhere();
  std::size_t marked = 0;
  for (const Country& country : world.countries) {
    const double share = exports[country.code] / country_trade().gdp.at(country.code);
    const bool high = share > 0.6;
    CAPTURE(country.code, share);
    CHECK(country.name.ends_with(kMark) == high);
    CHECK((sentences[1].find(country.code) != std::string::npos) == high);
    marked += high ? 1 : 0;
  }
  CHECK(marked == 21);
  Baseline other = shipped_without_doubts("world-2024");
  const std::vector<Country> before = other.countries;
  CHECK(take_caution(other).empty());
  CHECK(other.countries == before);
}

TEST_CASE("exports of value added are counted by hand, inputs and export taxes left out") {
  Baseline two;
  two.id = "two";
  two.mark_exports_above = 0.5;
  two.countries = {{"A", "Aland", 0}, {"B", "Beland", 0}};
  two.sectors = {{"G", "Goods", SectorKind::goods}};
  two.flow = Cube(2, 1);
  two.export_tax = Cube(2, 1);
  two.tariff = Cube(2, 1);
  two.flow(0, 0, 0) = 60;
  two.flow(0, 1, 0) = 44;
  two.export_tax(0, 1, 0) = 0.1;  // 40 before tax, of a value added of 100: not marked
  two.flow(1, 1, 0) = 60;
  two.flow(1, 0, 0) = 40;
  Baseline copy = two;
  CHECK(take_caution(copy).empty());
  two.input_share = InputShares(2, 1);
  two.input_share(1, 0, 0) = 0.3;  // 40 of a value added of 70
  const auto sentences = take_caution(two);
  REQUIRE(sentences.size() == 1);
  CHECK_THAT(sentences[0], Contains("above 50 % of GDP") && Contains("(B)"));
  CHECK(two.countries[0].name == "Aland");
  CHECK(two.countries[1].name == "Beland*");
}

TEST_CASE("The recipe of world-2023 makes the committed folder, byte for byte") {
  Diagnostics diagnostics;
  const BaselineRecipe recipe =
      read_recipe(shipped_baselines() / "world-2023.recipe.yaml", {}, diagnostics);
  const tests::TemporaryFolder folder;
  write_baseline(built_baseline(recipe, diagnostics), folder.path() / "made", {recipe.digits});
  for (const auto& entry : fs::directory_iterator(shipped_baselines() / "world-2023")) {
    INFO(entry.path().filename());
    CHECK((tests::read_text(entry.path()) ==
           tests::read_text(folder.path() / "made" / entry.path().filename())));
  }
}

TEST_CASE("a country inside a region leads to the baseline that has it") {
  const tests::TemporaryFolder folder;
  const auto failure = [&](const char* baseline, const char* exporter) -> std::string {
    Diagnostics diagnostics;
    const auto file = folder.write(
        "a.yaml", fmt::format("tariffsim: 1\nbaseline: {}\npolicy:\n  - tariff: {{importer: USA, "
                              "exporter: {}, add: 10%}}\n",
                              baseline, exporter));
    try {
      prepare_scenarios({file.string()}, {}, diagnostics);
    } catch (const InputError& error) {
      return error.what();
    }
    return "prepared";
  };
  CHECK_THAT(failure("world-2022", "LSO"),
             Contains("'LSO' (Lesotho) is part of 'ROW' (Rest of the world) in world-2022; "
                      "world-2023 has it"));
  CHECK_THAT(failure("world-2024", "KHM"), Contains("in world-2024; world-2023 has it"));
  CHECK_THAT(failure("world-2023", "TWN"),
             Contains("is not in world-2023; world-2017, world-2022 and world-2024 have it"));
  CHECK(failure("world-2023", "LSO") == "prepared");
  CHECK(failure("world-2023", "EU27") == "prepared");
  CHECK(failure("world-2023", "\"Korea, South\"") == "prepared");
}

TEST_CASE("variants on another baseline than one that stands alone are refused") {
  const tests::TemporaryFolder folder;
  const auto file = folder.write(
      "a.yaml",
      "tariffsim: 1\nbaseline: world-2023\npolicy:\n  - tariff: {importer: USA, exporter: CHN, "
      "add: 10%}\nvary: {other: {baseline: world-2024}}\n");
  Diagnostics diagnostics;
  CHECK_THROWS_WITH(prepare_scenarios({file.string()}, {}, diagnostics),
                    Contains("results on world-2023 must not be compared") &&
                        Contains("give each baseline a scenario file of its own"));
}

TEST_CASE("persons employed are scaled to the totals of 2022, and say what they rest on") {
  const Baseline world = shipped_without_doubts("world-2022");
  REQUIRE(world.employment != nullptr);
  const auto persons = [&](const char* code) {
    return world.employment->persons.row(find_country(world.countries, code)).sum();
  };
  // Totals of the World Economic Outlook or the ILO, rounded by sector to whole persons.
  const double rounding = 0.5 * static_cast<double>(world.sectors.size());
  CHECK(std::abs(persons("USA") - 158'300'000) <= rounding);
  CHECK(std::abs(persons("DEU") - 41'750'000) <= rounding);
  CHECK(std::abs(persons("IND") - 541'470'000) <= rounding);
  const auto quality = [&](const char* code) {
    const Index n = find_country(world.countries, code);
    return world.employment->quality[static_cast<std::size_t>(n)];
  };
  CHECK(quality("USA") == EmploymentQuality::unverified);
  CHECK(quality("CHN") == EmploymentQuality::unverified);
  CHECK(quality("CAN") == EmploymentQuality::imputed);
  CHECK(quality("ROW") == EmploymentQuality::imputed);
  CHECK(quality("MEX") == EmploymentQuality::partly_imputed);
  CHECK(quality("DEU") == EmploymentQuality::counted);
  for (std::size_t n = 0; n < world.countries.size(); ++n) {
    CAPTURE(world.countries[n].code);
    CHECK(world.employment->quality[n] != EmploymentQuality::unknown);
    // No more work than live there, and no fewer than a fifth.
    const double part =
        world.employment->persons.row(static_cast<Index>(n)).sum() / world.countries[n].population;
    CHECK(part > 0.2);
    CHECK(part < 0.75);
  }
  const Baseline later = shipped_without_doubts("world-2024");
  CHECK(later.employment->persons == world.employment->persons);
  CHECK(later.employment->quality == world.employment->quality);
  CHECK(shipped_without_doubts("world-2017").employment == nullptr);
}

TEST_CASE("households are persons over 2.49 of them in the United States, and prices rose") {
  const Baseline world = shipped_without_doubts("world-2022");
  const Country& usa = world.countries[0];
  CHECK(std::abs(usa.households - usa.population / 2.49) <= 0.5);
  const Country& malaysia =
      world.countries[static_cast<std::size_t>(find_country(world.countries, "MYS"))];
  CHECK(malaysia.households == 0);  // its last census with a mean size is that of 2000
  // 125.428 over 118.023, International Monetary Fund, World Economic Outlook, October 2025.
  const Deflator& prices = world.deflators.at("USA");
  CHECK(prices.last_actual == 2024);
  CHECK(*prices.ratio(2022, 2024) == test::within(1.06274, 1e-5));
  CHECK(world.deflators.count("ROW") == 0);
}
