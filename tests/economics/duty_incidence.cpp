// Who pays a duty (sim/model.md, section 3.10), and prices at borders: by hand, by identities, and
// from flows.csv's own columns.
#include <catch2/catch.hpp>

#include <cmath>

#include "results/rows.hpp"
#include "support/near.hpp"
#include "support/ring.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// 0 levies a duty on 1 and 2, and trade from 2 gets costlier in one sector, that from 1 taxed by 1
/// in another, and forbidden in a third.
Outcome of_all_kinds() {
  const Calibration calibration =
      random_calibration(31, {.countries = 4, .sectors = 4, .export_taxes = true, .zero_flows = 0});
  return outcome_of(calibration, {tariff_line({{1, 2}, {0}, everyone(4)}, RateChange::add, 0.3),
                                  trade_cost_line({{2}, {0}, {0}}, 0.1),
                                  export_tax_line({{1}, {0}, {1}}, RateChange::add, 0.05),
                                  {Embargo{{{{1}, {0}, {2}}}}, "", {}}});
}

PairRow pair(const Outcome& outcome, Index exporter, Index importer) {
  for (const PairRow& row : pair_rows(outcome))
    if (row.exporter == outcome.base().countries[static_cast<std::size_t>(exporter)].code &&
        row.importer == outcome.base().countries[static_cast<std::size_t>(importer)].code)
      return row;
  FAIL("no such pair");
  return {};
}

/// What flows.csv tells of the sellers' and the buyers' part.
struct DutyParts {
  double sellers = 0, buyers = 0;

  void add(const FlowRow& flow) {
    const double price = 1 + flow.border_price_pct / 100;
    sellers += flow.flow_base_musd * (1 - price);
    buyers += flow.flow_base_musd * ((1 + flow.tariff) * price - (1 + flow.tariff_base));
  }
  double sellers_share() const { return sellers / (sellers + buyers); }
};

}  // namespace

TEST_CASE("the price at the border is cost, export tax and what is used up on the way") {
  const Outcome outcome = of_all_kinds();
  const auto cost = [&](const FlowRow& flow) {
    return outcome.equilibrium().unit_cost()(flow.exporter, flow.sector);
  };
  for (const FlowRow& flow : flow_rows(outcome)) {
    CAPTURE(flow.exporter, flow.importer, flow.sector);
    double expected = cost(flow);
    if (flow.exporter == 2 && flow.importer == 0 && flow.sector == 0) expected *= 1.1;
    if (flow.exporter == 1 && flow.importer == 0 && flow.sector == 1)
      expected *= (1.05 + flow.export_tax_base) / (1 + flow.export_tax_base);
    CHECK(1 + flow.border_price_pct / 100 == rounded(expected));
  }
}

TEST_CASE("a pair's border price is that of its flows, weighted by those of before") {
  const Outcome outcome = of_all_kinds();
  for (const PairRow& row : pair_rows(outcome)) {
    double before = 0, priced = 0;
    for (const FlowRow& flow : flow_rows(outcome)) {
      if (row.exporter != outcome.base().countries[static_cast<std::size_t>(flow.exporter)].code ||
          row.importer != outcome.base().countries[static_cast<std::size_t>(flow.importer)].code)
        continue;
      before += flow.flow_base_musd;
      priced += flow.flow_base_musd * flow.border_price_pct;
    }
    CHECK(row.border_price_pct == near(priced / before, 1e-9));
  }
}

TEST_CASE("who pays is told of cells in which the duty alone changed, by pair and in all") {
  const Outcome outcome = of_all_kinds();
  DutyParts all, first, second;
  for (const FlowRow& flow : flow_rows(outcome)) {
    if (flow.importer != 0 || flow.flow_musd == 0 || flow.tariff == flow.tariff_base) continue;
    if (flow.export_tax != flow.export_tax_base || flow.trade_cost_pct != 0) continue;
    all.add(flow);
    (flow.exporter == 1 ? first : second).add(flow);
  }
  CHECK(pair(outcome, 1, 0).exporters_share_of_duty == within(first.sellers_share(), 1e-9));
  CHECK(pair(outcome, 2, 0).exporters_share_of_duty == within(second.sellers_share(), 1e-9));
  const CountryRow row = country_rows(outcome)[0];
  CHECK(row.exporters_share_of_duty == within(all.sellers_share(), 1e-9));
  CHECK(row.exporters_share_of_duty > 0);
  CHECK(country_of(outcome, 0).incidence.trade < country_of(outcome, 0).imports_base);
  CHECK(std::isnan(pair(outcome, 3, 0).exporters_share_of_duty));
  CHECK(std::isnan(pair(outcome, 0, 1).exporters_share_of_duty));
  CHECK(std::isnan(pair(outcome, 0, 0).exporters_share_of_duty));
  CHECK(std::isnan(country_rows(outcome)[1].exporters_share_of_duty));
}

TEST_CASE("sellers and buyers pay all of a duty, and its change is what they pay") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const Calibration calibration = random_calibration(seed);
    const Outcome outcome = outcome_of(calibration, random_policy(seed, *calibration.world, 0.6));
    for (Index n = 0; n < 5; ++n) {
      const DutyIncidence& incidence = country_of(outcome, n).incidence;
      CHECK(incidence.exporters_share() + incidence.buyers_share() == rounded(1));
      double duty = 0;
      for (const FlowRow& flow : flow_rows(outcome))
        if (flow.importer == n && flow.tariff != flow.tariff_base)
          duty += flow.flow_base_musd *
                  (flow.tariff * (1 + flow.border_price_pct / 100) - flow.tariff_base);
      CHECK(incidence.added_duty() == within(duty, kIdentity));
    }
  }
}

