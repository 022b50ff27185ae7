// Who pays when a duty changes: the sellers, who get less at the border, or the buyers, who pay
// more (sim/model.md, section 3.10).
#pragma once

#include <cmath>
#include <limits>

#include "outcomes/part_flows.hpp"

namespace tariffsim {

/// Sums over cells of trade, million a year on the trade of before. Prices are in units of the
/// numeraire (world value added): in another unit sellers and buyers would share otherwise.
struct DutyIncidence {
  double borne_by_exporters = 0;  ///< - sum F (b - 1): what sellers lose at the border
  double borne_by_buyers = 0;     ///< sum F ((1 + t') b - (1 + t)): what buyers pay more
  double trade = 0;               ///< sum F

  /// sum F (t' b - t), the duty that is paid more; the two parts make it up.
  double added_duty() const { return borne_by_exporters + borne_by_buyers; }

  void add(const DutyIncidence& more) {
    borne_by_exporters += more.borne_by_exporters;
    borne_by_buyers += more.borne_by_buyers;
    trade += more.trade;
  }

  /// Fractions, which add up to 1 and may lie outside 0..1: whose is below 0 gains where duties
  /// rise. NaN if no duty changed, or by nothing that could be shared.
  double exporters_share() const { return share(borne_by_exporters); }
  double buyers_share() const { return share(borne_by_buyers); }

 private:
  double share(double part) const {
    constexpr double kLeast = 1e-9;  // of the trade: less is the solver's tolerance, not a duty
    const bool shared = trade > 0 && std::abs(added_duty()) >= kLeast * trade;
    return shared ? part / added_duty() : std::numeric_limits<double>::quiet_NaN();
  }
};

/// Of goods that are treated alike, not at home, b being their importer_border_price. Nothing
/// (zeros) where the duty stays, where nothing is traded before or after, so that there is no
/// price, or where export tax or trade cost change too, so that the price at the border tells of
/// more than the duty.
DutyIncidence duty_incidence(double unit_cost, const PartFlow& part);

}  // namespace tariffsim
