// What a policy makes of trade, in the form that sweeps over the trade-share cube want.
#pragma once

#include "policy/trade_policy.hpp"

namespace tariffsim {

/// With u_i^s = (c_i^s)^-theta the price index is P^-theta = K' u, so that a solve needs N x S
/// powers per step and none over cells. Cubes are zero where an importer spends nothing on a sector
/// at baseline.
struct TradeKernel {
  Cube weight;      ///< K = pi (T / T_min)^-theta, N x N x S, largest factor of a column is 1
  Cube border;      ///< K / (1 + t'): of what buyers pay, what reaches the border
  Cube producer;    ///< K / ((1 + t')(1 + e')): what reaches producers; empty without export taxes
                    ///< (then as `border`)
  Table log_wedge;  ///< log T_min, N x S, row = importer: the smallest wedge among its suppliers;
                    ///< infinite where none is left
  Table link;       ///< largest weight over sectors, N x N, row = exporter: 0 = no trade

  bool has_export_tax() const { return producer.countries() != 0; }
  /// `producer`, or `border` where there are no export taxes.
  const Cube& revenue() const { return has_export_tax() ? producer : border; }
};

/// Wedges T = (1+t')(1+e')d' / ((1+t)(1+e)) (model, section 2), raised to -theta. d' = infinity, or
/// a factor under 1e-300, gives a weight of zero. Writes into `kernel`, whose memory serves again;
/// `baseline` is the kernel of the baseline's own policy, copied where nothing changed.
void fill_kernel(const World& world, const Vector& trade_elasticity, const TradePolicy& policy,
                 const TradeKernel& baseline, TradeKernel& kernel);

/// The kernel of the baseline's own policy: K = pi.
TradeKernel baseline_kernel(const World& world);
TradeKernel make_kernel(const World& world, const TradePolicy& policy);

}  // namespace tariffsim
