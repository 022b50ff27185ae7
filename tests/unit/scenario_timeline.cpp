// Steps, schedules, variants and included files, from YAML to what is in force.
#include <catch2/catch.hpp>

#include "scenario/bind.hpp"
#include "scenario/overrides.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/near.hpp"
#include "support/temporary_folder.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
using tariffsim::test::kHead;
using test::rounded;

namespace {

/// A folder of scenario files, each with the head that all need.
struct Files {
  test::TemporaryFolder folder;
  Files& add(const std::string& name, const std::string& text) {
    folder.write(name, kHead + text);
    return *this;
  }
  ScenarioFile read(const std::string& name = "s.yaml",
                    const std::vector<std::string>& overrides = {}) const {
    ScenarioFile file = read_scenario_file(folder.path() / name, overrides);
    for (const Diagnostic& one : file.found.all()) UNSCOPED_INFO(render(one));
    return file;
  }
  BoundScenario bind(const std::string& name = "s.yaml") const {
    const ScenarioFile file = read(name);
    REQUIRE_FALSE(file.found.has_errors());
    Diagnostics diagnostics;
    return tariffsim::bind(file.scenario, test::tiny_world(), diagnostics);
  }
};

std::string tariff(const std::string& rate, const std::string& more = "") {
  return "{tariff: {importer: USA, exporter: CHN, add: " + rate + more + "}}";
}

double rate_of(const PolicyLine& line) {
  return std::get<OneRate>(std::get<LevyChange>(line.instrument).rates).rate;
}

std::vector<double> rates(const std::vector<PolicyLine>& policy) {
  std::vector<double> out;
  for (const PolicyLine& line : policy) out.push_back(rate_of(line));
  return out;
}

std::vector<double> parts(const std::vector<PolicyLine>& policy) {
  std::vector<double> out;
  for (const PolicyLine& line : policy) out.push_back(line.in_force);
  return out;
}

using Numbers = std::vector<double>;

}  // namespace

TEST_CASE("each step adds its policy to that of the steps before") {
  Files files;
  files.add("s.yaml", "policy: [" + tariff("1%") + "]\nsteps:\n  - {id: a, policy: [" +
                          tariff("2%") + "]}\n  - {id: b, date: 2025-04-10, title: Two}\n" +
                          "  - {id: c, policy: [" + tariff("3%") + "]}\n");
  const BoundScenario bound = files.bind();
  REQUIRE(bound.stages.size() == 3);
  CHECK(rates(bound.stages[0].policy) == Numbers{0.01, 0.02});
  CHECK(rates(bound.stages[1].policy) == Numbers{0.01, 0.02});
  CHECK(rates(bound.stages[2].policy) == Numbers{0.01, 0.02, 0.03});
  CHECK(bound.stages[0].step.title == "a");
  CHECK(bound.stages[1].step.date == "2025-04-10");
  CHECK(bound.stages[1].step.title == "Two");
}

TEST_CASE("what a step brought is gone from the day on which it ends") {
  Files files;
  files.add("s.yaml", "policy: [" + tariff("1%") + "]\nsteps:\n" +
                          "  - {id: a, date: 2025-02-04, ends: 2025-07-01, policy: [" +
                          tariff("2%") + "]}\n" + "  - {id: b, date: 2025-04-10, policy: [" +
                          tariff("3%") + "]}\n" + "  - {id: c, date: 2025-07-01}\n");
  const BoundScenario bound = files.bind();
  REQUIRE(bound.stages.size() == 3);
  CHECK(rates(bound.stages[0].policy) == Numbers{0.01, 0.02});
  CHECK(rates(bound.stages[1].policy) == Numbers{0.01, 0.02, 0.03});
  CHECK(rates(bound.stages[2].policy) == Numbers{0.01, 0.03});
  CHECK(bound.stages[1].step.ends == "2025-07-01");
  CHECK(bound.stages[2].step.ends.empty());
}

TEST_CASE("an end needs days to be set against") {
  const auto errors = [](const std::string& steps) {
    Files files;
    files.add("s.yaml", "steps:\n" + steps);
    return files.read().found.has_errors();
  };
  const std::string policy = ", policy: [" + tariff("2%") + "]}\n";
  CHECK_FALSE(errors("  - {id: a, date: 2025-02-04, ends: 2025-07-01" + policy));
  CHECK(errors("  - {id: a, ends: 2025-07-01" + policy));
  CHECK(errors("  - {id: a, date: 2025-07-01, ends: 2025-07-01" + policy));
  CHECK(errors("  - {id: a, date: 2025-02-04, ends: 2025-07-01" + policy + "  - {id: b" + policy));
}

