#include <catch2/catch.hpp>
#include <map>

#include "data/baseline_folder.hpp"
#include "data/iso_countries.hpp"
#include "data/recipe_reader.hpp"
#include "equilibrium/equilibrium.hpp"
#include "model/calibration.hpp"
#include "runs/built_baseline.hpp"
#include "support/near.hpp"
#include "support/shared_data.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using test::within;

namespace {

/// The folder is written with six significant digits.
constexpr double kWritten = 5e-6;
constexpr double kTrillion = 1e6;  // in million

std::filesystem::path committed() {
  return std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "scenarios" / "baselines" / "world-2022";
}

Baseline world_2022() {
  Diagnostics diagnostics;
  Baseline baseline = read_baseline(committed(), diagnostics);
  CHECK(diagnostics.all().empty());
  return baseline;
}

}  // namespace

TEST_CASE("world-2022 has the size of the world economy in 2022") {
  const Baseline baseline = world_2022();
  const World world =
      *calibrate(baseline, {{baseline.elasticities[0].trade_elasticity}, true}).world;
  const auto at = [&](const char* code) { return find_country(world.countries, code); };
  CHECK(world.n_countries() == 60);
  CHECK(world.n_sectors() == 23);
  // GDP as published (World Bank: USA 26.0, China 18.0, world 101), which adds taxes on products;
  // China's by the OECD tables.
  CHECK(world.value_added(at("USA")) / kTrillion == test::near(26.0, 0.5));
  CHECK(world.value_added(at("CHN")) / kTrillion == test::near(17.0, 0.05));
  CHECK(world.value_added.sum() / kTrillion == test::near(101.0, 0.5));
  CHECK(world.deficit(at("USA")) / kTrillion == test::near(0.96, 0.005));
  CHECK(std::abs(world.deficit.sum()) / world.income.sum() < 1e-14);
}

TEST_CASE(
    "world-2022 is an equilibrium: without a shock nothing changes, for every elasticity source") {
  const Baseline baseline = world_2022();
  REQUIRE(baseline.elasticities.size() == 9);
  for (const ElasticitySource& source : baseline.elasticities) {
    INFO(source.name);
    const Calibration calibration = calibrate(baseline, {{source.trade_elasticity}, true});
    CHECK(calibration.adjustment.cells == 0);
    CHECK_FALSE(calibration.needs_resolve);
    CHECK(calibration.world->final_share.minCoeff() >= 0);
    const World& world = *calibration.world;
    const SolveResult result =
        solve(world, calibration.parameters, baseline_policy(world), world.deficit);
    REQUIRE(result.equilibrium);
    CHECK(result.max_residual < 1e-12);
    CHECK((result.equilibrium->wage().array() - 1).abs().maxCoeff() < 1e-12);
    CHECK((result.equilibrium->price().array() - 1).abs().maxCoeff() < 1e-12);
  }
}

TEST_CASE("Every country of ISO 3166-1 belongs to one economy of world-2022") {
  const Baseline baseline = world_2022();
  std::map<std::string, int> economies;
  for (const Country& country : baseline.countries) {
    const auto region = baseline.regions.find(country.code);
    if (region != baseline.regions.end()) {
      CHECK(country.iso_numeric == 0);
      for (const std::string& member : region->second) ++economies[member];
    } else {
      INFO(country.code);
      REQUIRE(find_iso_country(country.code) != nullptr);
      CHECK(country.name == find_iso_country(country.code)->name);
      CHECK(country.iso_numeric == find_iso_country(country.code)->iso_numeric);
      ++economies[country.code];
    }
  }
  for (const Country& country : iso_countries()) {
    INFO(country.code);
    CHECK(economies[country.code] == 1);
  }
  CHECK(economies.size() == iso_countries().size());
}

