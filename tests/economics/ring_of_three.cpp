// Every measure of a country, a sector and the world, on worlds worked out by hand
// (support/ring.hpp).
#include <catch2/catch.hpp>
#include <cmath>

#include "outcomes/sector_group.hpp"
#include "support/near.hpp"
#include "support/ring.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

const double kGoodsPrice = 8.0 / 7, kConsumerPrice = std::sqrt(8.0 / 7);

/// What is the same in the ring whatever made goods from the next country twice as dear, at the
/// income that follows.
void check_real_income(const Outcome& outcome, Index n, double income) {
  const CountryOutcome& c = outcome.countries()[static_cast<std::size_t>(n)];
  const double welfare = income / 520 / kConsumerPrice - 1;
  CHECK(c.income_base == near(520, kRingMoney));
  CHECK(c.income == near(income, kRingMoney));
  CHECK(c.welfare == near(welfare, kRingSolved));
  CHECK(c.equivalent_variation == near(520 * welfare, kRingMoney));
  CHECK(c.real_wage == near(1 / kConsumerPrice - 1, kRingSolved));
  CHECK(c.consumer_price == near(kConsumerPrice - 1, kRingSolved));
  CHECK(c.nominal_wage == near(0, kRingSolved));
  CHECK(c.value_added == near(0, kRingSolved));
  CHECK(c.value_added_base == near(494, kRingMoney));
  CHECK(c.value_added_new == near(494, kRingMoney));
  CHECK(c.deficit_base == near(0, kRingMoney));
  CHECK(c.deficit == near(0, kRingMoney));
  CHECK(c.terms_of_trade == near(0, kRingSolved));
  CHECK(c.production == near(0, kRingSolved));
  CHECK(c.producer_price == near(0, kRingSolved));
  CHECK(c.first_order.terms_of_trade == near(0, kRingSolved));
}

void check_trade(const CountryOutcome& c, double base, double now, double volume) {
  CHECK(c.exports_base == near(base, kRingMoney));
  CHECK(c.imports_base == near(base, kRingMoney));
  CHECK(c.exports_new == near(now, kRingMoney));
  CHECK(c.imports_new == near(now, kRingMoney));
  CHECK(c.exports == near(now / base - 1, kRingSolved));
  CHECK(c.imports == near(now / base - 1, kRingSolved));
  CHECK(c.real_exports == near(volume / base - 1, kRingSolved));
  CHECK(c.real_imports == near(volume / base - 1, kRingSolved));
  CHECK(c.trade_openness_base == near(2 * base / 494, kRingSolved));
  CHECK(c.trade_openness == near(2 * now / 494, kRingSolved));
}

void check_revenue(const CountryOutcome& c, double now, double lost) {
  CHECK(c.tax_revenue_base == near(26, kRingMoney));
  CHECK(c.tax_revenue == near(now, kRingMoney));
  CHECK(c.tax_revenue_share_base == near(26.0 / 494, kRingSolved));
  CHECK(c.tax_revenue_share == near(now / 494, kRingSolved));
  CHECK(c.revenue_lost_to_base == near(lost, kRingMoney));
}

}  // namespace

TEST_CASE("a dearer duty in a ring of three: every measure of a country by hand") {
  // Revenue is 3/5 of the 1/7 spent on the next, 1/5 of the 2/7 spent on the other: 1/7 of half of
  // income. I' = 494 / (1 - 1/14) = 532, of which 266 on goods: home 152, the next 38 (15.2 before
  // duty), the other 76 (60.8); on services home 133, others 66.5.
  const Outcome outcome = ring_with_duty();
  for (Index n = 0; n < 3; ++n) {
    const CountryOutcome& c = outcome.countries()[static_cast<std::size_t>(n)];
    check_real_income(outcome, n, 532);
    check_trade(c, 2 * 52 + 2 * 65, 15.2 + 60.8 + 133, 15.2 + 60.8 + 133);
    check_revenue(c, 38, (1.5 + 0.25) * 52 - 38);
    CHECK(c.duty_revenue_base == near(26, kRingMoney));
    CHECK(c.duty_revenue == near(38, kRingMoney));
    CHECK(c.average_tariff_base == near(26.0 / 234, kRingSolved));
    CHECK(c.average_tariff == near((1.5 + 0.25) * 52 / 234, kRingSolved));
    CHECK(c.tariff_faced_base == near(26.0 / 234, kRingSolved));
    CHECK(c.tariff_faced == near((1.5 + 0.25) * 52 / 234, kRingSolved));
    CHECK(c.average_tariff_goods_base == near(0.25, kRingSolved));
    CHECK(c.average_tariff_goods == near((1.5 + 0.25) / 2, kRingSolved));
    CHECK(c.effective_tariff_goods == near(38.0 / 76, kRingSolved));
    CHECK(c.simple_average_tariff_base == near(0.5 / 4, kRingSolved));  // two cells of four at 25 %
    CHECK(c.simple_average_tariff == near(1.75 / 4, kRingSolved));
    CHECK(c.average_export_tax_base == 0);
    CHECK(c.average_export_tax == 0);
    CHECK(c.imports_targeted_change == near(15.2 - 52, kRingMoney));
    CHECK(c.imports_other_change == near(60.8 - 52 + 2 * 1.5, kRingMoney));
    CHECK(c.domestic_sales_change == near(152 - 130 + 133 - 130, kRingMoney));
    CHECK(c.first_order.volume_of_trade == near(0.25 * (15.2 - 52 + 60.8 - 52) / 520, kRingSolved));
    CHECK(c.first_order.trade_cost == 0);
  }
}