TEST_CASE("where no border price moves buyers pay all, by hand") {
  // Of ring.hpp: 52 of goods, whose duty rises from 25 to 150 %.
  const Outcome outcome = ring_with_duty();
  for (Index n = 0; n < 3; ++n) {
    const DutyIncidence& incidence = country_of(outcome, n).incidence;
    CHECK(incidence.trade == rounded(52));
    CHECK(incidence.added_duty() == rounded(52 * 1.25));
    CHECK(incidence.buyers_share() == rounded(1));
    CHECK(incidence.exporters_share() == near(0, 1e-12));
  }
  CHECK(std::isnan(country_of(ring_with_cost(), 0).incidence.exporters_share()));
  CHECK(std::isnan(country_of(ring_with_export_tax(), 0).incidence.exporters_share()));
}

TEST_CASE("a part of a hand-made world: three of eight are the sellers'") {
  // 100 traded before; the price at the border falls by 3 %, the duty goes from none to 5/97 of it.
  DutyIncidence incidence{3, 100 * (0.97 * (1 + 5.0 / 97) - 1), 100};
  CHECK(incidence.borne_by_buyers == near(2, 1e-12));
  CHECK(incidence.exporters_share() == rounded(3.0 / 5));
  incidence.add({0, 3, 50});
  CHECK(incidence.exporters_share() == rounded(3.0 / 8));
  CHECK(incidence.buyers_share() == rounded(5.0 / 8));
  CHECK(incidence.trade == 150);
}

TEST_CASE("a duty that changes by nothing is shared by nobody") {
  CHECK(std::isnan(DutyIncidence{}.exporters_share()));
  CHECK(std::isnan(DutyIncidence{1e-8, 0.5e-8, 100}.exporters_share()));
  CHECK(DutyIncidence{1e-3, 1e-3, 100}.exporters_share() == rounded(0.5));
}

TEST_CASE("a duty that falls is shared as one that rises: sellers gain where prices rise") {
  const DutyIncidence cut{-1, -3, 100};
  CHECK(cut.exporters_share() == rounded(0.25));
  CHECK(cut.buyers_share() == rounded(0.75));
}

TEST_CASE("a small country's buyers pay its duties, a large one's share them with sellers") {
  // Two countries, the other being about `size` times as large. The smaller the country, the less
  // it moves the other's wage, which is the price of what it buys: as one over the size.
  const auto sellers_share = [](double size) {
    Baseline baseline = random_baseline(
        1,
        {.countries = 2, .sectors = 1, .input_output = false, .tariffs = false, .zero_flows = 0});
    baseline.flow(0, 0, 0) = 70, baseline.flow(0, 1, 0) = 30;
    baseline.flow(1, 0, 0) = 30, baseline.flow(1, 1, 0) = 70 * size;
    const Calibration calibration = calibrate(baseline, {{Vector::Constant(1, 4.0)}, false});
    const Outcome outcome =
        outcome_of(calibration, {tariff_line({{1}, {0}, {0}}, RateChange::set, 0.2)});
    return country_of(outcome, 0).incidence.exporters_share();
  };
  CHECK(sellers_share(1) > 0.05);
  CHECK(sellers_share(1e4) / sellers_share(1e3) == near(0.1, 1e-3));
  CHECK(std::abs(sellers_share(1e6)) < 1e-5);
}

TEST_CASE("of two countries the sellers' share follows from the wage, by hand") {
  // One sector, no inputs, alike countries of 100 with 30 traded: the seller's price is its wage.
  const Calibration calibration = [] {
    Baseline baseline = random_baseline(
        1,
        {.countries = 2, .sectors = 1, .input_output = false, .tariffs = false, .zero_flows = 0});
    baseline.flow(0, 0, 0) = baseline.flow(1, 1, 0) = 70;
    baseline.flow(0, 1, 0) = baseline.flow(1, 0, 0) = 30;
    return calibrate(baseline, {{Vector::Constant(1, 4.0)}, false});
  }();
  const Outcome outcome =
      outcome_of(calibration, {tariff_line({{1}, {0}, {0}}, RateChange::set, 0.2)});
  const double wage = outcome.equilibrium().wage()(1);
  CHECK(pair(outcome, 1, 0).border_price_pct == rounded(100 * (wage - 1)));
  CHECK(country_of(outcome, 0).incidence.exporters_share() == rounded((1 - wage) / (0.2 * wage)));
}

TEST_CASE("a group's duties are those on outsiders, added up over its members") {
  const Calibration calibration = random_calibration(4);
  const Outcome outcome = outcome_of(calibration, random_policy(4, *calibration.world, 0.6));
  const GroupRow one = group_rows(outcome, {{"ONE", {2}}})[0];
  CHECK(one.exporters_share_of_duty == rounded(country_of(outcome, 2).incidence.exporters_share()));
  DutyParts parts;
  for (const FlowRow& flow : flow_rows(outcome))
    if (flow.importer < 2 && flow.exporter >= 2 && flow.tariff != flow.tariff_base) parts.add(flow);
  const GroupRow two = group_rows(outcome, {{"TWO", {0, 1}}})[0];
  CHECK(two.exporters_share_of_duty == within(parts.sellers_share(), 1e-9));
}
