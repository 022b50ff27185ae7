#include "runs/prepared_run.hpp"
#include "runs/asked_attribution.hpp"
#include "runs/asked_sensitivity.hpp"
#include "runs/prepared_goal.hpp"
#include "runs/prepared_strategy.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "data/baseline_folder.hpp"
#include "runs/baseline_cache.hpp"
#include "runs/baseline_cautions.hpp"
#include "runs/baseline_doubts.hpp"
#include "runs/expected_measures.hpp"
#include "runs/models_of_steps.hpp"
#include "runs/policy_remarks.hpp"
#include "runs/prepared_study.hpp"
#include "runs/replaced_lines.hpp"
#include "runs/scenario_notes.hpp"
#include "runs/told_options.hpp"
#include "runs/undone_remarks.hpp"
#include "scenario/bind.hpp"
#include "scenario/bind_expectations.hpp"
#include "scenario/library.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/study_text.hpp"
#include "studies/baselines_apart.hpp"
#include "studies/policy_changes.hpp"

namespace tariffsim {
namespace {

/// The title of a file, `otherwise` for lines in place of one.
std::string prose(const std::shared_ptr<const Scenario>& file, const char* otherwise) {
  if (!file) return "";
  return file->title.empty() ? otherwise : file->title;
}

std::vector<NamedGroup> named(const std::vector<ReportedGroup>& groups) {
  std::vector<NamedGroup> out;
  out.reserve(groups.size());
  for (const ReportedGroup& group : groups) out.push_back({group.name, group.members});
  return out;
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
                   .price_year = baseline.price_year,
                   .baseline_hash = baseline.hash,
                   .data_sources = baseline.sources,
                   .data_licence = baseline.licence,
                   .data_notes = baseline.notes,
                   .stands_alone = baseline.stands_alone,
                   .currency = baseline.currency,
                   .in_data = bound.in_data.empty() ? "" : prose(scenario.in_data, kOwnInData),
                   .in_data_lines = bound.in_data,
                   .reference = prose(scenario.reference, kOwnReference),
                   .step = std::nullopt,
                   .options = bound.options,
                   .focus = {},
                   .regions = baseline.regions,
                   .customs = baseline.customs,
                   .deflators = baseline.deflators};
  for (const Index country : bound.focus)
    record.focus.push_back(baseline.countries[static_cast<std::size_t>(country)].code);
  record.in_focus_first = bound.focus_names;
  record.groups = named(bound.groups);
  record.named_groups = named(bound.named_groups);
  record.sector_groups = named(bound.sector_groups);
  record.observed = bound.observed;
  record.revenue = bound.revenue;
  return record;
}

/// Variants mostly differ in their policy: one world serves those whose worlds are equal.
void share_world(Calibration& calibration, std::vector<std::shared_ptr<const World>>& worlds) {
  for (const auto& known : worlds)
    if (*known == *calibration.world) {
      calibration.world = known;
      return;
    }
  worlds.push_back(calibration.world);
}

/// Accounts that no model can stand on are told of where the scenario names their baseline.
Calibration calibrated(const Scenario& scenario, BoundScenario& bound) {
  try {
    return calibrate(std::move(bound.baseline), bound.calibration);
  } catch (const InputError& error) {
    std::vector<Diagnostic> found = error.diagnostics();
    for (Diagnostic& one : found)
      if (!one.place.source) one.place = scenario.baseline.place;
    throw InputError(std::move(found));
  }
}

bool names_products(const PartedPolicy& policy) {
  return std::any_of(policy.parts.begin(), policy.parts.end(),
                     [](const auto& cell) { return !cell.second.lists.empty(); });
}

/// Between the years of a baseline and of its trade by product lists may have gained or lost
/// weight.
void tell_products_year(int year, RunRecord& record, Diagnostics& diagnostics) {
  record.products_year = year;
  if (year != record.baseline_year)
    diagnostics.note({}, fmt::format("products are weighted by the trade of {}, but {} is of {}: "
                                     "products taxed or banned in between get too little weight",
                                     year, record.baseline_id, record.baseline_year));
}

/// Checks the rates that are chosen; places of lines for which they stand in.
std::vector<Place> check_chosen(const World& world, const PreparedRun& run,
                                Diagnostics& diagnostics) {
  const Stage& end = run.experiment.stages.back();
  const StrategyRequest& asked = *run.experiment.strategy;
  const PartedPolicy policy = apply_policy(world, end.policy).policy;
  check_strategy(asked, world, policy, end.parameters.separate_nests, diagnostics);
  return lines_chosen_anew(end.policy, asked, world, policy.average);
}

PreparedRun make_run(const Scenario& scenario, BoundScenario bound,
                     std::vector<std::shared_ptr<const World>>& worlds, Diagnostics& diagnostics) {
  const bool is_study = scenario.sweep != nullptr || bound.uncertainty;
  PreparedRun run;
  const int products_year = bound.baseline.products_year;
  run.record = make_record(scenario, bound);
  run.record.cautions = take_caution(bound.baseline);
  run.expect = scenario.expect;
  run.expected_groups = named(bound.expected_groups);
  run.record.shown = scenario.shown;
  run.record.shown_groups = run.expected_groups;
  run.experiment.deficits = bound.deficits;
  run.experiment.solver.tolerance = bound.tolerance;
  run.experiment.calibration = calibrated(scenario, bound);
  warn_of_scaled_inputs(run.experiment.calibration, run.record.baseline_id, run.record.currency,
                        diagnostics);
  share_world(run.experiment.calibration, worlds);
  run.experiment.reference = std::move(bound.reference);
  run.experiment.stages = std::move(bound.stages);
  if (!is_study)
    run.experiment.forces = is_short_run(run.experiment.stages.back().options)
                                ? ForcesAsked::of_all
                                : ForcesAsked::of_signs_by_rebate;
  run.record.parameters = run.experiment.stages.back().parameters;
  run.experiment.range = {std::move(bound.alternatives), run.record.groups};
  run.record.reference_lines =
      apply_policy(*run.experiment.calibration.world, run.experiment.reference).audit;
  const auto world = world_to_audit(run.experiment);
  bool by_product = false;
  for (const Stage& stage : run.experiment.stages) {
    AppliedPolicy applied = apply_policy(*world, stage.policy);
    if (scenario.sensitivity && !diagnostics.has_errors())  // it would be said of every step
      check_quotas_followed(applied.policy, stage.parameters.separate_nests,
                            scenario.sensitivity->place, diagnostics);
    by_product = by_product || names_products(applied.policy);
    run.audits.push_back(std::move(applied.audit));
  }
  run.experiment.strategy = std::move(bound.strategy);
  std::vector<Place> replaced = varied_lines(scenario);
  if (run.experiment.strategy != nullptr)
    for (const Place& place : check_chosen(*world, run, diagnostics)) replaced.push_back(place);
  if (by_product) tell_products_year(products_year, run.record, diagnostics);
  remark_on_data(bound.in_data, diagnostics);
  remark_on_data(run.record.reference_lines, diagnostics);
  const std::vector<std::vector<LineAudit>> audits = audits_without(run.audits, replaced);
  remark_on_policy({audits, run.experiment.stages, *world, !run.experiment.reference.empty()},
                   diagnostics);
  note_parts(audits, run.experiment.stages.back().parameters.separate_nests, diagnostics);
  // Of a study the last step counts.
  if (is_study && !bound.horizons.empty() && !bound.horizons.back().empty())
    diagnostics.note({}, bound.horizons.back());
  if (!is_study) note_models_of_steps(run.experiment.stages, bound.horizons, diagnostics);
  return run;
}

/// All that is held against the columns of results.
std::vector<Expectation> measures_of(const Scenario& scenario) {
  std::vector<Expectation> all = scenario.expect;
  all.insert(all.end(), scenario.shown.begin(), scenario.shown.end());
  if (scenario.goal != nullptr) all.push_back(scenario.goal->until.measure);
  return all;
}

void add_notes(const std::vector<Diagnostic>& said, RunRecord& record) {
  for (std::string& note : notes_of(said, record.scenario_file))
    record.notes.push_back(std::move(note));
}

/// Looks up the names of a scenario, or of a variant, whose notes would say once more what those of
/// the scenario say, and makes it ready; errors go to `found`, and nothing is returned then.
std::optional<PreparedRun> prepare_run(const Scenario& written, bool is_variant,
                                       BaselineCache& cache, Diagnostics& found) {
  Diagnostics own;
  std::optional<PreparedRun> run;
  bool measures_checked = false;
  try {
    CachedBaseline& cached = cache.get(written.baseline);
    if (!std::exchange(cached.told, true)) pass_on(cached.said, found);
    const Baseline& baseline = cached.baseline;
    BoundScenario bound = bind(written, baseline, own);
    const Scenario scenario = with_expected_names(written, bound.expected_names);
    const std::vector<NamedGroup> expected = named(bound.expected_groups);
    check_measures(measures_of(scenario), &expected, bound.revenue ? &*bound.revenue : nullptr,
                   own);
    measures_checked = true;
    std::optional<SensitivityRequest> sensitivity =
        ask_sensitivity(scenario, bound.baseline, expected, own);
    const std::optional<Uncertainty> uncertainty = bound.uncertainty;
    const std::vector<Index> focus = bound.focus;
    if (!found.has_errors() && !own.has_errors()) {
      run = make_run(scenario, std::move(bound), cached.worlds, own);
      run->experiment.sensitivity = std::move(sensitivity);
      run->experiment.goal = prepare_goal(scenario, baseline, *run);
      ask_attribution(scenario, focus, *run, own);
      run->study = prepare_study(scenario, baseline, *run, uncertainty, focus, own);
      if (run->study && scenario.observed)
        own.warning(scenario.observed->importer.place,
                    "'observed' is ignored: a study has many results");
      if (run->study && scenario.revenue)
        own.warning(scenario.revenue->place, "'revenue' is ignored: a study has many results");
      const Step& last = run->experiment.stages.back().step;
      if (run->study && !last.id.empty()) {
        run->record.step = last;
        tell_options(run->experiment.stages.back().options, run->record);
      }
      run->record.notes = run->record.cautions;
      run->record.notes.insert(run->record.notes.end(), cached.notes.begin(), cached.notes.end());
      if (!run->record.in_data.empty())
        run->record.notes.push_back(
            fmt::format("'in_data' replaces rates of the baseline and changes no flow: {}",
                        run->record.in_data));
    }
  } catch (const InputError& error) {
    pass_on(error.diagnostics(), own);
    if (!measures_checked)
      check_measures(measures_of(written), nullptr,
                     written.revenue ? &written.revenue->terms : nullptr, own);
  }
  std::vector<Diagnostic> said = own.take();
  if (run) add_notes(said, run->record);
  if (is_variant)
    std::erase_if(said, [](const Diagnostic& one) { return one.severity == Severity::note; });
  pass_on_new(said, found);
  return run;
}

/// What tells of a run what it has otherwise than another.
ComparedRun premises_of(const PreparedRun& run) {
  ComparedRun out;
  for (const PolicyLine& line : run.experiment.stages.back().policy) {
    out.policy.push_back(line.written);
    if (line.written != line.text) out.labels[line.written] = line.text;
  }
  out.overrides = run.record.overrides;
  static_cast<SolvedAs&>(out) = solved_as(run.record.options);
  return out;
}

/// Variants lie in folders of their own inside the scenario's; they are called by what they change.
void link_variants(PreparedScenario& prepared) {
  if (prepared.empty()) return;
  RunRecord& scenario = prepared.front().record;
  for (std::size_t at = 1; at < prepared.size(); ++at) {
    RunRecord& variant = prepared[at].record;
    variant.variant_of = scenario.id;
    variant.varied = variant.overrides.size() - scenario.overrides.size();
    scenario.variants.push_back(
        {variant.id, changes_in_words(premises_of(prepared.front()), premises_of(prepared[at]))});
  }
}

/// Variants are compared with their scenario.
void check_baselines_of_variants(const PreparedScenario& prepared, const Place& place,
                                 Diagnostics& found) {
  std::vector<BaselineUse> uses;
  for (const PreparedRun& run : prepared)
    uses.push_back({run.record.id, run.record.baseline_id, run.record.stands_alone});
  if (const std::string why = why_apart(uses); !why.empty())
    found.error(place, why, "give each baseline a scenario file of its own");
}

/// What becomes of lines is seen in all that a file makes.
void remark_on_undone(const ModelText& model, PreparedScenario& prepared, Diagnostics& found) {
  Diagnostics said;
  warn_of_undone_lines(prepared, said);
  if (model.separate_nests) warn_of_idle_nests(prepared, model.nests_place, said);
  if (!prepared.empty()) add_notes(said.all(), prepared.front().record);
  pass_on(said.all(), found);
}

/// Reads a scenario file and looks up its names; the errors of both are thrown together, in the
/// file's order.
PreparedScenario prepare_file(const std::string& path, const std::vector<std::string>& overrides,
                              BaselineCache& cache, Diagnostics& diagnostics) {
  ScenarioFile file = read_scenario_file(path, overrides);
  PreparedScenario prepared;
  std::vector<const Scenario*> scenarios{&file.scenario};
  for (const Scenario& variant : file.variants) scenarios.push_back(&variant);
  const std::vector<Diagnostic> reading = file.found.all();
  for (const Scenario* scenario : scenarios) {
    if (scenario->baseline.text.empty() && file.found.has_errors()) continue;
    auto run = prepare_run(*scenario, scenario != &file.scenario, cache, file.found);
    if (!run) continue;
    add_notes(reading, run->record);
    prepared.push_back(std::move(*run));
  }
  check_baselines_of_variants(prepared, file.scenario.baseline.place, file.found);
  if (!file.found.has_errors()) remark_on_undone(file.scenario.model, prepared, file.found);
  throw_in_order(file.found);
  pass_on(in_order(file.found.take()), diagnostics);
  link_variants(prepared);
  return prepared;
}

void check_ids(const std::vector<PreparedScenario>& scenarios, Diagnostics& diagnostics) {
  std::map<std::string, std::string> file_of;
  for (const PreparedScenario& scenario : scenarios) {
    const RunRecord& record = scenario.front().record;
    const auto [first, is_new] = file_of.emplace(record.id, record.scenario_file);
    if (!is_new)
      diagnostics.error({},
                        fmt::format("{} and {} both have the id '{}'", first->second,
                                    record.scenario_file, record.id),
                        "each scenario of a call needs an id of its own");
  }
}

}  // namespace

