// Measures that several tables have under one name, with one meaning.
#pragma once

#include "results/measure.hpp"

namespace tariffsim::shared {

inline constexpr MeasureText kVariation{
    "ev_musd", "equivalent variation: what the change of welfare is worth in a year",
    "equivalent variation"};
inline constexpr MeasureText kGdpBase{"gdp_base_musd", "GDP before: value added and border taxes",
                                      "GDP before"};
inline constexpr MeasureText kVariationOfGdp{"ev_gdp_pct", "equivalent variation over GDP before",
                                             "equivalent variation of GDP"};
inline constexpr MeasureText kRevenueOfGdpBase{"tax_revenue_gdp_base_pct",
                                               "border taxes before over GDP before",
                                               "border taxes of GDP before"};
inline constexpr MeasureText kRevenueOfGdp{
    "tax_revenue_gdp_pct", "border taxes after over GDP after", "border taxes of GDP"};
inline constexpr MeasureText kRealWage{
    "real_wage_pct",
    "change of the real wage, at the country's consumer prices; of a "
    "group the mean over its members, weighted by what their "
    "labour earned"};
inline constexpr MeasureText kValueAdded{"value_added_pct", "change of nominal value added"};
inline constexpr MeasureText kExportsChange{"exports_pct",
                                            "change of the value of exports before duty"};
inline constexpr MeasureText kImportsChange{"imports_pct",
                                            "change of the value of imports before duty"};
inline constexpr MeasureText kExportsBase{"exports_base_musd", "exports before, before duty"};
inline constexpr MeasureText kExports{"exports_musd", "exports after, before duty"};
inline constexpr MeasureText kImportsBase{"imports_base_musd", "imports before, before duty"};
inline constexpr MeasureText kImports{"imports_musd", "imports after, before duty"};
inline constexpr MeasureText kGoodsBalanceBase{"goods_balance_base_musd",
                                               "sales of goods before, less those the other way",
                                               "balance in goods before"};
inline constexpr MeasureText kGoodsBalance{
    "goods_balance_musd", "sales of goods after, less those the other way", "balance in goods"};
inline constexpr MeasureText kTaxRevenueBase{"tax_revenue_base_musd", "border taxes before"};
inline constexpr MeasureText kTaxRevenue{"tax_revenue_musd", "border taxes after"};
inline constexpr MeasureText kAverageTariffBase{
    "average_tariff_base_pct",
    "average tariff on goods and services before, weighted by trade before"};
inline constexpr MeasureText kAverageTariff{
    "average_tariff_pct", "average tariff on goods and services after, weighted by trade before"};
inline constexpr MeasureText kAverageTariffGoodsBase{
    "average_tariff_goods_base_pct",
    "average tariff on goods before (services left out), weighted by trade before"};
inline constexpr MeasureText kAverageTariffGoods{
    "average_tariff_goods_pct",
    "average tariff on goods after, weighted by trade before (before substitution)"};
inline constexpr MeasureText kEffectiveTariffGoods{
    "effective_tariff_goods_pct",
    "duties collected on goods after over imports of goods after (after substitution)"};
inline constexpr MeasureText kExportersShare{
    "exporters_share_of_duty",
    "share of the change of duties, on trade before, that sellers abroad bear through lower prices "
    "at the border, buyers the rest; in units of the numeraire"};
inline constexpr MeasureText kDutyBorneByExporters{
    "duty_borne_by_exporters_musd",
    "of the change of duties, on trade before, what sellers abroad bear through lower prices at "
    "the border; below 0 what they gain; in units of the numeraire"};
inline constexpr MeasureText kDutyBorneByBuyers{
    "duty_borne_by_buyers_musd",
    "of the change of duties, on trade before, what buyers bear; below 0 what they gain"};
inline constexpr MeasureText kEmployment{
    "employment_pct",
    "change of hours worked: of a country 0 unless labour_supply is above 0, of a sector also "
    "unless labour moves (labour_mobility)"};

}  // namespace tariffsim::shared
