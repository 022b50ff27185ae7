#include "scenario/family_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "scenario/bind_family.hpp"
#include "scenario/family_reader.hpp"
#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

using Kind = ValueKind;

using FamilyReader = void (*)(const YamlNode&, FamilyText&, Diagnostics&);

/// A reader of a record out of one that takes the value of the key.
auto reader_of(const char* key, FamilyReader read) {
  return [=](const MappingReader& model, ModelText& text, Diagnostics& diagnostics) {
    read(*model.find(key), text.family, diagnostics);
  };
}

std::string figure(double value, bool as_rate) {
  return as_rate ? fmt::format("{:.10g}%", 100 * value) : fmt::format("{:g}", value);
}

/// "0.1", "{USA: 27%, others: 12%}"
std::string figures_prose(const FiguresText& figures, bool as_rate) {
  if (figures.all) return figure(*figures.all, as_rate);
  std::vector<std::string> named;
  for (const auto& [name, value] : figures.named)
    named.push_back(fmt::format("{}: {}", name.text, figure(value, as_rate)));
  return fmt::format("{{{}}}", fmt::join(named, ", "));
}

ModelOption horizon() {
  return {.key = {"horizon",
                  Kind::choice,
                  false,
                  "How long after a change its effects are read: a named set of the options below "
                  "that also scales the trade elasticities. Keys beside it override what it sets. "
                  "`long` sets nothing. Default: none.",
                  {"short", "medium", "long"}},
          .title = "horizon",
          .plural = "horizons",
          .example = "short",
          .step_meaning = "The horizon at which this step's effects are read.",
          .read = [](const MappingReader& model, ModelText& text,
                     Diagnostics&) { read_horizon(model, text.family); },
          .prose = [](const BoundModel& model) -> std::string {
            switch (model.text.family.horizon) {
              case Horizon::none:
                return "none";
              case Horizon::short_run:
                return "short";
              case Horizon::medium_run:
                return "medium";
              case Horizon::long_run:
                return "long";
            }
            return "none";
          },
          .is_default =
              [](const BoundModel& model) { return model.text.family.horizon == Horizon::none; }};
}

/// Those that are not 1, in braces; "1" if all are.
std::string substitution_prose(const Substitution& substitution) {
  std::vector<std::string> parts;
  const auto add = [&](const char* name, double value) {
    if (value != 1) parts.push_back(fmt::format("{}: {:g}", name, value));
  };
  add("value_added", substitution.value_added);
  add("inputs", substitution.inputs);
  add("final", substitution.final_use);
  return parts.empty() ? "1" : fmt::format("{{{}}}", fmt::join(parts, ", "));
}

ModelOption substitution() {
  return {
      .key = {"substitution",
              Kind::mapping,
              false,
              "Elasticities of substitution of producers and households. Default: 1.",
              {},
              &substitution_keys()},
      .title = "elasticity of substitution",
      .plural = "elasticities of substitution",
      .example = "{inputs: 0.2}",
      .step_meaning = "Elasticities of substitution of this step.",
      .sweepable = true,
      .swept_key = "inputs",
      .swept_value = "0.2",
      .read = reader_of("substitution", read_substitution),
      .prose =
          [](const BoundModel& model) { return substitution_prose(model.parameters.substitution); },
      .is_default =
          [](const BoundModel& model) {
            return substitution_prose(model.parameters.substitution) == "1";
          }};
}

ModelOption labour_mobility() {
  return {.key = {"labour_mobility",
                  Kind::number_or_word,
                  false,
                  "How readily labour moves between the sectors of a country: `perfect` (the "
                  "default), or the elasticity of its supply to a sector, 0 (it stays where it is) "
                  "to 1e9. Unless it is perfect, wages differ by sector.",
                  {"perfect"}},
          .title = "labour mobility",
          .plural = "labour mobilities",
          .example = "0",
          .step_meaning = "Labour mobility of this step.",
          .sweepable = true,
          .read = reader_of("labour_mobility", read_mobility),
          .prose = [](const BoundModel& model) -> std::string {
            const double mobility = model.parameters.labour_mobility;
            return std::isinf(mobility) ? "perfect" : fmt::format("{:g}", mobility);
          },
          .is_default =
              [](const BoundModel& model) { return std::isinf(model.parameters.labour_mobility); }};
}

ModelOption labour_supply() {
  return {
      .key = {"labour_supply", Kind::number, false,
              "Elasticity of hours worked to the real wage, 0 to 10. Default: 0."},
      .title = "labour supply",
      .plural = "labour supplies",
      .example = "0.4",
      .step_meaning = "Elasticity of labour supply of this step.",
      .sweepable = true,
      .read = reader_of("labour_supply", read_labour_supply),
      .prose =
          [](const BoundModel& model) {
            return fmt::format("{:g}", model.parameters.labour_supply);
          },
      .is_default = [](const BoundModel& model) { return model.parameters.labour_supply == 0; }};
}

