// What policy changed at whose border, read off the wedges themselves: the same whatever lines of a
// scenario brought it about.
#pragma once

#include <vector>

#include "outcomes/outcome.hpp"
#include "policy/wedge.hpp"

namespace tariffsim {

/// A rate below zero is a subsidy; `turned`: from one to the other.
enum class Levy { tax, subsidy, turned };

/// The mean rate in one sector, over the partners of a change.
struct SectorRates {
  Index sector;
  double trade;  ///< million, baseline flow
  double before, after;
};

/// Cells in which one country's wedge of one kind moved the same way, or to one rate.
struct PolicyChange {
  WedgeKind wedge = WedgeKind::tariff;
  bool ends_trade = false;      ///< a cost without bound: an embargo
  Levy levy = Levy::tax;        ///< of what somebody collects
  bool rises = false;           ///< the rate (a subsidy that grows falls), or the mean of them
  Index country = 0;            ///< who collects; the importer if nobody does
  std::vector<Index> partners;  ///< in order
  std::vector<Index> sectors;   ///< with any of them, in order
  Index fewest = 0, most = 0;   ///< sectors with one partner
  double trade = 0;             ///< million, baseline flow under the rates that change
  double cell_trade = 0;        ///< and of all in these cells, which may have other parts
  double before = 0;  ///< rate (trade cost - 1), weighted by baseline flow; simple mean without any
  double after = 0;   ///< not for embargoes
  std::vector<SectorRates> by_sector = {};  ///< of `sectors`, in their order
  bool differs_by_sector = false;  ///< a partner's rates are neither set, nor raised by the
                                   ///< same, nor multiplied by the same in all its sectors

  /// Some of the trade in these cells keeps its rates.
  bool on_part() const {
    constexpr double kRounding = 1e-9;
    return trade < (1 - kRounding) * cell_trade;
  }

  /// The sectors are the same with every partner.
  bool same_sectors() const { return fewest == static_cast<Index>(sectors.size()); }
};

/// Which partners share a PolicyChange: those with the same set of sectors whose rates move by the
/// same points, on average or in each sector, or end at the same rates in each; those with the same
/// set of sectors; or, but for embargoes, all.
enum class Partners { with_same_points, with_same_sectors, all };

/// `after - before` in steps in which points are told apart.
long points_moved(double before, double after);

/// Those that cover most trade first.
std::vector<PolicyChange> policy_changes(const Outcome& outcome,
                                         Partners partners = Partners::with_same_sectors);

}  // namespace tariffsim
