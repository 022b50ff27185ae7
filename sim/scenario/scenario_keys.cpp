#include "scenario/scenario_keys.hpp"

namespace tariffsim {
namespace {

using Kind = ValueKind;

const char* const kSelectorWords =
    "a code, a group, `all`, `others` (all but the other side), a list of these, or a list with "
    "`not CODE` to leave one out";

std::vector<KeySpec> with_places(std::vector<KeySpec> keys, const std::string& sectors) {
  const std::string words = kSelectorWords;
  std::vector<KeySpec> all = {
      {"importer", Kind::selector, false, "The countries that import: " + words + "."},
      {"exporter", Kind::selector, false, "The countries that export: " + words + "."},
      {"except", Kind::selector, false,
       "Countries left out: of the exporters where these are several, else of the importers."},
      {"sectors", Kind::selector, false,
       "A sector, a sector group, `goods`, `services`, `all`, or a list of these. Default: " +
           sectors + "."},
  };
  all.insert(all.end(), keys.begin(), keys.end());
  return all;
}

MappingSpec rate_line(const std::string& name, const std::string& description) {
  MappingSpec spec{
      name, description, {}, {"set", "add", "multiply", "at_least", "at_most"}, {"coverage"}};
  spec.keys = with_places(
      {
          {"set", Kind::rate_or_file, false, "The rate becomes this one."},
          {"add", Kind::rate_or_file, false, "This is added to the rate there is, in points."},
          {"multiply", Kind::rate_or_file, false, "The rate there is times this: `50%` halves it."},
          {"at_least", Kind::rate_or_file, false, "A lower rate is raised to this one."},
          {"at_most", Kind::rate_or_file, false, "A higher rate is lowered to this one."},
      },
      "`goods`, or where a file of rates has a column `sector`, all in it");
  return spec;
}

}  // namespace

const MappingSpec& scenario_keys() {
  static const MappingSpec spec{
      "scenario",
      "A scenario: a baseline, a model and what governments do at the border.",
      {
          {"tariffsim", Kind::version, true, "Version of the format: 1."},
          {"id", Kind::text, false,
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
          {"report", Kind::mapping, false, "What reports show.", {}, &report_keys()},
      },
      {},
      {"reference", "vary", "steps", "expect", "include", "sweep", "uncertainty"}};
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
  static const MappingSpec spec{
      "model",
      "The options of the model.",
      {
          {"input_output", Kind::boolean, false,
           "Whether sectors buy from each other. Default: true where the baseline has input "
           "shares."},
          {"elasticities",
           Kind::elasticities,
           false,
           "Trade elasticities: a source of the baseline, one number for all sectors, or a mapping "
           "of "
           "`source` and numbers by sector. Default: the baseline's first source.",
           {},
           &elasticity_keys()},
          {"deficits",
           Kind::choice,
           false,
           "`fixed` (the default) keeps trade deficits in units of world value added; `none` "
           "removes them "
           "before the policy.",
           {"fixed", "none"}},
          {"tolerance", Kind::number, false,
           "Largest excess demand for a country's factors, as a fraction of its value added, at "
           "which a "
           "solution is accepted: 1e-13 to 1e-4. Default: 1e-10."},
      }};
  return spec;
}

const MappingSpec& elasticity_keys() {
  static const MappingSpec spec{
      "elasticities",
      "A source, and beside it numbers for single sectors, sector groups, `goods` or `services`.",
      {{"source", Kind::text, false,
        "A source of the baseline, or one number for all sectors. Default: the baseline's first "
        "source."}}};
  return spec;
}

const MappingSpec& group_keys() {
  static const MappingSpec spec{
      "groups",
      "Group name: its members.",
      {{"sectors", Kind::named, false, "Named groups of sectors, each a selector."}}};
  return spec;
}

const MappingSpec& policy_line_keys() {
  static const MappingSpec spec{
      "policy line",
      "One thing that is done.",
      {
          {"tariff", Kind::mapping, false, "Duties on imports.", {}, &tariff_keys()},
          {"export_tax",
           Kind::mapping,
           false,
           "Taxes on exports; negative ones are subsidies.",
           {},
           &export_tax_keys()},
          {"trade_cost",
           Kind::mapping,
           false,
           "Costs that burn resources and raise no revenue: non-tariff barriers, transport.",
           {},
           &trade_cost_keys()},
          {"embargo", Kind::mapping, false, "No trade at all.", {}, &embargo_keys()},
      },
      {"tariff", "export_tax", "trade_cost", "embargo"},
      {"exempt", "agreement", "retaliation"}};
  return spec;
}

const MappingSpec& tariff_keys() {
  static const MappingSpec spec =
      rate_line("tariff",
                "Duties that importers levy. A rate is `25%` or `0.25`, or a CSV file with the "
                "column `rate` and any of "
                "`exporter`, `importer` and `sector`; the selectors cover what the file's columns "
                "do not, and choose among "
                "its rows. A tariff on oneself is ignored.");
  return spec;
}

const MappingSpec& export_tax_keys() {
  static const MappingSpec spec = rate_line(
      "export_tax", "Taxes that exporters levy, with rates and files of rates as for a tariff.");
  return spec;
}

const MappingSpec& trade_cost_keys() {
  static const MappingSpec spec{
      "trade_cost", "Iceberg trade costs.",
      with_places({{"change", Kind::rate, true,
                    "Change of the cost: `+30%` makes it 1.3 times what it is."}},
                  "`all`")};
  return spec;
}

const MappingSpec& embargo_keys() {
  static const MappingSpec spec{
      "embargo",
      "No trade: between every two items of `between`, in both directions, or from `exporter` to "
      "`importer`.",
      with_places({{"between", Kind::selector, false,
                    "Two or more countries or groups; trade inside a group goes on."}},
                  "`all`")};
  return spec;
}

const MappingSpec& report_keys() {
  static const MappingSpec spec{
      "report",
      "What reports show.",
      {{"focus", Kind::selector, false, "The countries shown first, in this order."}}};
  return spec;
}

}  // namespace tariffsim
