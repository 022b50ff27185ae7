// What a study says of quotas, of rates that governments choose, and of numbers that reach a goal.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "prose/study_report.hpp"
#include "prose/text_table.hpp"

namespace tariffsim {

/// The study with its quotas called in words, as StudyFigure::told_of has them; files keep their
/// names.
Study with_quotas_in_words(Study study, const World& world);

/// "tariff", "a licence costs": what the figure is, beside what it is of.
std::string title_of(const StudyFigure& figure);

/// "32.3 %", "-0.61 %", "5.9 bn", "2".
std::string figure_text(const StudyFigure& figure, double value);

/// Positions of those that tables show: of the derivatives of one outcome the largest.
std::vector<std::size_t> told_figures(const StudyReport& report);

/// Each figure with its mean and percentiles, or where it is smallest and largest; none without
/// figures.
std::vector<TitledTable> figure_tables(const StudyReport& report);

using FindPoint = std::function<std::optional<PointResult>(std::size_t)>;

/// The figures of a sweep at some of its points, the first few of each kind.
std::vector<TitledTable> figures_by_point(const StudyReport& report,
                                          const std::vector<std::size_t>& points,
                                          const FindPoint& find);

/// A sentence on each quota's licence, each rate that is chosen and what reaches a goal, of many
/// the first few.
std::vector<std::string> figure_sentences(const StudyReport& report);

}  // namespace tariffsim
