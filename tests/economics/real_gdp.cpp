// Real GDP (sim/model.md, section 3.9) by hand, by identities, and from flows.csv's own columns.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "results/rows.hpp"
#include "support/near.hpp"
#include "support/ring.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Tariffs up and down, export taxes, costlier trade and an embargo, with deficits and inputs.
Outcome random_of_all_kinds(unsigned seed) {
  const Calibration calibration =
      random_calibration(seed, {.countries = 4, .sectors = 3, .export_taxes = true});
  std::vector<PolicyLine> policy = random_policy(seed, *calibration.world, 0.8);
  policy.push_back(export_tax_line({{0, 1}, {2, 3}, {0}}, RateChange::add, 0.15));
  policy.push_back(trade_cost_line({{2}, {0, 1}, {0, 1, 2}}, 0.3));
  policy.push_back({Embargo{{{{3}, {1}, {0}}}}, "", {}});
  return outcome_of(calibration, policy);
}

double real_gdp(const Outcome& outcome, Index n) {
  return country_of(outcome, n).gdp.real_change();
}

struct Fisher {
  double laspeyres, paasche;
};

/// From what countries.csv and flows.csv print, flow by flow. A value over its price is a volume;
/// with wages, prices and flows in a unit `unit` times as large, nothing should move.
Fisher from_the_tables(const Outcome& outcome, Index n, double unit) {
  const CountryRow row = country_rows(outcome)[static_cast<std::size_t>(n)];
  const double consumer_price = unit * (1 + row.consumer_price_pct / 100);
  const double spending = unit * row.income_base_musd * (1 + row.welfare_pct / 100) *
                          (1 + row.consumer_price_pct / 100);
  double volume = spending / consumer_price, after = spending;
  double at_new_prices = row.income_base_musd * consumer_price;
  double before = row.income_base_musd;
  for (const FlowRow& flow : flow_rows(outcome)) {
    if (flow.flow_base_musd == 0 || (flow.exporter == n) == (flow.importer == n)) continue;
    const bool sold = flow.exporter == n;
    const double sign = sold ? 1 : -1;
    const double arrives = unit * (1 + flow.border_price_pct / 100);
    const double price = sold ? arrives / (1 + flow.trade_cost_pct / 100) : arrives;
    before += sign * flow.flow_base_musd;
    at_new_prices += sign * flow.flow_base_musd * price;
    after += sign * unit * flow.flow_musd;
    volume += sign * unit * flow.flow_musd / price;
  }
  return {volume / before, after / at_new_prices};
}

/// Two countries, one good, no inputs, elasticity 4: country 0 raises its duty on the other's good
/// from 10 to 50 %. The textbook's model in levels, of its own; the wage of 1 is the unit of money.
struct TextbookPair {
  static constexpr double kTheta = 4, kOld = 0.1, kNew = 0.5;
  double home[2] = {80, 120}, sold[2] = {15, 10};  // by exporter, before duty
  double wage = 1;                                 // of 0

  double duty(int importer, double rate) const { return importer == 0 ? rate : 0; }
  double cost(int n) const { return n == 0 ? wage : 1; }
  double labour(int n) const { return home[n] + sold[n]; }
  double spending(int n) const { return home[n] + sold[1 - n] * (1 + duty(n, kOld)); }
  double transfer(int n) const { return sold[1 - n] - sold[n]; }
  double price_of_imports(int n) const {
    return cost(1 - n) * (1 + duty(n, kNew)) / (1 + duty(n, kOld));
  }
  double power(int n) const {
    return (home[n] * std::pow(cost(n), -kTheta) +
            (spending(n) - home[n]) * std::pow(price_of_imports(n), -kTheta)) /
           spending(n);
  }
  double price(int n) const { return std::pow(power(n), -1 / kTheta); }
  /// Imports before duty per unit of spending.
  double import_part(int n) const {
    return (1 - home[n] / spending(n) * std::pow(cost(n), -kTheta) / power(n)) /
           (1 + duty(n, kNew));
  }
  /// The transfer is fixed in units of world value added.
  double money() const { return (wage * labour(0) + labour(1)) / (labour(0) + labour(1)); }
  double income(int n) const {
    return (cost(n) * labour(n) + transfer(n) * money()) / (1 - duty(n, kNew) * import_part(n));
  }
  double imports(int n) const { return income(n) * import_part(n); }

  /// The wage at which trade is out of balance by the transfer.
  void solve() {
    double low = 0.5, high = 2;
    for (int round = 0; round < 200; ++round) {
      wage = std::sqrt(low * high);
      (imports(0) - imports(1) > transfer(0) * money() ? high : low) = wage;
    }
  }

