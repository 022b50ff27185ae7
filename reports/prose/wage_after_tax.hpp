// What is kept of a wage, where border taxes replace a tax on it.
#pragma once

#include <span>
#include <string>

#include "results/rows.hpp"

namespace tariffsim {

/// Whether the real wage after tax differs visibly from the real wage; never of groups, of which it
/// is not defined.
bool has_wage_after_tax(const EconomyRow& row);
/// Whether any does.
bool have_wage_after_tax(std::span<const EconomyRow> rows);

/// "after tax +0.60 %", or empty.
std::string wage_after_tax(const EconomyRow& row);

}  // namespace tariffsim
