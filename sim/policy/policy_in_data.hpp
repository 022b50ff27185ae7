// Policy that was in force when the data of a baseline were made.
#pragma once

#include <span>
#include <vector>

#include "model/baseline.hpp"
#include "policy/apply_policy.hpp"

namespace tariffsim {

/// The rates of the baseline become what the lines make of them; what was observed stays
/// (replace_tariffs), since it came about under these rates. Returns what each line replaced.
/// Precondition: no line has a trade cost or an embargo, which data hold no trace of; indices lie
/// in the baseline. Throws InputError as apply_policy does.
std::vector<LineAudit> put_in_data(std::span<const PolicyLine> lines, Baseline& baseline);

}  // namespace tariffsim
