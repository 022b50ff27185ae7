// Tariffs and the other instruments as three cubes: what a solver needs to know of a policy.
#pragma once

#include "model/world.hpp"

namespace tariffsim {

/// New levels, N x N x S.
struct TradePolicy {
  Cube tariff;      ///< t', fraction, > -1; 0 where exporter = importer
  Cube export_tax;  ///< e', fraction, > -1; empty = none at all
  Cube trade_cost;  ///< d', iceberg factor, > 0; 1 = as in the baseline; +infinity = no trade;
                    ///< empty = 1 everywhere
};

/// The policy in force in the baseline.
TradePolicy baseline_policy(const World& world);

}  // namespace tariffsim
