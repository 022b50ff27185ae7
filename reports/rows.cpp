#include "reports/rows.hpp"

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
      {"domestic_sales_change_musd", &Row::domestic_sales_change_musd}};
  return fields;
}

const std::vector<Field<SectorRow>>& sector_fields() {
  using Row = SectorRow;
  static const std::vector<Field<Row>> fields{{"output_base_musd", &Row::output_base_musd},
                                              {"output_musd", &Row::output_musd},
                                              {"output_pct", &Row::output_pct},
                                              {"volume_pct", &Row::volume_pct},
                                              {"price_pct", &Row::price_pct},
                                              {"value_added_pct", &Row::value_added_pct},
                                              {"exports_pct", &Row::exports_pct},
                                              {"imports_pct", &Row::imports_pct}};
  return fields;
}

const std::vector<Field<FlowRow>>& flow_fields() {
  using Row = FlowRow;
  static const std::vector<Field<Row>> fields{{"flow_base_musd", &Row::flow_base_musd},
                                              {"flow_musd", &Row::flow_musd},
                                              {"flow_pct", &Row::flow_pct},
                                              {"tariff_base", &Row::tariff_base},
                                              {"tariff", &Row::tariff}};
  return fields;
}

const std::vector<Field<PairRow>>& pair_fields() {
  using Row = PairRow;
  static const std::vector<Field<Row>> fields{{"flow_base_musd", &Row::flow_base_musd},
                                              {"flow_musd", &Row::flow_musd},
                                              {"flow_pct", &Row::flow_pct},
                                              {"tariff_base_pct", &Row::tariff_base_pct},
                                              {"tariff_pct", &Row::tariff_pct}};
  return fields;
}

const std::vector<Field<WorldRow>>& world_fields() {
  using Row = WorldRow;
  static const std::vector<Field<Row>> fields{
      {"real_income_pct", &Row::real_income_pct},
      {"trade_base_musd", &Row::trade_base_musd},
      {"trade_musd", &Row::trade_musd},
      {"trade_value_pct", &Row::trade_value_pct},
      {"trade_volume_pct", &Row::trade_volume_pct},
      {"average_tariff_base_pct", &Row::average_tariff_base_pct},
      {"average_tariff_pct", &Row::average_tariff_pct},
      {"tax_revenue_base_musd", &Row::tax_revenue_base_musd},
      {"tax_revenue_musd", &Row::tax_revenue_musd}};
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
          .tot_first_order_pct = 100 * c.tot_first_order,
          .vot_first_order_pct = 100 * c.vot_first_order,
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
          .domestic_sales_change_musd = c.domestic_sales_change};
}

SectorRow sector_row(const std::string& country, const std::string& sector,
                     const SectorOutcome& s) {
  return {.country = country,
          .sector = sector,
          .output_base_musd = s.output_base,
          .output_musd = s.output,
          .output_pct = 100 * s.output_change,
          .volume_pct = 100 * s.volume,
          .price_pct = 100 * s.price,
          .value_added_pct = 100 * s.value_added,
          .exports_pct = 100 * s.exports,
          .imports_pct = 100 * s.imports};
}

PairRow pair_row(const Outcome& outcome, Index exporter, Index importer) {
  const World& base = outcome.base();
  double before = 0, after = 0, duty_base = 0, duty = 0;
  for (Index s = 0; s < base.n_sectors(); ++s) {
    const double flow = base.flow(exporter, importer, s);
    before += flow;
    after += outcome.after().flow(exporter, importer, s);
    duty_base += base.tariff(exporter, importer, s) * flow;
    duty += outcome.policy().tariff(exporter, importer, s) * flow;
  }
  return {.exporter = base.countries[static_cast<std::size_t>(exporter)].code,
          .importer = base.countries[static_cast<std::size_t>(importer)].code,
          .flow_base_musd = before,
          .flow_musd = after,
          .flow_pct = percent_change(before, after),
          .tariff_base_pct = before > 0 ? 100 * duty_base / before : std::nan(""),
          .tariff_pct = before > 0 ? 100 * duty / before : std::nan("")};
}

}  // namespace

std::vector<CountryRow> country_rows(const Outcome& outcome) {
  std::vector<CountryRow> rows;
  for (std::size_t n = 0; n < outcome.countries().size(); ++n)
    rows.push_back(country_row(outcome.base().countries[n], outcome.countries()[n]));
  return rows;
}

std::vector<SectorRow> sector_rows(const Outcome& outcome) {
  const World& base = outcome.base();
  std::vector<SectorRow> rows;
  for (Index n = 0; n < base.n_countries(); ++n)
    for (Index s = 0; s < base.n_sectors(); ++s)
      rows.push_back(sector_row(base.countries[static_cast<std::size_t>(n)].code,
                                base.sectors[static_cast<std::size_t>(s)].code,
                                outcome.sector(n, s)));
  return rows;
}

std::vector<FlowRow> flow_rows(const Outcome& outcome) {
  const World& base = outcome.base();
  std::vector<FlowRow> rows;
  rows.reserve(base.flow.values().size());
  for (Index i = 0; i < base.n_countries(); ++i)
    for (Index n = 0; n < base.n_countries(); ++n)
      for (Index s = 0; s < base.n_sectors(); ++s) {
        const double before = base.flow(i, n, s), after = outcome.after().flow(i, n, s);
        if (before != 0 || after != 0)
          rows.push_back({i, n, s, before, after, percent_change(before, after),
                          base.tariff(i, n, s), outcome.policy().tariff(i, n, s)});
      }
  return rows;
}

std::vector<PairRow> pair_rows(const Outcome& outcome) {
  std::vector<PairRow> rows;
  const Index n_countries = outcome.base().n_countries();
  for (Index i = 0; i < n_countries; ++i)
    for (Index n = 0; n < n_countries; ++n) {
      PairRow row = pair_row(outcome, i, n);
      if (row.flow_base_musd != 0 || row.flow_musd != 0) rows.push_back(std::move(row));
    }
  return rows;
}

WorldRow world_row(const Outcome& outcome) {
  const WorldOutcome& w = outcome.world();
  return {.real_income_pct = 100 * w.real_income,
          .trade_base_musd = w.trade_base,
          .trade_musd = w.trade,
          .trade_value_pct = 100 * w.trade_value,
          .trade_volume_pct = 100 * w.trade_volume,
          .average_tariff_base_pct = 100 * w.average_tariff_base,
          .average_tariff_pct = 100 * w.average_tariff,
          .tax_revenue_base_musd = w.tax_revenue_base,
          .tax_revenue_musd = w.tax_revenue};
}

}  // namespace tariffsim
