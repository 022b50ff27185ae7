// Why real income moves: the rebate of border taxes, the terms of trade, the volume of trade.
#pragma once

#include <optional>
#include <string>

#include "results/rows.hpp"
#include "studies/forces_on_path.hpp"

namespace tariffsim {

/// Real income in the economy moves visibly one way, and without the rebate of border taxes the
/// other.
bool hangs_on_rebate(const EconomyRow& row);

/// "the change of border taxes, which households get, included; without it -0.34 %" where the sign
/// hangs on it; else empty. `parameters`: who gets them.
std::string rebate_detail(const EconomyRow& row, const ModelParameters& parameters);

/// How forces are called in a sentence.
struct ForcesTold {
  bool licences_sold = false;  ///< exporters are paid for licences under quotas, part of their
                               ///< prices
  bool costs_move = true;      ///< of trade
  bool trade_ends = false;     ///< some of it, under an embargo
};

/// The change of real income, or where hours move of welfare, split into what the rebate adds and
/// the rest; and, where they are known, into these forces (points of percent) and what else the
/// model holds. What cannot be seen in figures as printed is left out; empty if nothing is left.
std::string forces_sentence(const EconomyRow& row, const ModelParameters& parameters,
                            const std::optional<WelfareForces>& forces,
                            const ForcesTold& told = {});

}  // namespace tariffsim
