// By how much a government would move its rates if prices abroad did not answer: the step of which
// its best response is the fixed point (sim/model.md, section 2.10).
#pragma once

#include <span>

#include "studies/chosen_rates.hpp"
#include "studies/strategy_point.hpp"

namespace tariffsim {

/// -I S^-T g of each rate. `gradient` is that of J / I by logs of 1 + rates, and S how imports
/// before duty answer to tariffs where prices before duty and spending stay:
///
///   S_ij = F_i ( -(1 + theta phi) [i = j] + theta phi pi_j )
///
/// within an importer's sector, summed over the cells of a rate. Where J is welfare and prices
/// abroad stay, g I = S^T (t - t*) exactly. Export taxes: I g (1+e)^2 / ((1 + theta phi (1 - pi))
/// F), pi the share in the destination. `income` is I. Rates that are held by a bound stay, and
/// the others are moved for their own sake.
Vector best_response_step(const SolvedPoint& at, const TradePolicy& policy,
                          const PolicyDirection& gradient, std::span<const ChosenRate> chosen,
                          const std::vector<bool>& held, double income);

/// What of a gradient the rates depend on, zero.
PolicyDirection levied_parts(const World& world, std::span<const ChosenRate> chosen);

/// The gradient by the rates themselves.
Vector gradient_by_rates(const PolicyDirection& gradient, const TradePolicy& policy,
                         std::span<const ChosenRate> chosen);

}  // namespace tariffsim
