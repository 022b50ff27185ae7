#include <catch2/catch.hpp>

#include <cmath>

#include "policy/apply_policy.hpp"
#include "support/near.hpp"
#include "support/three_countries.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

TEST_CASE("set, add, multiply, at_least and at_most change the rate there is") {
  const World w = three_countries();
  const auto rate_of = [&](RateChange change, double rate, Index exporter) {
    const AppliedPolicy p = apply_policy(w, std::vector{tariff_line(kIntoFirst, change, rate)});
    return p.policy.average.tariff(exporter, 0, 0);
  };
  CHECK(rate_of(RateChange::set, 0.25, 1) == 0.25);
  CHECK(rate_of(RateChange::add, 0.25, 1) == rounded(0.30));
  CHECK(rate_of(RateChange::multiply, 0.5, 2) == rounded(0.10));
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
      apply_policy(w, std::vector{tariff_line(cells, RateChange::set, 0.9)}).policy.average;
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
  CHECK(p.policy.average.tariff(1, 0, 0) == rounded(0.30));
  CHECK(p.policy.average.tariff(2, 0, 0) == rounded(0.60));
}

TEST_CASE("the audit counts cells, trade and average rates of each line") {
  const World w = three_countries();
  const AppliedPolicy p =
      apply_policy(w, std::vector{tariff_line(kIntoFirst, RateChange::add, 0.10)});
  const LineAudit& audit = p.audit.front();
  CHECK(audit.cells == 2);
  CHECK(audit.trade == rounded(70));  // 20 + 50
  CHECK(audit.average_before == rounded((20 * 0.05 + 50 * 0.20) / 70));
  CHECK(audit.average_after == rounded((20 * 0.15 + 50 * 0.30) / 70));
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
          .policy.average;
  CHECK(p.export_tax(1, 0, 1) == 0.2);
  CHECK(p.trade_cost(1, 2, 0) == rounded(1.3 * 0.95));
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

TEST_CASE("the audit tells changed cells and their trade from all that a line covers") {
  // Country 2's rate on country 0 is 20 % already: at_least 10 % leaves it alone.
  const World w = three_countries();
  const std::vector<PolicyLine> lines{tariff_line({{1, 2}, {0}, {0}}, RateChange::at_least, 0.1)};
  const LineAudit audit = apply_policy(w, lines).audit[0];
  CHECK(audit.cells == 1);
  CHECK(audit.cells_covered == 2);
  CHECK(audit.trade_changed == w.flow(1, 0, 0));
  CHECK(audit.trade == w.flow(1, 0, 0) + w.flow(2, 0, 0));
}

TEST_CASE("a line over cells under an embargo says so, and no average is infinite by it",
          "[regression]") {
  // The cost of embargoed cells, infinity, went into averages: ",inf %".
  const World w = three_countries();
  const PolicyLine embargo{Embargo{{{{1}, {0}, {0}}}}, "embargo", {}};
  const PolicyLine wider{Embargo{{{{1, 2}, {0}, {0}}}}, "embargo", {}};
  const Cells both{{1, 2}, {0}, {0}};
  const std::vector<PolicyLine> lines{embargo, tariff_line(both, RateChange::add, 0.1),
                                      trade_cost_line(both, 0.2), wider, wider};
  const std::vector<LineAudit> audit = apply_policy(w, lines).audit;
  const double ended = w.flow(1, 0, 0), open = w.flow(2, 0, 0);
  CHECK(audit[0].embargoed == 0);
  CHECK(audit[0].average_before == 0);
  CHECK(audit[1].embargoed == ended);
  CHECK(std::isfinite(audit[1].average_after));
  CHECK(audit[2].embargoed == ended);
  CHECK(audit[2].average_before == 0);
  CHECK(audit[2].average_after == rounded(0.2));
  CHECK(audit[3].embargoed == ended);
  CHECK(audit[3].average_before == rounded(0.2));
  CHECK(audit[3].cells == 1);
  CHECK(audit[4].embargoed == rounded(ended + open));
  CHECK(std::isinf(audit[4].average_before));
  CHECK(audit[4].cells == 0);
}

TEST_CASE("an answer that stands before what it could answer is too early") {
  const World w = three_countries();
  const PolicyLine answer{Retaliation{{1}, {0}, 1.0, {}}, "retaliation", {}};
  const PolicyLine tariff = tariff_line({{1}, {0}, {0}}, RateChange::add, 0.1);
  const auto too_early = [&](std::vector<PolicyLine> lines, std::size_t at) {
    return apply_policy(w, lines).audit[at].too_early;
  };
  CHECK(too_early({answer, tariff}, 0));
  CHECK_FALSE(too_early({tariff, answer}, 1));
  CHECK_FALSE(too_early({answer}, 0));                  // nothing to answer anywhere
  CHECK_FALSE(too_early({answer, tariff, answer}, 0));  // the later one answers
  CHECK_FALSE(too_early({answer, tariff, answer}, 2));
}

TEST_CASE("the audit of one rate for all counts the tariffs that it raises and lowers") {
  World w = three_countries();
  w.flow(1, 0, 1) = 0;  // what is not traded does not count
  const Cells cells{{1, 2}, {0, 1}, {0, 1}};
  const auto audit = [&](const PolicyLine& line) {
    return apply_policy(w, std::vector{line}).audit[0];
  };
  // Of 0's rates 5 % and 20 % on 1 and 2, of 1's 30 % on 2, in two sectors, but for one cell.
  const LineAudit set = audit(tariff_line(cells, RateChange::set, 0.10));
  CHECK(set.raised == 1);
  CHECK(set.lowered == 4);
  CHECK(set.highest_lowered.exporter == 2);
  CHECK(set.highest_lowered.importer == 1);
  CHECK(set.highest_lowered.sector == 0);
  CHECK(set.highest_lowered.rate == 0.30);
  const LineAudit same = audit(tariff_line(cells, RateChange::set, 0.20));
  CHECK(same.raised == 1);
  CHECK(same.lowered == 2);
  for (const LineAudit& other : {audit(tariff_line(cells, RateChange::add, 0.10)),
                                 audit(export_tax_line(cells, RateChange::set, 0.10)),
                                 audit(tariff_line(cells, RateChange::at_most, 0.10))}) {
    CHECK(other.raised == 0);
    CHECK(other.lowered == 0);
  }
  const std::vector<CellRate> rates{{1, 0, 0, 0.5}, {2, 0, 0, 0.1}};
  CHECK(audit({LevyChange{WedgeKind::tariff, RateChange::set, rates}, "file", {}}).raised == 0);
}
