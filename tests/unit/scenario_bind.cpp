#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "data/built_in_groups.hpp"
#include "data/iso_countries.hpp"
#include "scenario/bind.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/near.hpp"
#include "support/temporary_folder.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
using test::country_codes;
using test::rounded;
using test::sector_codes;
using Codes = std::vector<std::string>;

namespace {

/// A scenario of these lines on the tiny world.
BoundScenario bound(const std::string& text, const std::vector<std::string>& overrides = {}) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "s.yaml") << "tariffsim: 1\nbaseline: tiny-world\n" << text;
  Diagnostics diagnostics;
  const Scenario scenario = read_scenario(folder.path() / "s.yaml", overrides, diagnostics);
  return bind(scenario, test::tiny_world(), diagnostics);
}

const OneRate& one_rate(const BoundScenario& scenario, std::size_t line = 0) {
  return std::get<OneRate>(
      std::get<LevyChange>(scenario.stages.front().policy.at(line).instrument).rates);
}

Cells cells_of(const std::string& selectors) {
  return one_rate(bound("policy: [{tariff: {" + selectors + ", add: 10%}}]\n")).cells;
}

/// "CHN->USA" for every pair of countries that an embargo is between, in alphabetical order.
Codes routes(const BoundScenario& scenario, const Embargo& embargo) {
  Codes routes;
  for (const Cells& cells : embargo.cells)
    for (const std::string& exporter : country_codes(scenario.baseline, cells.exporters))
      for (const std::string& importer : country_codes(scenario.baseline, cells.importers))
        routes.push_back(exporter + "->" + importer);
  std::sort(routes.begin(), routes.end());
  return routes;
}

Codes exporters(const std::string& selectors) {
  return country_codes(test::tiny_world(), cells_of(selectors).exporters);
}
Codes importers(const std::string& selectors) {
  return country_codes(test::tiny_world(), cells_of(selectors).importers);
}
Codes sectors(const std::string& selectors) {
  return sector_codes(test::tiny_world(),
                      cells_of("importer: USA, exporter: CHN" + selectors).sectors);
}

}  // namespace

TEST_CASE("every sector is in one of the groups whose totals are reported, then come the own") {
  const BoundScenario scenario =
      bound("groups: {sectors: {CARS: [C29], TECH: [C26, C29]}}\npolicy: []\n");
  std::vector<std::string> names;
  for (const ReportedGroup& group : scenario.sector_groups) names.push_back(group.name);
  CHECK(names ==
        std::vector<std::string>{"agriculture", "manufactures", "services", "CARS", "TECH"});
  std::vector<Index> all;
  for (std::size_t at = 0; at < 3; ++at)
    for (const Index s : scenario.sector_groups[at].members) all.push_back(s);
  CHECK(all == std::vector<Index>{0, 1, 2, 3});
  CHECK(scenario.sector_groups[4].members == std::vector<Index>{1, 2});

  const BoundScenario joined = bound("aggregate: {sectors: {X: [C26, C29]}}\npolicy: []\n");
  REQUIRE(joined.sector_groups.size() == 3);
  CHECK(joined.sector_groups[1].name == "manufactures");

  const BoundScenario strange = bound("aggregate: {sectors: {X: [A01, C29]}}\npolicy: []\n");
  REQUIRE(strange.sector_groups.size() == 3);
  CHECK(strange.sector_groups[1].name == "other goods");
  CHECK(strange.sector_groups[1].members == std::vector<Index>{0});
}

TEST_CASE("an expectation may be of a group, which is looked up for it alone") {
  const BoundScenario scenario =
      bound("policy: []\nexpect: [EU27.welfare_pct < 0, EU27.members > 2]\n");
  CHECK(scenario.groups.empty());
  REQUIRE(scenario.expected_groups.size() == 1);
  CHECK(scenario.expected_groups[0].name == "EU27");
  CHECK(scenario.expected_groups[0].members.size() == 3);
}

