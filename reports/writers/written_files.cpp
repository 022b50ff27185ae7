#include "writers/written_files.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace tariffsim {
namespace {

void append(std::vector<ResultFile> more, std::vector<ResultFile>& files) {
  std::move(more.begin(), more.end(), std::back_inserter(files));
}

std::vector<ResultFile> files_of_result(const RunRecord& record, const ExperimentResult& result,
                                        const Formats& formats) {
  std::vector<ResultFile> files;
  for (const Writer* writer : formats)
    if (writer->of_result) append(writer->of_result(record, result), files);
  return files;
}

/// The tables over all steps, then those of each.
std::vector<ResultFile> files_of_timeline(const RunRecord& record,
                                          std::span<const SolvedStep> steps,
                                          const Formats& formats) {
  std::vector<ResultFile> files;
  for (const Writer* writer : formats)
    if (writer->of_timeline) append(writer->of_timeline(record, steps), files);
  for (const SolvedStep& one : steps)
    append(
        in_folder(one.step.id, files_of_result(record_of_step(record, one), one.result, formats)),
        files);
  return files;
}

}  // namespace

std::vector<ResultFile> run_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                  const Formats& formats) {
  const bool timeline = !steps.front().step.id.empty();
  std::vector<ResultFile> files = timeline ? files_of_timeline(record, steps, formats)
                                           : files_of_result(record, steps.front().result, formats);
  for (const Writer* writer : formats)
    if (writer->report) append(writer->report(record, steps), files);
  return files;
}

std::vector<ResultFile> comparison_files(const Comparison& comparison, const Formats& formats) {
  std::vector<ResultFile> files;
  for (const Writer* writer : formats)
    if (writer->of_comparison) append(writer->of_comparison(comparison), files);
  return files;
}

std::vector<StudyFile> study_files(const StudyReport& report, const StudyStore& store,
                                   const Formats& formats) {
  std::vector<StudyFile> files;
  for (const Writer* writer : formats)
    if (writer->of_study)
      for (StudyFile& file : writer->of_study(report, store)) files.push_back(std::move(file));
  return files;
}

void check_formats_of_comparisons(const Formats& formats) {
  for (const Writer* writer : formats)
    if (!writer->of_comparison)
      throw InputError(Place{}, fmt::format("comparisons are not written as {}", writer->name),
                       "compare.csv has every number: a spreadsheet opens it; '-f md' adds tables "
                       "for a text");
}

void check_formats_of_studies(const Formats& formats, const std::string& id) {
  for (const Writer* writer : formats)
    if (!writer->of_study)
      throw InputError(
          Place{},
          fmt::format("{} is a study, and studies are not written as {}", id, writer->name),
          "every point is in study.csv and study.sqlite, and in a workbook with '-f xlsx'");
}

}  // namespace tariffsim