TEST_CASE("an end that no step shows is warned of, later steps or not", "[regression]") {
  // Cause: any later step was taken to show it, so that its figures stood on past the end.
  const auto said = [](const std::string& later) {
    Files files;
    files.add("s.yaml", "steps:\n  - {id: a, date: 2025-02-01, ends: 2025-08-01, policy: [" +
                            tariff("2%") + "]}\n" + later);
    std::string text;
    const ScenarioFile file = files.read();
    for (const Diagnostic& one : file.found.all()) text += render(one);
    return text;
  };
  CHECK_THAT(said("  - {id: b, date: 2026-01-01}\n"),
             Catch::Contains("no step shows the end of this policy: the next one, 'b', is of "
                             "2026-01-01") &&
                 Catch::Contains("'date: 2025-08-01'"));
  CHECK_THAT(said("  - {id: b, date: 2025-06-01}\n"),
             Catch::Contains("the last one, 'b', is of 2025-06-01"));
  CHECK(said("  - {id: b, date: 2025-08-01}\n  - {id: c, date: 2026-01-01}\n").empty());
}

TEST_CASE("a variant that is the scenario itself is warned of", "[regression]") {
  // Cause: it was solved and compared without a word.
  Files files;
  files.add("s.yaml", "policy: [" + tariff("2%") +
                          "]\nvary:\n  same: {\"policy[0].tariff.add\": 2%}\n"
                          "  other: {\"policy[0].tariff.add\": 3%}\n");
  const std::vector<Diagnostic> found = files.read().found.all();
  REQUIRE(found.size() == 1);
  CHECK_THAT(render(found[0]), Catch::Contains("variant 'same' is the scenario itself"));
}

TEST_CASE("a line of policy is called by its label, and keeps what is written") {
  Files files;
  files.add("s.yaml", "policy: [" + tariff("1%", ", label: Border tariff") + "]\n");
  const PolicyLine line = files.bind().stages[0].policy.front();
  CHECK(line.text == "Border tariff");
  CHECK(line.written == "tariff: {importer: USA, exporter: CHN, add: 1%, label: Border tariff}");
}

TEST_CASE("a schedule phases a line in from its own step on, and its last part stays") {
  Files files;
  files.add("s.yaml", "policy: [" + tariff("1%", ", schedule: [20%, 60%, 100%]") +
                          "]\nsteps:\n  - {id: a}\n  - {id: b, policy: [" +
                          tariff("2%", ", schedule: 50%") + "]}\n  - {id: c}\n  - {id: d}\n");
  const BoundScenario bound = files.bind();
  CHECK(parts(bound.stages[0].policy) == Numbers{0.2});
  CHECK(parts(bound.stages[1].policy) == Numbers{0.6, 0.5});
  CHECK(parts(bound.stages[2].policy) == Numbers{1, 0.5});
  CHECK(parts(bound.stages[3].policy) == Numbers{1, 0.5});
}

TEST_CASE("a step chooses its horizon, the others keep that of the scenario") {
  Files files;
  files.add("s.yaml",
            "model: {elasticities: fontagne-2022}\nsteps:\n"
            "  - {id: a, model: {elasticities: {source: in-sample, C26: 3}}}\n  - {id: b}\n");
  const BoundScenario bound = files.bind();
  CHECK(bound.stages[0].parameters.trade_elasticity == (Vector(4) << 5, 3, 5, 5).finished());
  CHECK(value_of(bound.stages[0].options, "model.elasticities") == "in-sample, C26 = 3");
  CHECK(bound.stages[1].parameters.trade_elasticity == Vector::Constant(4, 6.0));
}

TEST_CASE("a scenario without steps is one stage without a name") {
  Files files;
  files.add("s.yaml", "policy: [" + tariff("1%") + "]\n");
  const BoundScenario bound = files.bind();
  REQUIRE(bound.stages.size() == 1);
  CHECK(bound.stages[0].step.id.empty());
}

TEST_CASE("included policy comes first, whole, with the groups of its own file") {
  Files files;
  files.add("one.yaml",
            "groups: {US: [CAN]}\npolicy: [{tariff: {importer: US, exporter: CHN, add: "
            "1%}}]\nsteps:\n  - {id: x, policy: [" +
                tariff("2%", ", schedule: [10%, 70%]") + "]}\n");
  files.add("two.yaml", "include: one.yaml\npolicy: [" + tariff("3%") + "]\n");
  files.add("s.yaml",
            "include: [two.yaml]\ngroups: {US: [USA]}\npolicy: [{tariff: {importer: US, "
            "exporter: CHN, add: 4%}}]\n");
  const BoundScenario bound = files.bind();
  const std::vector<PolicyLine>& policy = bound.stages.front().policy;
  CHECK(rates(policy) == Numbers{0.01, 0.02, 0.03, 0.04});
  CHECK(parts(policy) == Numbers{1, 0.7, 1, 1});
  const auto importers = [&](std::size_t at) {
    return test::country_codes(
        bound.baseline,
        std::get<OneRate>(std::get<LevyChange>(policy[at].instrument).rates).cells.importers);
  };
  CHECK(importers(0) == std::vector<std::string>{"CAN"});
  CHECK(importers(3) == std::vector<std::string>{"USA"});
}

