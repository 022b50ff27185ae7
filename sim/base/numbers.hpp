// How numbers are written: exactly in files, readably in tables.
#pragma once

#include <fmt/format.h>

#include <string>

namespace tariffsim {

/// Appends 10 significant digits; nothing for what is not a finite number; never "-0".
void append_number(fmt::memory_buffer& out, double value);

/// The number that append_number writes; NaN for what is not finite.
double ten_digits(double value);

/// "+0.27 %", "-80.4 %" (fewer decimals for larger values); "-" for NaN.
std::string signed_percent(double percent);
/// "19.3 %"; "-" for NaN.
std::string plain_percent(double percent);
/// A share as "53 %", never rounded to a certainty that is none: "over 99 %".
std::string whole_percent(double share);
/// Million as "1,234.5 bn", "13.0 bn", "0.22 bn", "61.3 m", "0.7 m"; "-" for NaN.
std::string money(double million);
/// As money, with its sign: "+12.4 bn".
std::string signed_money(double million);
/// An amount as "-345", "+2.4" (a decimal below ten); "-" for NaN.
std::string signed_amount(double amount);
/// "83,349".
std::string grouped(long long count);
/// "1 sector", "1,234 sectors": a thing whose plural is regular.
std::string counted(std::size_t count, const char* thing);

}  // namespace tariffsim
