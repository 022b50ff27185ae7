#include "scenario/scenario_keys.hpp"

#include "scenario/model_options.hpp"

namespace tariffsim {
namespace {

using Kind = ValueKind;

/// What belongs further inside, and names for what there is.
std::vector<std::pair<std::string, std::string>> other_scenario_keys() {
  std::vector<std::pair<std::string, std::string>> keys = {
      {"policies", "policy"},
      {"measures", "policy"},
      {"timeline", "steps"},
      {"variants", "vary"},
      {"name", "title"},
      {"version", "tariffsim"},
      {"expectations", "expect"},
      {"data", "baseline"},
      {"uncertain", "uncertainty"},
      {"gradient", "sensitivity"},
      {"derivatives", "sensitivity"},
      {"target", "goal"},
      {"optimal", "optimum"},
      {"best_response", "optimum"},
      {"nash", "did you mean 'game: {solution: nash, ...}'?"},
      {"players", "it stands under 'game', as 'game: {players: [USA, CHN], ...}'"},
      {"contributions", "attribution"},
      {"shapley", "attribution"},
      {"focus", "it stands under 'report', as 'report: {focus: [USA]}'"}};
  for (const ModelOption& option : model_options())
    keys.emplace_back(option.key.name, "it stands under 'model', as 'model: {" + option.key.name +
                                           ": " + option.example + "}'");
  for (const KeySpec& key : policy_line_keys().keys)
    keys.emplace_back(key.name, "it is a line of 'policy': '- " + key.name +
                                    ": {...}' on a line below 'policy:'");
  return keys;
}

std::vector<std::pair<std::string, std::string>> other_step_keys() {
  std::vector<std::pair<std::string, std::string>> keys = other_scenario_keys();
  keys.emplace_back("day", "date");
  for (auto& [written, meant] : keys)
    if (written == "name") meant = "did you mean 'id' (the short name), or 'title'?";
  return keys;
}

}  // namespace

// A table of data, and so longer than a function that does something should be.
const MappingSpec& scenario_keys() {
  static const MappingSpec spec{
      "scenario",
      "A scenario: a baseline, a model and what governments do at the border.",
      {
          {"tariffsim", Kind::version, true, "Version of the format: 1."},
          {"id", Kind::id, false,
           "Short name, of a-z, 0-9 and '-': the folder of the results. Default: the file's name."},
          {"title", Kind::text, false, "One line that says what is done. Default: the id."},
          {"description", Kind::text, false, "What is done and why, in sentences."},
          {"sources", Kind::texts, false, "Where the policy is documented, with dates."},
          {"baseline", Kind::text, true,
           "ID of a baseline, or a path to its folder, relative to the scenario's folder."},
          {"aggregate",
           Kind::mapping,
           false,
           "Countries and sectors joined before anything else.",
           {},
           &aggregate_keys()},
          {"model", Kind::mapping, false, "The options of the model.", {}, &model_keys()},
          {"groups",
           Kind::named,
           false,
           "Named groups of countries for use in selectors, each a selector.",
           {},
           &group_keys()},
          {"policy",
           Kind::mappings,
           false,
           "What is done, applied from top to bottom; each line sees the result of those above it.",
           {},
           &policy_line_keys()},
          {"include", Kind::texts, false,
           "Other scenario files, whose policy (all steps of it) comes before this file's."},
          {"in_data",
           Kind::policy_or_file,
           false,
           "A scenario file, or policy lines: tariffs and export taxes that were in force when the "
           "baseline's data were made. They replace its rates, in its codes and before "
           "`aggregate`; what was observed stays, and nothing is solved. `exempt` returns to them "
           "and `retaliation` does not answer them. For policy since then: `reference`.",
           {},
           &policy_line_keys()},
          {"reference",
           Kind::policy_or_file,
           false,
           "A scenario file, or policy lines: policy since the data were made, applied and solved "
           "first, so that all results are changes from there. For policy that was in force "
           "then: `in_data`.",
           {},
           &policy_line_keys()},
          {"vary",
           Kind::variants,
           false,
           "Variants: a name, and the keys that differ, each as path: value. Each is solved, and "
           "all "
           "are compared with the scenario itself.",
           {},
           &variant_keys()},
          {"steps",
           Kind::mappings,
           false,
           "A timeline. Each step's policy is added to those before; each step is solved and "
           "reported.",
           {},
           &step_keys(),
           true},
          {"report", Kind::mapping, false, "What reports show.", {}, &report_keys()},
          {"observed",
           Kind::mapping,
           false,
           "What really happened to an importer's trade: reports show it beside what the model "
           "says, with statistics of the agreement. With `steps` the last one counts.",
           {},
           &observed_keys()},
          {"expect", Kind::texts, false,
           "What should come out, such as `USA.welfare_pct < 0`, `VNM.exports_pct in [0.5, 5]`, "
           "`CHN->USA.flow_pct < -80`, `CHN->USA[C26].flow_pct < 0`, `DEU[C29].output_pct > 0`, "
           "`EU27[C24A].output_pct > 0`, "
           "`world.trade_volume_pct < 0`, `EU27.welfare_pct > -1`; of a step with `at ID` after "
           "the measure, else of the last. `run --check` reports each and exits 1 when one fails."},
          {"sensitivity",
           Kind::mapping,
           false,
           "Derivatives of outcomes by every rate: where one point more would matter most, at the "
           "policy as it is. With `steps`, at each. In a `sweep`, and in draws of `uncertainty`, "
           "sums "
           "over partners and over sectors are kept of each point.",
           {},
           &sensitivity_keys()},
          {"goal",
           Kind::mapping,
           false,
           "A number of the scenario is sought at which an outcome is what is wanted: all such "
           "values, or the statement that there is none. The results are those at the first. With "
           "`steps` the last one counts. In a `sweep`, and in draws of `uncertainty`, it is sought "
           "at every point.",
           {},
           &goal_keys()},
          {"optimum",
           Kind::mapping,
           false,
           "One government chooses its rates so that it has most of what it wants, everybody "
           "else's policy being what it is. The rates come last, after all of `policy`; the "
           "results are those under them. With `steps` they are chosen in the last one. Without "
           "`model.deficits` deficits are removed first.",
           {},
           &optimum_keys()},
          {"game",
           Kind::mapping,
           false,
           "Several governments choose their rates: each for itself (a Nash equilibrium of "
           "tariffs), or together. As for `optimum`.",
           {},
           &game_keys()},
          {"attribution",
           Kind::choice_or_mapping,
           false,
           "How the result is divided among the lines of the policy. `shapley`: each line on "
           "average "
           "over all orders in which the lines can come into force (all subsets to ten lines, "
           "beyond "
           "that orders drawn at random). `in-order`: each on top of those above it. `path`: not "
           "by "
           "line, but by partner and sector, each rate moving from its old value to its new one. "
           "`none`: not at all. Default: `shapley` up to six lines, else `in-order`; not with "
           "`steps`. In a `sweep`, and in draws of `uncertainty`, it is found only where this key "
           "asks for it, at every point: what each line adds to welfare.",
           {"shapley", "in-order", "path", "none"},
           &attribution_keys()},
          {"sweep", Kind::axes, false,
           "A grid of equilibria: one to three paths of keys with numbers (under `policy`, "
           "`steps`, "
           "`in_data`, `reference` or `model`), each with a range, such as "
           "`\"policy[0].tariff.add\": 0..245% by 5%`, or a list; or `optimum.player` with a list "
           "of "
           "those who choose in turn. Every combination is solved, at "
           "most 10 million; with `steps` the last one counts."},
          {"uncertainty",
           Kind::mapping,
           false,
           "How sure the results are: the scenario solved for many draws of what is not known. "
           "With "
           "`steps` the last one counts.",
           {},
           &uncertainty_keys()},
      },
      {},
      {},
      other_scenario_keys()};
  return spec;
}

const MappingSpec& aggregate_keys() {
  static const MappingSpec spec{
      "aggregate",
      "New code: old codes. What is not named stays as it is, or is joined as `NEW: others`.",
      {
          {"countries", Kind::named, false,
           "New regions, each a selector of countries; `others` is all that is not named, "
           "`others: keep` (the default) leaves it as it is."},
          {"sectors", Kind::named, false,
           "New sectors, each a selector of sectors; `others` as for countries."},
      }};
  return spec;
}

const MappingSpec& model_keys() {
  static const MappingSpec spec = [] {
    MappingSpec model{"model", "The options of the model.", {}};
    for (const ModelOption& option : model_options()) model.keys.push_back(option.key);
    return model;
  }();
  return spec;
}

const MappingSpec& elasticity_keys() {
  static const MappingSpec spec{
      "elasticities",
      "A source, and beside it numbers for single sectors, sector groups, `goods` or `services`: "
      "of two that hold a sector the one with fewer sectors counts, in whatever order they stand.",
      {{"source", Kind::text, false,
        "A source of the baseline, or one number for all sectors. Default: the baseline's first "
        "source."}}};
  return spec;
}

const MappingSpec& substitution_keys() {
  static const MappingSpec spec{
      "substitution",
      "Elasticities of substitution, 0.02 to 10; 1 (Cobb-Douglas) where the horizon sets none.",
      {{"value_added", Kind::number, false, "Between value added and inputs, in every sector."},
       {"inputs", Kind::number, false, "Between inputs."},
       {"final", Kind::number, false, "Between the goods of different sectors in final use."}},
      {},
      {},
      {{"final_use", "final"}, {"consumption", "final"}, {"labour", "value_added"}}};
  return spec;
}

const MappingSpec& selling_keys() {
  static const MappingSpec spec{
      "selling",
      "Selling costs: a share of what sellers receive in a market pays its labour.",
      {{"share", Kind::rates, true,
        "That share, 0% to under 100%, by importer: one for all, or countries with theirs and "
        "`others`."},
       {"pareto", Kind::number, false,
        "Shape of the distribution of firms, above 0. Default: the sector's trade elasticity."},
       {"exponent", Kind::numbers, false,
        "In its place, by how much more taxes bite than costs of trade, itself: one for all, or "
        "countries with theirs and `others`."}}};
  return spec;
}

const MappingSpec& group_keys() {
  static const MappingSpec spec{
      "groups",
      "Group name: its members.",
      {{"sectors", Kind::named, false, "Named groups of sectors, each a selector."},
       {"products", Kind::named, false, "Named lists of products, each as `products` of a line."}}};
  return spec;
}

const MappingSpec& step_keys() {
  static const MappingSpec spec{
      "step",
      "A point of the timeline.",
      {{"id", Kind::id, true, "Short name, of a-z, 0-9 and '-': the folder of the step's results."},
       {"date", Kind::day, false, "The day it takes effect, as 2025-04-10."},
       {"title", Kind::text, false, "One line that says what happens. Default: the id."},
       {"ends", Kind::day, false,
        "The day from which the policy of this step is no longer in force: steps dated on it or "
        "later are without it. Figures are a year's, while it lasts."},
       {"policy",
        Kind::mappings,
        false,
        "What is added to the policy of the steps before.",
        {},
        &policy_line_keys()},
       {"model",
        Kind::mapping,
        false,
        "The horizon of this step; without it that of the scenario.",
        {},
        &step_model_keys()}},
      {},
      {},
      other_step_keys()};
  return spec;
}

const MappingSpec& step_model_keys() {
  static const MappingSpec spec = [] {
    MappingSpec model{"step model", "The options of the model that a step may choose.", {}};
    for (const ModelOption& option : model_options()) {
      if (option.step_meaning.empty()) continue;
      model.keys.push_back(option.key);
      model.keys.back().description = option.step_meaning;
    }
    return model;
  }();
  return spec;
}

const MappingSpec& variant_keys() {
  static const MappingSpec spec{
      "variant",
      "Paths of keys with their values: `model.elasticities: 4`, `\"policy[1].tariff.add\": 20%`; "
      "`null` removes, `\"policy[+]\"` adds a line. Positions count from 0, in the file as it "
      "stands.",
      {}};
  return spec;
}

const MappingSpec& observed_keys() {
  static const MappingSpec spec{
      "observation",
      "What really happened, for a back-test.",
      {{"importer", Kind::text, true, "Whose imports were observed: one country."},
       {"file", Kind::text, true,
        "A CSV file with columns exporter, sector (codes or groups), before, after: values before "
        "duty, above 0. Changes are logs of after over before; `before` is the weight."},
       {"at_least", Kind::number, false,
        "Rows with less `before` count in totals only and are not compared, in the unit of the "
        "file. Default: 0."}},
      {},
      {},
      {{"values", "file"}, {"country", "importer"}, {"threshold", "at_least"}}};
  return spec;
}

const MappingSpec& sensitivity_keys() {
  static const MappingSpec spec{
      "sensitivity",
      "Which outcomes are differentiated, and by what.",
      {{"of", Kind::texts, true,
        "Measures as `expect` has them, such as `USA.welfare_pct`, `EU27.ev_musd`, "
        "`USA[C24A].volume_pct` or `CHN->USA.goods_balance_musd`; those whose derivatives are "
        "known."},
       {"in",
        Kind::choice,
        false,
        "By the tariff or the export tax of every cell, its trade cost, or the trade elasticity of "
        "every sector. Default: tariffs.",
        {"tariffs", "export_taxes", "trade_costs", "elasticities"}}},
      {},
      {},
      {{"outcomes", "of"},
       {"measures", "of"},
       {"outcome", "of"},
       {"by", "in"},
       {"to", "in"},
       {"with_respect_to", "in"}}};
  return spec;
}

const MappingSpec& goal_keys() {
  static const MappingSpec spec{
      "goal",
      "Which number is sought, between which bounds, and what is wanted.",
      {{"vary", Kind::text, true,
        "The path of the number, such as `policy[0].tariff.add`, as in a `sweep`."},
       {"between", Kind::text, true, "Its bounds: `0..300%`, or `2..8`."},
       {"until", Kind::text, true,
        "A measure as `expect` has them, and its value: `USA.tax_revenue_musd = 200000`, or "
        "`CHN->USA.flow_musd = 50% of baseline`, which is half of what it is without `policy`."}},
      {},
      {},
      {{"key", "vary"}, {"bounds", "between"}, {"range", "between"}, {"target", "until"}}};
  return spec;
}

const MappingSpec& report_keys() {
  static const MappingSpec spec{
      "report",
      "What reports show.",
      {{"focus", Kind::selector, false,
        "The countries shown first, in this order; a group is shown "
        "as one, its own trade left out."},
       {"show", Kind::texts, false,
        "The figures at the top of a report in place of the usual ones: "
        "measures as `expect` has them, such as `USA.imports_pct`, "
        "`DEU[C29].volume_pct`, `EU27[C24A].output_pct` or `CHN->USA.flow_pct`. Of a study "
        "(`sweep`, `uncertainty`) they are kept of each point too (figures.csv), beside welfare, "
        "real wages, exports, imports, border taxes and prices of every economy."},
       {"revenue",
        Kind::mapping,
        false,
        "Border tax revenue by the convention of budget scoring (nominal GDP held fixed): in a "
        "year, net of the fall of other taxes, over several years; each assumption only if it is "
        "given here. `{}` asks for one year.",
        {},
        &revenue_keys()},
       {"range",
        Kind::choice,
        false,
        "`all` (the default) also solves the scenario in the short, "
        "medium and long run, each with the first two other sources of "
        "elasticities that the baseline has, and with the other closures of "
        "trade deficits, and shows what headline figures are then; `none` "
        "leaves it out.",
        {"all", "none"}}},
      {},
      {},
      {{"countries", "focus"}, {"measures", "show"}, {"figures", "show"}}};
  return spec;
}

const MappingSpec& revenue_keys() {
  static const MappingSpec spec{
      "revenue report",
      "What is asked of border taxes, and under which assumptions.",
      {{"years",
        Kind::whole,
        false,
        "How many years are added up, 1 to 50: nominal, not discounted; with `steps` as if the "
        "last of them were in force in all of these years. Default: none are.",
        {},
        nullptr,
        false,
        1,
        50},
       {"from",
        Kind::whole,
        false,
        "The first of them. Default: the year of the money, `prices` of the baseline.",
        {},
        nullptr,
        false,
        1900,
        2200},
       {"growth", Kind::rate, false,
        "By how much the money that is taxed grows a year, from the year of the money on: above "
        "-100%, at most 100%. Default: 0%."},
       {"offset", Kind::part, false,
        "By what part of a change of border taxes income and payroll taxes change the other way. "
        "Without it there is no net figure."},
       {"not_collected", Kind::part, false,
        "What part of a rate above that of the data nobody collects; the data's own rates are "
        "taken as collected, and trade moves as the law says. Default: 0%."}},
      {},
      {},
      {{"first_year", "from"},
       {"first", "from"},
       {"start", "from"},
       {"year", "years"},
       {"trade_growth", "growth"},
       {"income_effect", "offset"},
       {"uncollected", "not_collected"},
       {"noncompliance", "not_collected"},
       {"compliance", "not_collected"},
       {"collected", "did you mean 'not_collected', the part that is lost?"}}};
  return spec;
}

}  // namespace tariffsim
