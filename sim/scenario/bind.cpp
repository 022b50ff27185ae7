#include "scenario/bind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "policy/policy_in_data.hpp"
#include "scenario/bind_alternatives.hpp"
#include "scenario/bind_expectations.hpp"
#include "scenario/bind_family.hpp"
#include "scenario/bind_model.hpp"
#include "scenario/bind_policy.hpp"
#include "scenario/bind_quotas.hpp"
#include "scenario/bind_strategy.hpp"
#include "scenario/bind_uncertainty.hpp"
#include "scenario/group_mentions.hpp"
#include "scenario/in_data.hpp"
#include "scenario/model_options.hpp"
#include "scenario/named_goods.hpp"
#include "scenario/observed_file.hpp"
#include "scenario/pass_on.hpp"
#include "scenario/revenue_reader.hpp"
#include "scenario/scenario_aggregation.hpp"
#include "scenario/separate_nests.hpp"

namespace tariffsim {
namespace {

/// Of games: more are not told of one by one.
constexpr std::size_t kMostPlayersInFocus = 5;

void check_input_output(const ModelText& model, const Baseline& baseline,
                        Diagnostics& diagnostics) {
  if (model.input_output == true && baseline.input_share.empty())
    diagnostics.error(model.input_output_place, fmt::format("{} has no input shares", baseline.id),
                      "use a baseline with inputs.csv, or leave this out");
}

void note_horizon(const BoundModel& model, Diagnostics& diagnostics) {
  const std::string sets = horizon_sentence(model);
  if (!sets.empty()) diagnostics.note({}, sets);
}

/// The model of the last step, else that of the scenario.
const ModelText& last_model(const Scenario& scenario) {
  const bool of_step = !scenario.steps.empty() && scenario.steps.back().model;
  return of_step ? *scenario.steps.back().model : scenario.model;
}

/// Looks up the names of a scenario and of the files that it includes, each with its own groups.
class ScenarioBinder {
 public:
  ScenarioBinder(const Scenario& scenario, const AggregatedBaseline& aggregated,
                 Diagnostics& diagnostics)
      : scenario_(scenario),
        aggregated_(aggregated),
        diagnostics_(diagnostics),
        countries_(
            country_names(scenario, aggregated.baseline, diagnostics, aggregated.joined_countries),
            diagnostics),
        sectors_(
            sector_names(scenario, aggregated.baseline, aggregated.joined_sectors, diagnostics),
            diagnostics),
        products_(scenario, aggregated.baseline, diagnostics),
        list_lines_(aggregated.baseline, diagnostics) {
    if (scenario.id.empty()) return;  // lines within a file, whose groups these are
    countries_.check_groups();
    sectors_.check_groups();
  }

  BoundModel model(const ModelText& text) {
    return bind_model(text, aggregated_.baseline, {scenario_.source, 0, 0, 1}, countries_, sectors_,
                      diagnostics_);
  }

  /// All policy of the file at its end: what it includes, its own, that of all its steps; before
  /// them that of its reference, with a mark if it ends.
  std::vector<PolicyLine> whole_policy(bool with_reference) {
    std::vector<PolicyLine> lines;
    if (with_reference && scenario_.reference) lines = of_file(*scenario_.reference, true);
    const std::size_t of_reference = lines.size();
    for (const auto& file : scenario_.include) append(of_file(*file, false), lines);
    const Timeline timeline = scenario_timeline();
    for (const ScheduledLine& line : timeline) lines.push_back(line.in_force_after(kForever));
    if (of_reference > 0 && lines.size() > of_reference) lines[of_reference].begins_scenario = true;
    note_read_as();
    return lines;
  }

  std::vector<PolicyLine> reference() {
    return scenario_.reference ? of_file(*scenario_.reference, true) : std::vector<PolicyLine>{};
  }

