#include "reports/json_rows.hpp"
#include "reports/result_files.hpp"
#include "text/file.hpp"

namespace tariffsim {
namespace {

using Json = OrderedJson;

Json options_json(const RunRecord& record) {
  Json values = Json::object(), changed = Json::array();
  for (const RunOption& option : record.options) {
    values[option.name] = option.value;
    if (!option.is_default) changed.push_back(option.name);
  }
  return {{"values", values}, {"not_default", changed}, {"overrides", record.overrides}};
}

Json audit_json(const std::vector<LineAudit>& audit) {
  Json out = Json::array();
  for (const LineAudit& line : audit)
    out.push_back({{"line", line.text},
                   {"cells", line.cells},
                   {"trade_musd", json_number(line.trade)},
                   {"average_before", json_number(line.average_before)},
                   {"average_after", json_number(line.average_after)},
                   {"negative_tariffs", line.negative}});
  return out;
}

Json solver_json(const SolveStatistics& solver) {
  return {{"converged", solver.status == SolveStatus::converged},
          {"status", to_string(solver.status)},
          {"message", solver.message},
          {"solves", solver.solves},
          {"iterations", solver.iterations},
          {"evaluations", solver.evaluations},
          {"max_residual", json_number(solver.max_residual)},
          {"wall_ms", json_number(solver.wall_ms)}};
}

Json certificate_json(const Certificate& certificate) {
  Json residuals = Json::array();
  for (const Residual& residual : certificate.residuals)
    residuals.push_back({{"name", residual.name},
                         {"meaning", residual.meaning},
                         {"value", json_number(residual.value)},
                         {"tolerance", json_number(residual.tolerance)},
                         {"where", residual.where},
                         {"holds", residual.holds()}});
  return {
      {"holds", certificate.holds()}, {"summary", certificate.summary()}, {"residuals", residuals}};
}

Json countries_json(const Outcome& outcome) {
  Json out = Json::array();
  for (const CountryRow& row : country_rows(outcome)) {
    Json country = {{"country", row.country}, {"name", row.name}};
    put_fields(country, row, country_fields());
    out.push_back(std::move(country));
  }
  return out;
}

Json scenario_json(const RunRecord& record) {
  return {{"file", record.scenario_file},
          {"description", record.description},
          {"sources", record.sources},
          {"text", record.scenario_text},
          {"sha256", sha256(record.scenario_text)}};
}

Json baseline_json(const RunRecord& record, bool resolved) {
  return {{"id", record.baseline_id},       {"title", record.baseline_title},
          {"year", record.baseline_year},   {"currency", record.currency},
          {"sha256", record.baseline_hash}, {"resolved_first", resolved}};
}

}  // namespace

std::string summary_json(const RunRecord& record, const Outcome& outcome,
                         const ExperimentResult& result) {
  Json out;
  out["program"] = "tariffsim";
  out["version"] = TARIFFSIM_VERSION;
  out["id"] = record.id;
  out["title"] = record.title;
  out["scenario"] = scenario_json(record);
  out["baseline"] = baseline_json(record, result.baseline_resolved);
  out["options"] = options_json(record);
  out["focus"] = record.focus;
  out["regions"] = record.regions;
  out["audit"] = audit_json(result.audit);
  out["solver"] = solver_json(result.statistics);
  out["certificate"] = certificate_json(outcome.certificate());
  out["world"] = Json::object();
  put_fields(out["world"], world_row(outcome), world_fields());
  out["countries"] = countries_json(outcome);
  return json_text(out, 2) + "\n";
}

}  // namespace tariffsim
