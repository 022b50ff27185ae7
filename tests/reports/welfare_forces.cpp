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
  row.real_wage_pct = row.real_wage_after_tax_pct = -1;
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
  EconomyRow row = row_of(0.2, -0.3);
  row.real_wage_after_tax_pct = 0.5;
  CHECK_THAT(rebate_detail(row, parameters),
             Contains("border taxes, in place of taxes on wages,") &&
                 Contains("real wage -1.00 % (after tax +0.50 %)"));
}

TEST_CASE("real income is split into the rebate, and into forces that add up") {
  const EconomyRow row = row_of(0.2, -0.3);
  const WelfareForces forces{0.55, -0.2, -0.15};
  ModelParameters parameters;
  const std::string split =
      "In Aland, the change of border taxes, which households get, contributes +0.50 points to the "
      "change of real income of +0.20 %; without it that is -0.30 %";
  CHECK(forces_sentence(row, parameters, forces) ==
        split +
            "; split by trade instead, the terms of trade contribute +0.55 points, the volume of "
            "trade -0.20 points and costs of trade -0.15 points.");
  CHECK(
      forces_sentence(row, parameters, WelfareForces{0.4, -0.2, 0}) ==
      split +
          "; split by trade instead, the terms of trade contribute +0.40 points and the volume of "
          "trade -0.20 points.");
  CHECK(forces_sentence(row, parameters, {}) == split + ".");
  CHECK_THAT(forces_sentence(row, parameters, forces, {.licences_sold = true}),
             Contains("instead, the terms of trade, exporters' prices with their licences, "
                      "contribute +0.55 points"));
}

TEST_CASE("what else the model holds is named with what the forces of trade leave over") {
  const EconomyRow row = row_of(0.2, -0.3);
  const WelfareForces forces{0.4, -0.1, 0};
  ModelParameters parameters;
  parameters.scale = Vector::Constant(2, 0.1);
  CHECK_THAT(forces_sentence(row, parameters, forces),
             Contains("-0.10 points and economies of scale -0.10 points."));
  parameters.proportional_deficits = true;
  CHECK_THAT(forces_sentence(row, parameters, forces),
             Contains("economies of scale, and deficits that move with income, -0.10 points."));
}

TEST_CASE("what cannot be seen is left out of the split", "[regression]") {
  // "-0.01 points to -0.99 %; without them it is -0.99 %".
  EconomyRow row = row_of(-0.994, -0.986);
  const ModelParameters parameters;
  CHECK(forces_sentence(row, parameters, WelfareForces{-0.9, -0.094, 0}) ==
        "To the change of real income of -0.99 % in Aland, the terms of trade contribute -0.90 "
        "points and the volume of trade -0.09 points.");
  CHECK(forces_sentence(row_of(0.001, 0.001), parameters, WelfareForces{0.002, -0.001, 0}).empty());
  row.welfare_without_rebate_pct = std::nan("");
  CHECK(forces_sentence(row, parameters, WelfareForces{-0.9, -0.094, 0}).empty());
}

TEST_CASE("a force that is not visible is not told, and an embargo is no cost of trade",
          "[regression]") {
  // "costs of trade -0.39 points" stood for a ban, beside "the volume of trade 0.00 points".
  const EconomyRow row = row_of(-0.5, -0.5);
  const WelfareForces forces{-0.11, 0.001, -0.39};
  CHECK(forces_sentence(row, {}, forces, {.costs_move = false, .trade_ends = true}) ==
        "To the change of real income of -0.50 % in Aland, the terms of trade contribute -0.11 "
        "points and the end of trade -0.39 points.");
  CHECK(forces_sentence(row, {}, WelfareForces{0, 0, -0.5},
                        {.costs_move = false, .trade_ends = true}) ==
        "To the change of real income of -0.50 % in Aland, the end of trade contributes -0.50 "
        "points.");
  CHECK_THAT(forces_sentence(row, {}, forces, {.costs_move = true, .trade_ends = true}),
             Contains("and costs and the end of trade -0.39 points"));
}

TEST_CASE("where hours move, it is welfare that is split") {
  ModelParameters parameters;
  parameters.labour_supply = 0.4;
  CHECK_THAT(forces_sentence(row_of(0.2, -0.3), parameters, WelfareForces{0.4, -0.2, 0}),
             Contains("the change of welfare of +0.20 %") && Contains("terms of trade"));
}
