#include "files/comparison_files.hpp"

#include <iterator>

#include "files/json_rows.hpp"
#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

std::string difference_name(const Comparison& comparison, std::size_t run) {
  return comparison.runs[run].id + "_minus_" + comparison.runs[0].id;
}

OrderedJson row_json(const Comparison& comparison, const ComparedRow& row) {
  OrderedJson out = {{"kind", row.key.kind}, {"key", row.key.key}};
  if (!row.key.exporter.empty()) {
    out["exporter"] = row.key.exporter;
    out["importer"] = row.key.importer;
  }
  out["measure"] = row.measure;
  for (std::size_t run = 0; run < row.values.size(); ++run)
    out["values"][comparison.runs[run].id] = json_number(row.values[run]);
  out["differences"] = OrderedJson::object();
  for (std::size_t run = 1; run < row.values.size(); ++run)
    out["differences"][comparison.runs[run].id] = json_number(row.differences[run - 1]);
  return out;
}

}  // namespace

std::string compare_csv(const Comparison& comparison) {
  fmt::memory_buffer out;
  const auto at_end = std::back_inserter(out);
  fmt::format_to(at_end, "kind,key,exporter,importer,measure");
  for (const ComparedRun& run : comparison.runs) fmt::format_to(at_end, ",{}", csv_field(run.id));
  for (std::size_t run = 1; run < comparison.runs.size(); ++run)
    fmt::format_to(at_end, ",{}", csv_field(difference_name(comparison, run)));
  out.push_back('\n');
  for (const ComparedRow& row : comparison.rows) {
    fmt::format_to(at_end, "{},{},{},{},{}", row.key.kind, csv_field(row.key.key),
                   csv_field(row.key.exporter), csv_field(row.key.importer),
                   csv_field(row.measure));
    for (const auto* numbers : {&row.values, &row.differences})
      for (const double value : *numbers) {
        out.push_back(',');
        append_number(out, value);
      }
    out.push_back('\n');
  }
  return fmt::to_string(out);
}

std::string compare_json(const Comparison& comparison) {
  OrderedJson out = {{"program", "tariffsim"}, {"version", TARIFFSIM_VERSION}};
  out["runs"] = OrderedJson::array();
  for (const ComparedRun& run : comparison.runs)
    out["runs"].push_back({{"id", run.id},
                           {"title", run.title},
                           {"baseline", run.baseline},
                           {"baseline_sha256", run.baseline_hash},
                           {"currency", run.currency}});
  out["notes"] = comparison.notes;
  out["rows"] = OrderedJson::array();
  for (const ComparedRow& row : comparison.rows) out["rows"].push_back(row_json(comparison, row));
  return json_text(out, 1) + "\n";
}

}  // namespace tariffsim
