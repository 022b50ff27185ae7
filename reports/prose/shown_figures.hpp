// The figures that a scenario asks for in place of the usual ones (`report: {show: [...]}`).
#pragma once

#include <span>
#include <vector>

#include "prose/headline.hpp"

namespace tariffsim {

/// One for each measure, in its order, of the last step. Precondition: as for headline().
std::vector<HeadlineFigure> shown_figures(const RunRecord& record,
                                          std::span<const SolvedStep> steps);

}  // namespace tariffsim
