// The few measures by country that a study keeps of each of its many equilibria.
#pragma once

#include <array>

#include "outcomes/levels.hpp"

namespace tariffsim {

/// Names as in countries.csv, in the order of the columns of headline_measures.
inline constexpr std::array<const char*, 5> kHeadlineMeasures = {
    "welfare_pct", "real_wage_pct", "exports_pct", "imports_pct", "tax_revenue_musd"};

/// Positions among them.
inline constexpr std::size_t kWelfare = 0, kTaxRevenue = 4;

/// The position of a measure of a country where all stand in one row, country by country.
constexpr std::size_t series_of(std::size_t country, std::size_t measure) {
  return country * kHeadlineMeasures.size() + measure;
}

/// N x 5: percent and million as the names say; NaN where a country had no such trade.
Table headline_measures(const World& base, const Equilibrium& equilibrium, const Levels& after);

}  // namespace tariffsim
