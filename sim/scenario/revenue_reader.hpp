// `report: {revenue: ...}` of a scenario: what is asked of border taxes.
#pragma once

#include <optional>

#include "model/baseline.hpp"
#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// The mapping as typed text. Errors go to `diagnostics`; the result is then not to be used.
RevenueText read_revenue(const YamlNode& node, Diagnostics& diagnostics);

/// With the years and the customs figures of the baseline; nothing if the scenario does not ask.
std::optional<RevenueTerms> bind_revenue(const Scenario& scenario, const Baseline& baseline,
                                         Diagnostics& diagnostics);

}  // namespace tariffsim
