#include "reports/report_files.hpp"

#include <fmt/format.h>

#include <iterator>

#include "reports/json_rows.hpp"
#include "reports/page.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

bool is_timeline(std::span<const SolvedStep> steps) {
  return steps.size() > 1 || !steps.front().step.id.empty();
}

/// The last point's summary, and the points in order.
std::string timeline_summary(const RunRecord& record, std::span<const SolvedStep> steps) {
  const ExperimentResult& last = steps.back().result;
  OrderedJson out = OrderedJson::parse(summary_json(record, *last.outcome, last));
  out["steps"] = OrderedJson::array();
  for (const SolvedStep& solved : steps)
    out["steps"].push_back({{"id", solved.step.id},
                            {"date", solved.step.date},
                            {"title", solved.step.title},
                            {"certificate", solved.result.certificate.summary()}});
  return json_text(out, 2) + "\n";
}

std::vector<ResultFile> timeline_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                       const Formats& formats) {
  std::vector<ResultFile> files{{"summary.json", timeline_summary(record, steps)}};
  if (formats.csv) files.push_back({"steps.csv", steps_csv(steps)});
  for (const SolvedStep& solved : steps)
    for (ResultFile& file : result_files(record, *solved.result.outcome, solved.result, formats))
      files.push_back({solved.step.id + "/" + file.name, std::move(file.bytes)});
  return files;
}

}  // namespace

std::string steps_csv(std::span<const SolvedStep> steps) {
  fmt::memory_buffer out;
  const auto at_end = std::back_inserter(out);
  fmt::format_to(at_end, "step,date,title");
  for (const Field<WorldRow>& field : world_fields()) fmt::format_to(at_end, ",{}", field.name);
  out.push_back('\n');
  for (const SolvedStep& solved : steps) {
    const WorldRow row = world_row(*solved.result.outcome);
    fmt::format_to(at_end, "{},{},{}", csv_field(solved.step.id), csv_field(solved.step.date),
                   csv_field(solved.step.title));
    for (const Field<WorldRow>& field : world_fields()) {
      out.push_back(',');
      append_number(out, row.*field.value);
    }
    out.push_back('\n');
  }
  return fmt::to_string(out);
}

std::vector<ResultFile> report_files(const RunRecord& record, std::span<const SolvedStep> steps,
                                     const Formats& formats,
                                     const std::optional<std::string>& page) {
  const SolvedStep& last = steps.back();
  std::vector<ResultFile> files =
      is_timeline(steps) ? timeline_files(record, steps, formats)
                         : result_files(record, *last.result.outcome, last.result, formats);
  if (formats.html && page)
    files.push_back({"report.html", fill_page(*page, run_page_data(record, steps))});
  return files;
}

}  // namespace tariffsim
