#include "results/field_meaning.hpp"

#include <map>
#include <string_view>

namespace tariffsim {
namespace {

/// A table, and as long as there are columns.
const std::map<std::string_view, const char*>& meanings() {
  static const std::map<std::string_view, const char*> kMeanings{
      {"welfare_pct", "change of welfare (real income)"},
      {"ev_musd", "equivalent variation: what the change of welfare is worth in a year"},
      {"real_wage_pct", "change of the real wage"},
      {"consumer_price_pct", "change of consumer prices"},
      {"nominal_wage_pct", "change of the nominal wage, world value added being the numeraire"},
      {"value_added_pct", "change of nominal value added"},
      {"terms_of_trade_pct", "change of export over import prices before duty, Laspeyres weights"},
      {"exports_pct", "change of the value of exports before duty"},
      {"imports_pct", "change of the value of imports before duty"},
      {"tax_revenue_base_musd", "border taxes before"},
      {"tax_revenue_musd", "border taxes after"},
      {"average_tariff_base_pct",
       "average tariff on goods and services before, weighted by trade before"},
      {"average_tariff_pct",
       "average tariff on goods and services after, weighted by trade before"},
      {"average_tariff_goods_base_pct",
       "average tariff on goods before (services left out), weighted by trade before"},
      {"average_tariff_goods_pct",
       "average tariff on goods after, weighted by trade before (before substitution)"},
      {"effective_tariff_goods_pct",
       "duties collected on goods after over imports of goods after (after substitution)"},
      {"tot_first_order_pct", "first-order effect of the terms of trade on welfare"},
      {"vot_first_order_pct", "first-order effect of the volume of trade on welfare"},
      {"trade_cost_first_order_pct",
       "first-order effect of trade costs on welfare: resources burned; embargoes left out"},
      {"income_base_musd", "final spending before"},
      {"deficit_base_musd", "imports less exports before"},
      {"exports_base_musd", "exports before, before duty"},
      {"exports_musd", "exports after, before duty"},
      {"imports_base_musd", "imports before, before duty"},
      {"imports_musd", "imports after, before duty"},
      {"tariff_faced_base_pct", "average tariff abroad on its exports before"},
      {"tariff_faced_pct", "average tariff abroad on its exports after, weighted by trade before"},
      {"simple_average_tariff_base_pct", "simple average tariff over cells with trade, before"},
      {"simple_average_tariff_pct", "simple average tariff over cells with trade, after"},
      {"revenue_lost_to_base_musd",
       "new rates on the old trade, tariffs and export taxes, less what they bring"},
      {"imports_targeted_change_musd", "change of imports whose tariff or trade cost rose"},
      {"imports_other_change_musd", "change of all other imports"},
      {"domestic_sales_change_musd", "change of domestic sales"},
      {"production_pct", "change of the volume of output, sectors weighted by output before"},
      {"producer_price_pct", "change of producer prices: value of output over its volume"},
      {"tax_revenue_share_base_pct", "border taxes before over value added before"},
      {"tax_revenue_share_pct", "border taxes after over value added after"},
      {"average_export_tax_base_pct",
       "average export tax on its exports before, weighted by trade before"},
      {"average_export_tax_pct",
       "average export tax on its exports after, weighted by trade before"},
      {"trade_openness_base_pct", "exports and imports before over value added before"},
      {"trade_openness_pct", "exports and imports after over value added after"},
      {"population", "persons who live there"},
      {"ev_per_person_usd",
       "what the change of welfare is worth to a person in a year, in the baseline's currency"},
      {"members", "how many economies"},
      {"output_base_musd", "output before"},
      {"output_musd", "output after"},
      {"output_pct", "change of the value of output"},
      {"volume_pct", "change of the volume of output"},
      {"price_pct", "change of the producer price"},
      {"buyer_price_pct", "change of the price to buyers, all origins, duty included"},
      {"flow_base_musd", "sales before, before duty"},
      {"flow_musd", "sales after, before duty"},
      {"flow_pct", "change of sales before duty"},
      {"tariff_base", "tariff before"},
      {"tariff", "tariff after"},
      {"export_tax_base", "export tax before"},
      {"export_tax", "export tax after; of a flow it is export_tax / (1 + export_tax)"},
      {"trade_cost_pct",
       "change of trade costs other than taxes, weighted by trade before; 0 under "
       "an embargo"},
      {"embargoed", "1 where no trade is allowed, else 0"},
      {"export_tax_base_pct", "export tax before, weighted by trade before"},
      {"export_tax_pct", "export tax after, weighted by trade before"},
      {"embargoed_pct", "share of trade before that is not allowed after"},
      {"goods_balance_base_musd", "sales of goods before, less those the other way"},
      {"goods_balance_musd", "sales of goods after, less those the other way"},
      {"tariff_base_pct", "tariff before, weighted by trade before"},
      {"tariff_pct", "tariff after, weighted by trade before"},
      {"real_income_pct", "change of world real income, weighted by value added"},
      {"trade_base_musd", "world trade before"},
      {"trade_musd", "world trade after"},
      {"trade_value_pct", "change of the value of world trade"},
      {"trade_volume_pct", "change of the volume of world trade"},
      {"welfare_added_pct", "points that the line adds to the change of welfare (real income)"},
      {"real_wage_added_pct", "points that the line adds to the change of the real wage"},
      {"consumer_price_added_pct", "points that the line adds to the change of consumer prices"},
      {"exports_added_pct", "points that the line adds to the change of exports"},
      {"imports_added_pct", "points that the line adds to the change of imports"},
      {"tax_revenue_added_musd", "border taxes that the line adds"},
      {"average_tariff_added_pct",
       "points that the line adds to the average tariff on goods and services, weighted by trade "
       "before"},
      {"average_tariff_goods_added_pct",
       "points that the line adds to the average tariff on goods, weighted by trade before"},
      {"real_income_added_pct", "points that the line adds to the change of world real income"},
      {"trade_value_added_pct",
       "points that the line adds to the change of the value of world trade"},
      {"trade_volume_added_pct",
       "points that the line adds to the change of the volume of world trade"}};
  return kMeanings;
}

}  // namespace

std::string unit_of(const std::string& column, const std::string& currency) {
  if (column.ends_with("_pct")) return "%";
  if (column.ends_with("_usd")) return currency;
  return column.ends_with("_musd") ? "million " + currency : "1";
}

std::string meaning_of(const std::string& column) {
  const auto found = meanings().find(column);
  return found == meanings().end() ? column : found->second;
}

}  // namespace tariffsim