  std::vector<Stage> stages(const BoundModel& otherwise) {
    std::vector<PolicyLine> included;
    for (const auto& file : scenario_.include) append(of_file(*file, false), included);
    Timeline timeline = scenario_timeline();
    keep_places(included, timeline);
    const std::size_t n_stages = std::max<std::size_t>(1, scenario_.steps.size());
    std::vector<Stage> stages;
    if (!may_be_in_force(included.size(), timeline, n_stages)) return stages;
    for (std::size_t at = 0; at < n_stages; ++at) {
      Stage stage{{}, included, otherwise.parameters, model_values(otherwise, true)};
      horizons_.emplace_back();
      if (!scenario_.steps.empty()) choose_model(scenario_.steps[at], stage);
      stage.step.ends.clear();
      for (const ScheduledLine& line : timeline) add_if_in_force(line, at, stage);
      check_claims(stage);
      stages.push_back(std::move(stage));
    }
    return stages;
  }

  /// BoundScenario::horizons, once there are stages.
  const std::vector<std::string>& horizons() const { return horizons_; }

  /// As written; without one, who chooses rates.
  const Selector* focus_text() const {
    if (scenario_.focus) return &*scenario_.focus;
    return scenario_.strategy ? &scenario_.strategy->players : nullptr;
  }

  std::vector<Index> focus() {
    if (scenario_.focus) return countries_.resolve(*scenario_.focus);
    std::vector<Index> found;
    if (!scenario_.strategy) return found;
    const Selector& players = scenario_.strategy->players;
    for (const Name& name : players.include)  // each a player, of whom more is said elsewhere
      for (const Index n : countries_.resolve(Selector{{name}, players.exclude, name.place}))
        if (std::find(found.begin(), found.end(), n) == found.end()) found.push_back(n);
    return focus_names(found).size() > kMostPlayersInFocus ? std::vector<Index>{} : found;
  }

  /// Names of groups of several stay if nothing is left out; all else as codes. What cannot be
  /// looked up is passed over: focus() has told of it.
  std::vector<std::string> focus_names(const std::vector<Index>& focus) {
    const NameTable& table = countries_.table();
    const Selector* text = focus_text();
    std::vector<std::string> names;
    if (text == nullptr || focus.empty()) return names;
    const auto add = [&](const std::string& name) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    const auto add_codes = [&](const std::vector<Index>& positions) {
      for (const Index n : positions) add(table.codes[static_cast<std::size_t>(n)]);
    };
    if (!text->exclude.empty()) {
      add_codes(focus);
      return names;
    }
    for (const Name& written : text->include) {
      const Name name = countries_.in_codes(written);
      const std::vector<Index> members =
          countries_.table().is_group(name.text) ? countries_.resolve(name) : std::vector<Index>{};
      if (members.size() > 1 || table.find(name.text) >= 0)
        add(name.text);
      else if (!members.empty())
        add_codes(members);  // a group of one is that one
      else if (const auto word = table.words.find(name.text); word != table.words.end())
        add_codes(word->second);
    }
    return names;
  }

  std::vector<ReportedGroup> groups(const std::vector<std::string>& focus_names) {
    std::vector<Name> names;
    for (const auto& [name, members] : scenario_.country_groups) names.push_back(name);
    for (const std::string& name : focus_names)
      if (countries_.table().is_group(name)) names.push_back({name, {}});
    return groups_of_several(names, countries_);
  }

  /// Names that were written otherwise than the baseline has them.
  void note_read_as() {
    countries_.note_read_as();
    sectors_.note_read_as();
  }

  /// All that have been looked up so far.
  std::vector<ReportedGroup> named_groups() {
    return groups_of_several(countries_.groups_met(), countries_);
  }

  ExpectedNames expected() {
    return bind_expectations(scenario_, {countries_, sectors_, diagnostics_});
  }

  std::shared_ptr<const StrategyRequest> strategy() {
    if (scenario_.strategy == nullptr) return nullptr;
    return std::make_shared<const StrategyRequest>(
        bind_strategy(*scenario_.strategy, {countries_, sectors_, diagnostics_}));
  }

