#include <algorithm>
#include <cmath>

#include "base/file.hpp"
#include "files/compared_groups.hpp"
#include "files/json_rows.hpp"
#include "files/observed.hpp"
#include "files/record_tables.hpp"
#include "files/result_files.hpp"
#include "files/search_summaries.hpp"
#include "files/summary_head.hpp"
#include "outcomes/claiming.hpp"
#include "prose/papers.hpp"

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
  for (const LineAudit& line : audit) {
    out.push_back({{"line", line.text},
                   {"written", line.written},
                   {"barrier", line.wedge_name()},
                   {"cells", line.cells},
                   {"cells_covered", line.cells_covered},
                   {"trade_musd", json_number(line.trade)},
                   {"trade_changed_musd", json_number(line.trade_changed)},
                   {"embargoed_musd", json_number(line.embargoed)},
                   {"average_before", json_number(line.average_before)},
                   {"average_after", json_number(line.average_after)},
                   {"negative_tariffs", line.negative},
                   {"trade_not_hit_musd", json_number(line.trade_left)},
                   {"least_after", json_number(line.least_after.value_or(std::nan("")))},
                   {"most_after", json_number(line.most_after.value_or(std::nan("")))}});
    if (!line.since.empty()) out.back()["since"] = line.since;
  }
  return out;
}

OrderedJson solver_json(const SolveStatistics& solver) {
  return {{"converged", solver.status == SolveStatus::converged},
          {"status", to_string(solver.status)},
          {"method", to_string(solver.method)},
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

OrderedJson countries_json(const RunRecord& record, const ExperimentResult& result) {
  const ResultTable table = table_of(TableKind::countries, record, result);
  OrderedJson out = OrderedJson::array();
  for (std::size_t row = 0; row < table.rows(); ++row) out.push_back(row_json(table, row));
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
  OrderedJson out{{"id", record.baseline_id},       {"title", record.baseline_title},
                  {"year", record.baseline_year},   {"prices", record.price_year},
                  {"currency", record.currency},    {"sha256", record.baseline_hash},
                  {"resolved_first", resolved},     {"sources", record.data_sources},
                  {"licence", record.data_licence}, {"notes", record.data_notes}};
  if (!record.stands_alone.empty()) out["stands_alone"] = record.stands_alone;
  if (record.products_year > 0) out["products_year"] = record.products_year;
  return out;
}

OrderedJson step_json(const Step& step) {
  OrderedJson out{{"id", step.id}, {"date", step.date}, {"title", step.title}};
  if (!step.ends.empty()) out["ends"] = step.ends;
  return out;
}

OrderedJson head_json(const RunRecord& record, const ExperimentResult& result) {
  OrderedJson out;
  out["program"] = "tariffsim";
  out["version"] = TARIFFSIM_VERSION;
  out["id"] = record.id;
  out["title"] = record.title;
  if (!record.variant_of.empty()) out["variant_of"] = record.variant_of;
  if (!record.variants.empty()) {
    out["variants"] = OrderedJson::array();
    for (const RunLink& variant : record.variants)
      out["variants"].push_back({{"id", variant.id}, {"title", variant.title}});
  }
  if (record.step) out["step"] = step_json(*record.step);
  out["scenario"] = scenario_json(record);
  out["baseline"] = baseline_json(record, result.baseline_resolved);
  if (!record.in_data.empty())
    out["in_data"] = {{"title", record.in_data}, {"lines", audit_json(record.in_data_lines)}};
  if (!record.reference.empty()) out["reference"] = record.reference;
  out["counted_from"] = counted_from(record);
  if (!record.reference_lines.empty()) out["reference_lines"] = audit_json(record.reference_lines);
  out["options"] = options_json(record);
  out["papers"] = references_of(record);
  out["notes"] = record.notes;
  out["focus"] = record.focus;
  out["focus_names"] = record.focus_names();
  out["regions"] = record.regions;
  return out;
}

OrderedJson world_json(const RunRecord& record, const ExperimentResult& result) {
  return row_json(table_of(TableKind::world, record, result), 0);
}

/// What each line adds to the world.
OrderedJson world_lines_json(const ResultTable& world) {
  OrderedJson lines = OrderedJson::array();
  for (std::size_t row = 0; row < world.rows(); ++row) {
    OrderedJson measures = OrderedJson::object();
    put_measures(measures, world, row);
    lines.push_back({{"order", row + 1},
                     {"line", world.label(row, world.keys[1])},
                     {"world", std::move(measures)},
                     {"countries", OrderedJson::array()}});
  }
  return lines;
}

/// The world and the countries in focus: contributions.csv has all.
OrderedJson contributions_json(const RunRecord& record, const ExperimentResult& result) {
  OrderedJson lines = world_lines_json(table_of(TableKind::world_contributions, record, result));
  const ResultTable table = table_of(TableKind::contributions, record, result);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    OrderedJson country = row_json(table, row);
    country.erase("order");
    country.erase("line");
    country.erase("method");
    if (std::find(record.focus.begin(), record.focus.end(), country["country"]) !=
        record.focus.end())
      lines[table.position(row, 0)]["countries"].push_back(std::move(country));
  }
  return {{"method", name_of(result.by_line->method)},
          {"orders_drawn", result.by_line->orders},
          {"status", to_string(result.by_line->status)},
          {"message", result.by_line->message},
          {"solves", result.by_line->solves},
          {"lines", lines}};
}

/// How good it is; path.csv has the cells.
OrderedJson path_json(const PathAttribution& path) {
  return {{"status", to_string(path.status)},
          {"message", path.message},
          {"nodes", path.nodes},
          {"largest_gap_pct", json_number(path.error)},
          {"solves", path.solves}};
}

/// All groups of countries that the scenario names, with their members.
OrderedJson groups_json(const Groups& groups) {
  OrderedJson out = OrderedJson::object();
  for (const auto& [name, members] : groups) out[name] = members;
  return out;
}

OrderedJson sectors_json(const std::vector<Sector>& sectors) {
  OrderedJson out = OrderedJson::array();
  for (const Sector& sector : sectors)
    out.push_back({{"sector", sector.code},
                   {"name", sector.name},
                   {"kind", sector.kind == SectorKind::goods ? "goods" : "services"}});
  return out;
}

/// What is asked, with null for what is not given, and the rows of revenue.csv.
OrderedJson revenue_json(const RunRecord& record, const ExperimentResult& result) {
  const RevenueTerms& terms = *record.revenue;
  const ResultTable table = table_of(TableKind::revenue, record, result);
  OrderedJson economies = OrderedJson::array();
  for (std::size_t row = 0; row < table.rows(); ++row) economies.push_back(row_json(table, row));
  return {{"years", terms.years ? OrderedJson(*terms.years) : OrderedJson()},
          {"from", terms.years ? OrderedJson(terms.first_year) : OrderedJson()},
          {"growth", json_number(terms.growth)},
          {"growth_from", terms.price_year},
          {"offset", terms.offset ? json_number(*terms.offset) : OrderedJson()},
          {"not_collected", json_number(terms.not_collected)},
          {"customs_year", terms.customs_year},
          {"economies", economies}};
}

/// Whether this run's report tells of the economy first.
bool is_in_focus(const RunRecord& record, const std::string& economy) {
  const std::vector<std::string>& names = record.focus_names();
  return std::find(names.begin(), names.end(), economy) != names.end();
}

/// Economies in focus in each alternative: range.csv has all.
OrderedJson range_json(const RunRecord& record, const ExperimentResult& result) {
  OrderedJson out = OrderedJson::array();
  std::vector<std::size_t> solved;
  for (const RangePoint& point : result.range) {
    if (point.solved()) solved.push_back(out.size());
    out.push_back(
        {{"horizon", point.horizon},
         {"elasticities", point.source},
         {"deficits", name_of(point.deficits)},
         {"is_the_result", point.is_own()},
         {"not_solved", point.message.empty() ? OrderedJson() : OrderedJson(point.message)},
         {"economies", OrderedJson::array()}});
  }
  const ResultTable table = table_of(TableKind::range, record, result);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    OrderedJson economy = row_json(table, row);
    if (!is_in_focus(record, economy["economy"])) continue;
    economy.erase("horizon");
    economy.erase("elasticities");
    economy.erase("deficits");
    out[solved[table.position(row, 0)]]["economies"].push_back(std::move(economy));
  }
  return out;
}

