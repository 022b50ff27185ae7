// Reports as a page of Markdown.
#include "files/comparison_files.hpp"
#include "files/markdown.hpp"
#include "files/study_files.hpp"
#include "writers/writer.hpp"

namespace tariffsim {
namespace {

std::vector<ResultFile> run_markdown(const RunRecord& record, std::span<const SolvedStep> steps) {
  return {{"report.md", markdown_report(record_of_run(record, steps), steps)}};
}

std::vector<ResultFile> comparison_text(const Comparison& comparison) {
  return {{"compare.md", comparison_markdown(readable_part(comparison))}};
}

std::vector<StudyFile> study_text(const StudyReport& report, const StudyStore&) {
  return {{"report.md",
           [&report](OutputFolder& folder) { folder.write("report.md", study_markdown(report)); }}};
}

}  // namespace

Writer markdown_writer() {
  return {.name = "md",
          .size = {.cell = 0, .run = 2e4, .pair = 0},
          .report = run_markdown,
          .of_comparison = comparison_text,
          .of_study = study_text};
}

}  // namespace tariffsim
