// The few measures by country, and by group of countries, that a study keeps of each of its many
// equilibria.
#pragma once

#include <array>
#include <vector>

#include "outcomes/group.hpp"
#include "outcomes/levels.hpp"

namespace tariffsim {

/// Names as in countries.csv, in the order of the columns of KeptMeasures::of.
inline constexpr std::array<const char*, 8> kKeptMeasures = {
    "welfare_pct",      "real_wage_pct", "exports_pct",        "imports_pct",
    "tax_revenue_musd", "ev_musd",       "consumer_price_pct", "welfare_without_rebate_pct"};

/// Positions among them.
inline constexpr std::size_t kWelfare = 0, kRealWage = 1, kTaxRevenue = 4, kVariation = 5,
                             kUnrebated = 7;

/// The position of a measure of an economy (a country, or behind them a group) if all stand in
/// one row, economy by economy.
constexpr std::size_t series_of(std::size_t economy, std::size_t measure) {
  return economy * kKeptMeasures.size() + measure;
}

/// Measures many equilibria against one world, whose own trade is added up once.
class KeptMeasures {
 public:
  /// `groups` outlive the object.
  KeptMeasures(const World& base, const std::vector<NamedGroup>& groups);

  /// (N + groups) x 8, countries first: percent and million as the names say; NaN if a country
  /// had no such trade. Groups as in group_outcome; they have no real wage and no price (NaN).
  /// `base`: the world of the constructor.
  Table of(const World& base, const Equilibrium& equilibrium, const Levels& after) const;

 private:
  struct Trade {
    Vector exports, imports;  // N, million before duty, without domestic sales
    std::vector<OuterTrade> groups;
  };
  Trade trade_of(const Cube& flow) const;

  const std::vector<NamedGroup>& groups_;
  Trade before_;
};

}  // namespace tariffsim
