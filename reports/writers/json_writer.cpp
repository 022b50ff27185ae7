// summary.json and compare.json, which are always written.
#include "files/comparison_files.hpp"
#include "files/study_files.hpp"
#include "writers/writer.hpp"

namespace tariffsim {
namespace {

std::vector<ResultFile> result_summary(const RunRecord& record, const ExperimentResult& result) {
  return {{"summary.json", summary_json(record, *result.outcome, result)}};
}

std::vector<ResultFile> timeline_summary(const RunRecord& record,
                                         std::span<const SolvedStep> steps) {
  return {{"summary.json", timeline_json(record_of_timeline(record, steps), steps)}};
}

std::vector<ResultFile> comparison_json(const Comparison& comparison) {
  return {{"compare.json", "",
           [&comparison](const TakePiece& take) { write_compare_json(comparison, take); }}};
}

std::vector<StudyFile> study_summary(const StudyReport& report, const StudyStore&) {
  return {{"summary.json",
           [&report](OutputFolder& folder) { folder.write("summary.json", study_json(report)); }}};
}

}  // namespace

Writer json_writer() {
  return {.name = "json",
          .by_default = true,
          .always = true,
          .size = {.cell = 0, .run = 2e5, .pair = 4400},
          .of_result = result_summary,
          .of_timeline = timeline_summary,
          .of_comparison = comparison_json,
          .of_study = study_summary};
}

}  // namespace tariffsim
