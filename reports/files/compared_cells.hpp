// flows.csv of a result, read back for what takes it: groups of countries by sector.
#pragma once

#include <vector>

#include "files/compared_group_sums.hpp"

namespace tariffsim {

/// The cells of a result, in the order of its flows.csv. Throws InputError for columns that are
/// none of that file, codes that the result has not, a cell that is there twice, and cells that do
/// not add up to pairs.csv. Precondition: the result was read back, and has the file.
std::vector<ComparedCell> read_cells(const ComparedRun& run);

/// rates.csv of a result, whose figures no comparison shows: the same checks. Throws InputError.
void check_rates(const std::shared_ptr<const SourceText>& source, const ComparedRun& run);

}  // namespace tariffsim
