// Measures of one country or cell that several results share (sim/model.md, section 3).
#pragma once

#include <limits>
#include <string>

#include "outcomes/levels.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {

/// I_n - N_n, million: final spending less what work costs those who do it (Levels); what welfare
/// is a fraction of.
double welfare_base(const World& world, const Levels& after, Index country);

/// The sentence that says whose welfare has no percentage, since what work costs is as much as
/// income or more (of a country that pays a large surplus to others); empty if everybody's has.
std::string why_no_welfare(const World& world, const Levels& after);

/// The equivalent variation as a fraction of welfare_base: where hours do not move I-hat / P^C - 1,
/// the exact change of real final spending; else ( I (I-hat / P^C - 1) - N (L^(1+1/kappa) - 1) ) /
/// (I - N), work being a cost too.
double welfare_change(const World& world, const Levels& after, Index country);
/// The same if the change of revenue were spent on nobody: less (R' / P^C - R) / (I - N),
/// what is paid for licences being revenue too.
double welfare_without_rebate(const World& world, const Levels& after, Index country);

/// (I'/I) / P^C - 1: the change of final spending at consumer prices. Welfare, unless hours move.
double real_spending_change(const World& world, const Levels& after, Index country);

/// h: the change of the part of a wage that its earner keeps (sim/model.md, section 2.7). 1 unless
/// border taxes take the place of a tax on wages.
double kept_part_change(const World& world, const ModelParameters& parameters, const Levels& after,
                        Index country);

/// w / P^C - 1. `price` is P^C.
double real_wage_change(const Equilibrium& equilibrium, double price, Index country);

/// after / before - 1; NaN if there was nothing.
inline double relative_change(double before, double after) {
  return before > 0 ? after / before - 1 : std::numeric_limits<double>::quiet_NaN();
}

/// Million over persons, in the currency itself; NaN if nobody is counted.
inline double per_person(double million, double persons) {
  return persons > 0 ? 1e6 * million / persons : std::numeric_limits<double>::quiet_NaN();
}

/// R': import duty collected by the country plus export tax, million.
double tax_revenue(const Levels& after, Index country);
/// The same with what it gets for licences under quotas: all that borders bring.
double border_income(const Levels& after, Index country);

}  // namespace tariffsim
