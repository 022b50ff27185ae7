#include "runs/prepared_strategy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "studies/chosen_rates.hpp"

namespace tariffsim {
namespace {

using ChosenCell = std::pair<WedgeKind, CellPlace>;

std::string name_of(const World& world, const CellPlace& at) {
  const auto code = [](const auto& list, Index n) {
    return list[static_cast<std::size_t>(n)].code;
  };
  return fmt::format("{}->{}, {}", code(world.countries, at.exporter),
                     code(world.countries, at.importer), code(world.sectors, at.sector));
}

/// False where a cell has been chosen before, which is said.
bool note_cells(const std::vector<ChosenRate>& rates, const World& world, const Place& place,
                std::set<ChosenCell>& taken, Diagnostics& diagnostics) {
  for (const ChosenRate& rate : rates)
    for (const CellPlace& cell : rate.cells)
      if (!taken.insert({rate.wedge, cell}).second) {
        diagnostics.error(place, fmt::format("{}: this rate is chosen by another line already",
                                             name_of(world, cell)));
        return false;
      }
  return true;
}

void check_aims(const StrategyPlayer& player, const World& world, const Place& place,
                Diagnostics& diagnostics) {
  for (const Aim& aim : player.aims) {
    if (aim.kind != AimKind::output) continue;
    const bool made = std::any_of(aim.countries.begin(), aim.countries.end(),
                                  [&](Index n) { return world.output(n, aim.sector) > 0; });
    if (!made)
      diagnostics.error(
          place, fmt::format("there is nothing to maximise: {} does not produce {}", player.name,
                             world.sectors[static_cast<std::size_t>(aim.sector)].code));
  }
}

}  // namespace

void check_strategy(const StrategyRequest& request, const World& world, const TradePolicy& given,
                    Diagnostics& diagnostics) {
  for (const StrategyPlayer& player : request.players) {
    check_aims(player, world, request.place, diagnostics);
    std::set<ChosenCell> taken;
    for (const RateChoice& choice : player.choices) {
      const std::vector<ChosenRate> rates = rates_of(choice, player.members, world, given);
      if (rates.empty())
        diagnostics.error(
            choice.place,
            fmt::format("{} has no trade in these cells: nothing is chosen", player.name),
            "cells closed by an embargo, and those inside a player, do not count");
      if (!note_cells(rates, world, choice.place, taken, diagnostics)) break;
    }
  }
}

}  // namespace tariffsim
