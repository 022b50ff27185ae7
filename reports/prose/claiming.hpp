// Who claims a preference, as a table.
#pragma once

#include <vector>

#include "outcomes/outcome.hpp"
#include "prose/text_table.hpp"

namespace tariffsim {

/// The table, or nothing where no line has `claims`.
std::vector<TitledTable> claiming_tables(const Outcome& outcome);

}  // namespace tariffsim
