// What tariffs have been added to since they were answered.
#pragma once

#include <vector>

#include "policy/levied_cells.hpp"
#include "policy/line_audit.hpp"
#include "policy/retaliation.hpp"

namespace tariffsim {

/// Whether any of those whom a line answers has added anything.
bool has_unanswered(const LeviedCells& cells, const Retaliation& line);

/// Why it has not; Unprovoked::no if it has.
Unprovoked why_unprovoked(const LeviedCells& cells, const Retaliation& line);

/// What `against` has added on `by` since the start or the last answer, which is answered from now
/// on.
std::vector<AddedDuty> take_unanswered(LeviedCells& cells, Index by, Index against);

}  // namespace tariffsim
