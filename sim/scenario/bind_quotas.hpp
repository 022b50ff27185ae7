// What quotas cannot stand beside.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "policy/instrument.hpp"
#include "policy/stage.hpp"

namespace tariffsim {

/// Quotas of a reference, or of what is in the data: these make a world of rates.
void refuse_quotas(const std::vector<PolicyLine>& lines, const char* where,
                   Diagnostics& diagnostics);

/// On the path from nothing to a policy its quotas have no amounts. 'attribution' stands at
/// `asked`.
void refuse_path_beside_quotas(const std::vector<Stage>& stages, const Place& asked,
                               Diagnostics& diagnostics);

}  // namespace tariffsim
