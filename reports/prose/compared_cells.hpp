// How figures of runs side by side, and their differences, are written.
#pragma once

#include <string>

#include "prose/text_table.hpp"

namespace tariffsim {

/// Whether a measure is in million of money.
bool is_money(const std::string& measure);

/// A figure of one run, in the unit of its measure: money, a rate, or a change with its sign.
TextCell level_cell(const std::string& measure, double value);

/// A difference between two runs, money or percentage points, with a mark of what moves it besides
/// the policy (empty: nothing).
TextCell difference_cell(const std::string& measure, double value, const std::string& mark);

}  // namespace tariffsim
