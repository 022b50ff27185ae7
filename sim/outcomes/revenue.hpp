// Revenue as those who score a policy ask for it (sim/model.md, section 3.12).
#pragma once

#include <vector>

#include "model/revenue_terms.hpp"
#include "outcomes/outcome.hpp"

namespace tariffsim {

/// Border taxes that are collected, million; of a country, or with `add` of several.
struct RevenueSums {
  double before = 0;        ///< old rates on old trade
  double on_old_trade = 0;  ///< new rates on old trade
  double after = 0;         ///< new rates on new trade, in money in which the country's GDP is as
                            ///< it was

  void add(const RevenueSums& more);
  double static_change() const { return on_old_trade - before; }
  double conventional() const { return after - before; }
};

struct RevenueOutcome {
  RevenueSums sums;          ///< at the values of the flows
  RevenueSums at_customs;    ///< duties on goods at customs value; NaN where that is not known
  double customs_ratio = 0;  ///< goods imports at customs value over those of the flows; NaN where
                             ///< not known, and of several countries
  double gdp_base = 0;       ///< V + R, million

  void add(const RevenueOutcome& more);
};

/// k = r - nu max(0, r - r0): of what policy has added to the data's rate r0 the part nu is not
/// collected; what the data levy is what was collected.
double collected_rate(double rate, double rate_in_data, double not_collected);

/// sum over k = 0 .. years - 1 of (1 + g)^(first_year + k - year): what stands for one in `year`,
/// added up over the years that `terms` names. NaN if it names none.
double years_factor(const RevenueTerms& terms, int year);

/// Conventional, net of what other taxes bring less: C (1 - o); NaN if there is no offset.
double net_of_offset(double conventional, const RevenueTerms& terms);

/// N. `data` is the world whose rates are those of the data: the same countries and sectors.
std::vector<RevenueOutcome> revenue_outcomes(const Outcome& outcome, const World& data,
                                             const RevenueTerms& terms);

}  // namespace tariffsim
