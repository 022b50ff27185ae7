// Several countries reported as one.
#pragma once

#include <string>
#include <vector>

#include "outcomes/outcome.hpp"

namespace tariffsim {

/// Countries (or sectors) under a name, in the order in which the name lists them.
struct NamedGroup {
  std::string name;
  std::vector<Index> members;
};

/// Measures of a group as of one country: money summed, trade among members left out, wages and
/// prices as means over its members. Changes are fractions; NaN = not defined.
struct GroupOutcome {
  double welfare = 0;                 ///< sum of EV over sum of income
  double welfare_without_rebate = 0;  ///< as CountryOutcome's, weighted as welfare is
  double equivalent_variation = 0;    ///< million
  double income_base = 0;
  double real_wage = 0;                  ///< weighted by what their labour earned
  double consumer_price = 0;             ///< as the next, weighted by what they spent
  double price_at_own_wages = 0;         ///< P^C / w - 1
  double exports_base = 0, exports = 0;  ///< to outsiders, million before duty
  double imports_base = 0, imports = 0;
  double tax_revenue_base = 0, tax_revenue = 0;
  double rent = 0;
  double average_tariff_base = 0, average_tariff = 0;  ///< on outsiders, weighted by base flows
  double average_tariff_goods_base = 0, average_tariff_goods = 0;
  double tariff_faced_base = 0, tariff_faced = 0;  ///< of outsiders, weighted by base flows
  double effective_tariff_goods = 0;  ///< duty collected on outsiders' goods over imports of them
  double production = 0, producer_price = 0;  ///< of OutputSums over members and sectors
  double tax_revenue_share_base = 0, tax_revenue_share = 0;  ///< border taxes over value added
  double trade_openness_base = 0, trade_openness = 0;  ///< trade with outsiders over value added
  double population = 0;  ///< persons; NaN if those of one member are not known
  double equivalent_variation_per_person = 0;  ///< in the currency itself
  double households = 0;                       ///< NaN if those of one member are not known
  double equivalent_variation_per_household = 0;
  double goods_balance_base = 0, goods_balance = 0;  ///< with outsiders, million
  GdpSums gdp;                                       ///< of its members, added up
  DutyIncidence incidence;                           ///< of duties on outsiders
};

/// Sales to outsiders and purchases from them, before duty, in the unit of `flow`: exactly 0 if
/// there are none.
struct OuterTrade {
  double exports = 0, imports = 0;
};
OuterTrade outer_trade(const Cube& flow, const std::vector<Index>& members);

GroupOutcome group_outcome(const Outcome& outcome, const std::vector<Index>& members);

/// Of trade with outsiders, as CountryOutcome::terms_of_trade of all trade; of one country the
/// same. NaN without sales to them or purchases from them.
double group_terms_of_trade(const Outcome& outcome, const std::vector<Index>& members);

}  // namespace tariffsim
