// What is asked of revenue, and under which assumptions: `report: {revenue: {...}}`.
#pragma once

#include <optional>

#include "model/labels.hpp"

namespace tariffsim {

/// Parts and growth are fractions. What is not given is not assumed.
struct RevenueTerms {
  double not_collected = 0;      ///< part of what policy adds to rates that nobody collects
  std::optional<double> offset;  ///< part of a change of revenue by which other taxes bring less
  std::optional<int> years;      ///< how many are added up
  double growth = 0;             ///< of the money that is taxed, a year
  int first_year = 0;            ///< of those that are added up
  int price_year = 0;            ///< of the money in which flows are
  int customs_year = 0;          ///< in which `customs` was counted
  CustomsByCountry customs;      ///< Baseline::customs
};

}  // namespace tariffsim
