// Every option of the model is seen by all that must see it: a new one that is not fails here.
#include <catch2/catch.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "equilibrium/equilibrium.hpp"
#include "runs/prepared_run.hpp"
#include "runs/study_folder.hpp"
#include "scenario/model_options.hpp"
#include "scenario/schema.hpp"
#include "support/program.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using namespace tariffsim::tests;

namespace {

/// A scenario file with a baseline beside it that has inputs.
struct Scenarios {
  TemporaryFolder folder;

  Scenarios() {
    write_small_baseline(folder);
    folder.write("baseline/inputs.csv",
                 "country,input,sector,origin,share\n"
                 "USA,GDS,GDS,domestic,0.15\nUSA,GDS,GDS,imported,0.05\n");
    folder.write(
        "baseline/tariffs.csv",
        "exporter,importer,sector,rate,teti-2022\nUSA,CHN,GDS,0.07,0.1\nCHN,USA,GDS,0.04,\n");
  }

  PreparedRun prepare(const std::string& more, const std::vector<std::string>& overrides) const {
    const auto file = folder.write("s.yaml", small_scenario("s", "25%") + more);
    Diagnostics diagnostics;
    return prepare_scenarios({file.string()}, overrides, diagnostics).front().front();
  }
};

std::string set_to(const ModelOption& option, const std::string& value) {
  return "model." + option.key.name + "=" + value;
}

const RunOption& recorded(const RunRecord& record, const ModelOption& option) {
  for (const RunOption& one : record.options)
    if (one.name == "model." + option.key.name) return one;
  FAIL("the record of a run does not tell of " << option.key.name);
  return record.options.front();
}

/// Of what a study is known by: the values that its points are solved with.
std::string points_digest(const PreparedRun& run) {
  for (const auto& [name, value] : study_identity(run).parts)
    if (name == "content of the files that it names") return value;
  return "";
}

const std::string kSweep = "sweep: {\"policy[0].tariff.add\": 0..20% by 10%}\n";

}  // namespace

TEST_CASE("an option that is not set is at its default, and the record says so") {
  const Scenarios scenarios;
  const PreparedRun plain = scenarios.prepare("", {});
  CHECK(plain.record.options.size() == model_options().size());
  for (const ModelOption& option : model_options()) {
    CAPTURE(option.key.name);
    CHECK(recorded(plain.record, option).is_default);
  }
  CHECK(plain.experiment.solver.tolerance == SolverOptions{}.tolerance);
}

TEST_CASE("--set sees every option, and the record of the run tells of it") {
  const Scenarios scenarios;
  const PreparedRun plain = scenarios.prepare("", {});
  for (const ModelOption& option : model_options()) {
    CAPTURE(option.key.name);
    const PreparedRun run = scenarios.prepare("", {set_to(option, option.example)});
    CHECK_FALSE(recorded(run.record, option).is_default);
    CHECK(recorded(run.record, option).value == option.example);
    CHECK(recorded(run.record, option).value != recorded(plain.record, option).value);
  }
}

TEST_CASE("the schema and the key reference tell of every option, and of those of a step") {
  const auto definitions = nlohmann::json::parse(scenario_schema())["$defs"];
  const std::string reference = scenario_key_reference();
  for (const ModelOption& option : model_options()) {
    CAPTURE(option.key.name);
    CHECK(definitions["model"]["properties"].contains(option.key.name));
    CHECK(definitions["step_model"]["properties"].contains(option.key.name) ==
          !option.step_meaning.empty());
    CHECK_THAT(reference, Catch::Contains("| `" + option.key.name + "` |"));
  }
}

TEST_CASE("the digest of a study sees every option") {
  const Scenarios scenarios;
  const StudyIdentity plain = study_identity(scenarios.prepare(kSweep, {}));
  for (const ModelOption& option : model_options()) {
    CAPTURE(option.key.name);
    const PreparedRun run = scenarios.prepare(kSweep, {set_to(option, option.example)});
    CHECK(study_identity(run).parts != plain.parts);
    // What does not make the base world is among the inputs of each point.
    if (!option.affects_base)
      CHECK(points_digest(run) != points_digest(scenarios.prepare(kSweep, {})));
  }
}

TEST_CASE("a sweep of an option solves its points with its values, or is refused") {
  const Scenarios scenarios;
  for (const ModelOption& option : model_options()) {
    CAPTURE(option.key.name);
    const std::string swept_key = option.swept_key.empty() ? "" : "." + option.swept_key;
    const std::string value = option.swept_key.empty() ? option.example : option.swept_value;
    const std::string sweep =
        "sweep: {model." + option.key.name + swept_key + ": [" + value + ", " + value + "]}\n";
    if (!option.sweepable) {
      CHECK_THROWS_WITH(scenarios.prepare(sweep, {}),
                        Catch::Contains("'" + option.key.name + "' cannot be swept"));
      continue;
    }
    CHECK_FALSE(option.affects_base);
    const PreparedRun swept = scenarios.prepare(sweep, {});
    const PreparedRun set = scenarios.prepare(kSweep, {set_to(option, option.example)});
    const PointInputs point = swept.study->inputs(0), wanted = set.study->central,
                      plain = swept.study->central;
    CHECK(point.parameters == wanted.parameters);
    CHECK(point.starting_parameters == wanted.starting_parameters);
    CHECK(point.tolerance == wanted.tolerance);
    CHECK_FALSE((point.parameters == plain.parameters && point.tolerance == plain.tolerance));
  }
}

TEST_CASE("a step chooses the options that say so, others stay those of the scenario") {
  const Scenarios scenarios;
  for (const ModelOption& option : model_options()) {
    CAPTURE(option.key.name);
    const std::string steps = "steps:\n  - {id: first}\n  - {id: second, model: {" +
                              option.key.name + ": " + option.example + "}}\n";
    if (option.step_meaning.empty()) {
      CHECK_THROWS_WITH(scenarios.prepare(steps, {}), Catch::Contains("unknown key"));
      continue;
    }
    CHECK_FALSE(option.affects_base);
    const PreparedRun run = scenarios.prepare(steps, {});
    const std::vector<Stage>& stages = run.experiment.stages;
    const PreparedRun set = scenarios.prepare("", {set_to(option, option.example)});
    CHECK(stages[0].parameters == run.experiment.calibration.parameters);
    CHECK(stages[1].parameters == set.experiment.calibration.parameters);
    CHECK_FALSE(stages[1].parameters == stages[0].parameters);
    CHECK(value_of(stages[1].options, "model." + option.key.name) == option.example);
    const auto& notes = run.record.notes;
    CHECK(std::any_of(notes.begin(), notes.end(), [&](const std::string& note) {
      return note.find("the steps are solved at different " + option.plural) == 0;
    }));
    const RunRecord second = record_of_step(run.record, {stages[1].step, {}, stages[1].options});
    CHECK_FALSE(recorded(second, option).is_default);
  }
}
