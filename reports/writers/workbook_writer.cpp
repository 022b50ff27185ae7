// Workbooks.
#include "files/comparison_files.hpp"
#include "files/study_files.hpp"
#include "files/workbook.hpp"
#include "writers/writer.hpp"

namespace tariffsim {
namespace {

std::vector<ResultFile> run_workbook(const RunRecord& record, std::span<const SolvedStep> steps) {
  return {{"results.xlsx", workbook(record_of_run(record, steps), steps)}};
}

std::vector<ResultFile> workbook_of_comparison(const Comparison& comparison) {
  return {{"compare.xlsx", comparison_workbook(readable_part(comparison))}};
}

std::vector<StudyFile> study_workbook(const StudyReport& report, const StudyStore& store) {
  return {{"results.xlsx", [&](OutputFolder& folder) {
             write_study_workbook(report, store, folder.path() / "results.xlsx");
           }}};
}

}  // namespace

Writer workbook_writer() {
  return {.name = "xlsx",
          .size = {.cell = 105, .run = 0, .pair = 0},
          .memory = {.cell = 0, .cell_at_end = 300},
          .report = run_workbook,
          .of_comparison = workbook_of_comparison,
          .of_study = study_workbook};
}

}  // namespace tariffsim
