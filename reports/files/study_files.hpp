// A study as files.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "prose/study_report.hpp"

namespace tariffsim {

/// study.csv, piece by piece: point, the value of each axis (rates as fractions), country, and the
/// measures; of an uncertain scenario its draws. A point without a result has no rows.
void write_study_csv(const StudyReport& report, const StudyStore& store,
                     const std::function<void(std::string_view)>& write);

/// figures.csv, piece by piece: point, the value of each axis, the quota or player, the measure and
/// its value at the point.
void write_figures_csv(const StudyReport& report, const StudyStore& store,
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

}  // namespace tariffsim
