#include "studies/lerner_pin.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace tariffsim {
namespace {

/// Trade of the members with others that is open: of one side, or the other.
std::set<CellPlace> open_cells(bool imports, const std::vector<Index>& members, const World& world,
                               const TradePolicy& given) {
  std::vector<Index> sectors, countries;
  for (Index s = 0; s < world.n_sectors(); ++s) sectors.push_back(s);
  for (Index n = 0; n < world.n_countries(); ++n) countries.push_back(n);
  RateChoice all;
  all.wedge = imports ? WedgeKind::tariff : WedgeKind::export_tax;
  all.cells = {imports ? countries : members, imports ? members : countries, sectors};
  std::set<CellPlace> open;
  for (const ChosenRate& rate : rates_of(all, members, world, given))
    open.insert(rate.cells.begin(), rate.cells.end());
  return open;
}

double sign_of(const ChosenRate& rate) { return rate.wedge == WedgeKind::tariff ? 1 : -1; }

template <class Direction>
auto& levels_of(Direction& gradient, const ChosenRate& rate) {
  return rate.wedge == WedgeKind::tariff ? gradient.tariff : gradient.export_tax;
}

double trade_of(std::span<const ChosenRate> chosen, const World& world) {
  double trade = 0;
  for (const ChosenRate& rate : chosen)
    for (const auto& [i, n, s] : rate.cells) trade += world.flow(i, n, s);
  return trade;
}

}  // namespace

bool has_lerner_line(std::span<const ChosenRate> chosen, const std::vector<Index>& members,
                     const World& world, const TradePolicy& given) {
  std::set<CellPlace> taxed, exported;
  for (const ChosenRate& rate : chosen)
    (rate.wedge == WedgeKind::tariff ? taxed : exported)
        .insert(rate.cells.begin(), rate.cells.end());
  return taxed == open_cells(true, members, world, given) &&
         exported == open_cells(false, members, world, given);
}

LernerLine lerner_line_of(const StrategyPlayer& asked, std::span<const ChosenRate> chosen,
                          const World& world, const ModelParameters& parameters,
                          const TradePolicy& given) {
  const bool for_revenue = std::any_of(asked.aims.begin(), asked.aims.end(), [](const Aim& aim) {
    return aim.kind == AimKind::tax_revenue;
  });
  if (for_revenue || !has_lerner_line(chosen, asked.members, world, given)) return LernerLine::none;
  const bool exact = asked.members.size() == 1 && !parameters.proportional_deficits &&
                     parameters.tax_exponent.size() == 0;
  return exact ? LernerLine::exact : LernerLine::held;
}

PolicyDirection without_shift(PolicyDirection gradient, std::span<const ChosenRate> chosen,
                              const World& world) {
  const double multiple = shift_slope(gradient, chosen) / trade_of(chosen, world);
  for (const ChosenRate& rate : chosen)
    for (const auto& [i, n, s] : rate.cells)
      levels_of(gradient, rate)(i, n, s) -= multiple * sign_of(rate) * world.flow(i, n, s);
  return gradient;
}

double shift_slope(const PolicyDirection& gradient, std::span<const ChosenRate> chosen) {
  double slope = 0;
  for (const ChosenRate& rate : chosen)
    for (const auto& [i, n, s] : rate.cells)
      slope += sign_of(rate) * levels_of(gradient, rate)(i, n, s);
  return slope;
}

std::vector<double> point_on_line(std::span<const ChosenRate> chosen, const World& world,
                                  const std::vector<double>& rates) {
  double logs = 0;
  for (std::size_t k = 0; k < chosen.size(); ++k)
    for (const auto& [i, n, s] : chosen[k].cells)
      logs -= sign_of(chosen[k]) * world.flow(i, n, s) * std::log1p(rates[k]);
  const double log_z = logs / trade_of(chosen, world);
  std::vector<double> pinned;
  pinned.reserve(rates.size());
  for (std::size_t k = 0; k < chosen.size(); ++k)
    pinned.push_back(std::expm1(std::log1p(rates[k]) + sign_of(chosen[k]) * log_z));
  return pinned;
}

std::optional<std::vector<double>> smallest_on_line(std::span<const ChosenRate> chosen,
                                                    const World& world,
                                                    const std::vector<double>& rates) {
  std::vector<double> pinned = point_on_line(chosen, world, rates);
  for (std::size_t k = 0; k < chosen.size(); ++k)
    if (pinned[k] < chosen[k].least || pinned[k] > chosen[k].most) return std::nullopt;
  return pinned;
}

}  // namespace tariffsim
