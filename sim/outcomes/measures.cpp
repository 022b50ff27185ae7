#include "outcomes/measures.hpp"

#include <cmath>

namespace tariffsim {

double consumer_price(const World& world, const Equilibrium& equilibrium, Index country) {
  return std::exp(
      world.final_share.row(country).dot(equilibrium.price().row(country).array().log().matrix()));
}

double welfare_change(const World& world, const Levels& after, double price, Index country) {
  return after.income(country) / world.income(country) / price - 1;
}

double real_wage_change(const Equilibrium& equilibrium, double price, Index country) {
  return equilibrium.wage()(country) / price - 1;
}

double tax_revenue(const Levels& after, Index country) {
  return after.duty_revenue(country) + after.export_tax_revenue(country);
}

}  // namespace tariffsim
