// `aggregate:` of a scenario applied to its baseline.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/aggregation.hpp"
#include "policy/apply_policy.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

struct AggregatedBaseline {
  Baseline baseline;
  Groups joined_sectors;  ///< sectors that stand for several -> their former codes
  std::set<std::string, std::less<>> joined_countries = {};  ///< regions that the scenario made
  std::vector<LineAudit> in_data = {};  ///< what each line of `in_data` replaced, before joining
};

/// The baseline as it is if the scenario joins nothing. A code in two regions, a region without
/// members and a new code that a country or sector keeps are errors. Throws InputError.
AggregatedBaseline aggregate_baseline(const Scenario& scenario, Baseline baseline,
                                      Diagnostics& diagnostics);

}  // namespace tariffsim
