// Files of rates with dates, and of increases over the rates of the data.
#include <catch2/catch.hpp>

#include "policy/apply_policy.hpp"
#include "policy/policy_in_data.hpp"
#include "scenario/bind.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/near.hpp"
#include "support/temporary_folder.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
using test::rounded;

namespace {

constexpr Index kUnitedStates = 0, kChina = 1, kCanada = 2, kGermany = 4;
constexpr Index kCrops = 0, kElectronics = 1, kVehicles = 2;
constexpr double kBase = 0.05;  // of every tariff

const char* const kIncreases =
    "date,exporter,sector,increase,eta\n"
    "2025-03-04,CAN,goods,25%,40%\n"  // out of order
    "2025-02-04,CHN,goods,10%,20%\n"
    "2025-03-04,CHN,C26,30%,20%\n"
    "2025-05-14,CHN,goods,0%,20%\n";
const char* const kLevels =
    "date,exporter,sector,rate\n"
    "2025-02-04,CHN,goods,10%\n"
    "2025-03-04,CAN,A01,40%\n";

Baseline taxed_world() {
  Baseline baseline = test::tiny_world();
  baseline.tariff = Cube(8, 4, kBase);
  return baseline;
}

/// The world of a scenario with these files beside it, and what its last step makes of tariffs.
struct DatedPolicy {
  BoundScenario bound;
  TradePolicy policy;

  double rate(Index exporter, Index sector) const {
    return policy.tariff(exporter, kUnitedStates, sector);
  }
};

World world_of(const Baseline& baseline) {
  World world;
  world.countries = baseline.countries;
  world.sectors = baseline.sectors;
  world.flow = baseline.flow;
  world.tariff = baseline.tariff;
  return world;
}

DatedPolicy dated_policy(const std::string& text, const std::vector<std::string>& overrides = {}) {
  const test::TemporaryFolder folder;
  folder.write("increases.csv", kIncreases);
  folder.write("levels.csv", kLevels);
  folder.write("s.yaml", "tariffsim: 1\nbaseline: tiny-world\n" + text);
  folder.write("reference.yaml",
               "tariffsim: 1\nbaseline: tiny-world\n"
               "policy: [{tariff: {importer: USA, set: increases.csv, on: 2025-03-04}}]\n");
  Diagnostics diagnostics;
  const Scenario scenario = read_scenario(folder.path() / "s.yaml", overrides, diagnostics);
  BoundScenario bound = bind(scenario, taxed_world(), diagnostics);
  World world = world_of(bound.baseline);
  world.tariff = apply_policy(world, bound.reference).policy.average.tariff;  // as if solved
  TradePolicy policy = apply_policy(world, bound.stages.back().policy).policy.average;
  return {std::move(bound), std::move(policy)};
}

std::string tariff_from_file(const std::string& file, const std::string& more) {
  return "{tariff: {importer: USA, set: " + file + more + "}}";
}

DatedPolicy on_day(const std::string& file, const std::string& day, const std::string& more = "") {
  return dated_policy("policy: [" + tariff_from_file(file, ", on: " + day + more) + "]\n");
}

}  // namespace

TEST_CASE("an increase holds from its date until a later one of the same cell") {
  const auto electronics = [](const char* day) {
    return on_day("increases.csv", day).rate(kChina, kElectronics);
  };
  CHECK(electronics("2025-02-03") == kBase);
  CHECK(electronics("2025-02-04") == rounded(kBase + 0.10));
  CHECK(electronics("2025-03-03") == rounded(kBase + 0.10));
  CHECK(electronics("2025-03-04") == rounded(kBase + 0.30));
  CHECK(electronics("2025-05-14") == kBase);
  CHECK(electronics("2026-11-10") == kBase);
  const DatedPolicy in_march = on_day("increases.csv", "2025-03-31");
  CHECK(in_march.rate(kChina, kVehicles) == rounded(kBase + 0.10));
  CHECK(in_march.rate(kCanada, kVehicles) == rounded(kBase + 0.25));
  CHECK(in_march.rate(kGermany, kVehicles) == kBase);
}

