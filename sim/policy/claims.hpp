// Preferences that must be claimed: who claims is who saves more than claiming costs.
#pragma once

#include <utility>
#include <vector>

namespace tariffsim {

/// G: the share of trade that claims, by the duty that claiming saves.
struct ClaimShares {
  std::vector<std::pair<double, double>>
      keys;  ///< margin and share, fractions, both ascending; not empty

  /// Linear between keys, constant beyond them.
  double at(double margin) const;
};

/// m of (1 - G(m)) m = collected, the least there is: the duty that those pay who do not claim, if
/// those who claim pay nothing. Negative if there is none, since then so many claim that as much is
/// never collected.
double unclaimed_duty(const ClaimShares& shares, double collected);

/// Goods of a cell that behave alike when that duty moves.
struct ClaimPart {
  double share = 0;       ///< of the trade before
  double before = 0;      ///< the duty paid
  double after = 0;       ///< the new one
  double trade_cost = 1;  ///< d' over d: what claiming costs is burnt
  bool claimed = false;   ///< before
  bool claims = false;    ///< after
};

/// The parts of a cell whose duty without claiming moves from `before` to `after`. Costs of
/// claiming have the distribution G: a unit whose cost x is below the duty bears it, as an iceberg
/// cost 1 + x, and pays no duty; any other pays. Those who begin or cease to claim have costs of
/// every size between the two duties; the parts that stand for them are nodes of a Gauss rule,
/// exact to rounding for the powers of 1 + x that equations have.
std::vector<ClaimPart> claim_parts(const ClaimShares& shares, double before, double after);

}  // namespace tariffsim
