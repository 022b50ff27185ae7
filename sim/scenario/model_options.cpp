#include "scenario/model_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "model/tolerance.hpp"
#include "scenario/elasticity_reader.hpp"
#include "scenario/family_options.hpp"
#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

using Kind = ValueKind;

const char* article(const std::string& title) {
  return std::string_view("aeiou").find(title.front()) == std::string_view::npos ? "a" : "an";
}

/// What the records of all numbers have in common: `at` is where ModelText keeps it. Further fields
/// are set by the caller.
template <class At>
ModelOption number_option(const std::string& name, const std::string& meaning,
                          const std::string& example, double least, double most, At at) {
  ModelOption option;
  option.key = {name, Kind::number, false, meaning};
  option.title = name;
  std::replace(option.title.begin(), option.title.end(), '_', ' ');
  option.plural = option.title + "s";
  option.example = example;
  option.sweepable = true;
  option.read = [=, title = option.title](const MappingReader& model, ModelText& text,
                                          Diagnostics& diagnostics) {
    const std::optional<double> value = model.number(name);
    if (!value) return;  // the reader has said what is wrong
    at(text) = *value;
    if (*value >= least && *value <= most) return;
    diagnostics.error(model.place(name), fmt::format("{} {} of {:g}: expected {:g} to {:g}",
                                                     article(title), title, *value, least, most));
  };
  option.prose = [=](const BoundModel& model) { return fmt::format("{:g}", at(model.text)); };
  option.is_default = [=](const BoundModel& model) { return at(model.text) == at(ModelText()); };
  return option;
}

ModelOption input_output() {
  return {
      .key = {"input_output", Kind::boolean, false,
              "Whether sectors buy from each other. Default: true if the baseline has input "
              "shares."},
      .title = "input-output links",
      .plural = "input-output links",
      .example = "false",
      .step_meaning = "",
      .affects_base = true,
      .read =
          [](const MappingReader& model, ModelText& text, Diagnostics&) {
            text.input_output = model.boolean("input_output");
            text.input_output_place = model.place("input_output");
          },
      .prose = [](const BoundModel& model) { return model.input_output ? "true" : "false"; },
      .is_default = [](const BoundModel& model) { return model.input_output == model.has_inputs; }};
}

ModelOption inputs_by_origin() {
  return {
      .key =
          {"inputs_by_origin", Kind::boolean, false,
           "Whether each sector, and final use, buys a good at home in a part of its own, as the "
           "baseline's inputs tell (`inputs.csv` with `origin`), in place of all in the same "
           "part. Default: false."},
      .title = "inputs by origin",
      .plural = "inputs by origin",
      .example = "true",
      .step_meaning = "",
      .affects_base = true,
      .read =
          [](const MappingReader& model, ModelText& text, Diagnostics&) {
            text.inputs_by_origin = model.boolean("inputs_by_origin").value_or(false);
            text.inputs_by_origin_place = model.place("inputs_by_origin");
          },
      .prose = [](const BoundModel& model) { return model.inputs_by_origin ? "true" : "false"; },
      .is_default = [](const BoundModel& model) { return !model.inputs_by_origin; }};
}

ModelOption elasticities() {
  return {
      .key = {"elasticities",
              Kind::elasticities,
              false,
              "Trade elasticities: a source of the baseline, one number for all sectors, or a "
              "mapping of `source` and numbers by sector. Default: the baseline's first source.",
              {},
              &elasticity_keys()},
      .title = "trade elasticity",
      .plural = "trade elasticities",
      .example = "4",
      .step_meaning = "Trade elasticities of this step, such as `boehm-2023-long`.",
      .sweepable = true,
      .read =
          [](const MappingReader& model, ModelText& text, Diagnostics& diagnostics) {
            read_elasticities(*model.find("elasticities"), text, diagnostics);
          },
      .prose = [](const BoundModel& model) { return model.elasticities; },
      .is_default =
          [](const BoundModel& model) {
            return !model.text.elasticity_source && !model.text.elasticity &&
                   model.text.sector_elasticity.empty();
          }};
}

