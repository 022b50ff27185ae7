// The page of reports: bundled by ./dev web, carried by the program, filled with a result's data
// here.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "prose/study_report.hpp"
#include "runs/run_record.hpp"
#include "studies/comparison.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// reports/web/bundle/page.html, with a place for the data.
extern const std::string_view kBundledPage;

/// The page with `json` as its data. No text in the data can end the block that holds it.
std::string page_with(const std::string& json);

/// The data of report.html: the last step as the result, all of them over time.
/// Precondition: at least one step; all are solved.
std::string run_page_data(const RunRecord& record, std::span<const SolvedStep> steps);

/// The data of a study's report.html: of a sweep its points, so many as there is room for; of draws
/// what they spread to, whatever their number.
std::string study_page_data(const StudyReport& report, const StudyStore& store);

/// The data of compare.html.
std::string comparison_page_data(const Comparison& comparison);

}  // namespace tariffsim
