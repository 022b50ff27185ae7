#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "files/observed.hpp"
#include "files/record_tables.hpp"
#include "files/result_files.hpp"
#include "outcomes/diversion.hpp"
#include "page/page.hpp"
#include "page/page_json.hpp"
#include "page/policy_matrix.hpp"
#include "page/strategy_json.hpp"
#include "prose/assumptions.hpp"
#include "prose/audit_words.hpp"
#include "prose/quotas.hpp"
#include "prose/revenue.hpp"
#include "prose/sector_labour.hpp"
#include "prose/wage_after_tax.hpp"
#include "prose/welfare_by_line.hpp"
#include "results/quotas.hpp"
#include "results/rows.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kMostDiversions = 20;

OrderedJson sector_names_json(const Outcome& outcome) {
  OrderedJson out = OrderedJson::array();
  for (const Sector& sector : outcome.base().sectors)
    out.push_back({{"code", sector.code}, {"name", sector.name}});
  return out;
}

/// As table_json, with both ends' positions first.
OrderedJson pairs_json(const RunRecord& record, const ExperimentResult& result) {
  const ResultTable table = table_of(TableKind::pairs, record, result);
  OrderedJson out = table_json(table);
  OrderedJson ends = OrderedJson::array();
  for (std::size_t row = 0; row < table.rows(); ++row)
    ends.push_back({table.position(row, 0), table.position(row, 1)});
  out["ends"] = std::move(ends);
  return out;
}

/// A table of groups, with their names.
OrderedJson groups_json(TableKind kind, const RunRecord& record, const ExperimentResult& result,
                        const std::vector<NamedGroup>& groups) {
  OrderedJson out = table_json(table_of(kind, record, result));
  out["names"] = OrderedJson::array();
  for (const NamedGroup& group : groups) out["names"].push_back(group.name);
  return out;
}

constexpr std::array kLabourFields{"real_wage_pct", "employment_pct", "payroll_base_musd",
                                   "payroll_pct",   "persons_base",   "persons"};

/// What becomes of the labour of a group's sector, as kLabourFields; null what is not told.
std::array<double, kLabourFields.size()> labour_values(const std::vector<SectorLabour>& sectors,
                                                       Index sector, bool has_wages) {
  std::array<double, kLabourFields.size()> values;
  values.fill(std::nan(""));
  for (const SectorLabour& one : sectors)
    if (one.sector == sector) {
      const auto of_wages = [&](double value) { return has_wages ? value : std::nan(""); };
      values = {of_wages(one.real_wage), one.employment,   of_wages(one.payroll_base),
                of_wages(one.payroll),   one.persons_base, one.persons_base + one.persons};
    }
  return values;
}

/// Sectors of the groups that are reported, sector by sector in the order of `sector_names`.
OrderedJson group_sectors_json(const RunRecord& record, const Outcome& outcome) {
  OrderedJson fields = OrderedJson::array(), rows = OrderedJson::array();
  for (const Measure<SectorGroupRow>& measure : sector_group_measures())
    fields.push_back(measure.name);
  for (const char* field : kLabourFields) fields.push_back(field);
  const bool has_wages = has_sector_wages(outcome.parameters());
  for (const NamedGroup& group : record.groups) {
    const std::vector<SectorLabour> labour = sector_labour(outcome, group.members);
    for (Index s = 0; s < outcome.base().n_sectors(); ++s) {
      const SectorGroupRow row =
          sector_row(group.name, outcome.base().sectors[static_cast<std::size_t>(s)].code,
                     sector_group_outcome(outcome, group.members, {s}));
      OrderedJson values = OrderedJson::array();
      for (const Measure<SectorGroupRow>& measure : sector_group_measures())
        values.push_back(json_number(row.*measure.value));
      for (const double value : labour_values(labour, s, has_wages))
        values.push_back(json_number(value));
      rows.push_back(std::move(values));
    }
  }
  return {{"fields", std::move(fields)}, {"rows", std::move(rows)}};
}

/// What labour earns before, million, and its change at consumer prices, percent: sector by sector
/// as results.sectors; null where labour moves freely.
OrderedJson payrolls_json(const Outcome& outcome) {
  if (!has_sector_wages(outcome.parameters())) return nullptr;
  OrderedJson rows = OrderedJson::array();
  for (Index n = 0; n < outcome.base().n_countries(); ++n) {
    const std::size_t first = rows.size();
    for (Index s = 0; s < outcome.base().n_sectors(); ++s) rows.push_back({nullptr, nullptr});
    for (const SectorLabour& one : sector_labour(outcome, n))
      rows[first + static_cast<std::size_t>(one.sector)] = {json_number(one.payroll_base),
                                                            json_number(one.payroll)};
  }
  return rows;
}

