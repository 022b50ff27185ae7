// Why real income moves: the rebate of border taxes, the terms of trade, the volume of trade.
#pragma once

#include <optional>
#include <string>

#include "results/rows.hpp"

namespace tariffsim {

/// Real income in the economy moves visibly one way, and without the rebate of border taxes the
/// other.
bool hangs_on_rebate(const EconomyRow& row);

/// "border taxes paid back to households included; without that -0.34 %" where the sign hangs on
/// them; else empty. `parameters`: who gets them.
std::string rebate_detail(const EconomyRow& row, const ModelParameters& parameters);

/// The change of real income split into what the rebate adds and, of the rest to first order, the
/// terms and the volume of trade and costs of trade. Of groups, and where hours move, the rebate
/// alone.
std::string forces_sentence(const EconomyRow& row, const ModelParameters& parameters);

}  // namespace tariffsim
