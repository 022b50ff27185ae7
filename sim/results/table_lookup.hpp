// One figure of a result table.
#pragma once

#include "results/tables.hpp"

namespace tariffsim {

/// The figure in the row whose codes are `codes`, one for each axis; NaN if there is no such row or
/// measure.
double figure_in(const ResultTable& table, const std::vector<std::string>& codes,
                 const std::string& measure);

}  // namespace tariffsim
