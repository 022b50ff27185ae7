// What a government has of rates that it might choose.
#pragma once

#include <cmath>
#include <vector>

#include "studies/rate_search.hpp"
#include "support/players.hpp"

namespace tariffsim::test {

/// J / I of one player at any of its rates.
class Payoff {
 public:
  Payoff(const BalancedWorld& balanced, const StrategyPlayer& asked)
      : setting_{balanced.world(), balanced.parameters, baseline_policy(balanced.world()),
                 Vector::Zero(balanced.world().n_countries())},
        solver_(setting_),
        players_{{asked.name,
                  asked.members,
                  Objective(balanced.world(), asked.aims, asked.members),
                  {}}} {
    for (const RateChoice& choice : asked.choices)
      for (const ChosenRate& rate : rates_of(choice, asked.members, setting_.world, setting_.given))
        players_.front().rates.push_back(rate);
  }
  Payoff(const Payoff&) = delete;
  Payoff& operator=(const Payoff&) = delete;

  std::size_t size() const { return players_.front().rates.size(); }
  double operator()(const std::vector<double>& rates) {
    const RateSearchResult found = inspect_rates(solver_, players_, rates);
    return found.point == nullptr ? std::nan("") : found.values.front();
  }
  double operator()(const FoundStrategy& found) {
    std::vector<double> rates;
    for (const FoundRate& one : found.rates) rates.push_back(one.rate);
    return (*this)(rates);
  }

 private:
  StrategySetting setting_;
  StrategySolver solver_;
  std::vector<RatePlayer> players_;
};

}  // namespace tariffsim::test
