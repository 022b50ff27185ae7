#include "prose/welfare_forces.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/numbers.hpp"
#include "prose/headline.hpp"
#include "prose/wage_after_tax.hpp"

namespace tariffsim {
namespace {

/// "+0.45 points"
std::string points(double percent) {
  const std::string text = signed_percent(percent);
  return text.substr(0, text.size() - 1) + "points";
}

/// What borders bring: taxes, and what licences under quotas are worth to those who get it.
std::string what_borders_bring(const EconomyRow& row) {
  constexpr double kNearlyAll = 10;
  const double taxes = std::abs(row.tax_revenue_musd - row.tax_revenue_base_musd);
  const double rent = std::abs(row.rent_musd);
  if (!(rent > 0)) return "the change of border taxes";
  return rent > kNearlyAll * taxes ? "what licences under quotas are worth"
                                   : "the change of border taxes and what licences are worth";
}

std::string who_is_paid(const EconomyRow& row, const ModelParameters& parameters) {
  return what_borders_bring(row) + (parameters.revenue == RevenueUse::income_tax
                                        ? ", in place of taxes on wages,"
                                        : ", which households get,");
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
  return fmt::format("{} contributes {} to {}; without it that is {}", who_is_paid(row, parameters),
                     points(row.welfare_pct - without), change_of_welfare(row, parameters),
                     signed_percent(without));
}

bool is_visible(const WelfareForces& forces) {
  return std::abs(forces.terms_of_trade) >= kVisiblePercent ||
         std::abs(forces.volume_of_trade) >= kVisiblePercent ||
         std::abs(forces.trade_cost) >= kVisiblePercent;
}

/// What moves welfare besides trade in this model: what WelfareForces leave over.
std::string other_forces(const ModelParameters& parameters) {
  std::vector<std::string> names;
  if (parameters.scale.size() > 0) names.emplace_back("economies of scale");
  if (parameters.tax_exponent.size() > 0) names.emplace_back("selling costs");
  if (parameters.labour_supply > 0 && parameters.revenue == RevenueUse::income_tax)
    names.emplace_back("the tax on wages");
  std::string rest = enumerated(names);
  if (!parameters.proportional_deficits) return rest;
  return rest.empty() ? "deficits that move with income"
                      : rest + ", and deficits that move with income,";
}

/// What costs of trade and embargoes are together.
const char* cost_of_trade(const ForcesTold& told) {
  if (!told.trade_ends) return "costs of trade";
  return told.costs_move ? "costs and the end of trade" : "the end of trade";
}

/// "the terms of trade contribute +0.50 points", "the volume of trade -0.20 points", ... of those
/// that are visible.
std::vector<std::string> contributions(const EconomyRow& row, const ModelParameters& parameters,
                                       const WelfareForces& forces, const ForcesTold& told) {
  std::vector<std::string> parts;
  const auto add = [&](const std::string& name, bool several, double percent) {
    if (std::abs(percent) < kVisiblePercent) return;
    const char* verb = several ? " contribute" : " contributes";
    parts.push_back(fmt::format("{}{} {}", name, parts.empty() ? verb : "", points(percent)));
  };
  add(told.licences_sold ? "the terms of trade, exporters' prices with their licences,"
                         : "the terms of trade",
      true, forces.terms_of_trade);
  add("the volume of trade", false, forces.volume_of_trade);
  add(cost_of_trade(told), told.costs_move, forces.trade_cost);
  if (has_other_forces(parameters))
    add(other_forces(parameters), false, row.welfare_pct - forces.sum());
  return parts;
}

}  // namespace

bool hangs_on_rebate(const EconomyRow& row) {
  const double with = row.welfare_pct, without = row.welfare_without_rebate_pct;
  return (with >= kVisiblePercent && without <= -kVisiblePercent) ||
         (with <= -kVisiblePercent && without >= kVisiblePercent);
}

std::string rebate_detail(const EconomyRow& row, const ModelParameters& parameters) {
  if (!hangs_on_rebate(row)) return "";
  std::string out = fmt::format("{} included; without it {}", who_is_paid(row, parameters),
                                signed_percent(row.welfare_without_rebate_pct));
  if (std::isfinite(row.real_wage_pct))
    out += fmt::format(", real wage {}{}", signed_percent(row.real_wage_pct),
                       has_wage_after_tax(row) ? fmt::format(" ({})", wage_after_tax(row)) : "");
  return out;
}

std::string forces_sentence(const EconomyRow& row, const ModelParameters& parameters,
                            const std::optional<WelfareForces>& forces, const ForcesTold& told) {
  if (!std::isfinite(row.welfare_without_rebate_pct)) return "";
  const std::string rebate = rebate_part(row, parameters);
  std::string out =
      rebate.empty() ? "" : fmt::format("In {}, {}", name_in_sentence(row.name), rebate);
  if (!forces || !is_visible(*forces)) return out.empty() ? "" : out + ".";
  out += out.empty() ? fmt::format("To {} in {},", change_of_welfare(row, parameters),
                                   name_in_sentence(row.name))
                     : "; split by trade instead,";
  return out + " " + enumerated(contributions(row, parameters, *forces, told)) + ".";
}

}  // namespace tariffsim
