// What a scenario asks to be differentiated, looked up.
#pragma once

#include <optional>

#include "model/baseline.hpp"
#include "outcomes/group.hpp"
#include "scenario/scenario.hpp"
#include "studies/asked_sensitivity.hpp"

namespace tariffsim {

/// Codes have been looked up (bind_expectations); `groups` are those with several members.
/// Measures whose derivatives are not known are errors; so are several countries taken as one where
/// that is not known.
std::optional<SensitivityRequest> ask_sensitivity(const Scenario& scenario,
                                                  const Baseline& baseline,
                                                  const std::vector<NamedGroup>& groups,
                                                  Diagnostics& diagnostics);

/// Derivatives beside quotas are known where these are on whole cells. `policy` is what the run
/// puts on its world; 'sensitivity' stands at `asked`.
void check_quotas_followed(const PartedPolicy& policy, bool separate_nests, const Place& asked,
                           Diagnostics& diagnostics);

}  // namespace tariffsim
