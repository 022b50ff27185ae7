// Revenue as those who score a policy ask for it (sim/model.md, section 3.12), in a world that is
// solved by hand: two like countries, one good, no inputs, theta = 1. Each sells 80 at home and 20
// abroad without duty. If both levy 25 % (by importers or by exporters), wages stay, and
//
//   share of imports    0.2 / 1.25 / (0.8 + 0.2 / 1.25) = 1/6
//   revenue             R' = 0.2 (1/6) X',   X' = 100 + R'   so that   X' = 3000/29, R' = 100/29
//   at GDP as it was    100 R' / X' = 10/3;  new rates on old trade 5
#include <catch2/catch.hpp>
#include <cmath>

#include "outcomes/revenue.hpp"
#include "results/revenue.hpp"
#include "results/rows.hpp"
#include "results/table_lookup.hpp"
#include "studies/experiment.hpp"

using namespace tariffsim;

namespace {

Baseline like_countries() {
  Baseline b;
  b.id = "like";
  b.year = 2020;
  b.price_year = 2020;
  b.currency = "USD";
  b.countries = {{"AAA", "A"}, {"BBB", "B"}};
  b.sectors = {{"S1", "Goods", SectorKind::goods}};
  b.flow = Cube(2, 1);
  b.tariff = Cube(2, 1);
  b.export_tax = Cube(2, 1);
  for (Index n = 0; n < 2; ++n) {
    b.flow(n, n, 0) = 80;
    b.flow(n, 1 - n, 0) = 20;
  }
  return b;
}

/// Both levy `rate` on each other.
std::vector<PolicyLine> both_levy(WedgeKind kind, double rate) {
  std::vector<PolicyLine> lines;
  for (Index n = 0; n < 2; ++n)
    lines.push_back(
        {LevyChange{kind, RateChange::set, OneRate{{{n}, {1 - n}, {0}}, rate}}, "", {}});
  return lines;
}

ExperimentResult solved_like_countries(const std::vector<PolicyLine>& reference,
                                       const std::vector<PolicyLine>& policy) {
  const Calibration calibration =
      calibrate(like_countries(), {.parameters = {Vector::Constant(1, 1.0)}});
  Experiment experiment{calibration, DeficitClosure::fixed, {}, reference, {}};
  experiment.stages.push_back({{}, policy, calibration.parameters, {}});
  ExperimentResult result = std::move(run_experiment(experiment).front().result);
  REQUIRE(result.outcome);
  return result;
}

RevenueTerms terms_of_2020() {
  RevenueTerms terms;
  terms.first_year = terms.price_year = terms.customs_year = 2020;
  return terms;
}

RevenueRow first_row(const ExperimentResult& result, const RevenueTerms& terms) {
  return revenue_rows(*result.outcome, *result.data, {}, terms).front();
}

Approx about(double value) { return Approx(value).epsilon(1e-9).margin(1e-9); }

}  // namespace

TEST_CASE("revenue of a duty that both levy is what follows by hand") {
  const ExperimentResult result = solved_like_countries({}, both_levy(WedgeKind::tariff, 0.25));
  const RevenueRow row = first_row(result, terms_of_2020());
  CHECK(row.revenue_base_musd == 0);
  CHECK(row.revenue_musd == about(10.0 / 3));
  CHECK(row.revenue_static_musd == about(5));
  CHECK(row.revenue_lost_musd == about(5.0 / 3));
  CHECK(row.revenue_conventional_musd == about(10.0 / 3));
  CHECK(row.gdp_base_musd == about(100));
  CHECK(row.revenue_conventional_gdp_pct == about(10.0 / 3));
  // The same in units of the numeraire: R' = 100/29, of a GDP of 3000/29.
  const CountryRow country = country_rows(*result.outcome).front();
  CHECK(country.tax_revenue_musd == about(100.0 / 29));
  CHECK(country.gdp_base_musd == about(100));
  CHECK(country.tax_revenue_gdp_base_pct == 0);
  CHECK(country.tax_revenue_gdp_pct == about(10.0 / 3));
  CHECK(world_row(*result.outcome).tax_revenue_gdp_pct == about(10.0 / 3));
}

