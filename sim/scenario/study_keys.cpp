#include "scenario/scenario_keys.hpp"
#include "scenario/study_text.hpp"

namespace tariffsim {
namespace {

using Kind = ValueKind;

constexpr double kMostSeed = 9007199254740992.0;  // 2^53: whole numbers that a double tells apart

}  // namespace

const MappingSpec& uncertainty_keys() {
  static const MappingSpec spec{
      "uncertainty",
      "What is drawn, and how often. What is not named here stays as the scenario says.",
      {{"draws",
        Kind::whole,
        false,
        "Equilibria that are solved, 2 to 10 million; if more than one of the groups below is "
        "drawn, half as many again for each of them, to tell their parts of the variance "
        "(first-order Sobol indices). Default: 1000.",
        {},
        nullptr,
        false,
        2,
        static_cast<double>(kMostPoints)},
       {"seed",
        Kind::whole,
        false,
        "A whole number from 0; the same seed gives the same draws. Default: 1.",
        {},
        nullptr,
        false,
        0,
        kMostSeed},
       {"sampling",
        Kind::choice,
        false,
        "`sobol` (the default): a Sobol sequence, shifted by the seed; `latin_hypercube`: each "
        "quantity falls once into each of as many equal parts of its distribution as there are "
        "draws.",
        {"sobol", "latin_hypercube"}},
       {"elasticities",
        Kind::mapping,
        false,
        "Trade elasticities that are not known.",
        {},
        &uncertain_elasticity_keys()},
       {"trade_costs",
        Kind::mappings,
        false,
        "Trade costs that are not known; each entry is one factor, the same for all its cells.",
        {},
        &uncertain_cost_keys()},
       {"rates",
        Kind::mapping,
        false,
        "Rates of the policy that are not known.",
        {},
        &uncertain_rate_keys()},
       {"substitution",
        Kind::mapping,
        false,
        "Elasticities of substitution that are not known: each of the three that the scenario has "
        "(1 where it gives none) times a factor of its own, kept within 0.02 and 10.",
        {},
        &uncertain_option_keys()},
       {"labour_mobility",
        Kind::mapping,
        false,
        "The mobility of labour, which must be a number above 0 in the scenario.",
        {},
        &uncertain_option_keys()},
       {"labour_supply",
        Kind::mapping,
        false,
        "The elasticity of labour supply, which must be above 0 in the scenario.",
        {},
        &uncertain_option_keys()}},
      {},
      {{"elasticities"},
       {"trade_costs"},
       {"rates"},
       {"substitution"},
       {"labour_mobility"},
       {"labour_supply"}}};
  return spec;
}

const MappingSpec& uncertain_elasticity_keys() {
  static const MappingSpec spec{
      "uncertain elasticities",
      "Each sector's elasticity is drawn on its own around that of the scenario, or all sectors "
      "come from one of several sources.",
      {{"standard_error", Kind::errors, false,
        "One rate for all sectors, `20%` of the elasticity; or a number by sector, sector group, "
        "`goods` or `services`, in the units of the elasticity, as papers print it: sectors that "
        "are not named are certain."},
       {"distribution",
        Kind::choice,
        false,
        "`lognormal` (the default): its mean is the scenario's elasticity, its standard deviation "
        "the standard error; `normal`: the same, but no draw falls under a tenth of the "
        "scenario's elasticity.",
        {"lognormal", "normal"}},
       {"sources", Kind::texts, false,
        "Sources of the baseline: each draw takes one of them for all sectors, with equal "
        "chance."}},
      {"standard_error", "sources"}};
  return spec;
}

const MappingSpec& uncertain_cost_keys() {
  static const MappingSpec spec{
      "uncertain trade cost",
      "Trade costs of the scenario times a factor, lognormal with median 1.",
      with_places({{"standard_deviation", Kind::rate, true,
                    "Standard deviation of the factor's logarithm: `10%` makes two draws in three "
                    "fall between 0.9 and 1.1 times the cost."}},
                  "`all`", true)};
  return spec;
}

const MappingSpec& uncertain_option_keys() {
  static const MappingSpec spec{
      "uncertain option",
      "What the scenario says, times a factor that is lognormal with median 1.",
      {{"standard_deviation", Kind::rate, true,
        "Standard deviation of the factor's logarithm: with `50%`, two draws in three fall between "
        "0.6 and 1.65 times the scenario's number."}}};
  return spec;
}

const MappingSpec& uncertain_rate_keys() {
  static const MappingSpec spec{
      "uncertain rates",
      "Every policy line with a rate (`tariff`, `export_tax`, and the `change` of `trade_cost`) "
      "has "
      "it multiplied by a factor of its own, lognormal with median 1.",
      {{"standard_deviation", Kind::rate, true,
        "Standard deviation of the factor's logarithm: with `10%`, two draws in three fall between "
        "0.9 and 1.1 times the rate."}}};
  return spec;
}

const MappingSpec& attribution_keys() {
  static const MappingSpec spec{
      "attribution",
      "How Shapley values are found.",
      {{"shapley",
        Kind::choice,
        true,
        "`exact`: every subset of the lines is solved, to ten lines; `sampled`: orders of the "
        "lines "
        "are drawn at random, and standard errors reported.",
        {"exact", "sampled"}},
       {"orders",
        Kind::whole,
        false,
        "How many are drawn; every second one is the one before it backwards. Default: 100.",
        {},
        nullptr,
        false,
        4,
        100'000},
       {"seed",
        Kind::whole,
        false,
        "A whole number from 0; the same seed draws the same orders. Default: 1.",
        {},
        nullptr,
        false,
        0,
        kMostSeed}},
      {},
      {},
      {{"draws", "orders"}, {"permutations", "orders"}, {"samples", "orders"}}};
  return spec;
}

}  // namespace tariffsim
