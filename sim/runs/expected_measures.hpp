// The measures that `expect:` names, against those that results have.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "model/revenue_terms.hpp"
#include "outcomes/group.hpp"
#include "scenario/expectation.hpp"

namespace tariffsim {

/// An unknown measure is an error, with what was probably meant, and so is one of revenue that is
/// not asked for: without `revenue`, or one of `years` or `offset` without these. `groups`: those
/// that expectations are about; nullptr if they could not be looked up, and any measure of
/// countries or groups passes.
void check_measures(const std::vector<Expectation>& expectations,
                    const std::vector<NamedGroup>* groups, const RevenueTerms* revenue,
                    Diagnostics& diagnostics);

}  // namespace tariffsim
