// Who defects: the pay-off table and the reaction curves of a game of two, with sentences.
#pragma once

#include <string>
#include <vector>

#include "prose/text_table.hpp"
#include "studies/strategy.hpp"

namespace tariffsim {

/// "nobody: both keep the policy's rates", "USA alone", "CHN alone", "both: the Nash equilibrium".
std::vector<std::string> who_leaves(const StrategyResult& strategy);

/// The pay-off table, and the reaction curves where both have one rate. Nothing but of two players.
std::vector<TitledTable> payoff_tables(const StrategyResult& strategy);
std::vector<TitledTable> reaction_tables(const StrategyResult& strategy);

}  // namespace tariffsim
