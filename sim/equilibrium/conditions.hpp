// How closely each condition of an equilibrium must hold: one list for the search, which stops by
// it, and for the certificate, which checks it anew from levels (sim/model.md, section 2.6).
#pragma once

#include <algorithm>

namespace tariffsim {

/// Conditions that the solver imposes exactly, or solves for far beyond the tolerance of clearing
/// (prices), must hold to rounding: sums of N x S terms of either sign.
constexpr double kExactCondition = 1e-11;
/// The budget adds a country's clearing residual (of value added) to its spending residuals (of
/// income, one a sector).
constexpr double kSummedConditions = 10;

/// Largest residual allowed of each condition; `exact` is that of zero profit, prices, income and
/// the numeraire.
struct ConditionTolerances {
  double market_clearing;  ///< relative to the wage bill
  double spending;         ///< relative to the country's income
  double budget;           ///< relative to the country's income
  double walras;           ///< relative to the world's value added
  double exact = kExactCondition;
};

/// `tolerance` is SolverOptions::tolerance.
inline ConditionTolerances condition_tolerances(double tolerance) {
  const double summed = std::max(tolerance, kExactCondition);
  return {summed, summed, kSummedConditions * summed, summed};
}

}  // namespace tariffsim
