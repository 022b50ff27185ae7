// The whole folder of a run: its tables, and the reports that people look at.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reports/formats.hpp"
#include "reports/result_files.hpp"

namespace tariffsim {

/// A run without steps is one point: its files lie at the top. With steps each point's tables lie
/// in a folder named by its id, and the top has summary.json (of the last point, and what the
/// points are), steps.csv and the reports. `page`: of find_page; without it there is no
/// report.html.
/// Precondition: at least one step; all are solved.
std::vector<ResultFile> report_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                     const Formats& formats,
                                     const std::optional<std::string>& page);

/// step,date,title, the world's measures, then a row per point.
std::string steps_csv(std::span<const SolvedStep> steps);

}  // namespace tariffsim