TEST_CASE("world-2022 holds all that its sources sell, to the digits written", "[shared]") {
  if (test::skip_without(test::shared_folder() / "data")) return;
  BaselineMetadata metadata;
  Diagnostics diagnostics;
  const Baseline source =
      read_source(test::shared_folder() / "data" / "icio-2022", metadata, diagnostics);
  const Baseline baseline = world_2022();
  const auto sum = [](const Cube& cube) {
    double total = 0;
    for (const double x : cube.values()) total += x;
    return total;
  };
  CHECK(sum(baseline.flow) == within(sum(source.flow), kWritten));
  const auto cell = [](const Baseline& b, const char* exporter, const char* importer,
                       const char* sector) {
    const Index i = find_country(b.countries, exporter);
    const Index n = find_country(b.countries, importer);
    const Index s = find_sector(b.sectors, sector);
    return b.flow(i, n, s);
  };
  CHECK(cell(baseline, "CHN", "USA", "C26") == within(cell(source, "CHN", "USA", "C26"), kWritten));
  const double ships = cell(source, "KOR", "DEU", "C301");
  const double rest = cell(source, "KOR", "DEU", "C302T309");
  CHECK(cell(baseline, "KOR", "DEU", "C30") == within(ships + rest, kWritten));
}

TEST_CASE("The recipe of world-2022 makes the committed folder, byte for byte", "[shared]") {
  if (test::skip_without(test::shared_folder() / "data")) return;
  Diagnostics diagnostics;
  const BaselineRecipe recipe = read_recipe(
      std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "scenarios/baselines/world-2022.recipe.yaml",
      {{"flows", test::shared_folder() / "data" / "icio-2022"},
       {"inputs", test::shared_folder() / "data" / "wiod-2011"}},
      diagnostics);
  const tests::TemporaryFolder folder;
  write_baseline(build_baseline(recipe, diagnostics).baseline, folder.path() / "world-2022",
                 {recipe.digits});
  for (const auto& entry : std::filesystem::directory_iterator(committed())) {
    INFO(entry.path().filename());
    CHECK((tests::read_text(entry.path()) ==
           tests::read_text(folder.path() / "world-2022" / entry.path().filename())));
  }
}

TEST_CASE("The recipe of world-2017 makes the committed folder, byte for byte", "[shared]") {
  if (test::skip_without(test::shared_folder() / "data")) return;
  const auto baselines = std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "scenarios/baselines";
  Diagnostics diagnostics;
  const BaselineRecipe recipe =
      read_recipe(baselines / "world-2017.recipe.yaml",
                  {{"flows", test::shared_folder() / "data" / "icio-2022"},
                   {"trade", test::shared_folder() / "data" / "icio-years" / "flows_2017.csv.gz"},
                   {"inputs", test::shared_folder() / "data" / "wiod-2011"}},
                  diagnostics);
  const tests::TemporaryFolder folder;
  write_baseline(build_baseline(recipe, diagnostics).baseline, folder.path() / "made",
                 {recipe.digits});
  for (const auto& entry : std::filesystem::directory_iterator(baselines / "world-2017")) {
    INFO(entry.path().filename());
    CHECK((tests::read_text(entry.path()) ==
           tests::read_text(folder.path() / "made" / entry.path().filename())));
  }
}

TEST_CASE("The recipe of world-2024 makes the committed folder, byte for byte") {
  const auto baselines = std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "scenarios/baselines";
  Diagnostics diagnostics;
  const BaselineRecipe recipe = read_recipe(baselines / "world-2024.recipe.yaml", {}, diagnostics);
  const tests::TemporaryFolder folder;
  write_baseline(built_baseline(recipe, diagnostics), folder.path() / "made", {recipe.digits});
  for (const auto& entry : std::filesystem::directory_iterator(baselines / "world-2024")) {
    INFO(entry.path().filename());
    CHECK((tests::read_text(entry.path()) ==
           tests::read_text(folder.path() / "made" / entry.path().filename())));
  }
}