TEST_CASE("what is not asked of revenue has no figure") {
  const RevenueRow row =
      first_row(solved_like_countries({}, both_levy(WedgeKind::tariff, 0.25)), terms_of_2020());
  for (const double figure :
       {row.revenue_net_musd, row.revenue_net_gdp_pct, row.revenue_conventional_years_musd,
        row.revenue_net_years_musd, row.customs_ratio, row.revenue_conventional_customs_musd,
        row.revenue_net_customs_musd, row.revenue_conventional_customs_years_musd,
        row.revenue_net_customs_years_musd})
    CHECK(std::isnan(figure));
}

TEST_CASE(
    "without an offset's size and with all collected, revenue is the change of border taxes") {
  RevenueTerms terms = terms_of_2020();
  terms.offset = 0;
  const ExperimentResult result = solved_like_countries({}, both_levy(WedgeKind::tariff, 0.4));
  const RevenueRow row = first_row(result, terms);
  const CountryRow country = country_rows(*result.outcome).front();
  CHECK(row.revenue_net_musd == row.revenue_conventional_musd);
  CHECK(row.revenue_conventional_gdp_pct ==
        about(country.tax_revenue_gdp_pct - country.tax_revenue_gdp_base_pct));
  CHECK(row.revenue_conventional_musd / result.outcome->countries()[0].gdp.before ==
        about(country.tax_revenue_musd / result.outcome->countries()[0].gdp.after));
}

TEST_CASE("an offset and what is not collected take off their parts") {
  RevenueTerms terms = terms_of_2020();
  terms.offset = 0.25;
  const ExperimentResult result = solved_like_countries({}, both_levy(WedgeKind::tariff, 0.25));
  CHECK(first_row(result, terms).revenue_net_musd == about(2.5));
  CHECK(first_row(result, terms).revenue_net_gdp_pct == about(2.5));
  // A fifth is not collected: trade moves as the law says.
  terms.not_collected = 0.2;
  const RevenueRow row = first_row(result, terms);
  CHECK(row.revenue_conventional_musd == about(8.0 / 3));
  CHECK(row.revenue_static_musd == about(4));
  CHECK(row.revenue_net_musd == about(2));
}

TEST_CASE("rates of the data are collected in full, and a cut is a cut") {
  CHECK(collected_rate(0.30, 0.10, 0.25) == Approx(0.25));
  CHECK(collected_rate(0.10, 0.10, 0.25) == 0.10);
  CHECK(collected_rate(0.02, 0.10, 0.25) == 0.02);
  CHECK(collected_rate(0, 0.10, 0.25) == 0);
  CHECK(collected_rate(0.30, 0.10, 0) == 0.30);
}

TEST_CASE("what a reference adds to the data's rates is not collected in full either") {
  RevenueTerms terms = terms_of_2020();
  const ExperimentResult result =
      solved_like_countries(both_levy(WedgeKind::tariff, 0.25), both_levy(WedgeKind::tariff, 0));
  CHECK(first_row(result, terms).revenue_conventional_musd == about(-100.0 / 29));
  terms.not_collected = 0.2;
  const RevenueRow row = first_row(result, terms);
  CHECK(row.revenue_base_musd == about(80.0 / 29));
  CHECK(row.revenue_musd == about(0));
  CHECK(row.gdp_base_musd == about(3000.0 / 29));
}

TEST_CASE("an export tax brings what the same duty does") {
  const RevenueRow row =
      first_row(solved_like_countries({}, both_levy(WedgeKind::export_tax, 0.25)), terms_of_2020());
  CHECK(row.revenue_conventional_musd == about(10.0 / 3));
  CHECK(row.revenue_static_musd == about(5));
}

