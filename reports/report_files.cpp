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
  if (formats.md) files.push_back({"report.md", markdown_report(record, steps)});
  if (formats.xlsx) files.push_back({"results.xlsx", workbook(record, steps)});
  if (formats.netcdf) files.push_back({"results.nc", netcdf_file(record, steps)});
  return files;
}

}  // namespace tariffsim