TEST_CASE("lines in place of a file know the groups of the scenario that they stand in") {
  Files files;
  files.add("s.yaml",
            "groups: {US: [USA], sectors: {CARS: [C29]}}\n"
            "in_data: [{tariff: {importer: US, exporter: CHN, sectors: CARS, set: 2%}}]\n"
            "reference: [{tariff: {importer: US, exporter: CHN, sectors: CARS, add: 3%}}]\n");
  const BoundScenario bound = files.bind();
  CHECK(bound.baseline.tariff(1, 0, 2) == rounded(0.02));
  CHECK(bound.baseline.tariff(1, 0, 1) == 0);
  CHECK(rates(bound.reference) == Numbers{0.03});
}

TEST_CASE("a reference is lines, or a file with all that it builds on") {
  Files files;
  files.add("older.yaml", "policy: [" + tariff("1%") + "]\n");
  files.add("old.yaml", "reference: older.yaml\npolicy: [" + tariff("2%") + "]\n");
  files.add("s.yaml", "reference: old.yaml\npolicy: [" + tariff("3%") + "]\n");
  files.add("lines.yaml", "reference: [" + tariff("4%") + "]\npolicy: [" + tariff("3%") + "]\n");
  const std::vector<PolicyLine> reference = files.bind().reference;
  CHECK(rates(reference) == Numbers{0.01, 0.02});
  CHECK_FALSE(reference[0].begins_scenario);
  CHECK(reference[1].begins_scenario);  // the answers of old.yaml are not to what older.yaml adds
  CHECK(rates(files.bind().stages.front().policy) == Numbers{0.03});
  CHECK(rates(files.bind("lines.yaml").reference) == Numbers{0.04});
}

TEST_CASE("a variant changes the keys it names and no others") {
  Files files;
  files.add("s.yaml", "title: Base\npolicy:\n  - " + tariff("1%") + "\n  - " + tariff("2%") +
                          "\n  - " + tariff("3%") +
                          "\nexpect: [USA.welfare_pct < 0]\nvary:\n"
                          "  fewer: {\"policy[0]\": null, \"policy[2].tariff.add\": 9%, "
                          "\"policy[1]\": null}\n"
                          "  other: {model.elasticities: 4, report.focus: [USA]}\n");
  const ScenarioFile file = files.read("s.yaml", {"policy[1].tariff.add=7%"});
  REQUIRE_FALSE(file.found.has_errors());
  REQUIRE(file.variants.size() == 2);
  const Scenario& fewer = file.variants[0];
  CHECK(fewer.id == "fewer");
  CHECK(fewer.title == "Base: fewer");
  REQUIRE(fewer.policy.size() == 1);
  CHECK(std::get<double>(std::get<LevyText>(fewer.policy[0].instrument).rate) == rounded(0.09));
  CHECK(fewer.expect.empty());
  CHECK(fewer.overrides == std::vector<std::string>{"policy[1].tariff.add=7%", "policy[0]=null",
                                                    "policy[2].tariff.add=9%", "policy[1]=null"});
  const Scenario& other = file.variants[1];
  CHECK(other.model.elasticity == 4);
  REQUIRE(other.policy.size() == 3);
  CHECK(std::get<double>(std::get<LevyText>(other.policy[1].instrument).rate) == rounded(0.07));
  CHECK(file.scenario.policy.size() == 3);
}

TEST_CASE("what a variant removes is named by its place in the file, at every depth") {
  Files files;
  files.add("s.yaml", "steps:\n  - {id: a}\n  - {id: b, policy: [" + tariff("1%") + "]}\n" +
                          "  - {id: c, policy: [" + tariff("2%") + ", " + tariff("3%") + "]}\n" +
                          "vary:\n  fewer: {\"steps[1]\": null, \"steps[2].policy[1]\": null}\n" +
                          "  first: {\"steps[0]\": null, \"steps[1].policy\": null}\n");
  const ScenarioFile file = files.read();
  REQUIRE_FALSE(file.found.has_errors());
  const std::vector<StepText>& fewer = file.variants[0].steps;
  REQUIRE(fewer.size() == 2);
  CHECK(fewer[0].step.id == "a");
  CHECK(fewer[1].step.id == "c");
  CHECK(fewer[1].policy.size() == 1);
  const std::vector<StepText>& first = file.variants[1].steps;
  REQUIRE(first.size() == 2);
  CHECK(first[0].step.id == "b");
  CHECK(first[0].policy.empty());
  CHECK(first[1].policy.size() == 2);
}

