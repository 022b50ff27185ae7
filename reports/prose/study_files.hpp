// A study as files and as a table for people.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

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

/// Calls row(economy, measure, series) for each series; `measure` is of kKeptMeasures.
template <class Row>
void for_each_series(const StudyReport& report, const Row& row) {
  for (std::size_t n = 0; n < report.economies.size(); ++n)
    for (std::size_t measure = 0; measure < kKeptMeasures.size(); ++measure)
      row(report.economies[n], measure, series_of(n, measure));
}

/// study.csv, piece by piece: point, the value of each axis (rates as fractions), country, and the
/// measures; of an uncertain scenario its draws. A point without a result has no rows.
void write_study_csv(const StudyReport& report, const StudyStore& store,
                     const std::function<void(std::string_view)>& write);

/// percentiles.csv: country, name, measure, that of the scenario as it stands, mean, percentiles,
/// the share of draws above zero (of welfare: the probability of gain), draws.
std::string percentiles_csv(const StudyReport& report);
/// sobol.csv: country, measure, group, first-order index.
std::string sobol_csv(const StudyReport& report);
/// summary.json: what was run, the study, its largest points and its failures.
std::string study_json(const StudyReport& report);

/// report.md: the study in a page of text.
std::string study_markdown(const StudyReport& report);
/// results.xlsx, written to `path`: what it is, the tables of the CSV files, and points up to the
/// rows that a sheet has. Memory does not grow with them. Throws OutputError.
void write_study_workbook(const StudyReport& report, const StudyStore& store,
                          const std::filesystem::path& path);

/// For a terminal. `written`: where the files are, or empty.
std::string study_report(const StudyReport& report, const StudyStore& store,
                         const std::string& written, bool color);

/// Positions of the economies shown first; where a scenario names none, the countries whose welfare
/// moves most.
std::vector<std::size_t> study_focus(const StudyReport& report);

}  // namespace tariffsim
