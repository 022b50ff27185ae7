// Why real income moves, in words: the parts must be those of the row, and add up.
#include <catch2/catch.hpp>
#include <cmath>

#include "prose/welfare_forces.hpp"

using namespace tariffsim;
using Catch::Contains;

namespace {

EconomyRow row_of(double welfare, double without) {
  EconomyRow row{};
  row.country = "AAA";
  row.name = "Aland";
  row.welfare_pct = welfare;
  row.welfare_without_rebate_pct = without;
  row.real_wage_pct = -1;
  return row;
}

}  // namespace

TEST_CASE("the rebate is told of where the sign of real income hangs on it") {
  ModelParameters parameters;
  CHECK(hangs_on_rebate(row_of(0.2, -0.3)));
  CHECK_FALSE(hangs_on_rebate(row_of(0.2, 0.1)));
  CHECK_FALSE(hangs_on_rebate(row_of(0.004, -0.3)));  // 0.00 % is no sign
  CHECK(rebate_detail(row_of(0.2, 0.1), parameters).empty());
  CHECK(rebate_detail(row_of(0.2, -0.3), parameters) ==
        "the change of border taxes, which households get, included; without it -0.30 %, real wage "
        "-1.00 %");
  parameters.revenue = RevenueUse::income_tax;
  CHECK_THAT(rebate_detail(row_of(0.2, -0.3), parameters),
             Contains("border taxes, which take the place of taxes on wages"));
}

TEST_CASE("real income is split into the rebate, and into forces that add up with the rest") {
  EconomyRow row = row_of(0.2, -0.3);
  row.tot_first_order_pct = 0.5;
  row.vot_first_order_pct = -0.2;
  row.trade_cost_first_order_pct = -0.15;
  ModelParameters parameters;
  CHECK(forces_sentence(row, parameters) ==
        "In Aland, the change of border taxes, which households get, contributes +0.50 points to "
        "the change of real income of +0.20 %; without it that is -0.30 %; in another split, to "
        "first order, the terms of trade contribute +0.50 points, the volume of trade -0.20 "
        "points, trade costs -0.15 points, and all else +0.05 points.");
  row.trade_cost_first_order_pct = 0;
  CHECK_THAT(forces_sentence(row, parameters),
             Contains("and all else -0.10 points.") && !Contains("trade costs"));
}

TEST_CASE("what cannot be seen, and terms that explain little, are left out of the split",
          "[regression]") {
  // "-0.01 points to -0.99 %; without them it is -0.99 %", and "all else" larger than the change.
  EconomyRow row = row_of(-0.994, -0.986);
  row.tot_first_order_pct = -0.9;
  row.vot_first_order_pct = -0.1;
  const ModelParameters parameters;
  CHECK(forces_sentence(row, parameters) ==
        "To the change of real income of -0.99 % in Aland, to first order, the terms of trade "
        "contribute -0.90 points, the volume of trade -0.10 points, and all else +0.01 points.");
  row.vot_first_order_pct = -2;
  CHECK(forces_sentence(row, parameters) ==
        "In Aland, first-order terms (terms of trade, volume of trade) explain little of the "
        "change of real income.");
  row.tot_first_order_pct = std::nan("");
  CHECK(forces_sentence(row, parameters).empty());
}

TEST_CASE("of groups, and where hours move, the rebate alone is told of") {
  EconomyRow row = row_of(0.2, -0.3);
  ModelParameters parameters;
  parameters.labour_supply = 0.4;
  CHECK_THAT(forces_sentence(row, parameters),
             !Contains("terms of trade") && Contains("the change of welfare of +0.20 %"));
  parameters.labour_supply = 0;
  row.tot_first_order_pct = std::nan("");
  CHECK_THAT(forces_sentence(row, parameters), !Contains("terms of trade"));
  row.welfare_without_rebate_pct = std::nan("");
  CHECK(forces_sentence(row, parameters).empty());
}
