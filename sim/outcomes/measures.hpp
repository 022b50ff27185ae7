// Measures of one country that several results share (model, section 3).
#pragma once

#include "outcomes/levels.hpp"

namespace tariffsim {

/// P^C = prod_s P^alpha, the price of final consumption; a hat.
double consumer_price(const World& world, const Equilibrium& equilibrium, Index country);

/// W = I-hat / P^C - 1: the exact change of real final spending, the equivalent variation as a
/// fraction of income. `price` is P^C.
double welfare_change(const World& world, const Levels& after, double price, Index country);

/// w / P^C - 1. `price` is P^C.
double real_wage_change(const Equilibrium& equilibrium, double price, Index country);

/// R': import duty collected by the country plus export tax, million.
double tax_revenue(const Levels& after, Index country);

}  // namespace tariffsim
