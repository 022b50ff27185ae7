// The files of a run, a comparison or a study in the formats asked for, and what cannot be asked
// for.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "runs/prepared_run.hpp"
#include "writers/registry.hpp"

namespace tariffsim {

/// Makes all files of a run's folder and hands them to `take` one after another, summary.json
/// first: its tables, of a timeline those over all steps and those of each step in a folder of its
/// own; then the reports. Precondition: every step has an outcome; at least one.
using TakeFile = std::function<void(ResultFile)>;
void make_run_files(const RunRecord& record, std::span<const SolvedStep> steps,
                    const Formats& formats, const TakeFile& take);

/// The same, all at once.
std::vector<ResultFile> run_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                  const Formats& formats);

/// compare.json first. The comparison outlives them.
std::vector<ResultFile> comparison_files(const Comparison& comparison, const Formats& formats);

/// summary.json first. What the files are written from outlives them.
std::vector<StudyFile> study_files(const StudyReport& report, const StudyStore& store,
                                   const Formats& formats);

/// Bytes that the files of a scenario with its variants take on the disk, about.
double disk_need(const PreparedScenario& scenario, const Formats& formats);

/// Bytes of memory that making them takes at one time, beside what is solved.
double writing_need(const PreparedScenario& scenario, const Formats& formats);

/// Throws InputError for a format that comparisons do not have, with what there is.
void check_formats_of_comparisons(const Formats& formats);

/// The same for studies; `id` is that of the one that is to be solved.
void check_formats_of_studies(const Formats& formats, const std::string& id);

}  // namespace tariffsim
