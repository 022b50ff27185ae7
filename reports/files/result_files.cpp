#include "files/result_files.hpp"

#include <iterator>

#include "base/output_folder.hpp"

namespace tariffsim {
namespace fs = std::filesystem;

std::vector<ResultFile> result_files(const RunRecord& record, const Outcome& outcome,
                                     const ExperimentResult& result, const Formats& formats) {
  std::vector<ResultFile> files{{"summary.json", summary_json(record, outcome, result)}};
  if (!formats.csv) return files;
  files.push_back({"countries.csv", countries_csv(country_rows(outcome))});
  files.push_back({"sectors.csv", sectors_csv(sector_rows(outcome))});
  files.push_back({"flows.csv", flows_csv(flow_rows(outcome), outcome.base())});
  files.push_back({"pairs.csv", pairs_csv(pair_rows(outcome))});
  if (!record.sector_groups.empty())
    files.push_back(
        {"sector_groups.csv", sector_groups_csv(sector_group_rows(outcome, record.sector_groups))});
  if (!record.groups.empty())
    files.push_back({"groups.csv", groups_csv(group_rows(outcome, record.groups))});
  if (result.by_line && result.by_line->status == LineStatus::solved)
    files.push_back({"contributions.csv",
                     contributions_csv(contribution_rows(*result.by_line, outcome.base()))});
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
  if (formats.csv) files.push_back({"steps.csv", steps_csv(steps)});
  if (formats.csv && !record.groups.empty())
    files.push_back({"group_steps.csv", group_steps_csv(steps, record.groups)});
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
