// A cell whose goods pay a duty or claim a preference.
#pragma once

#include "policy/claims.hpp"
#include "policy/levied_cells.hpp"

namespace tariffsim {

/// The parts of a whole cell with these kinds of goods, in the order of what claiming costs them.
CellParts claimed_cell(const LeviedCells& cells, const CellPlace& at,
                       const std::vector<ClaimPart>& claims);

}  // namespace tariffsim
