// A result as the files of its folder: their names and bytes.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/output_folder.hpp"
#include "outcomes/outcome.hpp"
#include "runs/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// Takes a file piece by piece.
using TakePiece = std::function<void(std::string_view)>;

struct ResultFile {
  std::string name;
  std::string bytes;  ///< all of it; or empty, and
  /// what writes a file too large to be made in memory; what it is made from outlives it
  std::function<void(const TakePiece&)> write_pieces = {};
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

/// Writes one file into a folder. Throws OutputError.
void write_file(const ResultFile& file, OutputFolder& folder);

/// Writes `files` as the whole folder `target`; the first of them is the mark of check_replaceable.
/// Throws OutputError.
void write_folder(const std::filesystem::path& target, const std::vector<ResultFile>& files);

}  // namespace tariffsim
