#include "outcomes/diversion.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <utility>

#include "outcomes/policy_change.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/two_countries.hpp"

using namespace tariffsim;
using tariffsim::test::all_cells;
using tariffsim::test::near;
using tariffsim::test::random_baseline;
using tariffsim::test::random_calibration;
using tariffsim::test::rounded;
using tariffsim::test::solve_two_countries;
using tariffsim::test::tariff_line;

namespace {

constexpr Index kA = 0, kB = 1, kC = 2;

}  // namespace

TEST_CASE("what a pair no longer trades is found again in the cells of both its ends") {
  Cube before(3, 2), after(3, 2);
  const auto put = [&](Index i, Index n, double old_flow, double new_flow) {
    before(i, n, 0) = old_flow;
    after(i, n, 0) = new_flow;
  };
  put(kA, kC, 100, 40);    // the targeted pair
  put(kB, kC, 50, 70);     // another supplier
  put(kC, kC, 200, 225);   // domestic sales
  put(kA, kB, 10, 15);     // another market
  put(kA, kA, 300, 310);   // the exporter's home market
  put(kB, kB, 80, 95);     // neither end
  after(kA, kC, 1) = 999;  // a sector that is not concerned
  const Diversion pair = divert(before, after, {kA}, {kC}, {0});
  CHECK(pair.base == 100);
  CHECK(pair.change == -60);
  CHECK(pair.other_suppliers == 20);
  CHECK(pair.domestic == 25);
  CHECK(pair.other_markets == 5);
  CHECK(pair.home_market == 10);
  CHECK(pair.by_supplier(kB) == 20);
}

TEST_CASE("only pairs whose wedge changed on trade that there was are targeted") {
  const auto solved = solve_two_countries(0.25);
  const Outcome& outcome = *solved.result.outcome;
  const std::vector<Diversion> pairs = diversions(outcome, 10);
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].exporters == std::vector<Index>{0});
  CHECK(pairs[0].importers == std::vector<Index>{1});
  CHECK(pairs[0].sectors == std::vector<Index>{0});  // nothing is sold in the other
  CHECK(pairs[0].base == 20);
  CHECK(pairs[0].change < 0);
  CHECK(diversions(outcome, 0).empty());
  CHECK(diversions(*solve_two_countries(0).result.outcome, 10).empty());
}

