#include "prose/welfare_forces.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

/// "+0.45 points"
std::string points(double percent) {
  const std::string text = signed_percent(percent);
  return text.substr(0, text.size() - 1) + "points";
}

}  // namespace

bool hangs_on_rebate(const EconomyRow& row) {
  const double with = row.welfare_pct, without = row.welfare_without_rebate_pct;
  return (with >= kVisiblePercent && without <= -kVisiblePercent) ||
         (with <= -kVisiblePercent && without >= kVisiblePercent);
}

std::string rebate_detail(const EconomyRow& row) {
  if (!hangs_on_rebate(row)) return "";
  std::string out = fmt::format("border taxes paid back to households included; without that {}",
                                signed_percent(row.welfare_without_rebate_pct));
  if (std::isfinite(row.real_wage_pct))
    out += fmt::format(", real wage {}", signed_percent(row.real_wage_pct));
  return out;
}

std::string forces_sentence(const EconomyRow& row) {
  const double without = row.welfare_without_rebate_pct;
  if (!std::isfinite(without) || !std::isfinite(row.tot_first_order_pct)) return "";
  return fmt::format(
      "In {}, border taxes paid back to households account for {}, without which real income "
      "changes by {}; of its {}, the terms of trade explain {} to first order, the volume of trade "
      "{}, and effects beyond the first order {}.",
      name_in_sentence(row.name), points(row.welfare_pct - without), signed_percent(without),
      signed_percent(row.welfare_pct), points(row.tot_first_order_pct),
      points(row.vot_first_order_pct),
      points(row.welfare_pct - row.tot_first_order_pct - row.vot_first_order_pct));
}

}  // namespace tariffsim
