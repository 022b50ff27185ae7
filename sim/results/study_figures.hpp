// What there is to say of what a study keeps of each point: the measures of economies, and the
// figures of quotas and of rates that are chosen.
#pragma once

#include <vector>

#include "results/measure.hpp"
#include "studies/study_figures.hpp"

namespace tariffsim {

/// The measures that studies keep of each point, in their order.
const std::vector<MeasureText>& kept_measures();

/// Of a kind that is the program's own.
MeasureText text_of(FigureKind kind);
/// Of any figure, which outlives it.
MeasureText text_of(const StudyFigure& figure);

/// Of all kinds, in their order.
std::vector<MeasureText> figure_texts();

}  // namespace tariffsim