TEST_CASE("what moves equally much stands in the order of the baseline's countries") {
  // 0 and 1 stop buying the first good from 2, ten each: exactly as much.
  Baseline b = random_baseline(
      1, {.countries = 3, .sectors = 2, .input_output = false, .tariffs = false, .zero_flows = 0});
  for (Index s = 0; s < 2; ++s) b.flow.sector(s).setConstant(10);
  const Calibration calibration = calibrate(b, {{Vector::Constant(2, 4.0)}, false});
  const std::vector<PolicyLine> policy{{Embargo{{{{2}, {0, 1}, {0}}}}, "embargo", {}}};
  const ExperimentResult result = run_experiment(calibration, policy, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  const auto importers = [](const std::vector<Diversion>& told) {
    std::vector<Index> all;
    for (const Diversion& one : told) all.push_back(one.importers.at(0));
    return all;
  };
  CHECK(importers(diversions(*result.outcome, 10)) == std::vector<Index>{0, 1});
  CHECK(importers(group_diversions(*result.outcome, {{"A", {0}}, {"B", {1}}})) ==
        std::vector<Index>{0, 1});
  std::vector<Index> countries;
  for (const PolicyChange& change : policy_changes(*result.outcome))
    countries.push_back(change.country);
  CHECK(countries == std::vector<Index>{0, 1});
}

TEST_CASE("a group's targeted trade is that of its members together") {
  const Calibration calibration = random_calibration(9, {.countries = 5, .zero_flows = 0});
  const std::vector<PolicyLine> policy{
      tariff_line({{0, 1}, {2}, {0, 1}}, RateChange::multiply, 0.1)};
  const ExperimentResult result = run_experiment(calibration, policy, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  const Outcome& outcome = *result.outcome;
  const Cube &before = outcome.base().flow, &after = outcome.after().flow;
  const std::vector<Diversion> told =
      group_diversions(outcome, {{"PAIR", {1, 0}}, {"OTHERS", {3, 4}}, {"MORE", {0, 1, 3}}});
  REQUIRE(told.size() == 1);  // of MORE one member is not targeted
  const Diversion& pair = told.front();
  CHECK(pair.exporters == std::vector<Index>{1, 0});
  CHECK(pair.importers == std::vector<Index>{2});
  CHECK(pair.sectors == std::vector<Index>{0, 1});
  const auto change = [&](Index i, Index n) {
    return after(i, n, 0) + after(i, n, 1) - before(i, n, 0) - before(i, n, 1);
  };
  CHECK(pair.change == near(change(0, 2) + change(1, 2), 1e-9));
  CHECK(pair.other_suppliers == near(change(3, 2) + change(4, 2), 1e-9));
  CHECK(pair.domestic == near(change(2, 2), 1e-9));
  CHECK(pair.home_market == near(change(0, 0) + change(0, 1) + change(1, 0) + change(1, 1), 1e-9));
  CHECK(pair.other_markets ==
        near(change(0, 3) + change(0, 4) + change(1, 3) + change(1, 4), 1e-9));
  CHECK(other_targeted_suppliers(outcome, pair).empty());
}

TEST_CASE("each two groups are told of once in each direction") {
  const Calibration calibration = random_calibration(9, {.countries = 6, .zero_flows = 0});
  const std::vector<PolicyLine> policy{
      tariff_line(all_cells(*calibration.world), RateChange::add, 0.1)};
  const ExperimentResult result = run_experiment(calibration, policy, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  std::set<std::pair<Index, Index>> told;
  int count = 0;
  for (const Diversion& one :
       group_diversions(*result.outcome, {{"A", {0, 1}}, {"B", {2, 3}}, {"C", {4, 5}}})) {
    if (one.exporters.size() != 2 || one.importers.size() != 2) continue;
    told.emplace(one.exporters.front(), one.importers.front());
    ++count;
  }
  CHECK(told == std::set<std::pair<Index, Index>>{{0, 2}, {0, 4}, {2, 0}, {2, 4}, {4, 0}, {4, 2}});
  CHECK(count == 6);
}

TEST_CASE("policy is read off the wedges: who changed what on whom, weighted by trade") {
  const auto solved = solve_two_countries(0.25);
  const std::vector<PolicyChange> changes = policy_changes(*solved.result.outcome);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].wedge == WedgeKind::tariff);
  CHECK(changes[0].country == 1);
  CHECK(changes[0].partners == std::vector<Index>{0});
  CHECK(changes[0].sectors == std::vector<Index>{0, 1});
  CHECK(changes[0].trade == 20);
  CHECK(changes[0].before == rounded(0.05));
  CHECK(changes[0].after == rounded(0.30));
  CHECK(changes[0].rises);
  CHECK(changes[0].levy == Levy::tax);
  CHECK(policy_changes(*solve_two_countries(0).result.outcome).empty());
}

TEST_CASE("rates that all end at one are told once, as their mean moves", "[regression]") {
  // Cause: what rose and what fell to one rate stood in two sentences that contradicted each other.
  Calibration calibration = random_calibration(9, {.countries = 4, .sectors = 5, .zero_flows = 0});
  const World& base = *calibration.world;
  const auto changes_at = [&](double rate) {
    const std::vector<PolicyLine> policy{
        tariff_line({{1, 2, 3}, {0}, {0, 1, 2, 3, 4}}, RateChange::set, rate)};
    const ExperimentResult result = run_experiment(calibration, policy, DeficitClosure::fixed, {});
    REQUIRE(result.outcome);
    return policy_changes(*result.outcome);
  };
  double duty = 0, trade = 0, least = 1, most = 0;
  for (Index s = 0; s < 5; ++s)
    for (Index i = 1; i < 4; ++i) {
      trade += base.flow(i, 0, s);
      duty += base.flow(i, 0, s) * base.tariff(i, 0, s);
      least = std::min(least, base.tariff(i, 0, s));
      most = std::max(most, base.tariff(i, 0, s));
    }
  const double mean = duty / trade;
  /// Of the trade, what has a higher rate than this.
  const auto above = [&](double rate) {
    double higher = 0;
    for (Index s = 0; s < 5; ++s)
      for (Index i = 1; i < 4; ++i)
        if (base.tariff(i, 0, s) > rate) higher += base.flow(i, 0, s);
    return higher / trade;
  };
  double few_above = most;
  while (above(0.99 * few_above) < 0.1) few_above *= 0.99;
  REQUIRE(few_above > mean);
  const std::vector<PolicyChange> changes = changes_at(few_above);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].partners == std::vector<Index>{1, 2, 3});
  CHECK(changes[0].sectors == std::vector<Index>{0, 1, 2, 3, 4});
  CHECK(changes[0].before == rounded(mean));
  CHECK(changes[0].after == rounded(few_above));
  CHECK(changes[0].rises);
  // Where much is lowered and much is raised, both are told.
  const std::vector<PolicyChange> mixed = changes_at((mean + least) / 2);
  CHECK(std::any_of(mixed.begin(), mixed.end(), [](const auto& one) { return one.rises; }));
  CHECK(std::any_of(mixed.begin(), mixed.end(), [](const auto& one) { return !one.rises; }));
}

