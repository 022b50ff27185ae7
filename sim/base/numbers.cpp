#include "base/numbers.hpp"

#include <fmt/compile.h>

#include <charconv>
#include <cmath>
#include <string_view>

namespace tariffsim {
namespace {

constexpr double kMillionPerBillion = 1000;

/// Groups the digits before the decimal point by thousands.
std::string group_thousands(std::string text) {
  const std::size_t first = text.find_first_of("0123456789");
  const std::size_t point = text.find('.');
  for (std::size_t at = point == std::string::npos ? text.size() : point; at > first + 3;)
    text.insert(at -= 3, 1, ',');
  return text;
}

int percent_digits(double percent) {
  const double size = std::abs(percent);
  if (size < 9.995) return 2;
  return size < 999.95 ? 1 : 0;
}

/// Fixed decimals, without a sign if all digits are zero.
std::string fixed(double value, int digits, bool with_sign) {
  const double unit = std::pow(10.0, -digits);
  if (std::abs(value) < 0.5 * unit) value = 0;
  const bool sign = with_sign && value != 0;
  return group_thousands(sign ? fmt::format("{:+.{}f}", value, digits)
                              : fmt::format("{:.{}f}", value, digits));
}

std::string percent_text(double percent, bool with_sign) {
  if (std::isnan(percent)) return "-";
  return fixed(percent, percent_digits(percent), with_sign) + " %";
}

std::string money_text(double million, bool with_sign) {
  if (std::isnan(million)) return "-";
  // Two significant digits at least, from a million on.
  constexpr double kFewestBillions = 0.09995, kTwoDecimals = 0.995;
  const double billion = million / kMillionPerBillion;
  if (std::abs(billion) < kFewestBillions && million != 0)
    return fixed(million, 1, with_sign) + " m";
  const bool small = std::abs(billion) < kTwoDecimals && million != 0;
  return fixed(billion, small ? 2 : 1, with_sign) + " bn";
}

}  // namespace

void append_number(fmt::memory_buffer& out, double value) {
  if (std::isfinite(value)) fmt::format_to(fmt::appender(out), FMT_COMPILE("{:.10g}"), value + 0.0);
}

double ten_digits(double value) {
  fmt::memory_buffer text;
  append_number(text, value);
  double rounded = std::nan("");
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return rounded;
}

std::string signed_percent(double percent) { return percent_text(percent, true); }
std::string plain_percent(double percent) { return percent_text(percent, false); }
std::string money(double million) { return money_text(million, false); }
std::string signed_money(double million) { return money_text(million, true); }
std::string signed_amount(double amount) {
  constexpr double kWithoutDecimal = 9.95;
  if (std::isnan(amount)) return "-";
  return fixed(amount, std::abs(amount) < kWithoutDecimal ? 1 : 0, true);
}
std::string grouped(long long count) { return group_thousands(fmt::format("{}", count)); }

std::string whole_percent(double share) {
  if (share > 0 && share < 0.005) return "under 1 %";
  if (share < 1 && share > 0.995) return "over 99 %";
  return fmt::format("{:.0f} %", std::round(100 * share));
}

std::string counted(std::size_t count, const char* thing) {
  return fmt::format("{} {}{}", grouped(static_cast<long long>(count)), thing,
                     count == 1 ? "" : "s");
}

}  // namespace tariffsim
