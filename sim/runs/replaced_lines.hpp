// Policy lines whose rates stand for others: those that a sweep or a goal varies, and those on
// rates that are chosen. What they do as written is not what is solved.
#pragma once

#include <vector>

#include "policy/apply_policy.hpp"
#include "policy/strategy_request.hpp"
#include "scenario/scenario.hpp"

namespace tariffsim {

/// Places of the lines of `policy` and of steps that a sweep or a goal varies.
std::vector<Place> varied_lines(const Scenario& scenario);

/// Places of those lines of which every cell with trade has a rate that is chosen.
std::vector<Place> lines_chosen_anew(const std::vector<PolicyLine>& lines,
                                     const StrategyRequest& request, const World& world,
                                     const TradePolicy& given);

/// The audits without lines at these places, but for those that are about nothing at any rate.
std::vector<std::vector<LineAudit>> audits_without(std::vector<std::vector<LineAudit>> audits,
                                                   const std::vector<Place>& places);

}  // namespace tariffsim
