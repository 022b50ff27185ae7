#include "cli/prepared_run.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "scenario/bind.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/scenario_reader.hpp"
#include "world/baseline_folder.hpp"

namespace tariffsim {
namespace {

/// Each baseline folder is read once.
class BaselineShelf {
 public:
  const Baseline& get(const Name& name, Diagnostics& diagnostics) {
    const std::string folder = find_baseline(name.text, name.place).string();
    const auto found = read_.find(folder);
    if (found != read_.end()) return found->second;
    return read_.emplace(folder, read_baseline(folder, diagnostics)).first->second;
  }

 private:
  std::map<std::string, Baseline> read_;
};

std::vector<std::string> overrides_of(const Options& options) {
  std::vector<std::string> overrides = options.set;
  if (options.baseline) overrides.push_back("baseline=" + nlohmann::json(*options.baseline).dump());
  return overrides;
}

std::vector<RunOption> model_options(const Scenario& scenario, const BoundScenario& bound) {
  const ModelText& model = scenario.model;
  const bool has_inputs = !bound.baseline.input_share.empty();
  const bool input_output = has_inputs && bound.calibration.input_output;
  const bool default_elasticities =
      !model.elasticity_source && !model.elasticity && model.sector_elasticity.empty();
  const double tolerance = bound.tolerance.value_or(SolverOptions{}.tolerance);
  return {
      {"model.input_output", input_output ? "true" : "false", input_output == has_inputs},
      {"model.elasticities", bound.elasticities, default_elasticities},
      {"model.deficits", bound.deficits == DeficitClosure::none ? "none" : "fixed",
       bound.deficits == DeficitClosure::fixed},
      {"model.tolerance", fmt::format("{:g}", tolerance), tolerance == SolverOptions{}.tolerance}};
}

RunRecord make_record(const Scenario& scenario, const BoundScenario& bound) {
  const Baseline& baseline = bound.baseline;
  RunRecord record{.id = scenario.id,
                   .title = scenario.title,
                   .description = scenario.description,
                   .sources = scenario.sources,
                   .scenario_file = scenario.source->name,
                   .scenario_text = scenario.source->text,
                   .overrides = scenario.overrides,
                   .baseline_id = baseline.id,
                   .baseline_title = baseline.title,
                   .baseline_year = baseline.year,
                   .baseline_hash = baseline.hash,
                   .currency = baseline.currency,
                   .options = model_options(scenario, bound),
                   .focus = {},
                   .regions = baseline.regions};
  for (const Index country : bound.focus)
    record.focus.push_back(baseline.countries[static_cast<std::size_t>(country)].code);
  return record;
}

void warn_of_subsidies(const PreparedRun& run, Diagnostics& diagnostics) {
  for (std::size_t line = 0; line < run.audit.size(); ++line)
    if (run.audit[line].negative > 0)
      diagnostics.warning(run.policy[line].place,
                          fmt::format("{} cells now carry a negative tariff: an import subsidy",
                                      run.audit[line].negative));
}

/// Reads a scenario and looks up its names; the errors of both are thrown together, in the file's
/// order.
std::pair<Scenario, BoundScenario> read_and_bind(const std::string& path,
                                                 const std::vector<std::string>& overrides,
                                                 BaselineShelf& shelf, Diagnostics& diagnostics) {
  auto [scenario, found] = read_scenario_with_errors(path, overrides);
  std::optional<BoundScenario> bound;
  if (!scenario.baseline.text.empty() || !found.has_errors()) {
    try {
      bound = bind(scenario, shelf.get(scenario.baseline, diagnostics), found);
    } catch (const InputError& error) {
      pass_on(error.diagnostics(), found);
    }
  }
  throw_in_order(found);
  pass_on(found.all(), diagnostics);
  return {std::move(scenario), std::move(*bound)};
}

PreparedRun prepare(const std::string& path, const std::vector<std::string>& overrides,
                    BaselineShelf& shelf, Diagnostics& diagnostics) {
  auto [scenario, bound] = read_and_bind(path, overrides, shelf, diagnostics);
  PreparedRun run;
  run.record = make_record(scenario, bound);
  run.deficits = bound.deficits;
  run.solver.tolerance = bound.tolerance.value_or(run.solver.tolerance);
  run.calibration = calibrate(std::move(bound.baseline), bound.calibration);
  run.policy = std::move(bound.policy);
  run.audit = apply_policy(run.calibration.world, run.policy).audit;
  warn_of_subsidies(run, diagnostics);
  return run;
}

void check_ids(const std::vector<PreparedRun>& runs, Diagnostics& diagnostics) {
  std::map<std::string, std::string> file_of;
  for (const PreparedRun& run : runs) {
    const auto [first, is_new] = file_of.emplace(run.record.id, run.record.scenario_file);
    if (!is_new)
      diagnostics.error({},
                        fmt::format("{} and {} both have the id '{}'", first->second,
                                    run.record.scenario_file, run.record.id),
                        "each scenario of a call needs an id of its own");
  }
}

}  // namespace

std::vector<PreparedRun> prepare_runs(const std::vector<std::string>& paths, const Options& options,
                                      Diagnostics& diagnostics) {
  const std::vector<std::string> overrides = overrides_of(options);
  BaselineShelf shelf;
  std::vector<PreparedRun> runs;
  for (const std::string& path : paths) {
    try {
      runs.push_back(prepare(path, overrides, shelf, diagnostics));
    } catch (const InputError& error) {
      pass_on(error.diagnostics(), diagnostics);
    }
  }
  check_ids(runs, diagnostics);
  diagnostics.throw_if_errors();
  return runs;
}

}  // namespace tariffsim