TEST_CASE("a sector that ends at one rate for all moves as its mean does", "[regression]") {
  // 20 % on cars lowered two partners' rates, who were told of apart in two sentences.
  const Calibration calibration = random_calibration(
      9, {.countries = 4, .sectors = 2, .zero_flows = 0});  // tariffs between 0 and 30 %
  const World& world = *calibration.world;
  const double first = 0.5 * (world.tariff(0, 3, 0) + world.tariff(1, 3, 0));
  const std::vector<PolicyLine> policy{tariff_line({{0, 1, 2}, {3}, {0}}, RateChange::set, first),
                                       tariff_line({{0, 1, 2}, {3}, {1}}, RateChange::set, 0.9)};
  const ExperimentResult result = run_experiment(calibration, policy, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  double trade = 0, before = 0;
  for (Index i = 0; i < 3; ++i) {
    trade += world.flow(i, 3, 0);
    before += world.flow(i, 3, 0) * world.tariff(i, 3, 0);
  }
  const bool rises = first > before / trade;
  const std::vector<PolicyChange> changes = policy_changes(*result.outcome);
  REQUIRE(changes.size() == (rises ? 1 : 2));
  for (const PolicyChange& change : changes) {
    CHECK(change.partners == std::vector<Index>{0, 1, 2});
    for (const SectorRates& rates : change.by_sector) {
      CHECK(rates.after == near(rates.sector == 0 ? first : 0.9, 1e-12));
      if (rates.sector == 0) CHECK(rates.before == near(before / trade, 1e-12));
      if (rates.sector == 0) CHECK(rates.trade == near(trade, 1e-9));
    }
  }
}

TEST_CASE("the tariff that a country's exports pay is weighted by what it sold") {
  const auto solved = solve_two_countries(0.25);
  const std::vector<CountryOutcome>& countries = solved.result.outcome->countries();
  CHECK(countries[0].tariff_faced_base == rounded(0.05));
  CHECK(countries[0].tariff_faced == rounded(0.30));
  CHECK(countries[1].tariff_faced_base == 0);
  CHECK(countries[1].tariff_faced == 0);
}
