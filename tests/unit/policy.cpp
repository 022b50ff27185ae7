#include <catch2/catch.hpp>

#include <cmath>

#include "policy/apply_policy.hpp"
#include "support/three_countries.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

TEST_CASE("set, add, multiply, at_least and at_most change the rate there is") {
  const World w = three_countries();
  const auto rate_of = [&](RateChange change, double rate, Index exporter) {
    const AppliedPolicy p = apply_policy(w, std::vector{tariff_line(kIntoFirst, change, rate)});
    return p.policy.tariff(exporter, 0, 0);
  };
  CHECK(rate_of(RateChange::set, 0.25, 1) == 0.25);
  CHECK(rate_of(RateChange::add, 0.25, 1) == Approx(0.30));
  CHECK(rate_of(RateChange::multiply, 0.5, 2) == Approx(0.10));
  CHECK(rate_of(RateChange::at_least, 0.10, 1) == 0.10);
  CHECK(rate_of(RateChange::at_least, 0.10, 2) == 0.20);
  CHECK(rate_of(RateChange::at_most, 0.10, 1) == 0.05);
  CHECK(rate_of(RateChange::at_most, 0.10, 2) == 0.10);
}

TEST_CASE("a line changes its cells and no other, and never a country's trade with itself") {
  const World w = three_countries();
  Cells cells = kIntoFirst;
  cells.exporters = {0, 1, 2};
  const TradePolicy p =
      apply_policy(w, std::vector{tariff_line(cells, RateChange::set, 0.9)}).policy;
  for (Index s = 0; s < 2; ++s) {
    for (Index n = 0; n < 3; ++n) {
      for (Index i = 0; i < 3; ++i) {
        const bool hit = n == 0 && s == 0 && i != n;
        CHECK(p.tariff(i, n, s) == (hit ? 0.9 : w.tariff(i, n, s)));
      }
    }
  }
}

TEST_CASE("lines apply top to bottom, each seeing those above") {
  const World w = three_countries();
  const AppliedPolicy p =
      apply_policy(w, std::vector{tariff_line(kIntoFirst, RateChange::add, 0.10),
                                  tariff_line(kIntoFirst, RateChange::multiply, 2)});
  CHECK(p.policy.tariff(1, 0, 0) == Approx(0.30));
  CHECK(p.policy.tariff(2, 0, 0) == Approx(0.60));
}

TEST_CASE("the audit counts cells, trade and average rates of each line") {
  const World w = three_countries();
  const AppliedPolicy p =
      apply_policy(w, std::vector{tariff_line(kIntoFirst, RateChange::add, 0.10)});
  const LineAudit& audit = p.audit.front();
  CHECK(audit.cells == 2);
  CHECK(audit.trade == Approx(70));  // 20 + 50
  CHECK(audit.average_before == Approx((20 * 0.05 + 50 * 0.20) / 70));
  CHECK(audit.average_after == Approx((20 * 0.15 + 50 * 0.30) / 70));
}

TEST_CASE("export taxes, trade costs and embargoes go to their own cubes") {
  const World w = three_countries();
  const Embargo embargo{{{{0}, {2}, {1}}, {{2}, {0}, {1}}}};
  const TradePolicy p =
      apply_policy(w,
                   std::vector<PolicyLine>{export_tax_line({{1}, {0}, {1}}, RateChange::add, 0.2),
                                           trade_cost_line({{1}, {2}, {0}}, 0.3),
                                           trade_cost_line({{1}, {2}, {0}}, -0.05),
                                           {embargo, "embargo", {}}})
          .policy;
  CHECK(p.export_tax(1, 0, 1) == 0.2);
  CHECK(p.trade_cost(1, 2, 0) == Approx(1.3 * 0.95));
  CHECK(std::isinf(p.trade_cost(0, 2, 1)));
  CHECK(std::isinf(p.trade_cost(2, 0, 1)));
  CHECK(p.trade_cost(0, 1, 1) == 1);
  CHECK(p.tariff(0, 1, 1) == w.tariff(0, 1, 1));
}

TEST_CASE("a rate of -100 % or less is refused, a negative one counted") {
  const World w = three_countries();
  CHECK_THROWS_WITH(apply_policy(w, std::vector{tariff_line(kIntoFirst, RateChange::add, -1.05)}),
                    Catch::Contains("the rate of S0 from CAB to CAA becomes -100 %"));
  CHECK(apply_policy(w, std::vector{tariff_line(kIntoFirst, RateChange::add, -0.1)})
            .audit[0]
            .negative == 1);
}