TEST_CASE("a dearer export tax in a ring of three: every measure that differs by hand") {
  // The same income of 532: 3/5 of what is sold to the one before, 1/5 of what is sold to the
  // other. Flows hold the tax: home 152, 38 and 76 of goods, at a price that has doubled for
  // the 38.
  const Outcome outcome = ring_with_export_tax();
  for (Index n = 0; n < 3; ++n) {
    const CountryOutcome& c = outcome.countries()[static_cast<std::size_t>(n)];
    check_real_income(outcome, n, 532);
    check_trade(c, 4 * 65, 38 + 76 + 133, 19 + 76 + 133);
    check_revenue(c, 38, (1.5 + 0.25) * 52 - 38);
    CHECK(c.duty_revenue_base == 0);
    CHECK(c.duty_revenue == 0);
    CHECK(c.average_tariff == 0);
    CHECK(c.average_export_tax_base == near(0.5 / 4, kRingSolved));
    CHECK(c.average_export_tax == near(1.75 / 4, kRingSolved));
    CHECK(c.imports_targeted_change == 0);  // no duty and no cost rose
    CHECK(c.imports_other_change == near(38 + 76 - 130 + 2 * 1.5, kRingMoney));
    CHECK(c.first_order.volume_of_trade == near(0.2 * (38 - 2 * 65 + 76 - 65) / 520, kRingSolved));
    CHECK(c.first_order.trade_cost == 0);
  }
}

TEST_CASE("dearer transport in a ring of three: every measure that differs by hand") {
  // Revenue is 1/5 of 3/7 of half of income: I' = 494 / (1 - 3/70).
  const Outcome outcome = ring_with_cost();
  const double income = 494 / (1 - 3.0 / 70), goods = income / 2;
  const double from_next = goods / 7 / 1.25, from_other = 2 * goods / 7 / 1.25;
  for (Index n = 0; n < 3; ++n) {
    const CountryOutcome& c = outcome.countries()[static_cast<std::size_t>(n)];
    check_real_income(outcome, n, income);
    const double trade = from_next + from_other + goods / 2;
    check_trade(c, 2 * 52 + 2 * 65, trade, trade);  // what is burned on the way is traded
    check_revenue(c, income - 494, 26 - (income - 494));
    CHECK(c.average_tariff == near(26.0 / 234, kRingSolved));
    CHECK(c.simple_average_tariff == near(0.5 / 4, kRingSolved));
    CHECK(c.imports_targeted_change == near(from_next - 52, kRingMoney));
    CHECK(c.imports_other_change == near(from_other - 52 + goods / 2 - 130, kRingMoney));
    CHECK(c.domestic_sales_change == near(4 * goods / 7 - 130 + goods / 2 - 130, kRingMoney));
    CHECK(c.first_order.trade_cost == near(-65.0 / 520, kRingSolved));
    CHECK(c.first_order.volume_of_trade ==
          near(0.25 * (from_next + from_other - 104) / 520, kRingSolved));
  }
}

