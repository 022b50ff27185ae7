// What there is to say of the figures of a study: of quotas, and of rates that are chosen.
#pragma once

#include <vector>

#include "results/measure.hpp"
#include "studies/study_figures.hpp"

namespace tariffsim {

MeasureText text_of(FigureKind kind);

/// Of all kinds, in their order.
std::vector<MeasureText> figure_texts();

}  // namespace tariffsim
