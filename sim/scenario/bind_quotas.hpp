// What quotas cannot stand beside.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "policy/instrument.hpp"

namespace tariffsim {

/// Quotas of a reference, or of what is in the data: these make a world of rates.
void refuse_quotas(const std::vector<PolicyLine>& lines, const char* where,
                   Diagnostics& diagnostics);

}  // namespace tariffsim
