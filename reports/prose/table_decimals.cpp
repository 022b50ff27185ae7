#include "prose/table_decimals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"

namespace tariffsim {
namespace {

constexpr int kUsualDecimals = 2, kMostDecimals = 6;
constexpr double kTwoDigits = 0.095;  // from here on two decimals are two digits
constexpr double kNoisePercent = 1e-6;

}  // namespace

std::optional<int> table_decimals(const std::vector<double>& percents) {
  double largest = 0;
  for (const double percent : percents)
    if (std::isfinite(percent)) largest = std::max(largest, std::abs(percent));
  if (!(largest > kNoisePercent) || largest >= kTwoDigits) return std::nullopt;
  return std::min(kMostDecimals, 1 - static_cast<int>(std::floor(std::log10(largest))));
}

bool is_shown(double percent, std::optional<int> decimals) {
  return std::abs(percent) >= 0.5 * std::pow(10.0, -decimals.value_or(kUsualDecimals));
}

std::string percent_text(const Percent& percent, std::optional<int> decimals) {
  std::string text =
      percent.with_sign ? signed_percent(percent.value) : plain_percent(percent.value);
  if (decimals && std::isfinite(percent.value)) {
    const double value = is_shown(percent.value, decimals) ? percent.value : 0;
    text = percent.with_sign && value != 0 ? fmt::format("{:+.{}f} %", value, *decimals)
                                           : fmt::format("{:.{}f} %", value, *decimals);
  }
  if (text.ends_with('%')) text.replace(text.size() - 1, 1, percent.unit);
  return text;
}

}  // namespace tariffsim
