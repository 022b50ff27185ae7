#include "reports/result_files.hpp"

#include <fmt/format.h>

#include "text/output_folder.hpp"

namespace tariffsim {
namespace fs = std::filesystem;

void check_replaceable(const fs::path& target, const std::string& mark) {
  std::error_code error;
  if (!fs::exists(target, error) || fs::exists(target / mark, error)) return;
  if (fs::is_directory(target, error) && fs::is_empty(target, error)) return;
  throw OutputError(
      fmt::format("{} exists and is not an earlier result (it has no {}): not replaced; move it "
                  "away or choose another folder with -o",
                  target.string(), mark));
}

std::vector<ResultFile> result_files(const RunRecord& record, const Outcome& outcome,
                                     const ExperimentResult& result, const Formats& formats) {
  std::vector<ResultFile> files{{"summary.json", summary_json(record, outcome, result)}};
  if (!formats.csv) return files;
  files.push_back({"countries.csv", countries_csv(country_rows(outcome))});
  files.push_back({"sectors.csv", sectors_csv(sector_rows(outcome))});
  files.push_back({"flows.csv", flows_csv(flow_rows(outcome), outcome.base())});
  files.push_back({"pairs.csv", pairs_csv(pair_rows(outcome))});
  return files;
}

void write_folder(const fs::path& target, const std::vector<ResultFile>& files) {
  check_replaceable(target, files.front().name);
  OutputFolder folder(target);
  for (const ResultFile& file : files) folder.write(file.name, file.bytes);
  folder.commit();
}

}  // namespace tariffsim