TEST_CASE("a group of one member in focus is that member") {
  const BoundScenario scenario =
      bound("groups: {ONE: [DEU]}\npolicy: []\nreport: {focus: [ONE]}\n");
  CHECK(scenario.groups.empty());
  CHECK(scenario.focus_names == std::vector<std::string>{"DEU"});
}

TEST_CASE("selectors name codes, groups, all, others and what is left out") {
  CHECK(exporters("importer: USA, exporter: [CHN, DEU, CHN]") == Codes{"CHN", "DEU"});
  CHECK(exporters("importer: USA, exporter: all").size() == 8);
  CHECK(exporters("importer: [USA, CAN], exporter: others") ==
        Codes{"CHN", "MEX", "DEU", "FRA", "EUO", "ROW"});
  CHECK(importers("importer: others, exporter: [USA, ROW]") ==
        Codes{"CHN", "CAN", "MEX", "DEU", "FRA", "EUO"});
  CHECK(exporters("importer: USA, exporter: [EU27, not FRA]") == Codes{"DEU", "EUO"});
  CHECK(exporters("importer: USA, exporter: USMCA") == Codes{"USA", "MEX", "CAN"});
}

TEST_CASE("of all countries each has its own others", "[regression]") {
  // 'others' was all but all: nobody, without a word.
  const Cells cells = cells_of("importer: all, exporter: others, sectors: goods");
  CHECK(cells.importers.size() == 8);
  CHECK(cells.exporters.size() == 8);
}

TEST_CASE("a region is in a group when all its members are") {
  CHECK(exporters("importer: USA, exporter: EU27") == Codes{"DEU", "FRA", "EUO"});
  const BoundScenario partly = bound(
      "groups: {BALKAN: [BGR, CHN]}\npolicy: [{tariff: {importer: USA, exporter: BALKAN, add: "
      "1%}}]\n");
  CHECK(country_codes(partly.baseline, one_rate(partly).cells.exporters) == Codes{"CHN"});
}

TEST_CASE("a group that leaves out all members of a region leaves out the region", "[regression]") {
  // What was left out was looked for by code, and the region's own code is no member's: others of
  // the European Union paid for its carbon border.
  const BoundScenario outside = bound(
      "groups: {OUTSIDE: [all, not EU27, not USA]}\npolicy: [{tariff: {importer: USA, exporter: "
      "OUTSIDE, add: 1%}}]\n");
  CHECK(country_codes(outside.baseline, one_rate(outside).cells.exporters) ==
        Codes{"CHN", "CAN", "MEX", "ROW"});
}

TEST_CASE("a scenario's group comes before the baseline's, and that before a built-in one") {
  const BoundScenario own = bound(
      "groups: {EU27: [FRA]}\npolicy: [{tariff: {importer: USA, exporter: EU27, add: 1%}}]\n");
  CHECK(country_codes(own.baseline, one_rate(own).cells.exporters) == Codes{"FRA"});
  REQUIRE(built_in_groups().countries.at("EU27").size() == 27);
  CHECK(exporters("importer: USA, exporter: EU27").size() == 3);
}

TEST_CASE("except leaves out of the exporters where these are several, else of the importers") {
  CHECK(exporters("importer: USA, exporter: all, except: [CAN, MEX, USMCA]") ==
        Codes{"CHN", "DEU", "FRA", "EUO", "ROW"});
  CHECK(importers("importer: all, exporter: CHN, except: [CAN, MEX]") ==
        Codes{"USA", "CHN", "DEU", "FRA", "EUO", "ROW"});
  CHECK(exporters("importer: all, exporter: EU27, except: DEU") == Codes{"FRA", "EUO"});
}

