// Tariffs and export taxes on all trade: many do the same, of which one is reported.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/parameters.hpp"
#include "policy/strategy_request.hpp"
#include "studies/chosen_rates.hpp"
#include "studies/strategy_point.hpp"

namespace tariffsim {

/// What z > 0 in (1 + t) z and (1 + e) / z changes, of one player's rates.
enum class LernerLine {
  none,   ///< not all of its trade abroad is chosen by both instruments, or what it wants moves
  exact,  ///< nothing
  held    ///< hardly what it wants: how much of it each member has; a search holds z
};

/// The line of a player's rates. For several countries that act as one each member's trade with
/// outsiders need not balance, so that z moves income from one to another; under proportional
/// deficits and selling costs z moves a country's own a little.
LernerLine lerner_line_of(const StrategyPlayer& asked, std::span<const ChosenRate> chosen,
                          const World& world, const ModelParameters& parameters,
                          const TradePolicy& given);

/// Whether one player's rates reach all of its trade abroad that is open, by both instruments. Then
/// (1 + t) z and (1 + e) / z give the same equilibrium for every z where no deficits are fixed
/// (Lerner 1936).
bool has_lerner_line(std::span<const ChosenRate> chosen, const std::vector<Index>& members,
                     const World& world, const TradePolicy& given);

/// The rates at the point of that line that smallest_on_line reports, whatever the bounds: two sets
/// of rates are on the same line where these are equal.
std::vector<double> point_on_line(std::span<const ChosenRate> chosen, const World& world,
                                  const std::vector<double>& rates);

/// A gradient by logs of 1 + rates, less its multiple of what holds z where it is,
///
///   g - mu f s,   mu = sum s g / sum f,   s = 1 of tariffs and -1 of export taxes,
///
/// zero where nothing but z is left to move. f flows of the world.
PolicyDirection without_shift(PolicyDirection gradient, std::span<const ChosenRate> chosen,
                              const World& world);
/// The derivative by log z: sum s g.
double shift_slope(const PolicyDirection& gradient, std::span<const ChosenRate> chosen);

/// The point of that line with the smallest sum of squares of log(1 + t) and log(1 + e), weighted
/// by flows of the world: log z = (sum_x f log(1+e) - sum_m f log(1+t)) / (sum_x f + sum_m f).
/// Nothing where a bound is in its way.
std::optional<std::vector<double>> smallest_on_line(std::span<const ChosenRate> chosen,
                                                    const World& world,
                                                    const std::vector<double>& rates);

}  // namespace tariffsim
