// The measures of countries, and of groups of countries taken as one.
#include <algorithm>
#include <array>
#include <utility>

#include "results/rows.hpp"
#include "results/shared_texts.hpp"

namespace tariffsim {
namespace {

using EconomyRecord = MeasureRecord<EconomyRow, CountryOutcome, GroupOutcome>;
using C = CountryOutcome;
using G = GroupOutcome;

/// A measure of countries and of groups by one formula.
template <class Formula>
constexpr EconomyRecord of_both(MeasureText text, double EconomyRow::*value, Formula formula) {
  return for_both<EconomyRow, CountryOutcome, GroupOutcome>(text, value, formula);
}

/// In the order of countries.csv: a new measure stands at the end. A table, as long as its rows.
std::span<const EconomyRecord> economy_records() {
  using Row = EconomyRow;
  static constexpr auto kRecords = std::to_array<EconomyRecord>(
      {of_both({"welfare_pct", "change of welfare (real income)"}, &Row::welfare_pct,
               [](const auto& e) { return 100 * e.welfare; }),
       of_both(shared::kVariation, &Row::ev_musd,
               [](const auto& e) { return e.equivalent_variation; }),
       of_both(shared::kRealWage, &Row::real_wage_pct,
               [](const auto& e) { return 100 * e.real_wage; }),
       of_both({"consumer_price_pct",
                "change of consumer prices; of a group the mean over its members, weighted by what "
                "they spent"},
               &Row::consumer_price_pct, [](const auto& e) { return 100 * e.consumer_price; }),
       {{"nominal_wage_pct", "change of the nominal wage, world value added being the numeraire"},
        &Row::nominal_wage_pct,
        [](const C& c) { return 100 * c.nominal_wage; }},
       {shared::kValueAdded, &Row::value_added_pct, [](const C& c) { return 100 * c.value_added; }},
       {{"terms_of_trade_pct",
         "change of export over import prices before duty, Laspeyres weights"},
        &Row::terms_of_trade_pct,
        [](const C& c) { return 100 * c.terms_of_trade; }},
       {shared::kExportsChange, &Row::exports_pct, [](const C& c) { return 100 * c.exports; },
        [](const G& g) { return percent_change(g.exports_base, g.exports); }},
       {shared::kImportsChange, &Row::imports_pct, [](const C& c) { return 100 * c.imports; },
        [](const G& g) { return percent_change(g.imports_base, g.imports); }},
       of_both(shared::kTaxRevenueBase, &Row::tax_revenue_base_musd,
               [](const auto& e) { return e.tax_revenue_base; }),
       of_both(shared::kTaxRevenue, &Row::tax_revenue_musd,
               [](const auto& e) { return e.tax_revenue; }),
       of_both(shared::kAverageTariffBase, &Row::average_tariff_base_pct,
               [](const auto& e) { return 100 * e.average_tariff_base; }),
       of_both(shared::kAverageTariff, &Row::average_tariff_pct,
               [](const auto& e) { return 100 * e.average_tariff; }),
       {{"tot_first_order_pct", "first-order effect of the terms of trade on welfare"},
        &Row::tot_first_order_pct,
        [](const C& c) { return 100 * c.first_order.terms_of_trade; }},
       {{"vot_first_order_pct", "first-order effect of the volume of trade on welfare"},
        &Row::vot_first_order_pct,
        [](const C& c) { return 100 * c.first_order.volume_of_trade; }},
       of_both({"income_base_musd", "final spending before"}, &Row::income_base_musd,
               [](const auto& e) { return e.income_base; }),
       {{"deficit_base_musd",
         "trade deficit before: imports less exports, with what labour earns by selling abroad"},
        &Row::deficit_base_musd,
        [](const C& c) { return c.deficit_base; }},
       of_both(shared::kExportsBase, &Row::exports_base_musd,
               [](const auto& e) { return e.exports_base; }),
       {shared::kExports, &Row::exports_musd, [](const C& c) { return c.exports_new; },
        [](const G& g) { return g.exports; }},
       of_both(shared::kImportsBase, &Row::imports_base_musd,
               [](const auto& e) { return e.imports_base; }),
       {shared::kImports, &Row::imports_musd, [](const C& c) { return c.imports_new; },
        [](const G& g) { return g.imports; }},
       of_both({"tariff_faced_base_pct", "average tariff abroad on its exports before"},
               &Row::tariff_faced_base_pct,
               [](const auto& e) { return 100 * e.tariff_faced_base; }),
       of_both({"tariff_faced_pct",
                "average tariff abroad on its exports after, weighted by trade before"},
               &Row::tariff_faced_pct, [](const auto& e) { return 100 * e.tariff_faced; }),
       {{"simple_average_tariff_base_pct", "simple average tariff over cells with trade, before"},
        &Row::simple_average_tariff_base_pct,
        [](const C& c) { return 100 * c.simple_average_tariff_base; }},
       {{"simple_average_tariff_pct", "simple average tariff over cells with trade, after"},
        &Row::simple_average_tariff_pct,
        [](const C& c) { return 100 * c.simple_average_tariff; }},
       {{"revenue_lost_to_base_musd",
         "what the new tariffs and export taxes would bring on the old trade, less what they "
         "bring"},
        &Row::revenue_lost_to_base_musd,
        [](const C& c) { return c.revenue_lost_to_base; }},
       {{"imports_targeted_change_musd", "change of imports whose tariff or trade cost rose"},
        &Row::imports_targeted_change_musd,
        [](const C& c) { return c.imports_targeted_change; }},
       {{"imports_other_change_musd", "change of all other imports"},
        &Row::imports_other_change_musd,
        [](const C& c) { return c.imports_other_change; }},
       {{"domestic_sales_change_musd", "change of domestic sales"},
        &Row::domestic_sales_change_musd,
        [](const C& c) { return c.domestic_sales_change; }},
       {{"trade_cost_first_order_pct",
         "first-order effect of trade costs on welfare: resources burned; embargoes left out"},
        &Row::trade_cost_first_order_pct,
        [](const C& c) { return 100 * c.first_order.trade_cost; }},
       of_both(shared::kAverageTariffGoodsBase, &Row::average_tariff_goods_base_pct,
               [](const auto& e) { return 100 * e.average_tariff_goods_base; }),
       of_both(shared::kAverageTariffGoods, &Row::average_tariff_goods_pct,
               [](const auto& e) { return 100 * e.average_tariff_goods; }),
       of_both(shared::kEffectiveTariffGoods, &Row::effective_tariff_goods_pct,
               [](const auto& e) { return 100 * e.effective_tariff_goods; }),
       of_both(
           {"production_pct", "change of the volume of output, sectors weighted by output before"},
           &Row::production_pct, [](const auto& e) { return 100 * e.production; }),
       of_both({"producer_price_pct", "change of producer prices: value of output over its volume"},
               &Row::producer_price_pct, [](const auto& e) { return 100 * e.producer_price; }),
       of_both({"tax_revenue_share_base_pct", "border taxes before over value added before"},
               &Row::tax_revenue_share_base_pct,
               [](const auto& e) { return 100 * e.tax_revenue_share_base; }),
       of_both({"tax_revenue_share_pct", "border taxes after over value added after"},
               &Row::tax_revenue_share_pct,
               [](const auto& e) { return 100 * e.tax_revenue_share; }),
       {{"average_export_tax_base_pct",
         "average export tax on its exports before, weighted by trade before"},
        &Row::average_export_tax_base_pct,
        [](const C& c) { return 100 * c.average_export_tax_base; }},
       {{"average_export_tax_pct",
         "average export tax on its exports after, weighted by trade before"},
        &Row::average_export_tax_pct,
        [](const C& c) { return 100 * c.average_export_tax; }},
       of_both({"trade_openness_base_pct", "exports and imports before over value added before"},
               &Row::trade_openness_base_pct,
               [](const auto& e) { return 100 * e.trade_openness_base; }),
       of_both({"trade_openness_pct", "exports and imports after over value added after"},
               &Row::trade_openness_pct, [](const auto& e) { return 100 * e.trade_openness; }),
       of_both({"population", "persons who live there"}, &Row::population,
               [](const auto& e) { return e.population; }),
       of_both({"ev_per_person_usd",
                "what the change of welfare is worth to a person in a year, in the baseline's "
                "currency"},
               &Row::ev_per_person_usd,
               [](const auto& e) { return e.equivalent_variation_per_person; }),
       of_both({"real_gdp_pct",
                "change of real GDP, as statistical offices count it: volumes at prices before and "
                "after, Fisher's mean; unlike welfare, without the gain from better terms of trade",
                "real GDP"},
               &Row::real_gdp_pct, [](const auto& e) { return 100 * e.gdp.real_change(); }),
       of_both(shared::kExportersShare, &Row::exporters_share_of_duty,
               [](const auto& e) { return e.incidence.exporters_share(); }),
       of_both(shared::kGdpBase, &Row::gdp_base_musd, [](const auto& e) { return e.gdp.before; }),
       of_both(shared::kVariationOfGdp, &Row::ev_gdp_pct,
               [](const auto& e) { return 100 * e.equivalent_variation / e.gdp.before; }),
       of_both(shared::kRevenueOfGdpBase, &Row::tax_revenue_gdp_base_pct,
               [](const auto& e) { return 100 * e.tax_revenue_base / e.gdp.before; }),
       of_both(shared::kRevenueOfGdp, &Row::tax_revenue_gdp_pct,
               [](const auto& e) { return 100 * e.tax_revenue / e.gdp.after; }),
       {shared::kEmployment, &Row::employment_pct, [](const C& c) { return 100 * c.employment; }},
       of_both({"welfare_without_rebate_pct",
                "change of welfare if the change of border taxes, and of what licences under "
                "quotas bring, "
                "were spent on nobody"},
               &Row::welfare_without_rebate_pct,
               [](const auto& e) { return 100 * e.welfare_without_rebate; }),
       {{"real_spending_pct",
         "change of final spending at consumer prices; welfare, unless hours move (labour_supply)"},
        &Row::real_spending_pct,
        [](const C& c) { return 100 * c.real_spending; }},
       {{"real_wage_after_tax_pct",
         "change of the real wage after tax, where border taxes replace a tax on wages (revenue: "
         "income_tax)"},
        &Row::real_wage_after_tax_pct,
        [](const C& c) { return 100 * c.real_wage_after_tax; }},
       of_both({"rent_musd",
                "what it gets for licences under quotas, from its own buyers and from abroad"},
               &Row::rent_musd, [](const auto& e) { return e.rent; }),
       {{"price_at_own_wages_pct",
         "change of consumer prices at unchanged wages of the country, P^C / w: what its consumers "
         "see as dearer; consumer_price_pct is in the numeraire; of a group the mean over its "
         "members, weighted by what they spent",
         "consumer prices at unchanged wages"},
        &Row::price_at_own_wages_pct,
        [](const C& c) { return 100 * price_at_own_wages(c); },
        [](const G& g) { return 100 * g.price_at_own_wages; }},
       {{"exports_volume_pct", "change of the volume of exports: after, at prices before"},
        &Row::exports_volume_pct,
        [](const C& c) { return 100 * c.real_exports; }},
       {{"imports_volume_pct", "change of the volume of imports: after, at prices before"},
        &Row::imports_volume_pct,
        [](const C& c) { return 100 * c.real_imports; }},
       of_both(shared::kGoodsBalanceBase, &Row::goods_balance_base_musd,
               [](const auto& e) { return e.goods_balance_base; }),
       of_both(shared::kGoodsBalance, &Row::goods_balance_musd,
               [](const auto& e) { return e.goods_balance; }),
       {{"services_balance_base_musd", "sales of services before, less those the other way",
         "balance in services before"},
        &Row::services_balance_base_musd,
        [](const C& c) { return c.exports_base - c.imports_base - c.goods_balance_base; },
        [](const G& g) { return g.exports_base - g.imports_base - g.goods_balance_base; }},
       {{"services_balance_musd", "sales of services after, less those the other way",
         "balance in services"},
        &Row::services_balance_musd,
        [](const C& c) { return c.exports_new - c.imports_new - c.goods_balance; },
        [](const G& g) { return g.exports - g.imports - g.goods_balance; }},
       of_both({"households", "households that live there"}, &Row::households,
               [](const auto& e) { return e.households; }),
       of_both({"ev_per_household_usd",
                "what the change of welfare is worth to a household in a year, in the baseline's "
                "currency"},
               &Row::ev_per_household_usd,
               [](const auto& e) { return e.equivalent_variation_per_household; }),
       of_both({"gdp_musd", "GDP after: value added and border taxes", "GDP"}, &Row::gdp_musd,
               [](const auto& e) { return e.gdp.after; }),
       of_both({"real_gdp_laspeyres_pct",
                "change of real GDP at prices before (Laspeyres' index); real_gdp_pct is Fisher's, "
                "the mean of this and the next",
                "real GDP at prices before"},
               &Row::real_gdp_laspeyres_pct,
               [](const auto& e) { return 100 * (e.gdp.laspeyres() - 1); }),
       of_both({"real_gdp_paasche_pct", "change of real GDP at prices after (Paasche's index)",
                "real GDP at prices after"},
               &Row::real_gdp_paasche_pct,
               [](const auto& e) { return 100 * (e.gdp.paasche() - 1); }),
       of_both(shared::kDutyBorneByExporters, &Row::duty_borne_by_exporters_musd,
               [](const auto& e) { return e.incidence.borne_by_exporters; }),
       of_both(shared::kDutyBorneByBuyers, &Row::duty_borne_by_buyers_musd,
               [](const auto& e) { return e.incidence.borne_by_buyers; })});
  return kRecords;
}

/// groups.csv began with these; those that are not among them follow in the order of countries.csv,
/// what came later at the end.
int place_in_groups(std::string_view measure) {
  if (measure.starts_with("tariff_faced")) return static_cast<int>(economy_records().size());
  static constexpr std::array kFirst{"welfare_pct",       "ev_musd",      "income_base_musd",
                                     "exports_base_musd", "exports_musd", "exports_pct",
                                     "imports_base_musd", "imports_musd", "imports_pct"};
  return static_cast<int>(std::find(kFirst.begin(), kFirst.end(), measure) - kFirst.begin());
}

std::vector<Measure<GroupRow>> ordered_for_groups(std::vector<Measure<GroupRow>> measures) {
  std::stable_sort(measures.begin(), measures.end(),
                   [](const Measure<GroupRow>& a, const Measure<GroupRow>& b) {
                     return place_in_groups(a.name) < place_in_groups(b.name);
                   });
  measures.insert(measures.begin(), {{"members", "how many economies"}, &GroupRow::members});
  return measures;
}

GroupRow group_row(const NamedGroup& group, const GroupOutcome& of) {
  GroupRow row{};
  row.country = row.name = group.name;
  row.members = static_cast<double>(group.members.size());
  return measured_together(row, of, economy_records());
}

GroupRow group_row(const Outcome& outcome, const NamedGroup& group) {
  return group_row(group, group_outcome(outcome, group.members));
}

CountryRow country_row(const Country& country, const CountryOutcome& of) {
  CountryRow row{};
  row.country = country.code;
  row.name = country.name;
  row.members = 1;
  return measured(std::move(row), of, economy_records());
}

}  // namespace

const std::vector<Measure<CountryRow>>& country_measures() {
  static const auto measures = measures_of_one(economy_records());
  return measures;
}

const std::vector<Measure<GroupRow>>& group_measures() {
  static const auto measures = ordered_for_groups(measures_of_several(economy_records()));
  return measures;
}

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

std::vector<EconomyRow> economy_rows(const World& base, const std::vector<NamedGroup>& groups,
                                     const RangePoint& point) {
  std::vector<EconomyRow> rows;
  rows.reserve(point.countries.size() + point.groups.size());
  for (std::size_t n = 0; n < point.countries.size(); ++n)
    rows.push_back(country_row(base.countries[n], point.countries[n]));
  for (std::size_t at = 0; at < point.groups.size(); ++at)
    rows.push_back(group_row(groups[at], point.groups[at]));
  return rows;
}

std::vector<GroupRow> group_rows(const Outcome& outcome, const std::vector<NamedGroup>& groups) {
  std::vector<GroupRow> rows;
  rows.reserve(groups.size());
  for (const NamedGroup& group : groups) rows.push_back(group_row(outcome, group));
  return rows;
}

std::vector<EconomyRow> named_rows(const Outcome& outcome, const std::vector<std::string>& names,
                                   const std::vector<NamedGroup>& groups) {
  const std::vector<CountryRow> countries = country_rows(outcome);
  std::vector<EconomyRow> rows;
  for (const std::string& name : names) {
    const auto country = std::find_if(countries.begin(), countries.end(),
                                      [&](const CountryRow& row) { return row.country == name; });
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const NamedGroup& one) { return one.name == name; });
    if (country != countries.end())
      rows.push_back(*country);
    else if (group != groups.end())
      rows.push_back(group_row(outcome, *group));
  }
  return rows;
}

}  // namespace tariffsim
