// Every key of a scenario file: the tables behind the reader, the JSON Schema and the key
// reference.
#pragma once

#include "policy/wedge.hpp"
#include "text/mapping_reader.hpp"

namespace tariffsim {

const MappingSpec& scenario_keys();
const MappingSpec& aggregate_keys();
const MappingSpec& model_keys();
const MappingSpec& elasticity_keys();  ///< beside `source`, any sector
const MappingSpec& substitution_keys();
const MappingSpec& selling_keys();
const MappingSpec& group_keys();  ///< beside `sectors`, any group of countries
const MappingSpec& policy_line_keys();
const MappingSpec& levy_keys(const Wedge& wedge);  ///< of one that somebody collects
const MappingSpec& trade_cost_keys();
const MappingSpec& exempt_keys();
const MappingSpec& embargo_keys();
const MappingSpec& agreement_keys();
const MappingSpec& retaliation_keys();
const MappingSpec& quota_keys();
const MappingSpec& tariff_rate_quota_keys();
const MappingSpec& step_keys();
const MappingSpec& step_model_keys();
const MappingSpec& variant_keys();  ///< any paths
const MappingSpec& report_keys();
const MappingSpec& revenue_keys();
const MappingSpec& observed_keys();
const MappingSpec& sensitivity_keys();
const MappingSpec& goal_keys();
const MappingSpec& optimum_keys();
const MappingSpec& game_keys();
const MappingSpec& choice_keys();                         ///< of a line of `choose`
const MappingSpec& chosen_rate_keys(const Wedge& wedge);  ///< of what it is a rate of
const MappingSpec& attribution_keys();
const MappingSpec& uncertainty_keys();
const MappingSpec& uncertain_elasticity_keys();
const MappingSpec& uncertain_cost_keys();
const MappingSpec& uncertain_rate_keys();
const MappingSpec& uncertain_option_keys();

/// The keys that select cells, then `keys`; `sectors` says what missing sectors mean, `need_sides`
/// whether importer and exporter must be there.
std::vector<KeySpec> with_places(std::vector<KeySpec> keys, const std::string& sectors,
                                 bool need_sides);

}  // namespace tariffsim
