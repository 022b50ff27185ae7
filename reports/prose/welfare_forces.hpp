// Why real income moves: the rebate of border taxes, the terms of trade, the volume of trade.
#pragma once

#include <optional>
#include <string>

#include "results/rows.hpp"

namespace tariffsim {

/// Real income in the economy moves visibly one way, and without the rebate of border taxes the
/// other.
bool hangs_on_rebate(const EconomyRow& row);

/// "the change of border taxes, which households get, included; without it -0.34 %" where the sign
/// hangs on it; else empty. `parameters`: who gets them.
std::string rebate_detail(const EconomyRow& row, const ModelParameters& parameters);

/// The change of real income split into what the rebate adds and, of the rest to first order, the
/// terms and the volume of trade and costs of trade. Of groups, and where hours move, the rebate
/// alone. What cannot be seen in figures as printed is left out, and so are first-order terms that
/// explain little; empty if nothing is left.
std::string forces_sentence(const EconomyRow& row, const ModelParameters& parameters);

}  // namespace tariffsim
