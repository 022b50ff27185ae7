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

/// Derivatives would have to say how licence prices answer. `key` needs them, and stands at
/// `asked`.
void refuse_derivatives_of_quotas(const std::vector<Stage>& stages, const char* key,
                                  const Place& asked, Diagnostics& diagnostics);

/// A search for the best rates would have to follow the regimes of quotas. `key` asks for it.
void refuse_choices_beside_quotas(const std::vector<Stage>& stages, const char* key,
                                  const Place& asked, Diagnostics& diagnostics);

}  // namespace tariffsim