TEST_CASE("duties are on goods by default, other barriers on all sectors") {
  CHECK(sectors("") == Codes{"A01", "C26", "C29"});
  CHECK(sectors(", sectors: services") == Codes{"SRV"});
  CHECK(sectors(", sectors: [VEHICLES, A01]") == Codes{"C29", "A01"});
  CHECK(sectors(", sectors: [goods, not VEHICLES]") == Codes{"A01", "C26"});
  const BoundScenario scenario =
      bound("policy: [{trade_cost: {importer: USA, exporter: CHN, change: +30%}}]\n");
  const auto& cost = std::get<TradeCostChange>(scenario.stages.front().policy[0].instrument);
  CHECK(cost.cells.sectors.size() == 4);
  CHECK(cost.change == rounded(0.3));
}

TEST_CASE("an embargo between two sides is on both directions, not inside a side") {
  const BoundScenario scenario = bound("policy: [{embargo: {between: [EU27, CHN]}}]\n");
  const auto& embargo = std::get<Embargo>(scenario.stages.front().policy[0].instrument);
  CHECK(routes(scenario, embargo) ==
        Codes{"CHN->DEU", "CHN->EUO", "CHN->FRA", "DEU->CHN", "EUO->CHN", "FRA->CHN"});
  CHECK(embargo.cells[0].sectors.size() == 4);
}

TEST_CASE("an embargo between items that overlap or repeat names each route once") {
  const auto routes_between = [](const std::string& list) {
    const BoundScenario scenario = bound("policy: [{embargo: {between: " + list + "}}]\n");
    return routes(scenario, std::get<Embargo>(scenario.stages.front().policy[0].instrument));
  };
  // Germany is an item of its own and in the group: between the two it trades with nobody in it.
  CHECK(routes_between("[EU27, DEU]") == Codes{"DEU->EUO", "DEU->FRA", "EUO->DEU", "FRA->DEU"});
  CHECK(routes_between("[USA, CHN, USA, CHN]") == Codes{"CHN->USA", "USA->CHN"});
  CHECK(routes_between("[USA, USA]").empty());
  CHECK(routes_between("[EU27, USA, not FRA, not EUO]") == Codes{"DEU->USA", "USA->DEU"});
}

TEST_CASE("an agreement between sides leaves trade inside a side as it is") {
  const auto agreement = [](const std::string& line) {
    const BoundScenario scenario = bound("policy: [{agreement: {" + line + "}}]\n");
    return std::get<Agreement>(scenario.stages.front().policy[0].instrument);
  };
  Index pairs = 0;
  for (const auto& [from, to] : agreement("between: [EU27, CHN], tariffs: 0%").routes)
    for (const Index i : from)
      for (const Index n : to) {
        const std::vector<std::string> ends = country_codes(test::tiny_world(), {i, n});
        CHECK((ends[0] == "CHN") != (ends[1] == "CHN"));
        ++pairs;
      }
  CHECK(pairs == 6);  // three members, both ways
  const Agreement among = agreement("members: [EU27, CHN], external: common");
  REQUIRE(among.routes.size() == 1);
  CHECK(among.routes[0].exporters.size() == 4);
  CHECK(among.customs_union == among.routes[0].importers);
}

TEST_CASE("policy lines keep their words and the kind of change") {
  const BoundScenario scenario = bound(
      "policy:\n"
      "  - tariff: {importer: USA, exporter: CHN,\n"
      "             at_least: 10%}\n"
      "  - export_tax: {exporter: CHN, importer: USA, sectors: [C26], multiply: 50%}\n");
  CHECK(scenario.stages.front().policy[0].text ==
        "tariff: {importer: USA, exporter: CHN, at_least: 10%}");
  CHECK(std::get<LevyChange>(scenario.stages.front().policy[0].instrument).change ==
        RateChange::at_least);
  CHECK(std::get<LevyChange>(scenario.stages.front().policy[1].instrument).change ==
        RateChange::multiply);
}

