// Tariffs and the other instruments as cubes: what a solver needs to know of a policy.
#pragma once

#include "model/world.hpp"

namespace tariffsim {

/// New levels, N x N x S: one cube for each kind of wedge, empty if nothing of the kind is in
/// force. policy/wedge.hpp has a record of each, by which all that is common to them is done.
struct TradePolicy {
  Cube tariff;      ///< t', fraction, > -1; 0 if exporter = importer
  Cube export_tax;  ///< e', fraction, > -1
  Cube trade_cost;  ///< d', iceberg factor, > 0; 1 = as in the baseline; +infinity = no trade
};

/// The policy in force in the baseline.
TradePolicy baseline_policy(const World& world);

}  // namespace tariffsim
