// What happened held against a result: each figure worked out anew from flows and rates.
#include "outcomes/backtest.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr Index kObserver = 1;
constexpr double kNoTrade = std::numeric_limits<double>::infinity();

/// Four countries; the importer raises its tariff on all goods of the first by 30 points, half a
/// point on those of the third, and ends its imports of the last sector from the last country.
Outcome raised_tariffs() {
  const Calibration calibration =
      random_calibration(5, {.countries = 4, .sectors = 3, .input_output = false, .zero_flows = 0});
  const std::vector<PolicyLine> lines{
      tariff_line({{0}, {kObserver}, {0, 1, 2}}, RateChange::add, 0.3),
      tariff_line({{2}, {kObserver}, {0, 1, 2}}, RateChange::add, 0.005),
      trade_cost_line({{3}, {kObserver}, {2}}, kNoTrade)};
  const ExperimentResult result = run_experiment(calibration, lines, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  return *result.outcome;
}

/// Sector 0 of each partner, sectors 1 and 2 of the first two together, what trade has ended, and
/// one that is too small.
ObservedTrade observed_trade() {
  ObservedTrade out;
  out.importer = kObserver;
  out.cells = {{"A", "first", {0}, {0}, 100, 60}, {"C", "first", {2}, {0}, 50, 65},
               {"D", "first", {3}, {0}, 30, 33},  {"AC", "rest", {0, 2}, {1, 2}, 80, 70},
               {"D", "ended", {3}, {2}, 40, 10},  {"D", "rest", {3}, {1}, 5, 8},
               {"C", "second", {2}, {1}, 20, 24}};
  out.at_least = 20;
  return out;
}

/// The sums of some observed cells.
struct Added {
  double base = 0, after = 0, duty_base = 0, duty = 0, observed_before = 0, observed_after = 0;

  double predicted() const { return std::log(after / base); }
  double observed() const { return std::log(observed_after / observed_before); }
  double rise() const { return (duty - duty_base) / base; }
};

template <class Selected>
Added added(const Outcome& outcome, const ObservedTrade& trade, const Selected& selected) {
  Added out;
  for (const ObservedCell& cell : trade.cells) {
    if (!selected(cell)) continue;
    out.observed_before += cell.before;
    out.observed_after += cell.after;
    for (const Index i : cell.exporters)
      for (const Index s : cell.sectors) {
        const double flow = outcome.base().flow(i, kObserver, s);
        out.base += flow;
        out.after += outcome.after().flow(i, kObserver, s);
        out.duty_base += flow * outcome.base().tariff(i, kObserver, s);
        out.duty += flow * outcome.policy().tariff(i, kObserver, s);
      }
  }
  return out;
}

/// Those of the test's cells that the file's order puts at `places`.
template <class Number>
WeightedPairs pairs(const Backtest& test, const std::vector<std::size_t>& places, Number predicted,
                    Number observed) {
  WeightedPairs out;
  for (const std::size_t at : places)
    out.add(test.cells[at].*predicted, test.cells[at].*observed, test.cells[at].before);
  return out;
}

void check_same(const Fit& fit, const WeightedPairs& expected) {
  CHECK(fit.cells == expected.weight.size());
  CHECK(fit.slope == rounded(slope(expected)));
  CHECK(fit.error == rounded(root_mean_square_error(expected)));
  CHECK(fit.error_of_no_change == rounded(error_of_no_change(expected)));
}

}  // namespace

TEST_CASE("a cell is compared by the sums over its exporters and sectors, and with its sector's") {
  const Outcome outcome = raised_tariffs();
  const ObservedTrade trade = observed_trade();
  const Backtest test = backtest(outcome, trade);
  const std::vector<std::size_t> compared{0, 1, 2, 3, 6};
  REQUIRE(test.cells.size() == compared.size());
  for (std::size_t at = 0; at < compared.size(); ++at) {
    const ObservedCell& cell = trade.cells[compared[at]];
    const BacktestCell& found = test.cells[at];
    CAPTURE(at);
    const Added own = added(outcome, trade, [&](const ObservedCell& c) { return &c == &cell; });
    const Added sector =
        added(outcome, trade, [&](const ObservedCell& c) { return c.sector == cell.sector; });
    CHECK(found.exporter == cell.exporter);
    CHECK(found.sector == cell.sector);
    CHECK(found.before == cell.before);
    CHECK(found.predicted == rounded(own.predicted()));
    CHECK(found.observed == rounded(own.observed()));
    CHECK(found.rise == near(own.rise(), 1e-14));
    CHECK(found.predicted_within == near(own.predicted() - sector.predicted(), 1e-14));
    CHECK(found.observed_within == near(own.observed() - sector.observed(), 1e-14));
  }
  CHECK(test.cells[0].rise == rounded(0.3));
  CHECK(test.cells[1].rise == rounded(0.005));
  CHECK(test.cells[2].rise == 0);
}

TEST_CASE("cells that are too small, or whose trade ends in the model, are not compared") {
  const Backtest test = backtest(raised_tariffs(), observed_trade());
  CHECK(test.too_small == 1);
  CHECK(test.no_trade == std::vector<std::string>{"D ended"});
}

