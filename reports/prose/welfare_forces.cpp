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

const char* who_is_paid(const ModelParameters& parameters) {
  return parameters.revenue == RevenueUse::income_tax
             ? "border taxes that take the place of taxes on wages"
             : "border taxes paid back to households";
}

}  // namespace

bool hangs_on_rebate(const EconomyRow& row) {
  const double with = row.welfare_pct, without = row.welfare_without_rebate_pct;
  return (with >= kVisiblePercent && without <= -kVisiblePercent) ||
         (with <= -kVisiblePercent && without >= kVisiblePercent);
}

std::string rebate_detail(const EconomyRow& row, const ModelParameters& parameters) {
  if (!hangs_on_rebate(row)) return "";
  std::string out = fmt::format("{} included; without that {}", who_is_paid(parameters),
                                signed_percent(row.welfare_without_rebate_pct));
  if (std::isfinite(row.real_wage_pct))
    out += fmt::format(", real wage {}", signed_percent(row.real_wage_pct));
  return out;
}

std::string forces_sentence(const EconomyRow& row, const ModelParameters& parameters) {
  const double without = row.welfare_without_rebate_pct;
  if (!std::isfinite(without)) return "";
  std::string out = fmt::format(
      "In {}, {} contribute {} to the change of real income of {}; without them it is {}",
      name_in_sentence(row.name), who_is_paid(parameters), points(row.welfare_pct - without),
      signed_percent(row.welfare_pct), signed_percent(without));
  // Where hours move welfare is a part of what the other terms are a part of.
  if (!std::isfinite(row.tot_first_order_pct) || parameters.labour_supply > 0) return out + ".";
  const double costs = row.trade_cost_first_order_pct;
  const double terms = row.tot_first_order_pct + row.vot_first_order_pct + costs;
  out += fmt::format(
      "; in another split, to first order, the terms of trade contribute {}, the volume of trade "
      "{}",
      points(row.tot_first_order_pct), points(row.vot_first_order_pct));
  if (std::abs(costs) >= kVisiblePercent) out += fmt::format(", trade costs {}", points(costs));
  return out + fmt::format(", and all else {}.", points(row.welfare_pct - terms));
}

}  // namespace tariffsim
