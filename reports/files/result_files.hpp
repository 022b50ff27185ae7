// A result as the files of its folder: their names and bytes.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "outcomes/outcome.hpp"
#include "runs/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

struct ResultFile {
  std::string name;
  std::string bytes;
};

/// summary.json; what is not defined is null.
/// Precondition: `result` is the one that holds `outcome`.
std::string summary_json(const RunRecord& record, const Outcome& outcome,
                         const ExperimentResult& result);

/// summary.json of a timeline: what was run, and the steps with solver, certificate summary and
/// world. Precondition: every step has an outcome; at least one.
std::string timeline_json(const RunRecord& record, std::span<const SolvedStep> steps);
/// `files` moved into a folder of theirs.
std::vector<ResultFile> in_folder(const std::string& folder, std::vector<ResultFile> files);

/// Writes `files` as the whole folder `target`; the first of them is the mark of check_replaceable.
/// Throws OutputError.
void write_folder(const std::filesystem::path& target, const std::vector<ResultFile>& files);

}  // namespace tariffsim