  std::optional<ObservedTrade> observed() {
    if (!scenario_.observed) return std::nullopt;
    return bind_observed(*scenario_.observed, countries_, sectors_, diagnostics_);
  }

  void tell_unused_groups() {
    if (!diagnostics_.has_errors())
      tariffsim::tell_unused_groups(scenario_, countries_, sectors_, products_, diagnostics_);
  }

  std::vector<ReportedGroup> sector_groups() { return reported_sector_groups(scenario_, sectors_); }

  std::optional<Uncertainty> uncertainty(const BoundModel& model) {
    if (scenario_.uncertainty == nullptr) return std::nullopt;
    Uncertainty bound = bind_uncertainty(*scenario_.uncertainty, model.parameters,
                                         {countries_, sectors_, diagnostics_});
    for (const Name& source : scenario_.uncertainty->sources)
      bound.sources.push_back(sources_of(model.text, source));
    return bound;
  }

 private:
  SourceParameters sources_of(const ModelText& starting, const Name& source) {
    ModelParameters parameters = with_source(starting, source);
    if (&last_model(scenario_) == &scenario_.model) return {parameters, parameters};
    return {std::move(parameters), with_source(last_model(scenario_), source)};
  }

  /// Parameters of a model with the elasticities of another source.
  ModelParameters with_source(ModelText text, const Name& source) {
    text.elasticity.reset();
    text.elasticity_source = source;
    Diagnostics found;  // what it says besides errors has been said of the scenario's own model
    ModelParameters parameters =
        ScenarioBinder(scenario_, aggregated_, found).model(text).parameters;
    for (const Diagnostic& one : found.all())
      if (one.severity == Severity::error) diagnostics_.error(one.place, one.message, one.hint);
    return parameters;
  }

  static constexpr std::size_t kForever = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t kMaxLinesInForce = 1'000'000;

  /// A line that is first in force in a step, and the part of it in force then and later.
  struct ScheduledLine {
    PolicyLine line;
    std::vector<double> schedule;
    std::size_t step = 0;
    std::string ends = {};  // the first day without it, or empty

    PolicyLine in_force_after(std::size_t steps) const {
      PolicyLine now = line;
      if (!schedule.empty()) now.in_force = schedule[std::min(steps, schedule.size() - 1)];
      return now;
    }
  };
  using Timeline = std::vector<ScheduledLine>;

  /// The line as it stands in a stage, unless it is still to come or has ended by then.
  static void add_if_in_force(const ScheduledLine& line, std::size_t at, Stage& stage) {
    if (line.step > at) return;
    if (!line.ends.empty() && line.ends <= stage.step.date) return;
    stage.policy.push_back(line.in_force_after(at - line.step));
    if (!line.ends.empty() && (stage.step.ends.empty() || line.ends < stage.step.ends))
      stage.step.ends = line.ends;
  }

  static void keep_places(std::vector<PolicyLine>& included, Timeline& timeline) {
    std::vector<PolicyLine*> lines;
    lines.reserve(included.size() + timeline.size());
    for (PolicyLine& line : included) lines.push_back(&line);
    for (ScheduledLine& line : timeline) lines.push_back(&line.line);
    keep_places_of_names(lines);
  }

  static void append(std::vector<PolicyLine> more, std::vector<PolicyLine>& lines) {
    std::move(more.begin(), more.end(), std::back_inserter(lines));
  }

  std::vector<PolicyLine> of_file(const Scenario& file, bool with_reference) {
    return ScenarioBinder(file, aggregated_, diagnostics_).whole_policy(with_reference);
  }

