// What 'data check' found sound that nobody can have meant: a rate of 5.5 for 5.5 %, no domestic
// sales, a population of 337, exporter and importer swapped.
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "data/baseline_folder.hpp"
#include "runs/baseline_doubts.hpp"

using namespace tariffsim;

namespace {

Baseline shipped(const char* id) {
  Diagnostics diagnostics;
  return read_baseline(std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "scenarios/baselines" / id,
                       diagnostics);
}

std::vector<std::string> doubts(const Baseline& baseline) {
  Diagnostics diagnostics;
  doubt_baseline(baseline, diagnostics);
  std::vector<std::string> messages;
  for (const Diagnostic& one : diagnostics.all()) {
    CHECK(one.severity == Severity::warning);
    messages.push_back(one.message);
  }
  return messages;
}

/// The only doubt begins so.
void check_doubt(const Baseline& baseline, const std::string& beginning) {
  const auto found = doubts(baseline);
  REQUIRE(found.size() == 1);
  CHECK_THAT(found[0], Catch::StartsWith(beginning));
}

}  // namespace

TEST_CASE("shipped baselines raise no doubt", "[doubts]") {
  for (const char* id : {"world-2017", "world-2022", "world-2023", "world-2024"})
    CHECK(doubts(shipped(id)).empty());
}

TEST_CASE("percents for fractions, swapped columns and the like are doubted",
          "[doubts][regression]") {
  const Baseline good = shipped("world-2022");
  Baseline percent = good;
  percent.tariff(0, 1, 0) = 5.5;
  check_doubt(percent, "tariffs of 300 % and more in 1 cell, the first 5.5 (550 %)");

  Baseline high = good;
  for (Index s = 0; s < high.tariff.sectors(); ++s)
    for (Index i = 0; i < high.tariff.countries(); ++i) high.tariff(i, 1, s) = i == 1 ? 0 : 0.6;
  check_doubt(high, "average tariffs on goods higher than any country levies");

  Baseline foreign = good;
  for (Index s = 0; s < foreign.flow.sectors(); ++s)
    for (Index i = 0; i < foreign.flow.countries(); ++i) foreign.flow(i, i, s) = 0;
  check_doubt(foreign, "no domestic sales");

  Baseline one_sector = good;
  one_sector.flow(0, 0, 16) = 0;
  check_doubt(one_sector, "no domestic sales in sectors that are exported and imported: USA C26");

  for (const double thousands : {1e3, 1e6}) {
    Baseline few = good;
    for (Country& country : few.countries) country.population /= thousands;
    check_doubt(few, "populations too small for what is sold");
  }

  Baseline many = good;
  for (Country& country : many.countries) country.population *= 1e6;
  many.employment = nullptr;
  check_doubt(many, "populations too large for what is sold: ");

  Baseline homes = good;
  homes.countries[0].households = 2 * homes.countries[0].population;
  check_doubt(homes, "more households than people: USA");

  Baseline bare = good;
  for (Index s = 0; s < bare.input_share.sectors(); ++s)
    for (Index k = 0; k < bare.input_share.sectors(); ++k) bare.input_share(1, k, s) = 0;
  check_doubt(bare, "no inputs, beside others with inputs: " + bare.countries[1].code);

  Baseline idle = good;
  Employment in_thousands = *good.employment;
  in_thousands.persons /= 1000;
  idle.employment = std::make_shared<const Employment>(in_thousands);
  check_doubt(idle, "too few employed for how many live there: USA 158300 of 337300000");

  Baseline turned = good;  // tariffs.csv alone
  for (Index s = 0; s < turned.tariff.sectors(); ++s)
    turned.tariff.sector(s) = good.tariff.sector(s).transpose();
  check_doubt(turned, "tariffs differ far more between exporters than between importers");

  Baseline swapped = good;
  for (Index s = 0; s < swapped.flow.sectors(); ++s)
    swapped.flow.sector(s) = good.flow.sector(s).transpose();
  check_doubt(
      swapped,
      "the trade balances between countries are the reverse of those in the goods trade of 2023");
}

TEST_CASE("balances that point the other way by chance were called swapped columns",
          "[doubts][regression]") {
  // Of thirty random worlds of four economies twelve: a correlation over three pairs says little.
  const std::uint32_t seed = GENERATE(range(1U, 31U));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto flow = [&] { return 100 + 100 * static_cast<double>(random()) / 4294967296.0; };
  Baseline baseline;
  baseline.id = "random";
  baseline.countries = {{"USA", "", 840}, {"CHN", "", 156}, {"VNM", "", 704}, {"ROW", "", 0}};
  baseline.sectors = {{"A", "", SectorKind::goods}};
  baseline.flow = Cube(4, 1, 0.0);
  baseline.tariff = Cube(4, 1, 0.0);
  for (Index i = 0; i < 4; ++i)
    for (Index n = 0; n < 4; ++n) baseline.flow(i, n, 0) = i == n ? 20 * flow() : flow();
  CHECK(doubts(baseline).empty());
}

TEST_CASE("input shares that were scaled down are told of, aloud if it is much",
          "[doubts][regression]") {
  // Only 'data check' said so; 'run' published figures of other shares without a word.
  World world;
  world.value_added = Vector::Constant(2, 5e7);
  const auto said = [&](int cells, double value) {
    Calibration calibration;
    calibration.world = std::make_shared<const World>(world);
    calibration.adjustment = {cells, value, value / 2, "MEX C20"};
    Diagnostics diagnostics;
    warn_of_scaled_inputs(calibration, "mine", "USD", diagnostics);
    return diagnostics.all();
  };
  CHECK(said(0, 0).empty());
  REQUIRE(said(196, 945000).size() == 1);
  CHECK(said(196, 945000)[0].severity == Severity::warning);
  CHECK(said(196, 945000)[0].message ==
        "mine: inputs exceed what is left for them in 196 cells: their shares were scaled down, "
        "945000 million USD moved to value added, 472500 of it in MEX C20");
  CHECK(said(2, 547)[0].severity == Severity::note);
}
