// What stands between two countries, before and after, in a few words.
#pragma once

#include <string>

#include "results/rows.hpp"

namespace tariffsim {

/// "4.14 % -> 127.7 %"; with the export tax, the change of trade costs and the embargo if there
/// are any: "0.00 % -> 0.00 %, export tax 0.00 % -> 20.0 %", "no trade".
std::string wedge_prose(const PairRow& row, const std::string& arrow);

}  // namespace tariffsim