  /// The scenario's own lines; those outside `steps` are in force from the first one.
  Timeline scenario_timeline() {
    Timeline timeline;
    const auto add = [&](const std::vector<PolicyText>& policy, std::size_t step,
                         const std::string& day, const std::string& ends) {
      countries_.set_day(day);
      const PolicyLookup lookup{countries_, sectors_,   diagnostics_, &aggregated_.baseline,
                                day,        &products_, &list_lines_};
      for (const PolicyText& text : policy) {
        warn_of_late_parts(text, std::max<std::size_t>(1, scenario_.steps.size()) - step);
        timeline.push_back({bind_policy_line(text, lookup), text.schedule, step, ends});
        if (scenario_.steps.size() > 1) timeline.back().line.since = scenario_.steps[step].step.id;
      }
    };
    add(scenario_.policy, 0, "", "");
    for (std::size_t at = 0; at < scenario_.steps.size(); ++at) {
      const Step& step = scenario_.steps[at].step;
      add(scenario_.steps[at].policy, at, step.date, step.ends);
    }
    countries_.set_day("");
    return timeline;
  }

  /// Parts of a schedule that would come after the last step.
  void warn_of_late_parts(const PolicyText& line, std::size_t steps) {
    if (line.schedule.size() <= steps) return;
    diagnostics_.warning(
        line.schedule_place,
        fmt::format("a schedule of {} parts over {} {}: the {} never in force",
                    line.schedule.size(), steps, steps == 1 ? "step" : "steps",
                    line.schedule.size() - steps == 1 ? "last part is" : "last parts are"));
  }

  /// Lines in force, counted in every step, grow with the square of the steps.
  bool may_be_in_force(std::size_t included, const Timeline& timeline, std::size_t n_stages) {
    std::size_t lines = included * n_stages;
    for (const ScheduledLine& line : timeline) lines += n_stages - line.step;
    if (lines <= kMaxLinesInForce) return true;
    diagnostics_.error({scenario_.source, 0, 0, 1},
                       fmt::format("{} policy lines in force, counted in every step: over {}",
                                   lines, kMaxLinesInForce));
    return false;
  }

  /// Who claims a preference buys no goods of another kind than who does not.
  void check_claims(const Stage& stage) {
    for (const PolicyLine& line : stage.policy)
      if (const auto* levy = std::get_if<LevyChange>(&line.instrument);
          levy != nullptr && levy->claims && stage.parameters.separate_nests)
        diagnostics_.error(line.place,
                           "'claims' cannot be used with 'nests: separate': goods that enter under "
                           "a preference are the same goods as others");
  }

  void choose_model(const StepText& step, Stage& stage) {
    stage.step = step.step;
    if (!step.model) return;
    BoundModel chosen = model(*step.model);
    horizons_.back() = horizon_sentence(chosen);
    stage.options = model_values(chosen, true);
    stage.parameters = std::move(chosen.parameters);
  }

