// The rates of a policy that treats sectors differently, in words.
#pragma once

#include <string>

#include "outcomes/policy_change.hpp"

namespace tariffsim {

/// "to 20.0 % on Motor vehicles; to 50.0 % on Iron and steel and Non-ferrous metals", or, if that
/// needs fewer words, "by 25.0 points on Iron and steel; by 10.0 points on 14 sectors": those over
/// most trade first. Of many rates the lowest and the highest. Precondition: a levy, not an
/// embargo.
std::string rates_by_sector(const Outcome& outcome, const PolicyChange& change);

}  // namespace tariffsim
