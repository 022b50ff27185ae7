// What can be said before solving: who still trades with whom, and whether an equilibrium can exist.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "equilibrium/equations.hpp"
#include "equilibrium/equilibrium.hpp"

namespace tariffsim {

/// Countries that trade with each other, directly or through others: component number by country, N.
std::vector<Index> trade_components(const Problem& problem);

struct Infeasibility {
  SolveStatus status = SolveStatus::not_solved;
  std::string message;  ///< names country and sector
};

/// A good that a country buys at baseline and can get from nobody; a country that can sell to nobody; countries cut off from the rest
/// whose fixed deficits do not sum to zero.
std::optional<Infeasibility> find_infeasibility(const Problem& problem,
                                                const std::vector<Index>& components);

}  // namespace tariffsim
