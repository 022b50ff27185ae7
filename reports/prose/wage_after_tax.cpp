#include "prose/wage_after_tax.hpp"

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {

bool has_wage_after_tax(const EconomyRow& row) {
  return std::abs(row.real_wage_after_tax_pct - row.real_wage_pct) >= kVisiblePercent;
}

bool have_wage_after_tax(std::span<const EconomyRow> rows) {
  return std::any_of(rows.begin(), rows.end(), has_wage_after_tax);
}

std::string wage_after_tax(const EconomyRow& row) {
  return has_wage_after_tax(row) ? "after tax " + signed_percent(row.real_wage_after_tax_pct) : "";
}

}  // namespace tariffsim
