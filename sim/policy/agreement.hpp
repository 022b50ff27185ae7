// Customs unions: the tariff that members levy together.
#pragma once

#include <vector>

#include "policy/instrument.hpp"
#include "policy/trade_policy.hpp"

namespace tariffsim {

/// The common external tariff of `members`, for each outsider and sector
///   t_i^s = sum_n t_in^s F_in^s / sum_n F_in^s   over members n,
/// their simple average if none of them imports. One rate for each member and such cell.
std::vector<CellRate> common_external_tariff(const World& world, const Cube& tariff,
                                             const std::vector<Index>& members,
                                             const std::vector<Index>& sectors);

}  // namespace tariffsim
