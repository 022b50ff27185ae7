#include "files/json_rows.hpp"
#include "page/page.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

OrderedJson run_json(const ComparedRun& run) {
  OrderedJson places = OrderedJson::array();
  for (const ComparedPlace& place : run.places)
    places.push_back({{"code", place.code},
                      {"name", place.name},
                      {"in_sentence", name_in_sentence(place.name)},
                      {"iso", place.iso}});
  return {{"id", run.id},
          {"title", run.title},
          {"baseline", run.baseline},
          {"baseline_sha256", run.baseline_hash},
          {"currency", run.currency},
          {"scenario_text", run.scenario_text},
          {"overrides", run.overrides},
          {"certificate", run.certificate},
          {"places", places}};
}

OrderedJson row_json(const ComparedRow& row) {
  OrderedJson values = OrderedJson::array();
  for (const double value : row.values) values.push_back(json_number(value));
  return {row.key.kind, row.key.key, row.measure, values};
}

/// Of pairs only their flows: the rest is in compare.csv.
bool is_shown(const ComparedRow& row) {
  return row.key.kind != "pair" ||
         (row.measure == "flow_musd" && row.key.exporter != row.key.importer);
}

}  // namespace

std::string comparison_page_data(const Comparison& comparison) {
  OrderedJson data{{"kind", "compare"}, {"version", TARIFFSIM_VERSION}};
  data["notes"] = comparison.notes;
  data["runs"] = OrderedJson::array();
  for (const ComparedRun& run : comparison.runs) data["runs"].push_back(run_json(run));
  data["rows"] = OrderedJson::array();
  for (const ComparedRow& row : comparison.rows)
    if (is_shown(row)) data["rows"].push_back(row_json(row));
  return json_text(data, -1);
}

}  // namespace tariffsim