TEST_CASE("sectors of the ring by hand") {
  const Outcome outcome = ring_with_duty();
  for (Index n = 0; n < 3; ++n) {
    const SectorOutcome& goods = outcome.sector(n, kGoods);
    CHECK(goods.output_base == near(130 + 2 * 52, kRingMoney));
    CHECK(goods.output == near(152 + 15.2 + 60.8, kRingMoney));
    CHECK(goods.output_change == near(-6.0 / 234, kRingSolved));
    CHECK(goods.volume == near(-6.0 / 234, kRingSolved));
    CHECK(goods.value_added == near(-6.0 / 234, kRingSolved));
    CHECK(goods.price == near(0, kRingSolved));
    CHECK(goods.buyer_price == near(kGoodsPrice - 1, kRingSolved));
    CHECK(goods.exports == near(76.0 / 104 - 1, kRingSolved));
    CHECK(goods.imports == near(76.0 / 104 - 1, kRingSolved));
    CHECK(goods.average_tariff_base == near(0.25, kRingSolved));
    CHECK(goods.average_tariff == near(0.875, kRingSolved));
    const SectorOutcome& services = outcome.sector(n, kServices);
    CHECK(services.output == near(266, kRingMoney));
    CHECK(services.buyer_price == near(0, kRingSolved));
    CHECK(services.average_tariff == 0);
    const SectorGroupOutcome both = sector_group_outcome(outcome, {n}, {kServices, kGoods});
    CHECK(both.exports_base == near(234, kRingMoney));
    CHECK(both.exports == near(209, kRingMoney));
    CHECK(both.imports_base == near(234, kRingMoney));
    CHECK(both.imports == near(209, kRingMoney));
    CHECK(both.output.before == near(494, kRingMoney));
    CHECK(both.output.after == near(494, kRingMoney));
  }
}

TEST_CASE("the world of the ring by hand") {
  const WorldOutcome duty = ring_with_duty().world();
  const double welfare = 532.0 / 520 / kConsumerPrice - 1;
  CHECK(duty.real_income == near(welfare, kRingSolved));
  CHECK(duty.equivalent_variation == near(3 * 520 * welfare, kRingMoney));
  CHECK(duty.trade_base == near(3 * 234, kRingMoney));
  CHECK(duty.trade == near(3 * 209, kRingMoney));
  CHECK(duty.trade_value == near(209.0 / 234 - 1, kRingSolved));
  CHECK(duty.trade_volume == near(209.0 / 234 - 1, kRingSolved));
  CHECK(duty.average_tariff_base == near(26.0 / 234, kRingSolved));
  CHECK(duty.average_tariff == near(91.0 / 234, kRingSolved));
  CHECK(duty.average_tariff_goods_base == near(0.25, kRingSolved));
  CHECK(duty.average_tariff_goods == near(0.875, kRingSolved));
  CHECK(duty.effective_tariff_goods == near(0.5, kRingSolved));
  CHECK(duty.tax_revenue_base == near(3 * 26, kRingMoney));
  CHECK(duty.tax_revenue == near(3 * 38, kRingMoney));
  const WorldOutcome tax = ring_with_export_tax().world();
  CHECK(tax.trade_value == near(247.0 / 260 - 1, kRingSolved));
  CHECK(tax.trade_volume == near(228.0 / 260 - 1, kRingSolved));
}

TEST_CASE("terms of trade are the export over the import price, weighted by old trade") {
  // Only 0 taxes its exports of goods to 1. Wages move: the measure is taken from the hats.
  const Calibration world = ring(BorderTax::export_tax);
  const Outcome outcome =
      outcome_on(world, {export_tax_line({{0}, {1}, {kGoods}}, RateChange::set, 1.5)});
  const Table& cost = outcome.equilibrium().unit_cost();
  const auto sold = [&](Index i) {  // index of what i sells: the tax doubles one of its prices
    return (i == 0 ? 1.25 : 1.0) * cost(i, kGoods);  // (65 x 2 c + 3 x 65 c) / (4 x 65)
  };
  const auto bought = [&](Index n) {
    const double goods = (n == 1 ? 2 : 1) * cost(previous(n), kGoods) + cost(next(n), kGoods);
    return (goods + cost(previous(n), kServices) + cost(next(n), kServices)) / 4;
  };
  for (Index n = 0; n < 3; ++n)
    CHECK(outcome.countries()[static_cast<std::size_t>(n)].terms_of_trade ==
          near(sold(n) / bought(n) - 1, kRingSolved));
  CHECK(outcome.countries()[0].terms_of_trade > 0.1);
}
