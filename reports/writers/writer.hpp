// What is written in one format: of a run, of a comparison, of a study.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/output_folder.hpp"
#include "files/result_files.hpp"
#include "prose/study_report.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

/// A file of a study, which may be too large to be made in memory.
struct StudyFile {
  std::string name;
  std::function<void(OutputFolder&)> write;  ///< throws OutputError
};

/// What its files take, bytes: measured on runs of 60 economies and 23 sectors, 60 of them in a
/// comparison.
struct SizeOnDisk {
  double cell = 0;  ///< of each exporter, importer and sector, in each step
  double run = 0;   ///< beside its cells
  double pair = 0;  ///< of a comparison, of each exporter and importer of each run
};

/// What making them takes of memory, bytes, measured as above.
struct SizeInMemory {
  double cell = 0;         ///< of each exporter, importer and sector, in each step
  double cell_at_end = 0;  ///< the same, once
};

/// A format. A function that is missing means that the format has no such files. All steps that are
/// given have an outcome, and there is at least one.
struct Writer {
  std::string_view name;    ///< as typed after -f
  bool by_default = false;  ///< written unless -f says otherwise
  bool always = false;      ///< written whatever -f says
  SizeOnDisk size = {};
  SizeInMemory memory = {};

  /// The tables of one result: of a run without steps, or of one step, which the record is of.
  std::vector<ResultFile> (*of_result)(const RunRecord&, const ExperimentResult&) = nullptr;
  /// The tables over all steps of a timeline, beside the folders of its steps.
  std::vector<ResultFile> (*of_timeline)(const RunRecord&, std::span<const SolvedStep>) = nullptr;
  /// A report on all of a run, with or without steps.
  std::vector<ResultFile> (*report)(const RunRecord&, std::span<const SolvedStep>) = nullptr;
  std::vector<ResultFile> (*of_comparison)(const Comparison&) = nullptr;
  /// What the files are written from outlives them.
  std::vector<StudyFile> (*of_study)(const StudyReport&, const StudyStore&) = nullptr;
};

/// The record of all that a report tells of: of a timeline that of all its steps.
inline RunRecord record_of_run(const RunRecord& record, std::span<const SolvedStep> steps) {
  return steps.front().step.id.empty() ? record : record_of_timeline(record, steps);
}

}  // namespace tariffsim
