// `expect:`, and the measures of `sensitivity:`, `goal:` and `report.show`, meet their baseline.
#pragma once

#include "scenario/bind_policy.hpp"
#include "scenario/reported_groups.hpp"

namespace tariffsim {

/// Looks up codes, groups and steps of all that is expected, differentiated, shown or wanted;
/// errors go to the lookup's diagnostics. Returns the groups of countries that they are about, each
/// once.
std::vector<ReportedGroup> bind_expectations(const Scenario& scenario, const PolicyLookup& lookup);

}  // namespace tariffsim
