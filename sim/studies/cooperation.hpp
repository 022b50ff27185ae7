// Rates that governments agree upon (sim/model.md, section 2.10).
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "policy/strategy_request.hpp"
#include "studies/rate_search.hpp"

namespace tariffsim {

/// Rates that are best for all together.
struct AgreedRates {
  std::vector<double> rates;   ///< of all players, one player after another
  std::vector<double> values;  ///< J / I of each player
  double objective = 0;        ///< the sum of J over the sum of I, or sum log of gains
  int evaluations = 0;
  std::string failure;                         ///< empty: found
  std::shared_ptr<const StrategyPoint> point;  ///< nullptr if nothing could be solved
};

/// Maximises sum J, or sum log (J/I - disagreement), by sequential quadratic programming (Kraft
/// 1994, NLopt's SLSQP) with exact gradients; `disagreement` is J / I of each player without an
/// agreement. The product starts where the smallest gain is largest.
AgreedRates agree(StrategySolver& solver, std::span<const RatePlayer> players,
                  const CooperationTerms& terms, const std::vector<double>& disagreement,
                  const std::vector<double>& start);

}  // namespace tariffsim
