#include "prose/comparison_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "results/tables.hpp"

namespace tariffsim {
namespace {

constexpr std::size_t kFarApart = 10;
constexpr std::size_t kIdWidth = 28;

using Rows = std::vector<const ComparedRow*>;

bool is_money(const std::string& measure) { return measure.ends_with("_musd"); }

bool is_change_of_revenue(const std::string& measure) {
  return measure.starts_with("revenue_conventional") || measure.starts_with("revenue_net");
}

std::string level_text(const std::string& measure, double value) {
  if (measure == "ev_musd" || is_change_of_revenue(measure)) return signed_money(value);
  if (is_money(measure)) return money(value);
  if (measure.find("tariff") != std::string::npos || measure.starts_with("tax_revenue"))
    return plain_percent(value);
  return signed_percent(value);
}

std::string difference_text(const std::string& measure, double value) {
  if (is_money(measure)) return signed_money(value);
  std::string text = signed_percent(value);
  if (text.ends_with(" %")) text.replace(text.size() - 1, 1, "pp");
  return text;
}

/// NaN counts as no distance.
double largest_difference(const ComparedRow& row) {
  double largest = 0;
  for (const double difference : row.differences)
    largest = std::max(largest, std::isnan(difference) ? 0.0 : std::abs(difference));
  return largest;
}

Rows rows_of(const Comparison& comparison, const std::string& kind, const std::string& measure) {
  Rows rows;
  for (const ComparedRow& row : comparison.rows)
    if (row.key.kind == kind && row.measure == measure) rows.push_back(&row);
  return rows;
}

Rows far_apart(Rows rows, std::size_t count) {
  std::stable_sort(rows.begin(), rows.end(), [](const ComparedRow* a, const ComparedRow* b) {
    return largest_difference(*a) > largest_difference(*b);
  });
  rows.resize(std::min(count, rows.size()));
  return rows;
}

bool contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// Those in any run's focus, the other groups, then countries whose welfare differs most.
std::vector<std::string> economies_to_show(const Comparison& comparison) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!contains(names, name)) names.push_back(name);
  };
  for (const ComparedRun& run : comparison.runs)
    for (const std::string& name : run.focus) add(name);
  for (const ComparedRow* row : rows_of(comparison, "group", "welfare_pct")) add(row->key.key);
  for (const ComparedRow* row : far_apart(rows_of(comparison, "country", "welfare_pct"), kFarApart))
    add(row->key.key);
  return names;
}

TextTable comparison_table(const Comparison& comparison, const std::string& title) {
  std::vector<TextTable::Column> columns{{title, true}};
  for (const ComparedRun& run : comparison.runs) columns.push_back({shown(run.id, kIdWidth)});
  for (std::size_t run = 1; run < comparison.runs.size(); ++run)
    columns.push_back({comparison.runs.size() == 2
                           ? std::string("difference")
                           : shown(comparison.runs[run].id, kIdWidth) + " - first"});
  return TextTable(std::move(columns));
}

void add_row(TextTable& table, const std::string& name, const ComparedRow& row) {
  std::vector<TextCell> cells{{name, Tone::strong}};
  for (const double value : row.values) cells.push_back({level_text(row.measure, value)});
  for (const double difference : row.differences)
    cells.push_back({difference_text(row.measure, difference), tone_of(difference)});
  table.add(std::move(cells));
}

/// Its title; a name that this version does not know in words.
std::string title_in(TableKind kind, const std::string& name) {
  for (const TableKind one : {kind, TableKind::revenue})
    for (const MeasureText& measure : measures_of(one))
      if (measure.name == name) return title_of(measure);
  return title_of({name.c_str(), ""});
}

TextTable world_table(const Comparison& comparison) {
  TextTable table = comparison_table(comparison, "world");
  for (const ComparedRow& row : comparison.rows)
    if (row.key.kind == "world" && row.measure.find("_base_") == std::string::npos)
      add_row(table, title_in(TableKind::world, row.measure), row);
  return table;
}

/// A row for each of `names` that has the measure.
TextTable economy_table(const Comparison& comparison, const std::vector<std::string>& names,
                        const std::string& measure) {
  TextTable table = comparison_table(comparison, title_in(TableKind::countries, measure));
  Rows rows = rows_of(comparison, "country", measure);
  const Rows groups = rows_of(comparison, "group", measure);
  rows.insert(rows.end(), groups.begin(), groups.end());
  for (const std::string& name : names)
    for (const ComparedRow* row : rows)
      if (row->key.key == name) add_row(table, shown(name, kIdWidth), *row);
  return table;
}

TextTable pair_table(const Comparison& comparison) {
  Rows rows = rows_of(comparison, "pair", "flow_musd");
  std::erase_if(rows, [](const ComparedRow* row) {
    return row->key.exporter == row->key.importer || largest_difference(*row) == 0;
  });
  TextTable table =
      comparison_table(comparison, fmt::format("trade, {}", shown(comparison.runs[0].currency)));
  for (const ComparedRow* row : far_apart(std::move(rows), kFarApart))
    add_row(table, shown(row->key.exporter) + " -> " + shown(row->key.importer), *row);
  return table;
}

}  // namespace

std::vector<TextTable> comparison_tables(const Comparison& comparison) {
  const std::vector<std::string> names = economies_to_show(comparison);
  std::vector<TextTable> tables{world_table(comparison)};
  for (const char* measure : {"welfare_pct", "real_wage_pct", "exports_pct", "imports_pct",
                              "average_tariff_pct", "revenue_conventional_musd", "revenue_net_musd",
                              "revenue_conventional_years_musd", "revenue_net_years_musd"})
    tables.push_back(economy_table(comparison, names, measure));
  tables.push_back(pair_table(comparison));
  std::erase_if(tables, [](const TextTable& table) { return table.empty(); });
  return tables;
}

}  // namespace tariffsim
