#include "prose/compared_cells.hpp"

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

bool is_change_of_revenue(const std::string& measure) {
  return measure.starts_with("revenue_conventional") || measure.starts_with("revenue_net");
}

}  // namespace

bool is_money(const std::string& measure) { return measure.ends_with("_musd"); }

TextCell level_cell(const std::string& measure, double value) {
  const bool is_balance = measure.find("balance") != std::string::npos;
  if (measure == "ev_musd" || is_balance || is_change_of_revenue(measure))
    return {signed_money(value)};
  if (is_money(measure)) return {money(value)};
  const bool is_rate =
      measure.find("tariff") != std::string::npos || measure.starts_with("tax_revenue");
  return percents_cell("{}", {{value, !is_rate}});
}

TextCell difference_cell(const std::string& measure, double value, const std::string& mark) {
  if (is_money(measure)) return {signed_money(value) + mark, tone_of(value)};
  return percents_cell("{}" + mark, {{value, true, "pp"}}, tone_of(value));
}

}  // namespace tariffsim
