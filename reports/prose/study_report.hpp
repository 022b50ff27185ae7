// All that is told of a study, in files and to people.
#pragma once

#include <cstddef>
#include <vector>

#include "model/labels.hpp"
#include "outcomes/kept_measures.hpp"
#include "runs/run_record.hpp"
#include "studies/study_findings.hpp"

namespace tariffsim {

/// All that is told of a study; what it refers to outlives it.
struct StudyReport {
  const RunRecord& record;
  const Study& study;
  const std::vector<Country>& economies;  ///< countries, then groups under their names
  std::size_t countries;                  ///< how many of them are countries
  const PointResult& central;             ///< the scenario as it stands
  const StudyFindings& findings;
  bool baseline_resolved = false;
};

/// The series of a figure of the study: they stand behind those of economies.
inline std::size_t series_of_figure(const StudyReport& report, std::size_t figure) {
  return series_of(report.economies.size(), 0) + figure;
}

/// Calls row(economy, measure, series) for each series; `measure` is its name in files, the economy
/// of a figure is a quota or a player.
template <class Row>
void for_each_series(const StudyReport& report, const Row& row) {
  for (std::size_t n = 0; n < report.economies.size(); ++n)
    for (std::size_t measure = 0; measure < kKeptMeasures.size(); ++measure)
      row(report.economies[n], kKeptMeasures[measure], series_of(n, measure));
  for (std::size_t at = 0; at < report.study.figures.size(); ++at) {
    const StudyFigure& figure = report.study.figures[at];
    row(Country{.code = figure.of, .name = figure.told_of()}, name_of(figure),
        series_of_figure(report, at));
  }
}

/// Positions of the economies shown first; if the scenario names none, the countries whose welfare
/// moves most.
std::vector<std::size_t> study_focus(const StudyReport& report);

}  // namespace tariffsim
