// What stands below the table of a policy's lines.
#pragma once

#include <string>
#include <vector>

#include "policy/line_audit.hpp"

namespace tariffsim {

/// What becomes of the cells that a line is about and does not change, in a sentence without its
/// stop; empty where every line changes all of its cells.
std::string untouched_cells_in_words(const std::vector<LineAudit>& lines);

}  // namespace tariffsim
