// Rates that governments choose, on top of a policy.
#pragma once

#include "policy/parted_policy.hpp"
#include "studies/strategy.hpp"

namespace tariffsim {

/// Finds them, behind all lines of a policy, on the world from which changes are counted;
/// `deficit` is D'. StrategyResult::failure says why nothing was found. Throws InputError where no
/// rate moves what is maximised.
StrategyResult choose_rates(const StrategyRequest& request, const World& world,
                            const ModelParameters& parameters, const std::vector<PolicyLine>& lines,
                            const Vector& deficit);

/// Lines of a policy with those of the rates that were found behind them.
std::vector<PolicyLine> with_chosen_rates(std::vector<PolicyLine> lines,
                                          const StrategyRequest& request,
                                          const StrategyResult& found);

}  // namespace tariffsim
