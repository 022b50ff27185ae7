#include "prose/welfare_forces.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/numbers.hpp"
#include "prose/headline.hpp"

namespace tariffsim {
namespace {

/// Of the change: where more is left over, first-order terms do not explain it.
constexpr double kMostLeft = 0.5;

/// "+0.45 points"
std::string points(double percent) {
  const std::string text = signed_percent(percent);
  return text.substr(0, text.size() - 1) + "points";
}

const char* who_is_paid(const ModelParameters& parameters) {
  return parameters.revenue == RevenueUse::income_tax
             ? "the change of border taxes, which take the place of taxes on wages,"
             : "the change of border taxes, which households get,";
}

/// "the change of real income of -0.99 %"; where hours move, of welfare.
std::string change_of_welfare(const EconomyRow& row, const ModelParameters& parameters) {
  return fmt::format("the change of {} of {}",
                     parameters.labour_supply > 0 ? "welfare" : "real income",
                     signed_percent(row.welfare_pct));
}

/// What border taxes add; empty where figures that are printed do not show it.
std::string rebate_part(const EconomyRow& row, const ModelParameters& parameters) {
  const double without = row.welfare_without_rebate_pct;
  if (std::abs(row.welfare_pct - without) < kVisiblePercent ||
      signed_percent(row.welfare_pct) == signed_percent(without))
    return "";
  return fmt::format("{} contributes {} to {}; without it that is {}", who_is_paid(parameters),
                     points(row.welfare_pct - without), change_of_welfare(row, parameters),
                     signed_percent(without));
}

}  // namespace

bool hangs_on_rebate(const EconomyRow& row) {
  const double with = row.welfare_pct, without = row.welfare_without_rebate_pct;
  return (with >= kVisiblePercent && without <= -kVisiblePercent) ||
         (with <= -kVisiblePercent && without >= kVisiblePercent);
}

std::string rebate_detail(const EconomyRow& row, const ModelParameters& parameters) {
  if (!hangs_on_rebate(row)) return "";
  std::string out = fmt::format("{} included; without it {}", who_is_paid(parameters),
                                signed_percent(row.welfare_without_rebate_pct));
  if (std::isfinite(row.real_wage_pct))
    out += fmt::format(", real wage {}", signed_percent(row.real_wage_pct));
  return out;
}

std::string forces_sentence(const EconomyRow& row, const ModelParameters& parameters) {
  if (!std::isfinite(row.welfare_without_rebate_pct)) return "";
  const std::string rebate = rebate_part(row, parameters);
  std::string out =
      rebate.empty() ? "" : fmt::format("In {}, {}", name_in_sentence(row.name), rebate);
  // Where hours move welfare is a part of what the other terms are a part of.
  if (!std::isfinite(row.tot_first_order_pct) || parameters.labour_supply > 0)
    return out.empty() ? "" : out + ".";
  const double costs = row.trade_cost_first_order_pct;
  const double rest = row.welfare_pct - row.tot_first_order_pct - row.vot_first_order_pct - costs;
  if (std::abs(rest) >= kVisiblePercent && std::abs(rest) > kMostLeft * std::abs(row.welfare_pct))
    return (out.empty() ? fmt::format("In {}, ", name_in_sentence(row.name)) : out + "; ") +
           "first-order terms (terms of trade, volume of trade) explain little of the change of "
           "real income.";
  out += out.empty() ? fmt::format("To {} in {}, to first order,",
                                   change_of_welfare(row, parameters), name_in_sentence(row.name))
                     : "; in another split, to first order,";
  out += fmt::format(" the terms of trade contribute {}, the volume of trade {}",
                     points(row.tot_first_order_pct), points(row.vot_first_order_pct));
  if (std::abs(costs) >= kVisiblePercent) out += fmt::format(", trade costs {}", points(costs));
  return out + fmt::format(", and all else {}.", points(rest));
}

}  // namespace tariffsim