TEST_CASE("[+] adds an item at a list's end, and a list where there is none") {
  Files files;
  files.add("s.yaml", "policy: [" + tariff("1%") + "]\nvary:\n  more: {\"policy[+]\": " +
                          tariff("2%") + ", \"sources[+]\": A paper}\n");
  const ScenarioFile file = files.read("s.yaml", {"policy[+]=" + tariff("3%")});
  REQUIRE_FALSE(file.found.has_errors());
  CHECK(file.scenario.policy.size() == 2);
  REQUIRE(file.variants.front().policy.size() == 3);
  CHECK(file.variants.front().sources == std::vector<std::string>{"A paper"});
}

TEST_CASE("an error of the scenario is not said again for its variants") {
  Files files;
  files.add("s.yaml", "policy: [" + tariff("25") +
                          "]\nvary:\n  a: {model.elasticities: 4}\n"
                          "  b: {model.elasticities: 5}\n");
  CHECK(files.read().found.error_count() == 1);
}

TEST_CASE("a file that includes many files that include many is refused before it takes forever") {
  Files files;
  files.add("f0.yaml", "policy: [" + tariff("1%") + "]\n");
  for (int i = 1; i <= 20; ++i) {
    const std::string before = "f" + std::to_string(i - 1) + ".yaml";
    files.add("f" + std::to_string(i) + ".yaml", "include: [" + before + ", " + before + "]\n");
  }
  const ScenarioFile file = files.read("f20.yaml");
  REQUIRE(file.found.has_errors());
  CHECK_THAT(render(file.found.all().front()), Catch::Contains("over 200 included files"));
}

TEST_CASE("what would take forever is refused: steps, variants, lines in force") {
  const auto many = [](int count, const auto& text) {
    std::string out;
    for (int i = 0; i < count; ++i) out += text("n" + std::to_string(i));
    return out;
  };
  const auto three_lines = [](const std::string& id) {
    return "  - {id: " + id + ", policy: [" + tariff("1%") + ", " + tariff("1%") + ", " +
           tariff("1%") + "]}\n";
  };
  const auto variant = [](const std::string& id) { return "  " + id + ": {}\n"; };
  Files files;
  files.add("steps.yaml", "steps:\n" + many(1001, three_lines));
  files.add("vary.yaml", "vary:\n" + many(1001, variant));
  files.add("lines.yaml", "steps:\n" + many(1000, three_lines));
  CHECK_THAT(render(files.read("steps.yaml").found.all().at(0)),
             Catch::Contains("steps.yaml:1004:5: error: over 1000 steps"));
  CHECK_THAT(render(files.read("vary.yaml").found.all().at(0)),
             Catch::Contains("vary.yaml:1004:3: error: over 1000 variants"));
  const ScenarioFile lines = files.read("lines.yaml");
  REQUIRE_FALSE(lines.found.has_errors());
  Diagnostics diagnostics;
  CHECK_THROWS_WITH(bind(lines.scenario, test::tiny_world(), diagnostics),
                    Catch::Contains("1501500 policy lines in force"));
}

TEST_CASE(
    "expectations are measures of countries, pairs, sectors, cells or the world, in a range") {
  Files files;
  files.add("s.yaml",
            "steps: [{id: apr-10}]\nexpect:\n  - USA.welfare_pct < -0.5\n"
            "  - CHN -> USA[C26].flow_pct at apr-10 in [-100, -80.5]\n"
            "  - DEU[C29].output_pct >= +1e-3\n  - world.trade_volume_pct > 0\n");
  const std::vector<Expectation> expect = files.read().scenario.expect;
  REQUIRE(expect.size() == 4);
  CHECK(expect[0].country.text == "USA");
  CHECK(expect[0].holds(-0.6));
  CHECK_FALSE(expect[0].holds(-0.5));
  CHECK(expect[1].importer.text == "USA");
  CHECK(expect[1].sector.text == "C26");
  CHECK(expect[1].step.text == "apr-10");
  CHECK(expect[1].holds(-80.5));
  CHECK_FALSE(expect[1].holds(-80.4));
  CHECK_FALSE(expect[1].holds(-101));
  CHECK(expect[2].sector.text == "C29");
  CHECK(expect[2].holds(0.001));
  CHECK(expect[3].of_world());
  CHECK_FALSE(expect[3].holds(0));
  CHECK_FALSE(expect[3].holds(std::numeric_limits<double>::quiet_NaN()));
}