  double real_gdp(int n) const {
    const double before = spending(n) + sold[n] - sold[1 - n];
    const double volume =
        income(n) / price(n) + imports(1 - n) / cost(n) - imports(n) / cost(1 - n);
    const double after = income(n) + imports(1 - n) - imports(n);
    const double at_new_prices =
        spending(n) * price(n) + sold[n] * cost(n) - sold[1 - n] * cost(1 - n);
    return std::sqrt(volume / before * after / at_new_prices) - 1;
  }
};

}  // namespace

TEST_CASE("real GDP of two countries is that of the textbook's model solved by bisection") {
  TextbookPair twin;
  twin.solve();
  Baseline baseline = random_baseline(1, {.countries = 2, .sectors = 1, .input_output = false});
  baseline.flow.sector(0) << twin.home[0], twin.sold[0], twin.sold[1], twin.home[1];
  baseline.tariff.sector(0) << 0, 0, twin.kOld, 0;
  const Calibration calibration = calibrate(baseline, {{Vector::Constant(1, twin.kTheta)}, false});
  const Outcome outcome =
      outcome_of(calibration, {tariff_line({{1}, {0}, {0}}, RateChange::set, twin.kNew)});
  CHECK(outcome.equilibrium().wage()(0) / outcome.equilibrium().wage()(1) ==
        within(twin.wage, kIdentity));
  for (Index n = 0; n < 2; ++n)
    CHECK(real_gdp(outcome, n) == near(twin.real_gdp(static_cast<int>(n)), kIdentity));
}

TEST_CASE("real GDP is Fisher's mean of volumes that the tables tell, in any unit of money") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    const Outcome outcome = random_of_all_kinds(seed);
    for (Index n = 0; n < 4; ++n)
      for (const double unit : {1.0, 7.0}) {
        CAPTURE(seed, n, unit);
        const Fisher index = from_the_tables(outcome, n, unit);
        CHECK(1 + real_gdp(outcome, n) ==
              within(std::sqrt(index.laspeyres * index.paasche), kIdentity));
        CHECK(country_of(outcome, n).gdp.laspeyres() == within(index.laspeyres, kIdentity));
        CHECK(country_of(outcome, n).gdp.paasche() == within(index.paasche, kIdentity));
      }
  }
}

TEST_CASE("GDP is value added and border taxes, before and after") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    const Outcome outcome = random_of_all_kinds(seed);
    for (Index n = 0; n < 4; ++n) {
      const CountryOutcome& c = country_of(outcome, n);
      CHECK(c.gdp.before == within(c.value_added_base + c.tax_revenue_base, kIdentity));
      CHECK(c.gdp.after == within(c.value_added_new + c.tax_revenue, kIdentity));
    }
  }
}

TEST_CASE("Fisher's index lies between Laspeyres' and Paasche's") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    const Outcome outcome = random_of_all_kinds(seed);
    for (Index n = 0; n < 4; ++n) {
      const auto [low, high] = std::minmax(
          {country_of(outcome, n).gdp.laspeyres(), country_of(outcome, n).gdp.paasche()});
      CHECK(1 + real_gdp(outcome, n) >= low);
      CHECK(1 + real_gdp(outcome, n) <= high);
    }
  }
}

TEST_CASE("without a shock real GDP stays, and in another unit of money it is the same") {
  const Outcome calm = outcome_of(random_calibration(3), {});
  for (Index n = 0; n < 5; ++n) CHECK(std::abs(real_gdp(calm, n)) < 1e-12);
  Baseline scaled = random_baseline(3);
  for (double& flow : scaled.flow.values()) flow *= 1e-4;
  const Calibration a = random_calibration(3);
  const Calibration b = calibrate(scaled, {{random_elasticities(3, 4)}, true});
  const auto policy = random_policy(3, *a.world, 0.5);
  const Outcome one = outcome_of(a, policy), other = outcome_of(b, policy);
  for (Index n = 0; n < 5; ++n) CHECK(real_gdp(one, n) == near(real_gdp(other, n), kIdentity));
}

