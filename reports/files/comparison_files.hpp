// Comparisons from result files, and into files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/result_files.hpp"
#include "runs/prepared_run.hpp"
#include "studies/comparison.hpp"

namespace tariffsim {

/// Of a file of results that is read back.
inline constexpr std::size_t kMaxResultBytes = std::size_t{256} << 20U;

/// A run from the files of its result, just made or read back: summary.json, countries.csv,
/// pairs.csv and, if they are there, groups.csv, revenue.csv, sectors.csv and quotas.csv, so that a
/// scenario and its own result folder compare as equal. `shown_as` names the folder in messages.
/// Throws InputError when one is missing or not what this program writes.
/// `more`: groups that its table may have beside those of its summary.
ComparedRun compared_run(const std::vector<ResultFile>& files, const std::string& shown_as,
                         const Groups& more = {});

/// A run just solved, or the step of a timeline that `solved` is, named after the run; with the
/// groups of `shared` whose members it has. Precondition: it has an outcome.
ComparedRun compared_run(const RunRecord& record, const SolvedStep& solved,
                         const Groups& shared = {});

/// What is read of a timeline's folder, and of those of its variants: its end, every step, or both.
enum class FolderSteps { end, all, all_and_end };

/// Whether its summary names variants of its run.
bool has_variants(const std::filesystem::path& folder);

/// The run of a result folder, and its variants. Throws InputError.
std::vector<ComparedRun> compared_folder(const std::filesystem::path& folder,
                                         FolderSteps steps_read, const std::string& shown_as);

/// A run just solved, at its end, with the groups of `shared` whose members it has. Precondition:
/// it is solved.
ComparedRun compared_end(const PreparedRun& run, const std::vector<SolvedStep>& solved,
                         const Groups& shared);

/// The same of every step of a timeline. Precondition: all are solved.
std::vector<ComparedRun> compared_steps(const PreparedRun& run,
                                        const std::vector<SolvedStep>& solved,
                                        const Groups& shared);

/// The steps of a timeline that was read back, with those groups of `shared` that its tables over
/// all steps lack, from the folders of its steps. Throws InputError.
void add_groups_of_steps(const Groups& shared, ComparedRun& run);

/// Reads those files of a result folder. Throws InputError.
std::vector<ResultFile> read_result_folder(const std::filesystem::path& folder);

/// compare.csv: kind,key,exporter,importer,measure, a column per run id, then `<id>_minus_<first
/// id>` per further run.
void write_compare_csv(const Comparison& comparison, const TakePiece& take);
std::string compare_csv(const Comparison& comparison);
/// compare.json: runs, notes, and the rows of compare.csv as objects.
void write_compare_json(const Comparison& comparison, const TakePiece& take);

/// compare.md: the tables of the terminal's report.
std::string comparison_markdown(const Comparison& comparison);

/// compare.xlsx: what is compared and said of it, and the rows of compare.csv with names beside
/// codes, a sheet for economies, sectors, pairs. Throws OutputError.
std::string comparison_workbook(const Comparison& comparison);

}  // namespace tariffsim
