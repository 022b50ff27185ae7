// A cell whose goods pay a duty or claim a preference.
#pragma once

#include <vector>

#include "policy/cell_parts.hpp"
#include "policy/claims.hpp"

namespace tariffsim {

/// Who claims in a cell: every line that changes a rate of goods in it changes that of those who
/// claim too, unless it is the one with `claims`. Who claims hangs on what is left to save.
struct CellClaims {
  ClaimShares shares;
  double before = 0;  ///< m0, the duty without claiming in the world; with it 0
};

/// A whole cell under the world's rates, before any line.
LevyPart unclaimed_cell(const PolicyPart& whole, const CellClaims& claims);

/// What claiming saves, t' of who does not claim less t' of who does: 0 or more.
double margin_of(const LevyPart& part);

/// The goods of a part by who claims before and after, in the order of what claiming costs them.
std::vector<PolicyPart> by_claims(const LevyPart& part, const CellClaims& claims);

/// Goods whose rate a line changes from one value to another.
struct ClaimMove {
  double share, before, after;
};
/// The moves of a part that had the two rates `before`: of who claims on, begins or ceases to, and
/// who never does.
std::vector<ClaimMove> claim_moves(const LevyPart& part, double unclaimed_before,
                                   double claimed_before, const CellClaims& claims);

}  // namespace tariffsim
