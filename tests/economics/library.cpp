// The scenario library: every file says what it is, and comes out as it says.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "equilibrium/family.hpp"
#include "results/contributions.hpp"
#include "runs/checked_expectation.hpp"
#include "runs/prepared_run.hpp"

using namespace tariffsim;
namespace fs = std::filesystem;

namespace {

fs::path library() { return fs::path(TARIFFSIM_SOURCE_DIR) / "scenarios"; }

/// All scenario files: those of the library's folder and of its themes, without the baselines.
std::vector<std::string> library_files() {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(library())) {
    const fs::path file = entry.path().lexically_relative(library());
    if (file.extension() != ".yaml" || file == "groups.yaml") continue;
    if (*file.begin() != "baselines") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<PreparedScenario> prepared_library(Diagnostics& diagnostics) {
  return prepare_scenarios(library_files(), {}, diagnostics);
}

std::string first_line(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

bool has_year(const std::string& source) {
  static const std::regex year(R"((^|[^0-9])(19|20)[0-9]{2}([^0-9]|$))");
  return std::regex_search(source, year);
}

void check_record(const RunRecord& record) {
  INFO(record.scenario_file);
  CHECK(record.id == fs::path(record.scenario_file).stem());
  CHECK(record.title != record.id);
  CHECK(record.description.size() > 100);
  CHECK_FALSE(record.sources.empty());
  for (const std::string& source : record.sources) {
    INFO(source);
    CHECK(has_year(source));
  }
  const std::set<std::string> shipped{"world-2017", "world-2022", "world-2023", "world-2024"};
  CHECK(shipped.count(record.baseline_id) == 1);
  CHECK_FALSE(record.focus.empty());
}

struct Result {
  std::string id;
  std::string failure;  ///< empty where the scenario and its variants are solved
  std::vector<CheckedExpectation> checked;
  double left_by_lines = 0;  ///< percentage points
};

/// What of any country's welfare the lines of a policy leave to nobody, where they were solved one
/// by one: however that is divided, they add up to the whole.
double left_by_lines(const ExperimentResult& result) {
  if (!result.by_line || result.by_line->status != LineStatus::solved) return 0;
  const World& world = result.outcome->base();
  std::vector<double> left;
  for (const CountryOutcome& country : result.outcome->countries())
    left.push_back(100 * country.welfare);
  std::size_t at = 0;
  for (const ContributionRow& row : contribution_rows(*result.by_line, world))
    left[at++ % left.size()] -= row.welfare_added_pct;
  double most = 0;
  for (const double one : left) most = std::max(most, std::abs(one));
  return most;
}

Result result_of(const PreparedScenario& scenario, const SolvedScenario& solved) {
  Result result{scenario.front().record.id, what_failed(scenario, solved), {}};
  if (result.failure.empty()) result.left_by_lines = left_by_lines(solved.front().back().result);
  if (result.failure.empty())
    result.checked = check_expectations(scenario.front().expect, scenario.front().expected_groups,
                                        solved.front(), scenario.front().record.revenue);
  return result;
}

}  // namespace

TEST_CASE("every scenario of the library says what it is, where from, and what to expect") {
  Diagnostics diagnostics;
  const std::vector<PreparedScenario> scenarios = prepared_library(diagnostics);
  CHECK(scenarios.size() >= 25);
  for (const Diagnostic& message : diagnostics.all()) {
    INFO(render(message));
    // A line may be there for files that include it, or for a day on which it says something.
    if (message.message != "this line changes nothing")
      CHECK(message.severity == Severity::note);  // of members of groups that the baseline lacks
  }
  for (const PreparedScenario& scenario : scenarios) {
    check_record(scenario.front().record);
    INFO(scenario.front().record.id);
    CHECK(scenario.front().expect.size() >= 2);
  }
}

TEST_CASE("every scenario of the library names its schema for editors") {
  for (const std::string& file : library_files()) {
    INFO(file);
    const fs::path schema =
        (library() / "scenario.schema.json").lexically_relative(fs::path(file).parent_path());
    CHECK(first_line(file) == "# yaml-language-server: $schema=" + schema.string());
  }
}

TEST_CASE("every scenario of the library comes out as it expects", "[long]") {
  Diagnostics diagnostics;
  const std::vector<PreparedScenario> scenarios = prepared_library(diagnostics);
  // Checked by Catch2 afterwards: results are handed over on the solver's threads.
  std::vector<Result> results;
  solve_scenarios(
      scenarios, 0, [](const std::string&) {},
      [&](const PreparedScenario& scenario, const SolvedScenario& solved) {
        results.push_back(result_of(scenario, solved));
      });
  CHECK(results.size() == scenarios.size());
  for (const Result& result : results) {
    INFO(result.id);
    CHECK(result.failure == "");
    CHECK(result.left_by_lines <= 1e-7);  // of solves to 1e-10
    for (const CheckedExpectation& one : result.checked) {
      INFO("expected " << one.text << ", came out " << one.value);
      CHECK(one.holds);
    }
  }
}

TEST_CASE("the family at its defaults is the model of section 2 in every scenario of the library",
          "[library]") {
  const std::vector<std::string> defaults{
      "model.substitution={value_added: 1, inputs: 1, final: 1}",
      "model.labour_mobility=perfect",
      "model.labour_supply=0",
      "model.revenue=lump_sum",
      "model.scale=0",
      "model.deficits=fixed",
      "model.nests=one"};
  Diagnostics diagnostics;
  const std::vector<PreparedScenario> own = prepared_library(diagnostics);
  const std::vector<PreparedScenario> written =
      prepare_scenarios(library_files(), defaults, diagnostics);
  REQUIRE(own.size() == written.size());
  int compared = 0;
  for (std::size_t at = 0; at < own.size(); ++at) {
    REQUIRE(own[at].size() == written[at].size());
    for (std::size_t run = 0; run < own[at].size(); ++run) {
      const Experiment &a = own[at][run].experiment, &b = written[at][run].experiment;
      INFO(own[at][run].record.id);
      REQUIRE(a.stages.size() == b.stages.size());
      for (std::size_t stage = 0; stage < a.stages.size(); ++stage) {
        CHECK_FALSE(extends(*b.calibration.world, b.stages[stage].parameters));
        if (extends(*a.calibration.world, a.stages[stage].parameters)) continue;
        // What is solved is a function of these, to the last digit.
        ModelParameters one = a.stages[stage].parameters, other = b.stages[stage].parameters;
        one.separate_nests = other.separate_nests = false;
        CHECK(one == other);
        ++compared;
      }
    }
  }
  CHECK(compared > 100);
}
