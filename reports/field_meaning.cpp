#include "reports/field_meaning.hpp"

#include <map>
#include <string_view>

namespace tariffsim {
namespace {

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
      {"average_tariff_base_pct", "average tariff before, weighted by trade before"},
      {"average_tariff_pct", "average tariff after, weighted by trade before"},
      {"tot_first_order_pct", "first-order effect of the terms of trade on welfare"},
      {"vot_first_order_pct", "first-order effect of the volume of trade on welfare"},
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
      {"revenue_lost_to_base_musd", "new rates on the old trade, less duties collected"},
      {"imports_targeted_change_musd", "change of imports whose tariff or trade cost rose"},
      {"imports_other_change_musd", "change of all other imports"},
      {"domestic_sales_change_musd", "change of domestic sales"},
      {"output_base_musd", "output before"},
      {"output_musd", "output after"},
      {"output_pct", "change of the value of output"},
      {"volume_pct", "change of the volume of output"},
      {"price_pct", "change of the producer price"},
      {"flow_base_musd", "sales before, before duty"},
      {"flow_musd", "sales after, before duty"},
      {"flow_pct", "change of sales before duty"},
      {"tariff_base", "tariff before"},
      {"tariff", "tariff after"},
      {"tariff_base_pct", "tariff before, weighted by trade before"},
      {"tariff_pct", "tariff after, weighted by trade before"},
      {"real_income_pct", "change of world real income, weighted by value added"},
      {"trade_base_musd", "world trade before"},
      {"trade_musd", "world trade after"},
      {"trade_value_pct", "change of the value of world trade"},
      {"trade_volume_pct", "change of the volume of world trade"}};
  return kMeanings;
}

}  // namespace

std::string unit_of(const std::string& column, const std::string& currency) {
  if (column.ends_with("_pct")) return "%";
  return column.ends_with("_musd") ? "million " + currency : "1";
}

std::string meaning_of(const std::string& column) {
  const auto found = meanings().find(column);
  return found == meanings().end() ? column : found->second;
}

}  // namespace tariffsim
