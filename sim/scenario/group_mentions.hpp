// Groups that a scenario makes and does not use.
#pragma once

#include <vector>

#include "scenario/product_lookup.hpp"
#include "scenario/scenario.hpp"
#include "scenario/selector_lookup.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// Those of a scenario's groups with members whose names stand nowhere in its file but where they
/// are made. A file of rates may still name them.
std::vector<Name> unmentioned_groups(const YamlNode& tree, const Scenario& scenario);

/// Tells of those among them that nothing has looked up: a list of products does nothing then, a
/// group of countries or sectors is in results alone.
void tell_unused_groups(const Scenario& scenario, const SelectorLookup& countries,
                        const SelectorLookup& sectors, const ProductLookup& products,
                        Diagnostics& diagnostics);

}  // namespace tariffsim
