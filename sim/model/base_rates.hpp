// Other rates for the same observations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/baseline.hpp"

namespace tariffsim {

/// The baseline levies other tariffs, on what was observed: flows before duty stay, or, where
/// spending was observed (Baseline::duty_observed), that does and F = X / (1 + t) (sim/model.md,
/// section 1.1). Each cell has one rate then. Precondition: N x N x S, rates above -1, 0 on
/// oneself.
void replace_tariffs(Baseline& baseline, Cube tariff);

/// The set that a baseline begins with, then those that can be chosen instead.
std::vector<std::string> tariff_set_names(const Baseline& baseline);

/// Makes one of its sets the baseline's tariffs, as replace_tariffs does; the set that it had can
/// be chosen from then on. False, and nothing changes, if there is none of this name.
bool choose_tariffs(Baseline& baseline, std::string_view name);

}  // namespace tariffsim
