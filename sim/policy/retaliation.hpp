// Tariffs that answer tariffs.
#pragma once

#include <vector>

#include "policy/instrument.hpp"
#include "policy/trade_policy.hpp"

namespace tariffsim {

/// What `by` adds to its tariffs on `against` in answer to `added`, the points by sector (S,
/// fraction, >= 0) that `against` has added to its tariffs on `by`. Without `matched`:
///   on the same sectors, share x added^s in each;
///   on other sectors, share x the average of `added` over the sectors hit, weighted by
///   F_by,against.
/// With `matched`, one rate r that would collect as much on the flows there are:
///   r sum_s F_against,by^s = share sum_s added^s F_by,against^s,
/// the first sum over the sectors of the answer. Nothing if there is nothing to answer, or
/// (matched) nothing to tax.
std::vector<CellRate> answer(const Retaliation& retaliation, const World& world,
                             const Vector& added, Index by, Index against);

}  // namespace tariffsim