TEST_CASE("goods that a duty doubles in price, in a ring of three, by hand") {
  // Of ring.hpp: before, 520 are spent, exports and imports are 52 + 52 of goods and 65 + 65 of
  // services, so that GDP is 520. After, the prices of what crosses a border are 1, since no wage
  // moves, and exports are what imports are, so that they drop out: GDP is spending, whose price is
  // sqrt(8/7), half of it being goods. Income is 494 and the duty: of goods E/2, 1/7 from the next
  // country at 1.5 / 2.5 and 2/7 from the other at 0.25 / 1.25: E = 494 + E/2 (3/35 + 2/35).
  const Outcome outcome = ring_with_duty();
  const double spending = 494 / (1 - 0.5 * (3.0 / 35 + 2.0 / 35));
  for (Index n = 0; n < 3; ++n) {
    CHECK(country_of(outcome, n).gdp.before == rounded(520));
    CHECK(country_of(outcome, n).gdp.after == rounded(spending));
    CHECK(1 + real_gdp(outcome, n) == rounded(spending / 520 / std::sqrt(8.0 / 7)));
  }
}

TEST_CASE("where trade costs double, imports shrink by what is used up on the way, by hand") {
  // As above, but the price at the importer's border doubles for the next country's goods. Of goods
  // E/2, 1/7 come from there and 2/7 from the other, both at a duty of 25 %: E = 494 + E/2 (3/7)/5.
  const Outcome outcome = ring_with_cost();
  const double spending = 494 / (1 - 0.5 * 3 / 35);
  const double costlier = spending / 2 / 7 / 1.25, price = std::sqrt(8.0 / 7);
  const double laspeyres = (spending / price + costlier - costlier / 2) / 520;
  const double paasche = spending / (520 * price + 52 - 52 * 2);
  for (Index n = 0; n < 3; ++n) {
    CHECK(country_of(outcome, n).gdp.laspeyres() == rounded(laspeyres));
    CHECK(country_of(outcome, n).gdp.paasche() == rounded(paasche));
    CHECK(1 + real_gdp(outcome, n) == rounded(std::sqrt(laspeyres * paasche)));
  }
}

TEST_CASE("an export tax is part of the price of exports and of GDP, by hand") {
  // 65 of goods from the next country, tax included, which doubles: price 2 at both borders. Of
  // goods E/2, 1/7 and 2/7 are imported and 1.5 / 2.5 and 0.25 / 1.25 of these are tax.
  const Outcome outcome = ring_with_export_tax();
  const double spending = 494 / (1 - 0.5 * (3.0 / 35 + 2.0 / 35));
  for (Index n = 0; n < 3; ++n)
    CHECK(1 + real_gdp(outcome, n) == rounded(spending / 520 / std::sqrt(8.0 / 7)));
}

TEST_CASE("a country that trades with nobody has the real GDP of its real income") {
  Baseline baseline = random_baseline(8, {.countries = 4, .sectors = 3});
  for (Index s = 0; s < 3; ++s)
    for (Index n = 1; n < 4; ++n) baseline.flow(0, n, s) = baseline.flow(n, 0, s) = 0;
  const Calibration calibration = calibrate(baseline, {{random_elasticities(8, 3)}, true});
  const Outcome outcome = outcome_of(calibration, random_policy(8, *calibration.world, 0.8));
  CHECK(country_of(outcome, 0).gdp.before == rounded(country_of(outcome, 0).income_base));
  CHECK(real_gdp(outcome, 0) == near(country_of(outcome, 0).welfare, kIdentity));
}

TEST_CASE("an embargo on all trade costs the volume of what was traded, at either prices") {
  // D = 0. No trade is left: GDP after is spending. Old trade is worth what its sellers ask.
  const Calibration calibration = random_calibration(
      9, {.countries = 3, .sectors = 2, .tariffs = false, .balanced = true, .zero_flows = 0});
  const Outcome outcome =
      outcome_of(calibration, {{Embargo{{all_cells(*calibration.world)}}, "", {}}});
  const World& base = outcome.base();
  for (Index n = 0; n < 3; ++n) {
    const CountryOutcome& c = country_of(outcome, n);
    double old_trade = 0;
    for (Index s = 0; s < 2; ++s)
      for (Index m = 0; m < 3; ++m) {
        old_trade += base.flow(n, m, s) * outcome.equilibrium().unit_cost()(n, s);
        old_trade -= base.flow(m, n, s) * outcome.equilibrium().unit_cost()(m, s);
      }
    CHECK(c.gdp.laspeyres() == within(1 + c.welfare, kIdentity));
    CHECK(c.gdp.paasche() ==
          within(c.income / (c.income_base * (1 + c.consumer_price) + old_trade), kIdentity));
  }
}