TEST_CASE("a file of rates says which cells get which, and the selectors choose among its rows") {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "r.csv") << "exporter,rate\nCHN,20%\nCAN,0.1\nUSA,5%\nBGR,1%\n";
  std::ofstream(folder.path() / "s.yaml")
      << "tariffsim: 1\nbaseline: tiny-world\npolicy:\n"
         "  - tariff: {importer: [USA, CAN], except: CAN, sectors: [C26, SRV], set: r.csv}\n";
  Diagnostics diagnostics;
  const BoundScenario scenario = bind(read_scenario(folder.path() / "s.yaml", {}, diagnostics),
                                      test::tiny_world(), diagnostics);
  const auto& rates = std::get<std::vector<CellRate>>(
      std::get<LevyChange>(scenario.stages.front().policy[0].instrument).rates);
  // China into the USA and Canada, the USA into Canada; Canada is left out of the exporters; in two
  // sectors. Bulgaria, part of the other EU, into the USA and Canada.
  REQUIRE(rates.size() == 10);
  double sum = 0;
  for (const CellRate& rate : rates) sum += rate.rate;
  CHECK(sum == rounded(4 * 0.20 + 2 * 0.05 + 4 * 0.01));
}

TEST_CASE("a file of rates that may not be read is not looked for besides") {
  const test::TemporaryFolder folder;
  folder.write("s.yaml",
               "tariffsim: 1\nbaseline: tiny-world\npolicy:\n"
               "  - tariff: {importer: USA, exporter: CHN, set: /etc/rates.csv}\n");
  ScenarioFile file = read_scenario_file(folder.path() / "s.yaml", {});
  CHECK(file.found.error_count() == 1);
  CHECK_NOTHROW(bind(file.scenario, test::tiny_world(), file.found));
  CHECK(file.found.all().size() == 1);
}

TEST_CASE("of a file of rates with a mistake in every row the first twenty are said") {
  const test::TemporaryFolder folder;
  std::string rows = "exporter,rate\n";
  for (int i = 0; i < 50; ++i) rows += i == 3 ? "CHN,oops\n" : "CHN,25\n";
  folder.write("r.csv", rows);
  folder.write("s.yaml",
               "tariffsim: 1\nbaseline: tiny-world\npolicy:\n"
               "  - tariff: {importer: USA, sectors: C26, set: r.csv}\n");
  Diagnostics diagnostics;
  try {
    bind(read_scenario(folder.path() / "s.yaml", {}, diagnostics), test::tiny_world(), diagnostics);
    FAIL("no exception");
  } catch (const InputError& error) {
    const auto& found = error.diagnostics();
    REQUIRE(found.size() == 20);
    CHECK(found[0].place.line == 2);
    CHECK(found[0].message == "a rate of 25 is 2500 %");
    CHECK(found[2].message.starts_with("exporter CHN, importer USA, sector C26 is given twice"));
    CHECK(found[4].message == "expected a rate, found 'oops'");
    CHECK(found[4].place.line == 5);
  }
}

TEST_CASE("elasticities are the first source, a source, a number, or either with single sectors") {
  CHECK(value_of(bound("").options, "model.elasticities") == "in-sample");
  CHECK(
      bound("model: {elasticities: fontagne-2022}\n").calibration.parameters.trade_elasticity(0) ==
      6);
  CHECK(value_of(bound("model: {elasticities: 4}\n").options, "model.elasticities") == "4");
  const BoundScenario mixed =
      bound("model: {elasticities: {source: in-sample, C26: 3, services: 2}}\n");
  CHECK(value_of(mixed.options, "model.elasticities") == "in-sample, C26 = 3, services = 2");
  CHECK(mixed.calibration.parameters.trade_elasticity(0) == 5);
  CHECK(mixed.calibration.parameters.trade_elasticity(1) == 3);
  CHECK(mixed.calibration.parameters.trade_elasticity(3) == 2);
  CHECK_FALSE(bound("").calibration.input_output);
}

