// What the columns of results mean: units and names in words, for formats that carry them.
#pragma once

#include <string>

namespace tariffsim {

/// "%", "1" (a fraction), or "million USD": by the ending of the column's name.
std::string unit_of(const std::string& column, const std::string& currency);

/// "change of welfare (real income)" for "welfare_pct"; the name itself where there are no words.
std::string meaning_of(const std::string& column);

}  // namespace tariffsim
