#include <algorithm>

#include "results/rows.hpp"

namespace tariffsim {

const std::vector<Field<GroupRow>>& group_fields() {
  using Row = GroupRow;
  static const std::vector<Field<Row>> fields{
      {"members", &Row::members},
      {"welfare_pct", &Row::welfare_pct},
      {"ev_musd", &Row::ev_musd},
      {"income_base_musd", &Row::income_base_musd},
      {"exports_base_musd", &Row::exports_base_musd},
      {"exports_musd", &Row::exports_musd},
      {"exports_pct", &Row::exports_pct},
      {"imports_base_musd", &Row::imports_base_musd},
      {"imports_musd", &Row::imports_musd},
      {"imports_pct", &Row::imports_pct},
      {"tax_revenue_base_musd", &Row::tax_revenue_base_musd},
      {"tax_revenue_musd", &Row::tax_revenue_musd},
      {"average_tariff_base_pct", &Row::average_tariff_base_pct},
      {"average_tariff_pct", &Row::average_tariff_pct},
      {"average_tariff_goods_base_pct", &Row::average_tariff_goods_base_pct},
      {"average_tariff_goods_pct", &Row::average_tariff_goods_pct},
      {"effective_tariff_goods_pct", &Row::effective_tariff_goods_pct},
      {"production_pct", &Row::production_pct},
      {"producer_price_pct", &Row::producer_price_pct},
      {"tax_revenue_share_base_pct", &Row::tax_revenue_share_base_pct},
      {"tax_revenue_share_pct", &Row::tax_revenue_share_pct},
      {"trade_openness_base_pct", &Row::trade_openness_base_pct},
      {"trade_openness_pct", &Row::trade_openness_pct},
      {"population", &Row::population},
      {"ev_per_person_usd", &Row::ev_per_person_usd}};
  return fields;
}

namespace {

GroupRow group_row(const Outcome& outcome, const NamedGroup& group) {
  const GroupOutcome g = group_outcome(outcome, group.members);
  return {.group = group.name,
          .members = static_cast<double>(group.members.size()),
          .welfare_pct = 100 * g.welfare,
          .ev_musd = g.equivalent_variation,
          .income_base_musd = g.income_base,
          .exports_base_musd = g.exports_base,
          .exports_musd = g.exports,
          .exports_pct = percent_change(g.exports_base, g.exports),
          .imports_base_musd = g.imports_base,
          .imports_musd = g.imports,
          .imports_pct = percent_change(g.imports_base, g.imports),
          .tax_revenue_base_musd = g.tax_revenue_base,
          .tax_revenue_musd = g.tax_revenue,
          .average_tariff_base_pct = 100 * g.average_tariff_base,
          .average_tariff_pct = 100 * g.average_tariff,
          .average_tariff_goods_base_pct = 100 * g.average_tariff_goods_base,
          .average_tariff_goods_pct = 100 * g.average_tariff_goods,
          .effective_tariff_goods_pct = 100 * g.effective_tariff_goods,
          .production_pct = 100 * g.production,
          .producer_price_pct = 100 * g.producer_price,
          .tax_revenue_share_base_pct = 100 * g.tax_revenue_share_base,
          .tax_revenue_share_pct = 100 * g.tax_revenue_share,
          .trade_openness_base_pct = 100 * g.trade_openness_base,
          .trade_openness_pct = 100 * g.trade_openness,
          .population = g.population,
          .ev_per_person_usd = g.equivalent_variation_per_person};
}

CountryRow as_country(const GroupRow& group) {
  CountryRow row{};
  for (const Field<CountryRow>& field : country_fields()) row.*field.value = std::nan("");
  row.country = row.name = group.group;
  for (const Field<GroupRow>& from : group_fields())
    for (const Field<CountryRow>& to : country_fields())
      if (std::string_view(from.name) == to.name) row.*to.value = group.*from.value;
  return row;
}

}  // namespace

std::vector<GroupRow> group_rows(const Outcome& outcome, const std::vector<NamedGroup>& groups) {
  std::vector<GroupRow> rows;
  rows.reserve(groups.size());
  for (const NamedGroup& group : groups) rows.push_back(group_row(outcome, group));
  return rows;
}

std::vector<CountryRow> named_rows(const Outcome& outcome, const std::vector<std::string>& names,
                                   const std::vector<NamedGroup>& groups) {
  const std::vector<CountryRow> countries = country_rows(outcome);
  std::vector<CountryRow> rows;
  for (const std::string& name : names) {
    const auto country = std::find_if(countries.begin(), countries.end(),
                                      [&](const CountryRow& row) { return row.country == name; });
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const NamedGroup& one) { return one.name == name; });
    if (country != countries.end())
      rows.push_back(*country);
    else if (group != groups.end())
      rows.push_back(as_country(group_row(outcome, *group)));
  }
  return rows;
}

}  // namespace tariffsim
