#include "studies/line_levels.hpp"

namespace tariffsim {

LineLevels& LineLevels::operator+=(const LineLevels& more) {
  countries += more.countries;
  world += more.world;
  return *this;
}

LineLevels& LineLevels::operator-=(const LineLevels& less) {
  countries -= less.countries;
  world -= less.world;
  return *this;
}

LineLevels& LineLevels::operator*=(double factor) {
  countries *= factor;
  world *= factor;
  return *this;
}

LineLevels operator-(LineLevels from, const LineLevels& less) {
  from -= less;
  return from;
}

LineLevels operator*(double factor, LineLevels levels) {
  levels *= factor;
  return levels;
}

LineLevels no_levels(Index countries) {
  return {Table::Zero(countries, CountryLevel::count), Vector::Zero(WorldLevel::count)};
}

LineLevels levels_of(const Outcome& outcome) {
  LineLevels levels = no_levels(outcome.base().n_countries());
  for (Index n = 0; n < levels.countries.rows(); ++n) {
    const CountryOutcome& c = outcome.countries()[static_cast<std::size_t>(n)];
    levels.countries.row(n) << c.welfare, c.real_wage, c.consumer_price, c.exports, c.imports,
        c.tax_revenue, c.average_tariff, c.average_tariff_goods;
  }
  const WorldOutcome& w = outcome.world();
  levels.world << w.real_income, w.trade_value, w.trade_volume, w.tax_revenue, w.average_tariff,
      w.average_tariff_goods;
  return levels;
}

LineLevels levels_before(const Outcome& outcome) {
  LineLevels levels = no_levels(outcome.base().n_countries());
  for (Index n = 0; n < levels.countries.rows(); ++n) {
    const CountryOutcome& c = outcome.countries()[static_cast<std::size_t>(n)];
    levels.countries(n, CountryLevel::revenue) = c.tax_revenue_base;
    levels.countries(n, CountryLevel::average_tariff) = c.average_tariff_base;
    levels.countries(n, CountryLevel::average_tariff_goods) = c.average_tariff_goods_base;
  }
  const WorldOutcome& w = outcome.world();
  levels.world(WorldLevel::revenue) = w.tax_revenue_base;
  levels.world(WorldLevel::average_tariff) = w.average_tariff_base;
  levels.world(WorldLevel::average_tariff_goods) = w.average_tariff_goods_base;
  return levels;
}

}  // namespace tariffsim
