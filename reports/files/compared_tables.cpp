#include "files/compared_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "text/csv_table.hpp"

namespace tariffsim {
namespace {

/// Of steps all that is told of them; compare.csv would be long with the rest.
constexpr std::array kStepMeasures{
    "welfare_pct", "ev_musd",     "real_gdp_pct",     "real_wage_pct",
    "exports_pct", "imports_pct", "tax_revenue_musd", "average_tariff_goods_pct"};

/// The columns given as measures, keys still to come; an empty field is not defined.
MeasureTable read_measures(const CsvTable& table, const std::vector<int>& columns) {
  MeasureTable out;
  for (const int column : columns)
    out.measures.push_back(table.header()[static_cast<std::size_t>(column)]);
  Diagnostics diagnostics;
  for (std::size_t row = 0; row < table.rows(); ++row)
    for (const int column : columns)
      out.values.push_back(
          table.field(row, column).empty() ? std::nan("") : table.number(row, column, diagnostics));
  diagnostics.throw_if_errors();
  return out;
}

std::vector<int> columns_but(const CsvTable& table, const std::vector<std::string>& keys) {
  std::vector<int> out;
  for (int column = 0; column < static_cast<int>(table.header().size()); ++column)
    if (std::find(keys.begin(), keys.end(), table.header()[static_cast<std::size_t>(column)]) ==
        keys.end())
      out.push_back(column);
  return out;
}

/// Results have one row for each key: what has two was put together by hand.
void check_keys(const CsvTable& table, const std::vector<MeasureKey>& keys) {
  std::map<std::string, std::size_t> rows;
  for (std::size_t row = 0; row < keys.size(); ++row) {
    const auto [first, is_new] = rows.emplace(keys[row].key, row);
    if (!is_new)
      throw InputError(table.place(row, 0),
                       fmt::format("'{}' has a row already, line {}", keys[row].key,
                                   table.place(first->second, 0).line),
                       "run the scenario again to write the results again");
  }
}

}  // namespace

MeasureTable read_countries(TableSource source) {
  const CsvTable table(std::move(source), {{"country", "welfare_pct"}, {"name"}, true});
  MeasureTable out = read_measures(table, columns_but(table, {"country", "name"}));
  for (std::size_t row = 0; row < table.rows(); ++row)
    out.keys.push_back({"country", std::string(table.field(row, table.column("country"))), "", ""});
  check_keys(table, out.keys);
  return out;
}

MeasureTable read_groups(TableSource source) {
  const CsvTable table(std::move(source), {{"group", "welfare_pct"}, {}, true});
  MeasureTable out = read_measures(table, columns_but(table, {"group"}));
  for (std::size_t row = 0; row < table.rows(); ++row)
    out.keys.push_back({"group", std::string(table.field(row, table.column("group"))), "", ""});
  check_keys(table, out.keys);
  return out;
}

/// Of countries and groups; what other tables have under the same name is left to them.
MeasureTable read_revenue(TableSource source, const std::vector<ComparedPlace>& countries) {
  const CsvTable table(std::move(source),
                       {{"economy", "revenue_conventional_musd"}, {"name"}, true});
  MeasureTable out = read_measures(table, columns_but(table, {"economy", "name", "gdp_base_musd"}));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string economy(table.field(row, table.column("economy")));
    const bool country =
        std::any_of(countries.begin(), countries.end(),
                    [&](const ComparedPlace& place) { return place.code == economy; });
    out.keys.push_back({country ? "country" : "group", economy, "", ""});
  }
  check_keys(table, out.keys);
  return out;
}

MeasureTable read_pairs(TableSource source) {
  const CsvTable table(std::move(source), {{"exporter", "importer", "flow_musd"}, {}, true});
  MeasureTable out = read_measures(table, columns_but(table, {"exporter", "importer"}));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string exporter(table.field(row, table.column("exporter")));
    const std::string importer(table.field(row, table.column("importer")));
    out.keys.push_back({"pair", fmt::format("{}->{}", exporter, importer), exporter, importer});
  }
  check_keys(table, out.keys);
  return out;
}

MeasureTable read_sectors(TableSource source) {
  const CsvTable table(std::move(source), {{"country", "sector", "output_musd"}, {}, true});
  MeasureTable out = read_measures(table, columns_but(table, {"country", "sector"}));
  const int country = table.column("country"), sector = table.column("sector");
  for (std::size_t row = 0; row < table.rows(); ++row)
    out.keys.push_back(
        {"sector",
         sector_key(std::string(table.field(row, country)), std::string(table.field(row, sector))),
         "", ""});
  check_keys(table, out.keys);
  return out;
}

ComparedQuotas read_quotas(TableSource source) {
  const CsvTable table(std::move(source), {{"quota", "regime", "licence_price"}, {}, true});
  ComparedQuotas out{read_measures(table, columns_but(table, {"quota", "regime"})), {}};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string name(table.field(row, table.column("quota")));
    out.table.keys.push_back({"quota", name, "", ""});
    out.regimes[name] = table.field(row, table.column("regime"));
  }
  check_keys(table, out.table.keys);
  return out;
}

ComparedSteps read_steps(TableSource source, const std::string& economy) {
  const CsvTable table(std::move(source), {{"step", economy}, {}, true});
  ComparedSteps out;
  out.measures.assign(kStepMeasures.begin(), kStepMeasures.end());
  Diagnostics diagnostics;
  const auto field = [&](std::size_t row, const std::string& column) {
    const int at = table.column(column);
    return at < 0 ? std::string() : std::string(table.field(row, at));
  };
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string step = field(row, "step");
    if (out.steps.empty() || out.steps.back().id != step)
      out.steps.push_back({step, field(row, "date"), field(row, "title")});
    if (out.steps.size() == 1) out.economies.push_back(field(row, economy));
    for (const std::string& measure : out.measures)
      out.values.push_back(field(row, measure).empty()
                               ? std::nan("")
                               : table.number(row, table.column(measure), diagnostics));
  }
  diagnostics.throw_if_errors();
  if (table.rows() != out.steps.size() * out.economies.size())
    throw InputError(table.place(0, 0), "the steps have not all the same economies",
                     "run the scenario again to write the results again");
  return out;
}

ComparedSteps joined(const ComparedSteps& countries, const ComparedSteps& groups) {
  ComparedSteps out{countries.steps, countries.economies, countries.measures, {}};
  out.economies.insert(out.economies.end(), groups.economies.begin(), groups.economies.end());
  const auto add_step = [&](const ComparedSteps& from, std::size_t step) {
    const auto width = static_cast<std::ptrdiff_t>(from.economies.size() * from.measures.size());
    const auto first = from.values.begin() + static_cast<std::ptrdiff_t>(step) * width;
    out.values.insert(out.values.end(), first, first + width);
  };
  for (std::size_t step = 0; step < countries.steps.size(); ++step) {
    add_step(countries, step);
    if (!groups.steps.empty()) add_step(groups, step);
  }
  return out;
}

}  // namespace tariffsim