/// The rows of all countries, line by line in the order of the places; null if lines were not
/// asked for.
OrderedJson contributions_json(const RunRecord& record, const ExperimentResult& result) {
  if (!result.by_line) return nullptr;
  const LineByLine& by_line = *result.by_line;
  OrderedJson lines = OrderedJson::array();
  for (const AddedLine& line : by_line.added)
    lines.push_back({{"text", line.text}, {"count", line.lines}});
  return {{"method", name_of(by_line.method)},
          {"means", lines_in_prose(by_line)},
          {"drawn", by_line.orders > 0},
          {"solved", by_line.status == LineStatus::solved},
          {"message", by_line.message},
          {"lines", lines},
          {"world", table_json(table_of(TableKind::world_contributions, record, result))},
          {"countries", table_json(table_of(TableKind::contributions, record, result))}};
}

/// Addresses relative to the page.
OrderedJson links_json(const RunRecord& record) {
  OrderedJson variants = OrderedJson::array();
  for (const RunLink& variant : record.variants)
    variants.push_back(
        {{"id", variant.id}, {"title", variant.title}, {"page", variant.id + "/report.html"}});
  OrderedJson out{{"variants", variants}};
  if (!record.variants.empty()) out["comparison"] = "compare.html";
  if (!record.variant_of.empty()) {
    out["scenario"] = {{"id", record.variant_of}, {"page", "../report.html"}};
    out["comparison"] = "../compare.html";
  }
  return out;
}

OrderedJson by_supplier_json(const Diversion& pair) {
  OrderedJson suppliers = OrderedJson::array();
  for (const double change : pair.by_supplier) suppliers.push_back(json_number(change));
  return suppliers;
}

/// The changes of a diversion: of sales as they are, and at prices before.
OrderedJson changes_json(const Diversion& pair) {
  return {{"change_musd", json_number(pair.change)},
          {"other_suppliers_musd", json_number(pair.other_suppliers)},
          {"domestic_musd", json_number(pair.domestic)},
          {"other_markets_musd", json_number(pair.other_markets)},
          {"home_market_musd", json_number(pair.home_market)},
          {"by_supplier_musd", by_supplier_json(pair)}};
}

OrderedJson diversion_json(const RunRecord& record, const Outcome& outcome, const Diversion& pair,
                           const Cube& volumes) {
  const Diversion at_old_prices =
      divert(outcome.base().flow, volumes, pair.exporters, pair.importers, pair.sectors);
  return {{"exporter", party_name(outcome, groups_told_of(record), pair.exporters)},
          {"importer", party_name(outcome, groups_told_of(record), pair.importers)},
          {"exporters", pair.exporters},
          {"importers", pair.importers},
          {"sectors", pair.sectors},
          {"base_musd", json_number(pair.base)},
          {"value", changes_json(pair)},
          {"volume", changes_json(at_old_prices)}};
}

/// That of the sentences first, then those of groups.
OrderedJson diversions_json(const RunRecord& record, const Outcome& outcome,
                            const std::optional<Diversion>& first) {
  std::vector<Diversion> told = group_diversions(outcome, groups_told_of(record));
  told.resize(std::min(told.size(), kMostDiversions / 2));
  for (Diversion& pair : diversions(outcome, kMostDiversions - told.size()))
    told.push_back(std::move(pair));
  const auto is_first = [&](const Diversion& pair) {
    return pair.exporters == first->exporters && pair.importers == first->importers;
  };
  if (first) {
    std::erase_if(told, is_first);
    told.insert(told.begin(), *first);
  }
  OrderedJson out = OrderedJson::array();
  const Cube volumes = flows_at_old_prices(outcome);
  for (const Diversion& pair : told) out.push_back(diversion_json(record, outcome, pair, volumes));
  return out;
}

/// The economies whose revenue is told of, and the sentences about the figures; null if it is not
/// asked for.
OrderedJson revenue_json(const RunRecord& record, const SolvedStep& solved) {
  const std::vector<RevenueRow> rows = revenue_shown(record, solved.result);
  if (rows.empty()) return nullptr;
  OrderedJson economies = OrderedJson::array();
  for (const RevenueRow& row : rows) {
    OrderedJson one{{"country", row.economy}, {"name", row.name}};
    for (const Measure<RevenueRow>& measure : revenue_measures())
      one[measure.name] = json_number(row.*measure.value);
    economies.push_back(std::move(one));
  }
  return {{"economies", economies},
          {"years", record.revenue->years ? OrderedJson(years_in_words(*record.revenue))
                                          : OrderedJson(nullptr)},
          {"net", record.revenue->offset.has_value()},
          {"notes", revenue_notes(record, rows, solved.step)}};
}

