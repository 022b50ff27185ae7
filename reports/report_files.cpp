#include "reports/report_files.hpp"

#include "reports/page.hpp"

namespace tariffsim {

std::vector<ResultFile> report_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                     const Formats& formats,
                                     const std::optional<std::string>& page) {
  std::vector<ResultFile> files = run_files(record, steps, formats);
  if (formats.html && page)
    files.push_back({"report.html", fill_page(*page, run_page_data(record, steps))});
  return files;
}

}  // namespace tariffsim
