// The whole folder of a run: its tables, and the reports that people look at.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "files/comparison_files.hpp"
#include "files/formats.hpp"
#include "files/result_files.hpp"

namespace tariffsim {

/// run_files, and at the top the reports asked for: of a timeline its last step as the result, and
/// all of them over time. `page`: of find_page; without it there is no report.html.
/// Precondition: every step has an outcome; at least one.
std::vector<ResultFile> report_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                     const Formats& formats,
                                     const std::optional<std::string>& page);

/// compare.json always, the others where asked: the contents of one folder. `page`: of find_page;
/// without it there is no compare.html.
std::vector<ResultFile> comparison_files(const Comparison& comparison, const Formats& formats,
                                         const std::optional<std::string>& page);

}  // namespace tariffsim
