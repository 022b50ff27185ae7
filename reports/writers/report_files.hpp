// The whole folder of a run: its tables, and the reports that people look at.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "files/comparison_files.hpp"
#include "files/formats.hpp"
#include "files/result_files.hpp"

namespace tariffsim {

/// run_files, and at the top the reports asked for: of a timeline its last step as the result, and
/// all of them over time. Precondition: every step has an outcome; at least one.
std::vector<ResultFile> report_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                     const Formats& formats);

/// compare.json always, the others where asked: the contents of one folder.
std::vector<ResultFile> comparison_files(const Comparison& comparison, const Formats& formats);

}  // namespace tariffsim