ModelOption revenue() {
  return {
      .key = {"revenue",
              Kind::choice,
              false,
              "Who gets what borders collect: households as a `lump_sum` (the default), or "
              "those who work, as a lower `income_tax`, which matters where there is a "
              "`labour_supply`.",
              {"lump_sum", "income_tax"}},
      .title = "use of revenue",
      .plural = "uses of revenue",
      .example = "income_tax",
      .step_meaning = "The use of revenue in this step.",
      .read =
          [](const MappingReader& model, ModelText& text, Diagnostics&) {
            const bool tax = model.text("revenue") == "income_tax";
            text.family.revenue = tax ? RevenueUse::income_tax : RevenueUse::lump_sum;
            text.family.revenue_place = model.place("revenue");
          },
      .prose = [](const BoundModel& model) -> std::string {
        return model.parameters.revenue == RevenueUse::lump_sum ? "lump_sum" : "income_tax";
      },
      .is_default =
          [](const BoundModel& model) { return model.parameters.revenue == RevenueUse::lump_sum; }};
}

ModelOption income_tax_rate() {
  return {
      .key =
          {"income_tax_rate", Kind::rates, false,
           "With `revenue: income_tax`, the tax on wages before: 0% to under 100%, one for all, "
           "or countries with theirs and `others`. Default: what the new revenue just replaces."},
      .title = "income tax rate",
      .plural = "income tax rates",
      .example = "30%",
      .step_meaning = "Tax on wages before, in this step.",
      .sweepable = true,
      .read = reader_of("income_tax_rate", read_tax_rate),
      .prose = [](const BoundModel& model) -> std::string {
        const auto& rate = model.text.family.income_tax_rate;
        return rate ? figures_prose(*rate, true) : "not given";
      },
      .is_default = [](const BoundModel& model) { return !model.text.family.income_tax_rate; }};
}

ModelOption scale() {
  return {.key = {"scale",
                  Kind::numbers,
                  false,
                  "Economies of scale: by how much a sector's costs fall as it grows, 0 or above, "
                  "one for all, or sectors with theirs; `krugman`: 1 over the trade elasticity. "
                  "Times the trade elasticity at most 1. Default: 0.",
                  {"krugman"}},
          .title = "economies of scale",
          .plural = "economies of scale",
          .example = "0.1",
          .step_meaning = "Economies of scale of this step.",
          .sweepable = true,
          .read = reader_of("scale", read_scale),
          .prose = [](const BoundModel& model) -> std::string {
            const FamilyText& text = model.text.family;
            if (text.krugman) return "krugman";
            return text.scale ? figures_prose(*text.scale, false) : "0";
          },
          .is_default = [](const BoundModel& model) { return !has_scale(model.parameters); }};
}

std::string selling_prose(const FamilyText& text) {
  if (!text.selling_share) return "none";
  std::string prose = "{share: " + figures_prose(*text.selling_share, true);
  if (text.selling_pareto) prose += fmt::format(", pareto: {:g}", *text.selling_pareto);
  if (text.selling_exponent) prose += ", exponent: " + figures_prose(*text.selling_exponent, false);
  return prose + "}";
}

ModelOption selling() {
  return {.key = {"selling",
                  Kind::mapping,
                  false,
                  "Selling costs, paid to labour of the importer; taxes then reduce trade more "
                  "than trade costs of the same size. Default: none.",
                  {},
                  &selling_keys()},
          .title = "selling costs",
          .plural = "selling costs",
          .example = "{share: 12%}",
          .step_meaning = "",
          .affects_base = true,
          .read = reader_of("selling", read_selling),
          .prose = [](const BoundModel& model) { return selling_prose(model.text.family); },
          .is_default = [](const BoundModel& model) { return !model.text.family.selling_share; }};
}

}  // namespace

std::vector<ModelOption> family_options() {
  return {horizon(), substitution(),    labour_mobility(), labour_supply(),
          revenue(), income_tax_rate(), scale(),           selling()};
}

std::map<std::string, std::string> options_of_horizon(const std::string& name) {
  const ModelOption option = horizon();
  for (const Horizon one :
       {Horizon::none, Horizon::short_run, Horizon::medium_run, Horizon::long_run}) {
    BoundModel model;
    model.text.family.horizon = one;
    if (option.prose(model) != name) continue;
    model.parameters = horizon_parameters(one);
    std::map<std::string, std::string> values;
    for (const ModelOption& set : {substitution(), labour_mobility()})
      values.emplace("model." + set.key.name, set.prose(model));
    return values;
  }
  return {};
}

std::vector<std::string> options_beside_horizon(const std::vector<RunOption>& options) {
  std::vector<std::string> names;
  for (const auto& [name, value] : options_of_horizon(value_of(options, "model.horizon")))
    if (value_of(options, name) != value) names.push_back(name);
  return names;
}

}  // namespace tariffsim
