#include "terminal/countries_table.hpp"

#include <utility>

#include "base/numbers.hpp"
#include "prose/text_table.hpp"
#include "prose/wage_after_tax.hpp"

namespace tariffsim {
namespace {

/// "-136.6 bn (-0.53 %)"
TextCell money_of_gdp(const CountryRow& row) {
  return percents_cell(signed_money(row.ev_musd) + " ({})", {{row.ev_gdp_pct}},
                       tone_of(row.ev_musd));
}

/// A column of a table of countries.
struct CountryColumn {
  const char* title;
  TextCell (*cell)(const CountryRow&);
};

std::vector<CountryColumn> columns_of(const ToldOfCountries& told, bool after_tax) {
  const CountryColumn welfare{"welfare",
                              [](const CountryRow& row) { return change_cell(row.welfare_pct); }};
  std::vector<CountryColumn> wages{
      {"real wage", [](const CountryRow& row) { return change_cell(row.real_wage_pct); }}};
  if (after_tax)
    wages.push_back({"after tax", [](const CountryRow& row) {
                       return change_cell(row.real_wage_after_tax_pct);
                     }});
  std::vector<CountryColumn> columns;
  if (told.short_run) {
    columns = wages;
    columns.push_back({"without the rebate", [](const CountryRow& row) {
                         return change_cell(row.welfare_without_rebate_pct);
                       }});
  }
  columns.push_back(welfare);
  if (told.real_gdp)
    columns.push_back(
        {"real GDP", [](const CountryRow& row) { return change_cell(row.real_gdp_pct); }});
  columns.push_back({"in money (of GDP)", money_of_gdp});
  if (told.persons)
    columns.push_back(
        {"a person", [](const CountryRow& row) {
           return TextCell{signed_amount(row.ev_per_person_usd), tone_of(row.ev_per_person_usd)};
         }});
  if (!told.short_run) columns.insert(columns.end(), wages.begin(), wages.end());
  columns.push_back({"prices", [](const CountryRow& row) {
                       return percents_cell("{}", {{row.price_at_own_wages_pct}});
                     }});
  columns.push_back(
      {"exports", [](const CountryRow& row) { return change_cell(row.exports_pct); }});
  columns.push_back(
      {"imports", [](const CountryRow& row) { return change_cell(row.imports_pct); }});
  columns.push_back({"tariff on goods", [](const CountryRow& row) {
                       return percents_cell("{} -> {}", {{row.average_tariff_goods_base_pct, false},
                                                         {row.average_tariff_goods_pct, false}});
                     }});
  return columns;
}

}  // namespace

std::string countries_table(const std::vector<CountryRow>& rows, const ToldOfCountries& told,
                            bool color) {
  const std::vector<CountryColumn> columns = columns_of(told, have_wage_after_tax(rows));
  std::vector<TextTable::Column> heads{{"", true}, {"", true}};
  for (const CountryColumn& column : columns) heads.push_back({column.title});
  TextTable table(std::move(heads));
  for (const CountryRow& row : rows) {
    std::vector<TextCell> cells{{shown(row.country), Tone::strong}, {shown(row.name)}};
    for (const CountryColumn& column : columns) cells.push_back(column.cell(row));
    table.add(std::move(cells));
  }
  return table.render(color);
}

}  // namespace tariffsim
