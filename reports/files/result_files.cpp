#include "files/result_files.hpp"

#include <iterator>

#include "base/output_folder.hpp"
#include "files/csv.hpp"
#include "files/record_tables.hpp"

namespace tariffsim {
namespace fs = std::filesystem;

std::vector<ResultFile> result_files(const RunRecord& record, const Outcome& outcome,
                                     const ExperimentResult& result, const Formats& formats) {
  std::vector<ResultFile> files{{"summary.json", summary_json(record, outcome, result)}};
  if (!formats.csv) return files;
  for (const TableKind kind :
       {TableKind::countries, TableKind::sectors, TableKind::flows, TableKind::pairs,
        TableKind::sector_groups, TableKind::groups, TableKind::contributions}) {
    const ResultTable table = table_of(kind, record, result);
    if (table.rows() > 0) files.push_back({table.name + ".csv", csv_of(table)});
  }
  return files;
}

std::vector<ResultFile> in_folder(const std::string& folder, std::vector<ResultFile> files) {
  for (ResultFile& file : files) file.name = folder + "/" + file.name;
  return files;
}

std::vector<ResultFile> run_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                  const Formats& formats) {
  const SolvedStep& first = steps.front();
  if (first.step.id.empty())
    return result_files(record, *first.result.outcome, first.result, formats);
  std::vector<ResultFile> files{
      {"summary.json", timeline_json(record_of_timeline(record, steps), steps)}};
  if (formats.csv)
    for (const TableKind kind : {TableKind::countries, TableKind::groups}) {
      const ResultTable table = table_of(kind, record, steps);
      if (table.rows() > 0) files.push_back({table.name + ".csv", csv_of(table)});
    }
  for (const SolvedStep& one : steps) {
    std::vector<ResultFile> more = in_folder(
        one.step.id,
        result_files(record_of_step(record, one), *one.result.outcome, one.result, formats));
    std::move(more.begin(), more.end(), std::back_inserter(files));
  }
  return files;
}

void write_folder(const fs::path& target, const std::vector<ResultFile>& files) {
  check_replaceable(target, files.front().name);
  OutputFolder folder(target);
  for (const ResultFile& file : files) folder.write(file.name, file.bytes);
  folder.commit();
}

}  // namespace tariffsim
