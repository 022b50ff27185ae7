#include "studies/choose_rates.hpp"

#include <iterator>
#include <utility>

#include "base/diagnostic.hpp"
#include "policy/apply_policy.hpp"

namespace tariffsim {
namespace {

/// Lines that set every rate that is chosen at any number, so that no goods of its cells have one
/// of their own. A rate for all goods leaves the division of a cell by other wedges as it is: what
/// stands for its parts does not hang on the number.
std::vector<PolicyLine> with_any_rates(std::vector<PolicyLine> lines,
                                       const StrategyRequest& request, const World& world,
                                       const TradePolicy& given) {
  for (const StrategyPlayer& player : request.players)
    for (const RateChoice& choice : player.choices) {
      std::vector<CellRate> rates;
      for (const ChosenRate& rate : rates_of(choice, player.members, world, given))
        for (const auto& [i, n, s] : rate.cells) rates.push_back({i, n, s, clipped(rate, 0)});
      lines.push_back(
          {LevyChange{choice.wedge, RateChange::set, std::move(rates)}, choice.text, {}});
    }
  return lines;
}

}  // namespace

namespace {

StrategyResult search_behind(const StrategyRequest& request, const World& world,
                             const ModelParameters& parameters,
                             const std::vector<PolicyLine>& lines, const Vector& deficit) {
  PartedPolicy given = apply_policy(world, lines).policy;
  if (parameters.separate_nests && given.sets_goods_apart()) {
    StrategyResult none;
    none.failure = "rates cannot be chosen with 'nests: separate' where lines hit parts of cells";
    return none;
  }
  const TradePolicy as_it_is = weigh_parts(world, parameters, given);
  GivenPolicy behind(as_it_is);
  behind.quotas = given.quotas;
  if (!given.parts.empty()) {
    PartedPolicy chosen =
        apply_policy(world, with_any_rates(lines, request, world, as_it_is)).policy;
    behind.beside = weigh_parts(world, parameters, chosen);
  }
  StrategyResult found = find_strategy(request, world, parameters, behind, deficit);
  // Rates without the choice are told of as lines levy them, which is not what is collected of
  // parts.
  for (FoundStrategy& player : found.players)
    for (FoundRate& rate : player.rates)
      rate.before = rates_in_force({&rate.chosen, 1}, world, given.average).front();
  return found;
}

/// Where it is written what is maximised, if it is.
const Place& place_of_aim(const StrategyRequest& request) {
  const std::vector<Aim>& aims = request.players.front().aims;
  return aims.empty() || !aims.front().place.source ? request.place : aims.front().place;
}

}  // namespace

StrategyResult choose_rates(const StrategyRequest& request, const World& world,
                            const ModelParameters& parameters, const std::vector<PolicyLine>& lines,
                            const Vector& deficit) {
  StrategyResult found = search_behind(request, world, parameters, lines, deficit);
  if (found.moves_nothing)
    throw InputError(place_of_aim(request), found.failure,
                     "choose rates on trade that it depends on, or maximise something else");
  return found;
}

std::vector<PolicyLine> with_chosen_rates(std::vector<PolicyLine> lines,
                                          const StrategyRequest& request,
                                          const StrategyResult& found) {
  std::vector<PolicyLine> chosen = lines_of(request, found);
  std::move(chosen.begin(), chosen.end(), std::back_inserter(lines));
  return lines;
}

}  // namespace tariffsim