TEST_CASE("fits are of hit cells, of others and of all, raw and within sectors") {
  const Backtest test = backtest(raised_tariffs(), observed_trade());
  const std::vector<std::size_t> hit{0, 3}, others{1, 2, 4}, all{0, 1, 2, 3, 4};
  REQUIRE(test.fits.size() == 7);
  const auto check = [&](const char* name, const std::vector<std::size_t>& places) {
    CAPTURE(name);
    const Fit *raw = find_fit(test.fits, name, false), *within = find_fit(test.fits, name, true);
    REQUIRE(raw);
    REQUIRE(within);
    check_same(*raw, pairs(test, places, &BacktestCell::predicted, &BacktestCell::observed));
    check_same(*within, pairs(test, places, &BacktestCell::predicted_within,
                              &BacktestCell::observed_within));
  };
  check("hit", hit);
  check("others", others);
  check("all", all);
  for (std::size_t at = 0; at < test.fits.size(); ++at)
    CHECK(test.fits[at].within == (at >= 3 && at < 6));
}

TEST_CASE("a partner has the totals of all its cells, and the fit of those compared") {
  const Outcome outcome = raised_tariffs();
  const ObservedTrade trade = observed_trade();
  const Backtest test = backtest(outcome, trade);
  const std::vector<std::string> names{"A", "C", "D", "AC"};
  const std::vector<std::vector<std::size_t>> cells{{0}, {1, 4}, {2}, {3}};
  const std::vector<double> before{100, 70, 75, 80};
  REQUIRE(test.partners.size() == names.size());
  WeightedPairs totals;
  for (std::size_t at = 0; at < names.size(); ++at) {
    const BacktestPartner& partner = test.partners[at];
    CAPTURE(names[at]);
    const Added own =
        added(outcome, trade, [&](const ObservedCell& c) { return c.exporter == names[at]; });
    CHECK(partner.exporter == names[at]);
    CHECK(partner.cells == cells[at].size());
    CHECK(partner.before == before[at]);
    CHECK(partner.predicted == rounded(own.predicted()));
    CHECK(partner.observed == rounded(own.observed()));
    CHECK(partner.rise == near(own.rise(), 1e-14));
    CHECK(partner.fit.error ==
          rounded(root_mean_square_error(
              pairs(test, cells[at], &BacktestCell::predicted, &BacktestCell::observed))));
    totals.add(own.predicted(), own.observed(), before[at]);
  }
  const Fit* partners = find_fit(test.fits, "partners", false);
  REQUIRE(partners);
  check_same(*partners, totals);
}

TEST_CASE("a fit is found by both its name and its kind") {
  std::vector<BacktestFit> fits(3);
  fits[0] = {"all", false, {}};
  fits[1] = {"hit", true, {}};
  fits[2] = {"all", true, {}};
  CHECK(find_fit(fits, "all", false) == &fits[0].fit);
  CHECK(find_fit(fits, "all", true) == &fits[2].fit);
  CHECK(find_fit(fits, "hit", true) == &fits[1].fit);
  CHECK(find_fit(fits, "hit", false) == nullptr);
}

TEST_CASE("a partner without trade in the model has no part in the fit of partners") {
  ObservedTrade trade = observed_trade();
  trade.cells.push_back({"gone", "ended", {3}, {2}, 1000, 1});
  trade.cells[4].exporter = "gone";
  const Backtest with = backtest(raised_tariffs(), trade);
  trade.cells.pop_back();
  trade.cells.erase(trade.cells.begin() + 4);
  const Backtest without = backtest(raised_tariffs(), trade);
  const Fit *one = find_fit(with.fits, "partners", false),
            *other = find_fit(without.fits, "partners", false);
  REQUIRE(one);
  REQUIRE(other);
  CHECK(one->cells == other->cells);
  CHECK(one->slope == rounded(other->slope));
}

TEST_CASE("the worst missed are those by most money, whichever way, at most so many") {
  Backtest test;
  // From 100: exp(0.5) - exp(0) more, exp(-1) - exp(0) less; 1000 x (exp(0.1) - 1) is most.
  test.cells = {{.exporter = "up", .sector = "s", .predicted = 0, .observed = 0.5, .before = 100},
                {.exporter = "down", .sector = "s", .predicted = 0, .observed = -1, .before = 90},
                {.exporter = "big", .sector = "s", .predicted = 0, .observed = 0.1, .before = 1000},
                {.exporter = "right", .sector = "s", .predicted = 2, .observed = 2, .before = 1e6}};
  CHECK(test.cells[0].missed() == rounded(100 * (std::exp(0.5) - 1)));
  const std::vector<BacktestCell> worst = worst_missed(test, 3);
  REQUIRE(worst.size() == 3);
  CHECK(worst[0].exporter == "big");
  CHECK(worst[1].exporter == "up");
  CHECK(worst[2].exporter == "down");
  CHECK(worst_missed(test, 9).size() == 4);
}
