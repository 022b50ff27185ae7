#include "writers/report_files.hpp"

#include "files/markdown.hpp"
#include "files/netcdf_file.hpp"
#include "files/workbook.hpp"
#include "page/page.hpp"

namespace tariffsim {

std::vector<ResultFile> report_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                     const Formats& formats) {
  std::vector<ResultFile> files = run_files(record, steps, formats);
  if (formats.html) files.push_back({"report.html", page_with(run_page_data(record, steps))});
  const bool timeline = !steps.front().step.id.empty();
  const RunRecord whole = timeline ? record_of_timeline(record, steps) : record;
  if (formats.md) files.push_back({"report.md", markdown_report(whole, steps)});
  if (formats.xlsx) files.push_back({"results.xlsx", workbook(whole, steps)});
  if (formats.netcdf) files.push_back({"results.nc", netcdf_file(whole, steps)});
  return files;
}

std::vector<ResultFile> comparison_files(const Comparison& comparison, const Formats& formats) {
  std::vector<ResultFile> files{{"compare.json", compare_json(comparison)}};
  if (formats.csv) files.push_back({"compare.csv", compare_csv(comparison)});
  if (formats.html)
    files.push_back({"compare.html", page_with(comparison_page_data(readable_part(comparison)))});
  if (formats.md) files.push_back({"compare.md", comparison_markdown(readable_part(comparison))});
  return files;
}

}  // namespace tariffsim
