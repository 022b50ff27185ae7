// The measures that `expect:` names, against those that results have.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "outcomes/group.hpp"
#include "scenario/expectation.hpp"

namespace tariffsim {

/// An unknown measure is an error, with what was probably meant. `groups`: those that expectations
/// are about; nullptr if they could not be looked up, and any measure of countries or groups
/// passes.
void check_measures(const std::vector<Expectation>& expectations,
                    const std::vector<NamedGroup>* groups, Diagnostics& diagnostics);

}  // namespace tariffsim