TEST_CASE("what is collected of an increase is one minus eta of it, and all of the base rate") {
  const DatedPolicy half = on_day("increases.csv", "2025-03-04", ", collected: true");
  CHECK(half.rate(kChina, kElectronics) == rounded(kBase + 0.8 * 0.30));
  CHECK(half.rate(kCanada, kCrops) == rounded(kBase + 0.6 * 0.25));
  CHECK(on_day("increases.csv", "2025-03-04", ", collected: false").rate(kCanada, kCrops) ==
        rounded(kBase + 0.25));
}

TEST_CASE("increases are over the rates of the data, whatever lines above or a reference did") {
  const std::string later = tariff_from_file("increases.csv", ", on: 2025-02-04");
  CHECK(
      dated_policy("policy: [{tariff: {importer: USA, exporter: CHN, add: 70%}}, " + later + "]\n")
          .rate(kChina, kElectronics) == rounded(kBase + 0.10));
  const DatedPolicy since =
      dated_policy("reference: reference.yaml\npolicy: [" +
                   tariff_from_file("increases.csv", ", on: 2025-05-14") + "]\n");
  CHECK(since.rate(kChina, kElectronics) == kBase);
  CHECK(since.rate(kCanada, kCrops) == rounded(kBase + 0.25));
  const DatedPolicy in_data = dated_policy(
      "in_data: [{tariff: {importer: USA, exporter: CHN, add: 7%}}]\npolicy: [" + later + "]\n");
  CHECK(in_data.rate(kChina, kElectronics) == rounded(kBase + 0.07 + 0.10));
}

TEST_CASE("in the data, increases replace the baseline's rates") {
  const DatedPolicy solution = dated_policy(
      "in_data: [" + tariff_from_file("increases.csv", ", on: 2025-03-04") + "]\npolicy: []\n");
  CHECK(solution.bound.baseline.tariff(kChina, kUnitedStates, kElectronics) ==
        rounded(kBase + 0.30));
  CHECK(solution.bound.baseline.flow(kChina, kUnitedStates, kElectronics) == 1);
}

TEST_CASE("a step's date is the day of its lines, unless they say one") {
  const std::string steps =
      "steps:\n"
      "  - {id: a, date: 2025-02-10, title: A, policy: [" +
      tariff_from_file("increases.csv", "") +
      "]}\n"
      "  - {id: b, date: 2025-03-10, title: B, policy: [" +
      tariff_from_file("increases.csv", "") + "]}\n";
  CHECK(dated_policy(steps).rate(kChina, kElectronics) == rounded(kBase + 0.30));
  const std::string said = "steps:\n  - {id: a, date: 2025-02-10, title: A, policy: [" +
                           tariff_from_file("increases.csv", ", on: 2025-03-10") + "]}\n";
  CHECK(dated_policy(said).rate(kChina, kElectronics) == rounded(kBase + 0.30));
}

TEST_CASE("levels with dates leave cells alone whose first date is still to come") {
  const DatedPolicy early = on_day("levels.csv", "2025-02-20");
  CHECK(early.rate(kChina, kVehicles) == 0.10);
  CHECK(early.rate(kCanada, kCrops) == kBase);
  CHECK(on_day("levels.csv", "2025-03-20").rate(kCanada, kCrops) == 0.40);
  CHECK(dated_policy("policy: [{tariff: {importer: USA, add: levels.csv, on: 2025-03-20}}]\n")
            .rate(kCanada, kCrops) == rounded(kBase + 0.40));
}

TEST_CASE("the day can be varied and set") {
  CHECK(dated_policy("policy: [" + tariff_from_file("increases.csv", ", on: 2025-02-04") + "]\n",
                     {"policy[0].tariff.on=2025-03-04"})
            .rate(kChina, kElectronics) == rounded(kBase + 0.30));
}
