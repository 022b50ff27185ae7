#include "reports/report_files.hpp"

#include "reports/markdown.hpp"
#include "reports/netcdf_file.hpp"
#include "reports/page.hpp"
#include "reports/workbook.hpp"

namespace tariffsim {

std::vector<ResultFile> report_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                     const Formats& formats,
                                     const std::optional<std::string>& page) {
  std::vector<ResultFile> files = run_files(record, steps, formats);
  if (formats.html && page)
    files.push_back({"report.html", fill_page(*page, run_page_data(record, steps))});
  const bool timeline = !steps.front().step.id.empty();
  const RunRecord whole = timeline ? record_of_timeline(record, steps) : record;
  if (formats.md) files.push_back({"report.md", markdown_report(whole, steps)});
  if (formats.xlsx) files.push_back({"results.xlsx", workbook(whole, steps)});
  if (formats.netcdf) files.push_back({"results.nc", netcdf_file(whole, steps)});
  return files;
}

}  // namespace tariffsim