  const Scenario& scenario_;
  const AggregatedBaseline& aggregated_;
  Diagnostics& diagnostics_;
  SelectorLookup countries_;
  SelectorLookup sectors_;
  ProductLookup products_;
  ListLines list_lines_;
  std::vector<std::string> horizons_;
};

/// The model of the last step at other horizons and with other elasticities.
std::vector<ModelAlternative> alternatives(const Scenario& scenario,
                                           const AggregatedBaseline& aggregated) {
  return bind_alternatives(last_model(scenario), aggregated.baseline,
                           [&](const ModelText& text, Diagnostics& found) {
                             return ScenarioBinder(scenario, aggregated, found).model(text);
                           });
}

/// Every name of the scenario looked up in its (aggregated) baseline.
BoundScenario look_up(const Scenario& scenario, const AggregatedBaseline& aggregated,
                      Diagnostics& diagnostics) {
  BoundScenario bound;
  ScenarioBinder binder(scenario, aggregated, diagnostics);
  const BoundModel model = binder.model(scenario.model);
  check_input_output(scenario.model, aggregated.baseline, diagnostics);
  bound.calibration = {model.parameters, model.input_output, model.selling_share,
                       model.inputs_by_origin};
  note_horizon(model, diagnostics);
  bound.options = model_values(model, false);
  bound.deficits = scenario.model.deficits;
  bound.tolerance = scenario.model.tolerance;
  note_dates(scenario, aggregated.baseline.year, diagnostics);
  bound.reference = binder.reference();
  bound.stages = binder.stages(model);
  bound.horizons = binder.horizons();
  refuse_quotas(bound.reference, "reference", diagnostics);
  check_separate_nests(scenario, aggregated.baseline, bound.reference, bound.stages, diagnostics);
  for (Stage& stage : bound.stages)
    if (stage.parameters.separate_nests && !diagnostics.has_errors())
      place_parts(aggregated.baseline, stage, diagnostics);
  const auto check_derivatives = [&](const char* key, const Place& asked) {
    refuse_derivatives_of_nests(bound.stages, model.selling_share, key, asked, diagnostics);
  };
  if (scenario.sensitivity) check_derivatives("sensitivity", scenario.sensitivity->place);
  if (scenario.attribution && scenario.attribution->method == "path")
    check_derivatives("attribution: path", scenario.attribution->place);
  if (scenario.wants_range()) bound.alternatives = alternatives(scenario, aggregated);
  bound.focus = binder.focus();
  bound.focus_names = binder.focus_names(bound.focus);
  bound.uncertainty = binder.uncertainty(model);
  ExpectedNames expected = binder.expected();
  bound.expected_groups = std::move(expected.groups);
  bound.expected_names = std::move(expected.codes);
  bound.observed = binder.observed();
  bound.strategy = binder.strategy();
  binder.tell_unused_groups();  // before results look up all of them
  bound.groups = binder.groups(bound.focus_names);
  bound.sector_groups = binder.sector_groups();
  bound.revenue = bind_revenue(scenario, aggregated.baseline, diagnostics);
  bound.named_groups = binder.named_groups();
  binder.note_read_as();
  return bound;
}

}  // namespace

AggregatedBaseline scenario_data(const Scenario& scenario, Baseline baseline,
                                 Diagnostics& diagnostics) {
  choose_tariffs(scenario.model, baseline, diagnostics);
  std::vector<LineAudit> replaced;
  if (scenario.in_data) {
    Diagnostics found;
    AggregatedBaseline as_it_is{std::move(baseline), {}, {}};
    const std::vector<PolicyLine> lines =
        ScenarioBinder(*scenario.in_data, as_it_is, found).whole_policy(true);
    refuse_quotas(lines, "in_data", found);
    if (found.has_errors() &&
        !(scenario.aggregate.countries.empty() && scenario.aggregate.sectors.empty()))
      found.note(scenario.in_data_place,
                 "'in_data' comes before 'aggregate': it is written in the codes of the baseline");
    found.throw_if_errors();
    pass_on(found.all(), diagnostics);
    baseline = std::move(as_it_is.baseline);
    replaced = put_in_data(lines, baseline);
  }
  AggregatedBaseline data = aggregate_baseline(scenario, std::move(baseline), diagnostics);
  data.in_data = std::move(replaced);
  return data;
}

BoundScenario bind(const Scenario& scenario, Baseline baseline, Diagnostics& diagnostics) {
  Diagnostics found;
  AggregatedBaseline data = scenario_data(scenario, std::move(baseline), found);
  BoundScenario bound = look_up(scenario, data, found);
  found.throw_if_errors();
  pass_on(found.all(), diagnostics);
  bound.baseline = std::move(data.baseline);
  bound.in_data = std::move(data.in_data);
  return bound;
}

BoundScenario bind_aggregated(const Scenario& scenario, const AggregatedBaseline& aggregated,
                              Diagnostics& diagnostics) {
  Diagnostics found;
  BoundScenario bound = look_up(scenario, aggregated, found);
  found.throw_if_errors();
  pass_on(found.all(), diagnostics);
  return bound;
}

}  // namespace tariffsim
