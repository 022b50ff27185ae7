// Tariffs and export taxes on all trade: many do the same, of which one is reported.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "studies/chosen_rates.hpp"

namespace tariffsim {

/// Whether one player's rates reach all of its trade abroad that is open, by both instruments. Then
/// (1 + t) z and (1 + e) / z give the same equilibrium for every z where no deficits are fixed
/// (Lerner 1936).
bool has_lerner_line(std::span<const ChosenRate> chosen, const std::vector<Index>& members,
                     const World& world, const TradePolicy& given);

/// The rates at the point of that line that smallest_on_line reports, whatever the bounds: two sets
/// of rates are on the same line where these are equal.
std::vector<double> point_on_line(std::span<const ChosenRate> chosen, const World& world,
                                  const std::vector<double>& rates);

/// The point of that line with the smallest sum of squares of log(1 + t) and log(1 + e), weighted
/// by flows of the world: log z = (sum_x f log(1+e) - sum_m f log(1+t)) / (sum_x f + sum_m f).
/// Nothing where a bound is in its way.
std::optional<std::vector<double>> smallest_on_line(std::span<const ChosenRate> chosen,
                                                    const World& world,
                                                    const std::vector<double>& rates);

}  // namespace tariffsim