/// By pair of countries, exporter first.
OrderedJson claims_json(const World& world, const std::vector<ClaimedTrade>& pairs) {
  OrderedJson out = OrderedJson::array();
  const auto code = [&](Index n) { return world.countries[static_cast<std::size_t>(n)].code; };
  for (const ClaimedTrade& pair : pairs)
    out.push_back({{"exporter", code(pair.exporter)},
                   {"importer", code(pair.importer)},
                   {"trade_base_musd", json_number(pair.before)},
                   {"trade_musd", json_number(pair.after)},
                   {"claimed_base_pct", json_number(100 * pair.claimed_before / pair.before)},
                   {"claimed_pct", json_number(100 * pair.claimed_after / pair.after)},
                   {"burnt_musd", json_number(pair.burnt)}});
  return out;
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
  out["world"] = world_json(record, result);
  out["groups"] = groups_json(named_groups(record, outcome.base().countries));
  out["sectors"] = sectors_json(outcome.base().sectors);
  if (record.observed) out["observed"] = observed_json(record, outcome);
  if (result.goal) out["goal"] = goal_summary(record, result);
  if (result.strategy) out["strategy"] = strategy_summary(record, result);
  if (!outcome.parted_policy().quotas.empty())
    out["quotas"] = rows_json(table_of(TableKind::quotas, record, result));
  if (result.sensitivity) out["sensitivity"] = sensitivity_summary(record, result);
  if (record.revenue) out["revenue"] = revenue_json(record, result);
  if (!result.range.empty()) out["range"] = range_json(record, result);
  if (const std::vector<ClaimedTrade> pairs = claimed_trade(outcome); !pairs.empty())
    out["claims"] = claims_json(outcome.base(), pairs);
  if (result.by_line) out["contributions"] = contributions_json(record, result);
  if (result.path) out["path"] = path_json(*result.path);
  out["countries"] = countries_json(record, result);
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
                            {"world", world_json(record, one.result)}});
  const ExperimentResult& last = steps.back().result;
  if (last.goal) out["goal"] = goal_summary(record, last);
  if (record.observed) out["observed"] = observed_json(record, *last.outcome);
  return text_of(out);
}

}  // namespace tariffsim
