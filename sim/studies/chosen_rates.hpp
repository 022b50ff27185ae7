// Rates that a government chooses: which cells each of them sets, and between which bounds.
#pragma once

#include <span>
#include <vector>

#include "policy/strategy_request.hpp"

namespace tariffsim {

/// One number: the tariff, or the export tax, of all its cells.
struct ChosenRate {
  WedgeKind wedge = WedgeKind::tariff;
  std::vector<CellPlace> cells;     ///< abroad, with trade, open: at least one
  double least = 0, most = 3;       ///< fractions, > -1
  Index partner = -1, sector = -1;  ///< that it is for; -1: for all of them
  std::size_t choice = 0;           ///< which line of its player's it is of
};

/// The rates of a line for a player of these members, who levy the same on each partner and sector.
/// Cells inside the player, without trade or closed by an embargo are left out.
std::vector<ChosenRate> rates_of(const RateChoice& choice, const std::vector<Index>& members,
                                 const World& world, const TradePolicy& given);

/// Writes rates onto a policy, one for each that is chosen.
void set_rates(std::span<const ChosenRate> chosen, std::span<const double> rates,
               TradePolicy& policy);
/// Those in force, within the bounds: of a rate for several cells the mean, weighted by their trade
/// in the world.
std::vector<double> rates_in_force(std::span<const ChosenRate> chosen, const World& world,
                                   const TradePolicy& policy);

double clipped(const ChosenRate& chosen, double rate);

/// The same rate for all, within the bounds.
std::vector<double> all_at(std::span<const ChosenRate> chosen, double rate);
/// Points of a sequence that fills the bounds evenly: each rate goes by steps of the square root of
/// a prime of its own (Weyl 1916).
std::vector<double> point_within_bounds(std::span<const ChosenRate> chosen, std::size_t point);
/// Where a second search starts: none of all rates, or 100 %, whichever is further away.
std::vector<double> far_from(std::span<const ChosenRate> chosen, const std::vector<double>& rates);
/// The largest difference of one rate.
double rate_distance(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace tariffsim
