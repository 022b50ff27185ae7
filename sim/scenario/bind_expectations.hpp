// `expect:`, and the measures of `sensitivity:`, `goal:` and `report.show`, meet their baseline.
#pragma once

#include <map>
#include <string>

#include "scenario/bind_policy.hpp"
#include "scenario/reported_groups.hpp"

namespace tariffsim {

/// What all that is expected, differentiated, shown or wanted is about.
struct ExpectedNames {
  std::vector<ReportedGroup> groups;         ///< of several countries, each once
  std::map<std::string, std::string> codes;  ///< names as written -> code or group
};

/// Looks up codes, groups and steps; errors go to the lookup's diagnostics.
ExpectedNames bind_expectations(const Scenario& scenario, const PolicyLookup& lookup);

/// The scenario with the measures that it names in codes.
Scenario with_expected_names(Scenario scenario, const std::map<std::string, std::string>& codes);

}  // namespace tariffsim
