#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "scenario/bind.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/schema.hpp"
#include "support/temporary_folder.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
using tariffsim::test::kHead;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

Scenario scenario_of(const fs::path& path, const std::vector<std::string>& overrides = {}) {
  Diagnostics diagnostics;
  return read_scenario(path, overrides, diagnostics);
}

std::string error_of(const fs::path& path, const std::vector<std::string>& overrides = {}) {
  try {
    scenario_of(path, overrides);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("a scenario's id and title default to its file's name") {
  const test::TemporaryFolder folder;
  write(folder.path() / "My Scenario_1.yaml", kHead);
  const Scenario scenario = scenario_of(folder.path() / "My Scenario_1.yaml");
  CHECK(scenario.id == "my-scenario-1");
  CHECK(scenario.title == "my-scenario-1");
  CHECK(scenario.baseline.text == "tiny-world");
  CHECK(scenario.policy.empty());
}

TEST_CASE("NO is Norway and 010 is a text") {
  const test::TemporaryFolder folder;
  write(folder.path() / "s.yaml", kHead + "title: NO\nsources: [010]\ngroups: {NORDIC: [NO]}\n");
  const Scenario scenario = scenario_of(folder.path() / "s.yaml");
  CHECK(scenario.title == "NO");
  CHECK(scenario.sources == std::vector<std::string>{"010"});
  CHECK(scenario.country_groups.at(0).second.include.at(0).text == "NO");
}

TEST_CASE("a file that is run names files anywhere, one that it includes where it lies") {
  const test::TemporaryFolder folder, outside;
  write(outside.path() / "rates.csv", "exporter,rate\nCHN,1%\n");
  write(folder.path() / "rates.csv", "exporter,rate\nCHN,1%\n");
  fs::create_directory(folder.path() / "ab");
  write(folder.path() / "ab/rates.csv", "exporter,rate\nCHN,1%\n");
  fs::create_directory(folder.path() / "a");
  write(folder.path() / "a/rates.csv", "exporter,rate\nCHN,1%\n");
  fs::create_symlink(outside.path() / "rates.csv", folder.path() / "a/link.csv");
  fs::create_directory_symlink(outside.path(), folder.path() / "a/data");
  fs::create_symlink(folder.path() / "a/rates.csv", folder.path() / "a/inside.csv");
  fs::create_directory(folder.path() / "run");
  write(folder.path() / "run/run.yaml", kHead + "include: ../a/s.yaml\n");
  write(folder.path() / "run/rates.csv", "exporter,rate\nCHN,1%\n");
  const auto with_file = [&](const std::string& name, const char* run) {
    write(folder.path() / "a/s.yaml",
          kHead + "policy: [{tariff: {importer: USA, set: " + name + "}}]\n");
    return error_of(folder.path() / run);
  };
  const std::string far = (outside.path() / "rates.csv").string();
  for (const std::string name :
       {"rates.csv", "./sub/../rates.csv", "inside.csv", "../run/rates.csv", "link.csv",
        "data/rates.csv", "../ab/rates.csv"})
    CHECK(with_file(name, "a/s.yaml") == "no error");
  CHECK(with_file(far, "a/s.yaml") == "no error");
  for (const std::string name :
       {"rates.csv", "./sub/../rates.csv", "inside.csv", "../run/rates.csv"})
    CHECK(with_file(name, "run/run.yaml") == "no error");
  for (const std::string& name :
       {std::string("link.csv"), std::string("data/rates.csv"), std::string("../ab/rates.csv"), far,
        std::string("../../outside.csv")}) {
    INFO(name);
    CHECK_THAT(with_file(name, "run/run.yaml"),
               Catch::Contains("lies outside the folders that an included file may read"));
  }
}

TEST_CASE("where a file may read hangs on no working directory") {
  const test::TemporaryFolder folder;
  for (const char* name : {"run", "a", "b"}) fs::create_directory(folder.path() / name);
  write(folder.path() / "run/run.yaml", kHead + "include: ../a/s.yaml\n");
  write(folder.path() / "b/rates.csv", "exporter,rate\nCHN,1%\n");
  write(folder.path() / "a/s.yaml",
        kHead + "policy: [{tariff: {importer: USA, set: ../b/rates.csv}}]\n");
  const fs::path before = fs::current_path();
  std::vector<std::string> verdicts;
  for (const fs::path& from : {before, folder.path(), folder.path() / "a", folder.path() / "b"}) {
    fs::current_path(from);
    verdicts.push_back(error_of(folder.path() / "run/run.yaml"));
    CHECK(error_of(folder.path() / "a/s.yaml") == "no error");
  }
  fs::current_path(before);
  CHECK_THAT(verdicts.front(), Catch::Contains("an included file may read"));
  for (const std::string& verdict : verdicts) CHECK(verdict == verdicts.front());
}

TEST_CASE("what --set names may lie anywhere, from the working directory") {
  const test::TemporaryFolder folder, outside;
  write(folder.path() / "s.yaml", kHead);
  const Scenario scenario =
      scenario_of(folder.path() / "s.yaml", {"baseline=" + outside.path().string()});
  CHECK(scenario.baseline.text == fs::canonical(outside.path()).string());
  CHECK(scenario.overrides == std::vector<std::string>{"baseline=" + outside.path().string()});
}

TEST_CASE("a file over 16 MiB and a folder are refused") {
  const test::TemporaryFolder folder;
  write(folder.path() / "big.yaml", kHead + "# " + std::string(17U << 20, 'x') + "\n");
  CHECK_THAT(error_of(folder.path() / "big.yaml"), Catch::Contains("over 16"));
  CHECK(error_of(folder.path()) != "no error");
  CHECK(error_of(folder.path() / "none.yaml") != "no error");
}

TEST_CASE("long chains of groups and deep overrides are errors, not crashes") {
  const test::TemporaryFolder folder;
  std::string groups = "groups:\n  G0: [USA]\n";
  for (int i = 1; i < 5000; ++i)
    groups += "  G" + std::to_string(i) + ": [G" + std::to_string(i - 1) + "]\n";
  write(folder.path() / "s.yaml", kHead + groups + "report: {focus: G4999}\n");
  Diagnostics diagnostics;
  const Scenario scenario = scenario_of(folder.path() / "s.yaml");
  CHECK_THROWS_AS(bind(scenario, test::tiny_world(), diagnostics), InputError);
  std::string path = "a";
  for (int i = 0; i < 100000; ++i) path += ".a";
  CHECK(error_of(folder.path() / "s.yaml", {path + "=1"}) != "no error");
}

TEST_CASE("the scenarios of the library are read") {
  const fs::path library = fs::path(TARIFFSIM_SOURCE_DIR) / "scenarios";
  int count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(library)) {
    const std::string folder = entry.path().parent_path().string();
    if (entry.path().extension() != ".yaml" || entry.path().filename() == "groups.yaml" ||
        folder.find("baselines") != std::string::npos)
      continue;
    INFO(entry.path());
    const Scenario scenario = scenario_of(entry.path());
    CHECK(scenario.id == entry.path().stem());
    CHECK_FALSE(scenario.description.empty());
    CHECK_FALSE(scenario.sources.empty());
    ++count;
  }
  CHECK(count >= 4);
}

TEST_CASE(
    "the schema is JSON of draft 2020-12 in which every reference leads somewhere and every key is "
    "described") {
  const nlohmann::json schema = nlohmann::json::parse(scenario_schema());
  CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema["required"] == nlohmann::json({"tariffsim", "baseline"}));
  CHECK(schema["$defs"]["model"]["properties"]["deficits"]["enum"] ==
        nlohmann::json({"fixed", "none", "proportional"}));
  const nlohmann::json flat = schema.flatten();
  for (const auto& [path, value] : flat.items()) {
    if (!path.ends_with("/$ref")) continue;
    const std::string target = value.get<std::string>().substr(1);
    INFO(path << " -> " << target);
    CHECK(schema.contains(nlohmann::json::json_pointer(target)));
  }
  for (const auto& [name, definition] : schema["$defs"].items()) {
    if (!definition.contains("properties")) continue;
    for (const auto& [key, value] : definition["properties"].items()) {
      INFO(name << "." << key);
      CHECK(value["description"].get<std::string>().ends_with("."));
    }
  }
}

