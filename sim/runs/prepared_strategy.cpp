#include "runs/prepared_strategy.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "outcomes/quota_response.hpp"
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

std::string names_of(const World& world, const std::vector<Index>& countries) {
  std::vector<std::string> codes;
  codes.reserve(countries.size());
  for (const Index n : countries)
    codes.push_back(world.countries[static_cast<std::size_t>(n)].code);
  return fmt::format("{}", fmt::join(codes, ", "));
}

/// False where a cell has been chosen before, which is said.
bool note_cells(const std::vector<ChosenRate>& rates, const World& world, const Place& place,
                std::set<ChosenCell>& taken, Diagnostics& diagnostics) {
  for (const ChosenRate& rate : rates)
    for (const CellPlace& cell : rate.cells)
      if (!taken.insert({rate.wedge, cell}).second) {
        diagnostics.error(
            place,
            fmt::format("{}: this rate is chosen by another line already", name_of(world, cell)),
            "leave these partners or sectors out of one of the two lines");
        return false;
      }
  return true;
}

void check_aims(const StrategyPlayer& player, const World& world, Diagnostics& diagnostics) {
  for (const Aim& aim : player.aims) {
    if (aim.kind != AimKind::output) continue;
    const bool made = std::any_of(aim.countries.begin(), aim.countries.end(),
                                  [&](Index n) { return world.output(n, aim.sector) > 0; });
    if (!made)
      diagnostics.error(aim.place,
                        fmt::format("there is nothing to maximise: {} does not produce {}",
                                    names_of(world, aim.countries),
                                    world.sectors[static_cast<std::size_t>(aim.sector)].code));
  }
}

void tell_of_no_trade(const StrategyPlayer& player, const RateChoice& choice, const World& world,
                      Diagnostics& diagnostics) {
  const bool tariff = choice.wedge == WedgeKind::tariff;
  if (player.members.size() == world.countries.size())
    return diagnostics.error(
        choice.place,
        fmt::format("'{}' are all economies together, and have no trade with others", player.name),
        "name a country or a group as the player");
  diagnostics.error(
      choice.place,
      fmt::format(
          "there is no rate to choose: {} {} none of the goods of this line {} the partners "
          "that it is about",
          player.name, tariff ? "imports" : "exports", tariff ? "from" : "to"),
      "name other partners or sectors; trade under an embargo, and between members of the player, "
      "does not count");
}

}  // namespace

void check_strategy(const StrategyRequest& request, const World& world, const PartedPolicy& policy,
                    bool separate_nests, Diagnostics& diagnostics) {
  const TradePolicy& given = policy.average;
  const bool has_choices = !request.players.empty() && !request.players.front().choices.empty();
  if (has_choices && separate_nests && policy.sets_goods_apart())
    return diagnostics.error(
        request.players.front().choices.front().place,
        "rates cannot be chosen with 'nests: separate' where lines of 'policy' hit parts of cells",
        "leave 'nests' out, or 'coverage' and 'products' in these lines");
  if (has_choices && !can_follow_quotas(policy))
    return diagnostics.error(
        request.players.front().choices.front().place,
        "rates cannot be chosen beside a quota on part of the goods in a cell: how its licence "
        "price moves is known of whole cells only",
        "leave 'coverage' and 'products' out of the lines on its cells, or 'sweep' the rate with "
        "the quota in force and take the best point");
  for (const StrategyPlayer& player : request.players) {
    check_aims(player, world, diagnostics);
    std::set<ChosenCell> taken;
    for (const RateChoice& choice : player.choices) {
      const std::vector<ChosenRate> rates = rates_of(choice, player.members, world, given);
      if (rates.empty()) tell_of_no_trade(player, choice, world, diagnostics);
      if (!note_cells(rates, world, choice.place, taken, diagnostics)) break;
    }
  }
}

}  // namespace tariffsim
