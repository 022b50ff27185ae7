// `groups:` and `aggregate:` as typed text.
#pragma once

#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// `aggregate:`; `others: keep` says the default and is dropped. Errors go to `diagnostics`.
AggregateText read_aggregate(const YamlNode& node, Diagnostics& diagnostics);

/// `groups:` of countries, and of sectors under `sectors`, into the scenario.
void read_groups(const YamlNode& node, Scenario& scenario, Diagnostics& diagnostics);

}  // namespace tariffsim