/// Groups, baselines and recipes of a library, which a pattern like scenarios/**/*.yaml meets.
bool is_passed_over(const std::string& path, std::size_t files) {
  const std::string name = std::filesystem::path(path).filename().string();
  return files > 1 &&
         (name == "groups.yaml" || name == "baseline.yaml" || name.ends_with(".recipe.yaml"));
}

std::shared_ptr<const World> world_to_audit(const Experiment& experiment) {
  if (experiment.reference.empty()) return experiment.calibration.world;
  auto world = std::make_shared<World>(*experiment.calibration.world);
  PartedPolicy policy = apply_policy(*world, experiment.reference).policy;
  for (const Wedge& wedge : kWedges)
    if (wedge.base != nullptr) (*world).*wedge.base = std::move(policy.average.*wedge.levels);
  world->parts = lasting_parts(policy);
  return world;
}

std::vector<PreparedScenario> prepare_scenarios(const std::vector<std::string>& paths,
                                                const std::vector<std::string>& overrides,
                                                Diagnostics& diagnostics) {
  BaselineCache cache;
  std::vector<PreparedScenario> scenarios;
  for (const std::string& path : paths) {
    if (is_passed_over(path, paths.size())) {
      diagnostics.note({}, path + ": ignored, it is no scenario");
      continue;
    }
    try {
      scenarios.push_back(
          prepare_file(scenario_file(path).string(), overrides, cache, diagnostics));
    } catch (const InputError& error) {
      pass_on(error.diagnostics(), diagnostics);
    }
  }
  check_ids(scenarios, diagnostics);
  diagnostics.throw_if_errors();
  return scenarios;
}

std::optional<VariantBacktest> variant_test(const PreparedRun& run,
                                            const std::vector<SolvedStep>& solved) {
  const std::optional<ObservedTrade>& observed = run.record.observed;
  if (!observed) return std::nullopt;
  return VariantBacktest{run.record.id, backtest(*solved.back().result.outcome, *observed)};
}

std::string what_failed(const PreparedScenario& scenario, std::size_t run,
                        const std::vector<SolvedStep>& solved) {
  const SolvedStep& last = solved.back();
  if (last.result.outcome) return "";
  const std::string step = last.step.id.empty() ? "" : ", step " + last.step.id;
  const RunRecord& record = scenario[run].record;
  const std::string id =
      record.variant_of.empty() ? record.id : record.variant_of + ", variant " + record.id;
  return fmt::format("{}{}: not solved: {}", id, step, last.result.statistics.message);
}

std::string what_failed(const PreparedScenario& scenario, const SolvedScenario& solved) {
  for (std::size_t at = 0; at < scenario.size(); ++at)
    if (std::string failure = what_failed(scenario, at, solved[at]); !failure.empty())
      return failure;
  return "";
}

}  // namespace tariffsim
