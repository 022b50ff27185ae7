#include <algorithm>

#include "base/file.hpp"
#include "files/json_rows.hpp"
#include "files/result_files.hpp"
#include "files/summary_head.hpp"
#include "results/contribution_rows.hpp"

namespace tariffsim {
namespace {

OrderedJson options_json(const RunRecord& record) {
  OrderedJson values = OrderedJson::object(), changed = OrderedJson::array();
  for (const RunOption& option : record.options) {
    values[option.name] = option.value;
    if (!option.is_default) changed.push_back(option.name);
  }
  return {{"values", values},
          {"not_default", changed},
          {"overrides", record.overrides},
          {"varied", record.varied}};
}

OrderedJson audit_json(const std::vector<LineAudit>& audit) {
  OrderedJson out = OrderedJson::array();
  for (const LineAudit& line : audit)
    out.push_back({{"line", line.text},
                   {"barrier", line.wedge_name()},
                   {"cells", line.cells},
                   {"cells_covered", line.cells_covered},
                   {"trade_musd", json_number(line.trade)},
                   {"trade_changed_musd", json_number(line.trade_changed)},
                   {"embargoed_musd", json_number(line.embargoed)},
                   {"average_before", json_number(line.average_before)},
                   {"average_after", json_number(line.average_after)},
                   {"negative_tariffs", line.negative}});
  return out;
}

OrderedJson solver_json(const SolveStatistics& solver) {
  return {{"converged", solver.status == SolveStatus::converged},
          {"status", to_string(solver.status)},
          {"message", solver.message},
          {"solves", solver.solves},
          {"iterations", solver.iterations},
          {"evaluations", solver.evaluations},
          {"max_residual", json_number(solver.max_residual)},
          {"wall_ms", json_number(solver.wall_ms)}};
}

OrderedJson certificate_json(const Certificate& certificate) {
  OrderedJson residuals = OrderedJson::array();
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

OrderedJson countries_json(const Outcome& outcome) {
  OrderedJson out = OrderedJson::array();
  for (const CountryRow& row : country_rows(outcome)) {
    OrderedJson country = {{"country", row.country}, {"name", row.name}};
    put_fields(country, row, country_fields());
    out.push_back(std::move(country));
  }
  return out;
}

OrderedJson scenario_json(const RunRecord& record) {
  return {{"file", record.scenario_file},
          {"description", record.description},
          {"sources", record.sources},
          {"text", record.scenario_text},
          {"sha256", sha256(record.scenario_text)}};
}

OrderedJson baseline_json(const RunRecord& record, bool resolved) {
  return {{"id", record.baseline_id},       {"title", record.baseline_title},
          {"year", record.baseline_year},   {"currency", record.currency},
          {"sha256", record.baseline_hash}, {"resolved_first", resolved},
          {"sources", record.data_sources}, {"licence", record.data_licence},
          {"notes", record.data_notes}};
}

OrderedJson head_json(const RunRecord& record, const ExperimentResult& result) {
  OrderedJson out;
  out["program"] = "tariffsim";
  out["version"] = TARIFFSIM_VERSION;
  out["id"] = record.id;
  out["title"] = record.title;
  if (record.step)
    out["step"] = {
        {"id", record.step->id}, {"date", record.step->date}, {"title", record.step->title}};
  out["scenario"] = scenario_json(record);
  out["baseline"] = baseline_json(record, result.baseline_resolved);
  if (!record.reference.empty()) out["reference"] = record.reference;
  out["options"] = options_json(record);
  out["notes"] = record.notes;
  out["focus"] = record.focus;
  out["focus_names"] = record.focus_names();
  out["regions"] = record.regions;
  return out;
}

OrderedJson world_json(const Outcome& outcome) {
  OrderedJson out = OrderedJson::object();
  put_fields(out, world_row(outcome), world_fields());
  return out;
}

/// The world and the countries in focus: contributions.csv has all.
OrderedJson contributions_json(const RunRecord& record, const LineByLine& by_line,
                               const World& base) {
  OrderedJson lines = OrderedJson::array();
  for (const WorldContributionRow& row : world_contribution_rows(by_line)) {
    OrderedJson world = OrderedJson::object();
    put_fields(world, row, world_contribution_fields());
    lines.push_back({{"order", row.order},
                     {"line", row.line},
                     {"world", std::move(world)},
                     {"countries", OrderedJson::array()}});
  }
  for (const ContributionRow& row : contribution_rows(by_line, base)) {
    if (std::find(record.focus.begin(), record.focus.end(), row.country) == record.focus.end())
      continue;
    OrderedJson country = {{"country", row.country}, {"name", row.name}};
    put_fields(country, row, contribution_fields());
    lines[row.order - 1]["countries"].push_back(std::move(country));
  }
  return {{"status", to_string(by_line.status)},
          {"message", by_line.message},
          {"solves", by_line.solves},
          {"lines", lines}};
}

std::string text_of(const OrderedJson& json) { return json_text(json, 2) + "\n"; }

}  // namespace

OrderedJson summary_head(const RunRecord& record, bool baseline_resolved) {
  ExperimentResult result;
  result.baseline_resolved = baseline_resolved;
  return head_json(record, result);
}

std::string summary_json(const RunRecord& record, const Outcome& outcome,
                         const ExperimentResult& result) {
  OrderedJson out = head_json(record, result);
  out["audit"] = audit_json(result.audit);
  out["solver"] = solver_json(result.statistics);
  out["certificate"] = certificate_json(outcome.certificate());
  out["world"] = world_json(outcome);
  if (result.by_line)
    out["contributions"] = contributions_json(record, *result.by_line, outcome.base());
  out["countries"] = countries_json(outcome);
  return text_of(out);
}

std::string timeline_json(const RunRecord& record, std::span<const SolvedStep> steps) {
  OrderedJson out = head_json(record, steps.front().result);
  out["steps"] = OrderedJson::array();
  for (const SolvedStep& one : steps)
    out["steps"].push_back({{"id", one.step.id},
                            {"date", one.step.date},
                            {"title", one.step.title},
                            {"elasticities", value_of(one.options, "model.elasticities")},
                            {"solver", solver_json(one.result.statistics)},
                            {"certificate", one.result.certificate.summary()},
                            {"world", world_json(*one.result.outcome)}});
  return text_of(out);
}

}  // namespace tariffsim
