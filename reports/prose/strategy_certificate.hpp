// How sure it is that nobody would choose other rates, in words.
#pragma once

#include <string>
#include <vector>

#include "studies/strategy.hpp"

namespace tariffsim {

/// What is left of a search, to one digit: "3e-10"; "0" of nothing.
std::string one_digit(double value);

/// "as the slope is there, a rate 100 points higher ... would bring at most ...": of J / I.
std::string gain_along_slope(double gradient);

/// "no player gains by another rate ...": how sure it is that nobody would choose otherwise.
std::vector<std::string> strategy_certificate(const StrategyResult& strategy, const World& world);

}  // namespace tariffsim
