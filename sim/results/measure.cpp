#include "results/measure.hpp"

#include <algorithm>

namespace tariffsim {

std::string unit_of(std::string_view measure, const std::string& currency) {
  if (measure.ends_with("_pct")) return "%";
  if (measure.ends_with("_usd")) return currency;
  // Of a quota an amount is of goods at border prices or of money, both in millions.
  const bool millions = measure.ends_with("_musd") || measure.starts_with("amount");
  return millions ? "million " + currency : "1";
}

std::string title_of(const MeasureText& measure) {
  if (measure.title != nullptr) return measure.title;
  std::string words = measure.name;
  for (const char* unit : {"_pct", "_musd", "_usd"})
    if (words.ends_with(unit)) words.resize(words.rfind('_'));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace tariffsim