TEST_CASE("better terms of trade raise welfare, and not real GDP") {
  // Country 0 levies a duty on what it imported freely. To first order real GDP at market prices
  // moves by the volumes that taxes stand on, here none: that of 0 falls by the square of its duty.
  // The others tax nothing at all: theirs stays, but for terms of third order, from which on
  // Fisher's index is no more exact (Diewert 1976). Terms of trade move welfare at once.
  Baseline baseline =
      random_baseline(10, {.countries = 3, .sectors = 2, .tariffs = false, .zero_flows = 0});
  const Calibration calibration = calibrate(baseline, {{random_elasticities(10, 2)}, true});
  const auto after_duty = [&](double rate) {
    return outcome_of(calibration, {tariff_line({{1, 2}, {0}, {0, 1}}, RateChange::add, rate)});
  };
  const Outcome small = after_duty(1e-3), half = after_duty(0.5e-3);
  CHECK(country_of(small, 0).terms_of_trade > 0);
  CHECK(country_of(small, 0).welfare > 0);
  CHECK(country_of(small, 1).welfare < 0);
  for (Index n = 0; n < 3; ++n) {
    CHECK(std::abs(real_gdp(small, n)) < 0.02 * std::abs(country_of(small, n).welfare));
  }
  CHECK(real_gdp(small, 0) / real_gdp(half, 0) == near(4, 0.05));
  CHECK(real_gdp(small, 1) / real_gdp(half, 1) == near(8, 0.05));
  CHECK(real_gdp(small, 0) < 0);
}

TEST_CASE("alike countries in a symmetric tariff war lose the same real GDP, as much as welfare") {
  // Nobody's terms of trade move, exports and imports are alike: real GDP is real income over GDP.
  Baseline baseline =
      random_baseline(11, {.countries = 3, .sectors = 2, .tariffs = false, .zero_flows = 0});
  for (Index s = 0; s < 2; ++s)
    for (Index n = 0; n < 3; ++n)
      for (Index i = 0; i < 3; ++i) {
        baseline.flow(i, n, s) = i == n ? 100 : 20;
        for (Index k = 0; k < 2; ++k) baseline.input_share(n, k, s) = 0.2;
      }
  const Calibration calibration = calibrate(baseline, {{random_elasticities(11, 2)}, true});
  const Outcome outcome =
      outcome_of(calibration, {tariff_line(all_cells(*calibration.world), RateChange::set, 0.6)});
  for (Index n = 0; n < 3; ++n) {
    CHECK(real_gdp(outcome, n) < 0);
    CHECK(real_gdp(outcome, n) == near(country_of(outcome, n).welfare, kIdentity));
  }
}

TEST_CASE("the real GDP of a group is that of its members added up") {
  const Outcome outcome = random_of_all_kinds(2);
  const GroupRow one = group_rows(outcome, {{"ONE", {2}}})[0];
  CHECK(one.real_gdp_pct == rounded(100 * real_gdp(outcome, 2)));
  const GroupRow two = group_rows(outcome, {{"TWO", {1, 3}}})[0];
  double before = 0, after = 0, volume = 0, at_new_prices = 0;
  for (const Index n : {1, 3}) {
    before += country_of(outcome, n).gdp.before;
    after += country_of(outcome, n).gdp.after;
    volume += country_of(outcome, n).gdp.before * country_of(outcome, n).gdp.laspeyres();
    at_new_prices += country_of(outcome, n).gdp.after / country_of(outcome, n).gdp.paasche();
  }
  CHECK(two.real_gdp_pct ==
        within(100 * (std::sqrt(volume / before * after / at_new_prices) - 1), 1e-9));
}

TEST_CASE("where trade at the other time's prices is worth more than GDP there is no figure") {
  // Two alike countries that spend half of 100 on each other's goods; elasticity 1; trade costs
  // fall by 95 %, and by symmetry no wage moves. P = 1 / (1/2 20 + 1/2) = 2/21, the share of
  // imports 20/21: they come to 2000/21 and, at old prices, to 20 times as much, exports to
  // 2000/21.
  Baseline baseline = random_baseline(
      12, {.countries = 2, .sectors = 1, .input_output = false, .tariffs = false, .zero_flows = 0});
  baseline.flow.sector(0).setConstant(50);
  const Calibration calibration = calibrate(baseline, {{Vector::Constant(1, 1.0)}, false});
  const Outcome outcome = outcome_of(calibration, {trade_cost_line({{0, 1}, {0, 1}, {0}}, -0.95)});
  for (Index n = 0; n < 2; ++n) {
    CHECK(country_of(outcome, n).gdp.laspeyres() == rounded((1050 - 19 * 2000.0 / 21) / 100));
    CHECK(std::isnan(real_gdp(outcome, n)));
  }
  CHECK(std::isnan(GdpSums{100, 100, 100, -1}.real_change()));
}
