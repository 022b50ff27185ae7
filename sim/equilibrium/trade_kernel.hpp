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
  Table log_wedge;  ///< log T_min, N x S, row = importer: the smallest wedge among its suppliers

  /// `producer`, or `border` where there are no export taxes.
  const Cube& revenue() const { return producer.countries() == 0 ? border : producer; }
};

/// Wedges T = (1+t')(1+e')d' / ((1+t)(1+e)) (model, section 2), raised to -theta. d' = infinity
/// gives a weight of zero.
TradeKernel make_kernel(const World& world, const TradePolicy& policy);

}  // namespace tariffsim
