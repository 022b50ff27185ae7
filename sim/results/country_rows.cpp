#include <algorithm>

#include "results/rows.hpp"

namespace tariffsim {

const std::vector<Field<CountryRow>>& country_fields() {
  using Row = CountryRow;
  static const std::vector<Field<Row>> fields{
      {"welfare_pct", &Row::welfare_pct},
      {"ev_musd", &Row::ev_musd},
      {"real_wage_pct", &Row::real_wage_pct},
      {"consumer_price_pct", &Row::consumer_price_pct},
      {"nominal_wage_pct", &Row::nominal_wage_pct},
      {"value_added_pct", &Row::value_added_pct},
      {"terms_of_trade_pct", &Row::terms_of_trade_pct},
      {"exports_pct", &Row::exports_pct},
      {"imports_pct", &Row::imports_pct},
      {"tax_revenue_base_musd", &Row::tax_revenue_base_musd},
      {"tax_revenue_musd", &Row::tax_revenue_musd},
      {"average_tariff_base_pct", &Row::average_tariff_base_pct},
      {"average_tariff_pct", &Row::average_tariff_pct},
      {"tot_first_order_pct", &Row::tot_first_order_pct},
      {"vot_first_order_pct", &Row::vot_first_order_pct},
      {"income_base_musd", &Row::income_base_musd},
      {"deficit_base_musd", &Row::deficit_base_musd},
      {"exports_base_musd", &Row::exports_base_musd},
      {"exports_musd", &Row::exports_musd},
      {"imports_base_musd", &Row::imports_base_musd},
      {"imports_musd", &Row::imports_musd},
      {"tariff_faced_base_pct", &Row::tariff_faced_base_pct},
      {"tariff_faced_pct", &Row::tariff_faced_pct},
      {"simple_average_tariff_base_pct", &Row::simple_average_tariff_base_pct},
      {"simple_average_tariff_pct", &Row::simple_average_tariff_pct},
      {"revenue_lost_to_base_musd", &Row::revenue_lost_to_base_musd},
      {"imports_targeted_change_musd", &Row::imports_targeted_change_musd},
      {"imports_other_change_musd", &Row::imports_other_change_musd},
      {"domestic_sales_change_musd", &Row::domestic_sales_change_musd},
      {"trade_cost_first_order_pct", &Row::trade_cost_first_order_pct},
      {"average_tariff_goods_base_pct", &Row::average_tariff_goods_base_pct},
      {"average_tariff_goods_pct", &Row::average_tariff_goods_pct},
      {"effective_tariff_goods_pct", &Row::effective_tariff_goods_pct},
      {"production_pct", &Row::production_pct},
      {"producer_price_pct", &Row::producer_price_pct},
      {"tax_revenue_share_base_pct", &Row::tax_revenue_share_base_pct},
      {"tax_revenue_share_pct", &Row::tax_revenue_share_pct},
      {"average_export_tax_base_pct", &Row::average_export_tax_base_pct},
      {"average_export_tax_pct", &Row::average_export_tax_pct},
      {"trade_openness_base_pct", &Row::trade_openness_base_pct},
      {"trade_openness_pct", &Row::trade_openness_pct},
      {"population", &Row::population},
      {"ev_per_person_usd", &Row::ev_per_person_usd}};
  return fields;
}

namespace {

CountryRow country_row(const Country& country, const CountryOutcome& c) {
  return {.country = country.code,
          .name = country.name,
          .welfare_pct = 100 * c.welfare,
          .ev_musd = c.equivalent_variation,
          .real_wage_pct = 100 * c.real_wage,
          .consumer_price_pct = 100 * c.consumer_price,
          .nominal_wage_pct = 100 * c.nominal_wage,
          .value_added_pct = 100 * c.value_added,
          .terms_of_trade_pct = 100 * c.terms_of_trade,
          .exports_pct = 100 * c.exports,
          .imports_pct = 100 * c.imports,
          .tax_revenue_base_musd = c.tax_revenue_base,
          .tax_revenue_musd = c.tax_revenue,
          .average_tariff_base_pct = 100 * c.average_tariff_base,
          .average_tariff_pct = 100 * c.average_tariff,
          .tot_first_order_pct = 100 * c.first_order.terms_of_trade,
          .vot_first_order_pct = 100 * c.first_order.volume_of_trade,
          .income_base_musd = c.income_base,
          .deficit_base_musd = c.deficit_base,
          .exports_base_musd = c.exports_base,
          .exports_musd = c.exports_new,
          .imports_base_musd = c.imports_base,
          .imports_musd = c.imports_new,
          .tariff_faced_base_pct = 100 * c.tariff_faced_base,
          .tariff_faced_pct = 100 * c.tariff_faced,
          .simple_average_tariff_base_pct = 100 * c.simple_average_tariff_base,
          .simple_average_tariff_pct = 100 * c.simple_average_tariff,
          .revenue_lost_to_base_musd = c.revenue_lost_to_base,
          .imports_targeted_change_musd = c.imports_targeted_change,
          .imports_other_change_musd = c.imports_other_change,
          .domestic_sales_change_musd = c.domestic_sales_change,
          .trade_cost_first_order_pct = 100 * c.first_order.trade_cost,
          .average_tariff_goods_base_pct = 100 * c.average_tariff_goods_base,
          .average_tariff_goods_pct = 100 * c.average_tariff_goods,
          .effective_tariff_goods_pct = 100 * c.effective_tariff_goods,
          .production_pct = 100 * c.production,
          .producer_price_pct = 100 * c.producer_price,
          .tax_revenue_share_base_pct = 100 * c.tax_revenue_share_base,
          .tax_revenue_share_pct = 100 * c.tax_revenue_share,
          .average_export_tax_base_pct = 100 * c.average_export_tax_base,
          .average_export_tax_pct = 100 * c.average_export_tax,
          .trade_openness_base_pct = 100 * c.trade_openness_base,
          .trade_openness_pct = 100 * c.trade_openness,
          .population = c.population,
          .ev_per_person_usd = c.equivalent_variation_per_person};
}

}  // namespace

bool counts_persons(const Outcome& outcome) {
  const std::vector<Country>& countries = outcome.base().countries;
  return std::any_of(countries.begin(), countries.end(),
                     [](const Country& country) { return country.population > 0; });
}

std::vector<CountryRow> country_rows(const Outcome& outcome) {
  std::vector<CountryRow> rows;
  for (std::size_t n = 0; n < outcome.countries().size(); ++n)
    rows.push_back(country_row(outcome.base().countries[n], outcome.countries()[n]));
  return rows;
}

}  // namespace tariffsim