TEST_CASE("years add up, growing from the year of the money on") {
  RevenueTerms terms = terms_of_2020();
  CHECK(std::isnan(years_factor(terms, 2020)));
  terms.years = 10;
  CHECK(years_factor(terms, 2020) == 10);
  terms.growth = 0.1;
  terms.years = 1;
  CHECK(years_factor(terms, 2020) == 1);
  terms.years = 2;
  CHECK(years_factor(terms, 2020) == Approx(2.1));
  terms.first_year = 2022;
  terms.years = 1;
  CHECK(years_factor(terms, 2020) == Approx(1.21));
  // What was counted two years later has grown less.
  CHECK(years_factor(terms, 2022) == 1);
}

TEST_CASE("the years of a policy are its year, added up") {
  RevenueTerms terms = terms_of_2020();
  terms.years = 2;
  terms.growth = 0.1;
  terms.offset = 0.25;
  const RevenueRow row =
      first_row(solved_like_countries({}, both_levy(WedgeKind::tariff, 0.25)), terms);
  CHECK(row.revenue_conventional_years_musd == about(7));
  CHECK(row.revenue_net_years_musd == about(5.25));
}

TEST_CASE("at customs value duties on goods are as much more as goods are") {
  RevenueTerms terms = terms_of_2020();
  terms.customs["AAA"] = {30, 0};
  terms.customs_year = 2021;
  terms.offset = 0.5;
  terms.years = 1;
  terms.growth = 0.25;
  terms.first_year = 2022;
  const RevenueRow row =
      first_row(solved_like_countries({}, both_levy(WedgeKind::tariff, 0.25)), terms);
  CHECK(row.customs_ratio == Approx(1.5));
  CHECK(row.revenue_conventional_customs_musd == about(5));
  CHECK(row.revenue_net_customs_musd == about(2.5));
  CHECK(row.revenue_conventional_customs_years_musd == about(6.25));
  CHECK(row.revenue_net_customs_years_musd == about(3.125));
  // An export tax is on no import.
  const RevenueRow taxed =
      first_row(solved_like_countries({}, both_levy(WedgeKind::export_tax, 0.25)), terms);
  CHECK(taxed.revenue_conventional_customs_musd == about(10.0 / 3));
}

TEST_CASE("a group's revenue is that of its members, added up") {
  const ExperimentResult result = solved_like_countries({}, both_levy(WedgeKind::tariff, 0.25));
  RevenueTerms terms = terms_of_2020();
  terms.customs["AAA"] = {30, 0};
  const std::vector<NamedGroup> groups{{"BOTH", {0, 1}}}, none;
  const ResultTable table = result_table(TableKind::revenue, result, {groups, none, &terms});
  REQUIRE(table.rows() == 3);
  CHECK(figure_in(table, {"BOTH"}, "revenue_conventional_musd") == about(20.0 / 3));
  CHECK(figure_in(table, {"BOTH"}, "gdp_base_musd") == about(200));
  CHECK(figure_in(table, {"BOTH"}, "revenue_conventional_gdp_pct") == about(10.0 / 3));
  // Of BBB's customs nothing is known.
  CHECK(std::isnan(figure_in(table, {"BOTH"}, "revenue_conventional_customs_musd")));
  CHECK(result_table(TableKind::revenue, result, {groups, none}).rows() == 0);
}

TEST_CASE("nothing changes, nothing is brought, whatever is assumed") {
  RevenueTerms terms = terms_of_2020();
  terms.not_collected = 0.3;
  terms.offset = 0.2;
  terms.years = 10;
  const std::vector<PolicyLine> same = both_levy(WedgeKind::tariff, 0.25);
  const RevenueRow row = first_row(solved_like_countries(same, same), terms);
  CHECK(row.revenue_conventional_musd == about(0));
  CHECK(row.revenue_static_musd == about(0));
  CHECK(row.revenue_net_years_musd == about(0));
}
