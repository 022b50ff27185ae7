// The few measures by country, and by group of countries, that a study keeps of each of its many
// equilibria.
#pragma once

#include <array>
#include <vector>

#include "outcomes/group.hpp"
#include "outcomes/levels.hpp"

namespace tariffsim {

/// Names as in countries.csv, in the order of the columns of headline_measures.
inline constexpr std::array<const char*, 5> kHeadlineMeasures = {
    "welfare_pct", "real_wage_pct", "exports_pct", "imports_pct", "tax_revenue_musd"};

/// Positions among them.
inline constexpr std::size_t kWelfare = 0, kTaxRevenue = 4;

/// The position of a measure of an economy (a country, or behind them a group) where all stand in
/// one row, economy by economy.
constexpr std::size_t series_of(std::size_t economy, std::size_t measure) {
  return economy * kHeadlineMeasures.size() + measure;
}

/// (N + groups) x 5, countries first: percent and million as the names say; NaN where a country had
/// no such trade. Groups as in group_outcome; they have no real wage (NaN).
Table headline_measures(const World& base, const Equilibrium& equilibrium, const Levels& after,
                        const std::vector<NamedGroup>& groups);

}  // namespace tariffsim
