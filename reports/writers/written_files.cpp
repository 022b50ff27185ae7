#include "writers/written_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tariffsim {
namespace {

void hand_on(std::vector<ResultFile> files, const TakeFile& take) {
  for (ResultFile& file : files) take(std::move(file));
}

void make_files_of_result(const RunRecord& record, const ExperimentResult& result,
                          const Formats& formats, const TakeFile& take) {
  for (const Writer* writer : formats)
    if (writer->of_result) hand_on(writer->of_result(record, result), take);
}

/// The tables over all steps, then those of each.
void make_files_of_timeline(const RunRecord& record, std::span<const SolvedStep> steps,
                            const Formats& formats, const TakeFile& take) {
  for (const Writer* writer : formats)
    if (writer->of_timeline) hand_on(writer->of_timeline(record, steps), take);
  for (const SolvedStep& one : steps)
    make_files_of_result(record_of_step(record, one), one.result, formats, [&](ResultFile file) {
      file.name = one.step.id + "/" + file.name;
      take(std::move(file));
    });
}

}  // namespace

void make_run_files(const RunRecord& record, std::span<const SolvedStep> steps,
                    const Formats& formats, const TakeFile& take) {
  const bool timeline = !steps.front().step.id.empty();
  if (timeline)
    make_files_of_timeline(record, steps, formats, take);
  else
    make_files_of_result(record, steps.front().result, formats, take);
  for (const Writer* writer : formats)
    if (writer->report) hand_on(writer->report(record, steps), take);
}

std::vector<ResultFile> run_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                  const Formats& formats) {
  std::vector<ResultFile> files;
  make_run_files(record, steps, formats,
                 [&](ResultFile file) { files.push_back(std::move(file)); });
  return files;
}

std::vector<ResultFile> comparison_files(const Comparison& comparison, const Formats& formats) {
  std::vector<ResultFile> files;
  for (const Writer* writer : formats)
    if (writer->of_comparison)
      for (ResultFile& file : writer->of_comparison(comparison)) files.push_back(std::move(file));
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

double disk_need(const PreparedScenario& scenario, const Formats& formats) {
  double bytes = 0;
  for (const PreparedRun& run : scenario) {
    const World& world = *run.experiment.calibration.world;
    const auto pairs = static_cast<double>(world.n_countries() * world.n_countries());
    const double cells = pairs * static_cast<double>(world.n_sectors()) *
                         static_cast<double>(run.experiment.stages.size());
    for (const Writer* writer : formats)
      bytes += writer->size.cell * cells + writer->size.run +
               (scenario.size() > 1 ? writer->size.pair * pairs : 0);
  }
  return bytes;
}

double writing_need(const PreparedScenario& scenario, const Formats& formats) {
  double most = 0;
  for (const PreparedRun& run : scenario) {
    const World& world = *run.experiment.calibration.world;
    const auto cells =
        static_cast<double>(world.n_countries() * world.n_countries() * world.n_sectors());
    const auto steps = static_cast<double>(run.experiment.stages.size());
    for (const Writer* writer : formats)  // one after another
      most = std::max(most, cells * (writer->memory.cell * steps + writer->memory.cell_at_end));
  }
  return most;
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