ModelOption tariffs() {
  return {
      .key = {"tariffs", Kind::text, false,
              "A set of base rates of the baseline: a further column of its `tariffs.csv`, such "
              "as `teti-2022`, in place of the one that it begins with. What was observed "
              "stays."},
      .title = "set of tariffs",
      .plural = "sets of tariffs",
      .example = "teti-2022",
      .step_meaning = "",
      .affects_base = true,
      .read =
          [](const MappingReader& model, ModelText& text, Diagnostics&) {
            if (const auto name = model.text("tariffs"))
              text.tariffs = Name{*name, model.place("tariffs")};
          },
      .prose = [](const BoundModel& model) { return model.tariffs; },
      .is_default = [](const BoundModel& model) { return model.tariffs == model.default_tariffs; }};
}

ModelOption deficits() {
  return {
      .key = {"deficits",
              Kind::choice,
              false,
              "`fixed` (the default) keeps trade deficits in units of world value added; `none` "
              "removes them before the policy; `proportional` keeps them a constant part of "
              "income.",
              {"fixed", "none", "proportional"}},
      .title = "deficits",
      .plural = "deficits",
      .example = "none",
      .step_meaning = "",
      .affects_base = true,
      .read =
          [](const MappingReader& model, ModelText& text, Diagnostics&) {
            const auto word = model.text("deficits");
            for (const DeficitClosure closure : kClosures)
              if (word == name_of(closure)) text.deficits = closure;
          },
      .prose = [](const BoundModel& model) -> std::string { return name_of(model.text.deficits); },
      .is_default =
          [](const BoundModel& model) { return model.text.deficits == DeficitClosure::fixed; }};
}

ModelOption nests() {
  return {
      .key =
          {"nests",
           Kind::choice,
           false,
           "Of cells that a policy hits in part. `one` (the default): buyers swap goods that are "
           "hit for goods of the same sector that are not, at the trade elasticity. `separate`: "
           "they are other goods, and each seller's share of them competes with that of other "
           "sellers only, while the importer spends on them what it did, as shares of its "
           "spending on the sector. Goods that a line names by `products` are apart at any rate, "
           "at "
           "0% too.",
           {"one", "separate"}},
      .title = "nests",
      .plural = "nests",
      .example = "separate",
      .step_meaning = "How the parts of cells compete in this step.",
      .read =
          [](const MappingReader& model, ModelText& text, Diagnostics&) {
            if (const auto nests = model.text("nests")) text.separate_nests = *nests == "separate";
            text.nests_place = model.place("nests");
          },
      .prose =
          [](const BoundModel& model) {
            return model.parameters.separate_nests ? "separate" : "one";
          },
      .is_default = [](const BoundModel& model) { return !model.parameters.separate_nests; }};
}

ModelOption tolerance() {
  return number_option(
      "tolerance",
      fmt::format("Largest excess demand for a country's factors, as a fraction of its value "
                  "added, at which a solution is accepted: 1e-13 to 1e-4. Default: {:g}.",
                  kDefaultTolerance),
      "1e-08", 1e-13, 1e-4, [](auto&& model) -> auto& { return model.tolerance; });
}

}  // namespace

const std::vector<ModelOption>& model_options() {
  static const std::vector<ModelOption> options = [] {
    std::vector<ModelOption> all{input_output(), inputs_by_origin(), elasticities(),
                                 tariffs(),      deficits(),         nests(),
                                 tolerance()};
    for (ModelOption& option : family_options()) all.push_back(std::move(option));
    return all;
  }();
  return options;
}

const ModelOption* find_model_option(std::string_view name) {
  for (const ModelOption& option : model_options())
    if (option.key.name == name) return &option;
  return nullptr;
}

std::vector<RunOption> model_values(const BoundModel& model, bool of_steps) {
  std::vector<RunOption> values;
  for (const ModelOption& option : model_options())
    if (!of_steps || !option.step_meaning.empty())
      values.push_back({"model." + option.key.name, option.prose(model), option.is_default(model)});
  return values;
}

}  // namespace tariffsim