TEST_CASE("the key reference has a row for every key of the schema") {
  const std::string reference = scenario_key_reference();
  const nlohmann::json schema = nlohmann::json::parse(scenario_schema());
  for (const auto& [name, definition] : schema["$defs"].items()) {
    if (!definition.contains("properties")) continue;
    CHECK(reference.find(fmt::format("## {}\n", name)) != std::string::npos);
    for (const auto& [key, value] : definition["properties"].items())
      CHECK(reference.find(fmt::format("| `{}`", key)) != std::string::npos);
  }
}

TEST_CASE("any change of a scenario's text gives a scenario or an error with a message") {
  const std::string valid = R"(tariffsim: 1
id: fuzz
title: "Zölle & rates" # note
sources: ["a", 'b']
baseline: tiny-world
aggregate:
  countries: {EU: EU27, others: keep}
  sectors: {MANUF: [C26, C29]}
model: {input_output: false, elasticities: {source: in-sample, MANUF: 3}, deficits: none, tolerance: 1e-9}
groups: {WEST: &west [USA, EU, not CAN], sectors: {ALLGOODS: [goods]}}
policy:
  - tariff: {importer: USA, exporter: CHN, add: 145%}
  - tariff: {importer: *west, exporter: all, except: [CAN, MEX], at_least: 10%}
  - export_tax: {exporter: CHN, importer: others, sectors: MANUF, multiply: 0.5}
  - trade_cost: {importer: EU, exporter: ROW, sectors: all, change: +30%}
  - embargo: {between: [USA, CHN]}
report: {focus: [USA, CHN]}
)";
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  const std::string pieces[] = {"{",   "}",    "[",     "]",      ":",        ": ",   "- ",
                                "\n",  "\t",   "'",     "\"",     "&a ",      "*a",   "!x ",
                                "|\n", "%",    "not ",  "others", "all",      "-1",   "1e999",
                                "nan", "null", "~",     "\xFF",   "\xE2\x82", "\x04", "#",
                                "?",   ",",    "---\n", "EU27",   "é",        "  "};
  const test::TemporaryFolder folder;
  const fs::path path = folder.path() / "s.yaml";
  int read_whole = 0, refused = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string text = valid;
    for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
      const std::size_t at = below(text.size());
      if (below(3) == 0) {
        text.erase(at, 1 + below(12));
      } else if (below(2) == 0) {
        text.insert(at, text.substr(below(text.size()), below(20)));
      } else {
        text.replace(at, below(3), pieces[below(std::size(pieces))]);
      }
      if (text.empty()) text.assign(1, 'x');
    }
    write(path, text);
    CAPTURE(text);
    try {
      Diagnostics diagnostics;
      bind(read_scenario(path, {}, diagnostics), test::tiny_world(), diagnostics);
      ++read_whole;
    } catch (const InputError& error) {
      CHECK_FALSE(std::string(error.what()).empty());
      ++refused;
    }
  }
  CHECK(read_whole + refused == 2000);
  CHECK(refused > 500);
}
