#include "results/contribution_rows.hpp"

namespace tariffsim {

const std::vector<Field<ContributionRow>>& contribution_fields() {
  using Row = ContributionRow;
  static const std::vector<Field<Row>> fields{
      {"welfare_added_pct", &Row::welfare_added_pct},
      {"real_wage_added_pct", &Row::real_wage_added_pct},
      {"consumer_price_added_pct", &Row::consumer_price_added_pct},
      {"exports_added_pct", &Row::exports_added_pct},
      {"imports_added_pct", &Row::imports_added_pct},
      {"tax_revenue_added_musd", &Row::tax_revenue_added_musd},
      {"average_tariff_added_pct", &Row::average_tariff_added_pct},
      {"average_tariff_goods_added_pct", &Row::average_tariff_goods_added_pct}};
  return fields;
}

const std::vector<Field<WorldContributionRow>>& world_contribution_fields() {
  using Row = WorldContributionRow;
  static const std::vector<Field<Row>> fields{
      {"real_income_added_pct", &Row::real_income_added_pct},
      {"trade_value_added_pct", &Row::trade_value_added_pct},
      {"trade_volume_added_pct", &Row::trade_volume_added_pct},
      {"tax_revenue_added_musd", &Row::tax_revenue_added_musd},
      {"average_tariff_added_pct", &Row::average_tariff_added_pct},
      {"average_tariff_goods_added_pct", &Row::average_tariff_goods_added_pct}};
  return fields;
}

namespace {

const LinesInForce& above(const LineByLine& by_line, std::size_t at) {
  return at == 0 ? by_line.none : by_line.added[at - 1].in_force;
}

ContributionRow country_row(const AddedLine& line, std::size_t at, const Country& country,
                            const CountryOutcome& before, const CountryOutcome& after) {
  return {.order = at + 1,
          .line = line.text,
          .country = country.code,
          .name = country.name,
          .welfare_added_pct = 100 * (after.welfare - before.welfare),
          .real_wage_added_pct = 100 * (after.real_wage - before.real_wage),
          .consumer_price_added_pct = 100 * (after.consumer_price - before.consumer_price),
          .exports_added_pct = 100 * (after.exports - before.exports),
          .imports_added_pct = 100 * (after.imports - before.imports),
          .tax_revenue_added_musd = after.tax_revenue - before.tax_revenue,
          .average_tariff_added_pct = 100 * (after.average_tariff - before.average_tariff),
          .average_tariff_goods_added_pct =
              100 * (after.average_tariff_goods - before.average_tariff_goods)};
}

WorldContributionRow world_row(const AddedLine& line, std::size_t at, const WorldOutcome& before,
                               const WorldOutcome& after) {
  return {.order = at + 1,
          .line = line.text,
          .real_income_added_pct = 100 * (after.real_income - before.real_income),
          .trade_value_added_pct = 100 * (after.trade_value - before.trade_value),
          .trade_volume_added_pct = 100 * (after.trade_volume - before.trade_volume),
          .tax_revenue_added_musd = after.tax_revenue - before.tax_revenue,
          .average_tariff_added_pct = 100 * (after.average_tariff - before.average_tariff),
          .average_tariff_goods_added_pct =
              100 * (after.average_tariff_goods - before.average_tariff_goods)};
}

}  // namespace

std::vector<ContributionRow> contribution_rows(const LineByLine& by_line, const World& base) {
  std::vector<ContributionRow> rows;
  for (std::size_t at = 0; at < by_line.added.size(); ++at)
    for (std::size_t n = 0; n < base.countries.size(); ++n)
      rows.push_back(country_row(by_line.added[at], at, base.countries[n],
                                 above(by_line, at).countries[n],
                                 by_line.added[at].in_force.countries[n]));
  return rows;
}

std::vector<WorldContributionRow> world_contribution_rows(const LineByLine& by_line) {
  std::vector<WorldContributionRow> rows;
  for (std::size_t at = 0; at < by_line.added.size(); ++at)
    rows.push_back(world_row(by_line.added[at], at, above(by_line, at).world,
                             by_line.added[at].in_force.world));
  return rows;
}

}  // namespace tariffsim
