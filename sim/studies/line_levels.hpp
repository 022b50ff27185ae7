// The levels of economies and of the world that lines of a policy move: what lines add are
// differences of these.
#pragma once

#include "outcomes/outcome.hpp"

namespace tariffsim {

/// Columns of LineLevels::countries. Changes and rates are fractions, revenue is in million.
struct CountryLevel {
  enum : Index {
    welfare,
    real_wage,
    consumer_price,
    exports,
    imports,
    revenue,
    average_tariff,
    average_tariff_goods,
    count
  };
};

/// Positions in LineLevels::world.
struct WorldLevel {
  enum : Index {
    real_income,
    trade_value,
    trade_volume,
    revenue,
    average_tariff,
    average_tariff_goods,
    count
  };
};

struct LineLevels {
  Table countries;  ///< N x CountryLevel::count; NaN: not defined
  Vector world;     ///< WorldLevel::count

  LineLevels& operator+=(const LineLevels& more);
  LineLevels& operator-=(const LineLevels& less);
  LineLevels& operator*=(double factor);
};

LineLevels operator-(LineLevels from, const LineLevels& less);
LineLevels operator*(double factor, LineLevels levels);

/// All zero.
LineLevels no_levels(Index countries);
LineLevels levels_of(const Outcome& outcome);
/// No line in force: levels stay as they were, and no change is one of zero.
LineLevels levels_before(const Outcome& outcome);

}  // namespace tariffsim
