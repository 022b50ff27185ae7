// The page of reports: bundled once when the program is built, filled with a result's data here.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "prose/study_files.hpp"
#include "runs/run_record.hpp"
#include "studies/comparison.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// The bundled page, from the library; nothing where the program was built without npm.
/// Throws InputError when it is there and cannot be read.
std::optional<std::string> find_page();

/// `page` with `json` as its data. No text in the data can end the block that holds it.
std::string fill_page(const std::string& page, const std::string& json);

/// The data of report.html: the last step as the result, all of them over time.
/// Precondition: at least one step; all are solved.
std::string run_page_data(const RunRecord& record, std::span<const SolvedStep> steps);

/// The data of a study's report.html: of a sweep its points, so many as there is room for; of draws
/// what they spread to, whatever their number.
std::string study_page_data(const StudyReport& report, const StudyStore& store);

/// The data of compare.html.
std::string comparison_page_data(const Comparison& comparison);

}  // namespace tariffsim
