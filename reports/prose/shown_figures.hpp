// The figures that a scenario asks for in place of the usual ones (`report: {show: [...]}`).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "prose/headline.hpp"

namespace tariffsim {

/// One for each measure, in its order, of the last step. Precondition: as for headline().
std::vector<HeadlineFigure> shown_figures(const RunRecord& record,
                                          std::span<const SolvedStep> steps);

/// A value of a measure by its name and meaning, money without its currency: changes and balances
/// with a sign, levels without.
std::string measure_value(double value, std::string_view measure, std::string_view meaning);

}  // namespace tariffsim
