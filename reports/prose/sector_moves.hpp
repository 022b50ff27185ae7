// Which sectors of an economy grow and which shrink, in a sentence.
#pragma once

#include <string>
#include <vector>

#include "outcomes/outcome.hpp"

namespace tariffsim {

/// "Output of the United States at unchanged prices: up most in Pharmaceuticals (+39.9 %, +143.8 bn
/// USD), down most in ...": of `members` together, at most two each way; empty if none moves.
std::string sectors_sentence(const Outcome& outcome, const std::string& name,
                             const std::vector<Index>& members, const std::string& currency);

}  // namespace tariffsim
