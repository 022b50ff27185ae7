// Reports as one page each, which needs no network.
#include "page/page.hpp"
#include "writers/writer.hpp"

namespace tariffsim {
namespace {

std::vector<ResultFile> run_html(const RunRecord& record, std::span<const SolvedStep> steps) {
  return {{"report.html", page_with(run_page_data(record, steps))}};
}

std::vector<ResultFile> comparison_html(const Comparison& comparison) {
  return {{"compare.html", page_with(comparison_page_data(readable_part(comparison)))}};
}

std::vector<StudyFile> study_html(const StudyReport& report, const StudyStore& store) {
  return {{"report.html", [&](OutputFolder& folder) {
             folder.write("report.html", page_with(study_page_data(report, store)));
           }}};
}

}  // namespace

Writer html_writer() {
  return {.name = "html",
          .by_default = true,
          .size = {.cell = 20, .run = 1.1e6, .pair = 20},
          .memory = {.cell = 5, .cell_at_end = 40},
          .report = run_html,
          .of_comparison = comparison_html,
          .of_study = study_html};
}

}  // namespace tariffsim
