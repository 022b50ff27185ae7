// Revenue as those who score a policy ask for it, as rows: each number that any report shows of it.
#pragma once

#include <string>
#include <vector>

#include "outcomes/group.hpp"
#include "outcomes/revenue.hpp"
#include "results/measure.hpp"

namespace tariffsim {

/// A country, or a group as the sum of its members, whose name is in both texts. NaN = not defined,
/// not known or not asked for.
struct RevenueRow {
  std::string economy, name;
  double revenue_base_musd, revenue_musd;
  double revenue_static_musd,
      revenue_lost_musd;  // new rates on the old trade; and what of it fails
  double revenue_conventional_musd, revenue_net_musd;  // a year
  double revenue_conventional_years_musd, revenue_net_years_musd;
  double gdp_base_musd, revenue_conventional_gdp_pct, revenue_net_gdp_pct;
  double customs_ratio;  // customs value over the flows' value
  double revenue_conventional_customs_musd, revenue_net_customs_musd;  // the same at customs value
  double revenue_conventional_customs_years_musd, revenue_net_customs_years_musd;
};

const std::vector<Measure<RevenueRow>>& revenue_measures();

/// All countries in the baseline's order, then the groups. `data` as for revenue_outcomes.
std::vector<RevenueRow> revenue_rows(const Outcome& outcome, const World& data,
                                     const std::vector<NamedGroup>& groups,
                                     const RevenueTerms& terms);

}  // namespace tariffsim
