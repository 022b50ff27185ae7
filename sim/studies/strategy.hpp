// What governments should do, asked and answered: the optimum of one, or a game of several
// (sim/model.md, section 2.10).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "equilibrium/equilibrium.hpp"
#include "policy/strategy_request.hpp"
#include "studies/chosen_rates.hpp"
#include "studies/payoffs.hpp"
#include "studies/reactions.hpp"
#include "studies/search_ends.hpp"

namespace tariffsim {

struct FoundRate {
  ChosenRate chosen;
  double rate = 0;    ///< fraction
  double before = 0;  ///< in force without the strategy; of several cells their mean
};

struct FoundStrategy {
  std::string name;
  std::vector<Index> members;
  std::vector<FoundRate> rates;
  double gain = 0;                           ///< of J / I, over the policy that is given
  double welfare = 0;                        ///< change, fraction, of the members together
  double welfare_status_quo = 0;             ///< the same under the policy that is given
  std::optional<double> welfare_free_trade;  ///< at zero in all that anybody chooses
  std::optional<double> welfare_war;         ///< of cooperation: of the Nash equilibrium
  double largest_gain = 0;                   ///< of J / I, that a search of its own still finds
  double largest_move = 0;  ///< of a rate, fraction: how far it ends from what was found
};

struct StrategyResult {
  StrategyKind kind = StrategyKind::optimum;
  std::vector<FoundStrategy> players;
  int rounds = 0, solves = 0;
  bool pinned = false;  ///< the smallest of many that do the same (lerner_pin.hpp)
  /// Of a player whose line is held (LernerLine): the size of the derivative of J / I by log z, the
  /// largest if there are several. Nothing if no line is.
  std::optional<double> held_shift;
  /// Of a rate, from where a search from another start ends; NaN if it ended nowhere.
  double other_start_move = 0;
  std::optional<OtherEnd> other_end;              ///< if that is further than rates are sure
  bool other_on_line = false;                     ///< it is not, but for a move along such a line
  double largest_step = 0, largest_gradient = 0;  ///< as in RateSearchResult
  double objective_short_of = 0;       ///< of cooperation: what the worse of two searches misses
  std::optional<PayoffTable> payoffs;  ///< of a game of two
  ReactionCurves reactions;            ///< of a game of two with one rate each
  bool moves_nothing = false;          ///< the failure: no rate changes what is maximised
  std::string failure;  ///< why nothing may be shown; empty: what was found is certified
};

/// Searches and certifies. `given` is all policy that nobody chooses, on the world from which
/// changes are counted; every choice has cells there (rates_of).
StrategyResult find_strategy(const StrategyRequest& request, const World& world,
                             const ModelParameters& parameters, const GivenPolicy& given,
                             const Vector& deficit);

/// What was found, as the last lines of a policy.
std::vector<PolicyLine> lines_of(const StrategyRequest& request, const StrategyResult& result);

}  // namespace tariffsim
