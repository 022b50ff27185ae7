#include "files/comparison_files.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "files/json_rows.hpp"
#include "prose/comparison_sentences.hpp"
#include "prose/policy_differences.hpp"
#include "studies/comparison_reasons.hpp"
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
  for (std::size_t at = 0; at < row.reasons.size(); ++at)
    if (!row.reasons[at].empty()) out["reasons"][comparison.runs[at + 1].id] = row.reasons[at];
  for (std::size_t at = 0; at < row.also_by.size(); ++at)
    if (row.also_by[at] > 0)
      out["differs_also_by"][comparison.runs[at + 1].id] = letter_of(row.also_by[at] - 1U);
  return out;
}

OrderedJson run_json(const ComparedRun& run) {
  OrderedJson out{{"id", run.id},
                  {"title", run.title},
                  {"baseline", run.baseline},
                  {"baseline_sha256", run.baseline_hash},
                  {"currency", run.currency},
                  {"counted_from", run.counted_from}};
  if (!run.regimes.empty()) out["quotas"] = run.regimes;
  for (const ComparedPlace& place : run.places) out["names"][place.code] = place.name;
  if (!run.sector_names.empty()) out["sector_names"] = run.sector_names;
  if (!run.groups.empty()) out["groups"] = run.groups;
  for (const Step& step : run.steps.steps)
    out["steps"].push_back({{"id", step.id}, {"date", step.date}, {"title", step.title}});
  return out;
}

}  // namespace

void write_compare_csv(const Comparison& comparison, const TakePiece& take) {
  fmt::memory_buffer out;
  const auto hand_on = [&] {
    out.push_back('\n');
    take({out.data(), out.size()});
    out.clear();
  };
  const auto at_end = std::back_inserter(out);
  fmt::format_to(at_end, "kind,key,exporter,importer,measure");
  for (const ComparedRun& run : comparison.runs) fmt::format_to(at_end, ",{}", csv_field(run.id));
  for (std::size_t run = 1; run < comparison.runs.size(); ++run)
    fmt::format_to(at_end, ",{}", csv_field(difference_name(comparison, run)));
  fmt::format_to(at_end, ",differs_also_by");
  hand_on();
  for (const ComparedRow& row : comparison.rows) {
    fmt::format_to(at_end, "{},{},{},{},{}", row.key.kind, csv_field(row.key.key),
                   csv_field(row.key.exporter), csv_field(row.key.importer),
                   csv_field(row.measure));
    for (const auto* numbers : {&row.values, &row.differences})
      for (const double value : *numbers) {
        out.push_back(',');
        append_number(out, value);
      }
    fmt::format_to(at_end, ",{}", csv_field(all_beside_policy(comparison, row)));
    hand_on();
  }
}

std::string compare_csv(const Comparison& comparison) {
  std::string out;
  write_compare_csv(comparison, [&](std::string_view piece) { out += piece; });
  return out;
}

void write_compare_json(const Comparison& comparison, const TakePiece& take) {
  OrderedJson head = {{"program", "tariffsim"}, {"version", TARIFFSIM_VERSION}};
  head["runs"] = OrderedJson::array();
  for (const ComparedRun& run : comparison.runs) head["runs"].push_back(run_json(run));
  head["notes"] = comparison.notes;
  for (std::size_t at = 0; at < comparison.differs_also_by.size(); ++at)
    head["differs_also_by"][letter_of(at)] = comparison.differs_also_by[at];
  head["policy_differences"] = policy_differences(comparison);
  head["sentences"] = comparison_sentences(comparison);
  std::string text = json_text(head, 1);
  text.resize(text.size() - std::string_view("\n}").size());  // the rows are its last member
  take(text + ",\n \"rows\": [");
  const char* before = "\n  ";
  for (const ComparedRow& row : comparison.rows) {
    take(before + json_text(row_json(comparison, row), -1));  // a line: there are many
    before = ",\n  ";
  }
  take(comparison.rows.empty() ? "]\n}\n" : "\n ]\n}\n");
}

}  // namespace tariffsim