/// In their order, called in words; null without quotas.
OrderedJson quotas_json(const Outcome& outcome) {
  if (outcome.parted_policy().quotas.empty()) return nullptr;
  OrderedJson quotas = OrderedJson::array();
  const std::vector<std::string> called = quotas_in_words(outcome);
  for (const QuotaRow& row : quota_rows(outcome)) {
    OrderedJson one{
        {"quota", row.quota}, {"called", called[quotas.size()]}, {"regime", row.regime}};
    for (const Measure<QuotaRow>& measure : quota_measures())
      one[measure.name] = json_number(row.*measure.value);
    quotas.push_back(std::move(one));
  }
  return quotas;
}

OrderedJson step_json(const RunRecord& record, const SolvedStep& solved) {
  OrderedJson out{{"id", solved.step.id},
                  {"date", solved.step.date},
                  {"title", solved.step.title},
                  {"quotas", quotas_json(*solved.result.outcome)},
                  {"elasticities", value_of(solved.options, "model.elasticities")}};
  out["world"] = row_json(table_of(TableKind::world, record, solved.result), 0);
  out["countries"] = table_json(table_of(TableKind::countries, record, solved.result));
  out["groups"] = table_json(table_of(TableKind::groups, record, solved.result));
  return out;
}

OrderedJson steps_json(const RunRecord& record, std::span<const SolvedStep> steps) {
  OrderedJson out = OrderedJson::array();
  if (steps.size() < 2) return out;
  for (const SolvedStep& step : steps) out.push_back(step_json(record, step));
  return out;
}

OrderedJson results_json(const RunRecord& record, const ExperimentResult& result,
                         const std::optional<Diversion>& told_trade) {
  OrderedJson out;
  out["world"] = row_json(table_of(TableKind::world, record, result), 0);
  out["countries"] = table_json(table_of(TableKind::countries, record, result));
  out["sectors"] = table_json(table_of(TableKind::sectors, record, result));
  out["payrolls"] = payrolls_json(*result.outcome);
  out["pairs"] = pairs_json(record, result);
  out["diversions"] = diversions_json(record, *result.outcome, told_trade);
  return out;
}

}  // namespace

std::string run_page_data(const RunRecord& record, std::span<const SolvedStep> steps) {
  const ExperimentResult& result = steps.back().result;
  const Outcome& outcome = *result.outcome;
  OrderedJson data{{"kind", "run"}};
  const SolvedStep& last = steps.back();
  data["summary"] = OrderedJson::parse(
      summary_json(last.step.id.empty() ? record : record_of_step(record, last), outcome, result));
  data["observed"] = record.observed ? observed_cells_json(record, outcome) : OrderedJson(nullptr);
  data["revenue"] = revenue_json(record, last);
  data["quotas"] = quotas_json(outcome);
  data["summary"].erase("countries");
  data["summary"].erase("revenue");
  data["summary"].erase("contributions");
  data["labour"] = {
      {"sector_wages", has_sector_wages(outcome.parameters())},
      {"supply", outcome.parameters().labour_supply > 0},
      {"mobility_none", outcome.parameters().labour_mobility == 0},
      {"employment", has_employment(outcome.parameters())},
      {"wage_after_tax", have_wage_after_tax(country_rows(outcome))},
      {"persons", outcome.base().employment != nullptr && has_employment(outcome.parameters())}};
  data["assumptions"] = assumptions(record_of_step(record, last));
  data["method"] = method_json(record_of_step(record, last));
  data["audit_note"] = untouched_cells_in_words(result.audit);
  data["description"] = record.description;
  data["sources"] = record.sources;
  const Headline told = headline(record, steps);
  data["headline"] = headline_json(record, told);
  data["places"] = places_json(outcome.base().countries, record.regions);
  data["sector_names"] = sector_names_json(outcome);
  data["results"] = results_json(record, result, told.trade);
  data["groups"] = groups_json(TableKind::groups, record, result, record.groups);
  data["contributions"] = contributions_json(record, result);
  data["path"] = path_matrices_json(result);
  data["sensitivity"] = sensitivity_json(record, result);
  data["goal"] = goal_json(result);
  data["strategy"] = strategy_page_json(record, result);
  data["sector_groups"] =
      groups_json(TableKind::sector_groups, record, result, record.sector_groups);
  data["group_sectors"] = group_sectors_json(record, outcome);
  data["steps"] = steps_json(record, steps);
  data["links"] = links_json(record);
  return page_text(data);
}

}  // namespace tariffsim