TEST_CASE("of two elasticities of a sector the one of fewer sectors counts, in any order",
          "[regression]") {
  // Cause: the last key of the map won.
  for (const char* keys : {"C26: 3, goods: 6", "goods: 6, C26: 3"}) {
    const BoundScenario one =
        bound(std::string("model: {elasticities: {source: in-sample, ") + keys + "}}\n");
    CHECK(one.calibration.parameters.trade_elasticity(0) == 6);
    CHECK(one.calibration.parameters.trade_elasticity(1) == 3);
  }
  CHECK_THROWS_WITH(bound("model: {elasticities: {C29: 3, VEHICLES: 6}}\n"),
                    Catch::Contains("'VEHICLES' and 'C29' (line 3) both give C29 an elasticity"));
  CHECK_NOTHROW(bound("model: {elasticities: {C29: 3, VEHICLES: 3}}\n"));
  CHECK_THROWS_WITH(bound("groups: {sectors: {A: [C26, C29], B: [C29, A01]}}\n"
                          "model: {elasticities: {A: 3, B: 6}}\n"),
                    Catch::Contains("both give C29 an elasticity"));
}

TEST_CASE("what aggregate does not name stays, and others names the rest") {
  const BoundScenario scenario =
      bound("aggregate: {countries: {EU: EU27}, sectors: {MANUF: [C26, C29], others: keep}}\n");
  Codes countries, kept;
  for (const Country& country : scenario.baseline.countries) countries.push_back(country.code);
  for (const Sector& sector : scenario.baseline.sectors) kept.push_back(sector.code);
  CHECK(countries == Codes{"USA", "CHN", "CAN", "MEX", "EU", "ROW"});
  CHECK(kept == Codes{"A01", "MANUF", "SRV"});
  CHECK(scenario.baseline.flow(0, 4, 1) ==
        6);  // one exporter, three importers, two sectors, 1 each
  const BoundScenario two = bound(
      "aggregate: {countries: {USA: [USA, CAN], REST: others}}\npolicy: [{tariff: {importer: USA, "
      "exporter: REST, add: 1%}}]\n");
  CHECK(two.baseline.countries.size() == 2);
}

TEST_CASE("overrides are applied in order before anything is checked") {
  const std::string policy =
      "policy: [{tariff: {importer: USA, exporter: CHN, add: 10%}}, {embargo: {between: [USA, "
      "CHN]}}]\n";
  const BoundScenario scenario =
      bound(policy, {"policy[0].tariff.add=20%", "policy[1]=null", "model.elasticities=4",
                     "model.tolerance=1e-8", "report.focus=[CHN, USA]"});
  CHECK(scenario.stages.front().policy.size() == 1);
  CHECK(one_rate(scenario).rate == rounded(0.2));
  CHECK(value_of(scenario.options, "model.elasticities") == "4");
  CHECK(scenario.tolerance == 1e-8);
  CHECK(country_codes(scenario.baseline, scenario.focus) == Codes{"CHN", "USA"});
}

TEST_CASE("built-in groups hold known countries, each once") {
  for (const char* name : {"EU27", "BRICS", "BRICS-PLUS", "SCO", "ASEAN", "USMCA", "G7", "MERCOSUR",
                           "CPTPP", "RCEP", "EFTA", "GCC", "EAEU", "AFCFTA"}) {
    INFO(name);
    REQUIRE(built_in_groups().countries.count(name) == 1);
  }
  for (const auto& [name, members] : built_in_groups().countries) {
    for (const std::string& member : members) {
      INFO(name << " " << member);
      CHECK(std::count(members.begin(), members.end(), member) == 1);
      CHECK(
          (find_iso_country(member) != nullptr || built_in_groups().countries.count(member) == 1));
    }
  }
  CHECK(built_in_groups().countries.at("AFCFTA").size() ==
        53);  // 55 states of the African Union but Eritrea and the Sahrawi Republic
  CHECK(built_in_groups().countries.at("CPTPP").size() == 12);
  CHECK(built_in_groups().countries.at("RCEP").size() == 15);
  CHECK(built_in_groups().countries.at("SCO").size() == 10);
  CHECK(built_in_groups().countries.at("ASEAN").size() == 11);
}
