#include "studies/choose_rates.hpp"

#include <iterator>
#include <utility>

namespace tariffsim {

StrategyResult choose_rates(const StrategyRequest& request, const World& world,
                            const ModelParameters& parameters, PartedPolicy given,
                            const Vector& deficit) {
  if (parameters.separate_nests && !given.parts.empty()) {
    StrategyResult none;
    none.failure = "rates cannot be chosen with 'nests: separate' where lines hit parts of cells";
    return none;
  }
  return find_strategy(request, world, parameters, weigh_parts(world, parameters, given), deficit);
}

std::vector<PolicyLine> with_chosen_rates(std::vector<PolicyLine> lines,
                                          const StrategyRequest& request,
                                          const StrategyResult& found) {
  std::vector<PolicyLine> chosen = lines_of(request, found);
  std::move(chosen.begin(), chosen.end(), std::back_inserter(lines));
  return lines;
}

}  // namespace tariffsim
