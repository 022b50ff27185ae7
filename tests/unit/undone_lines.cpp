// Lines of a policy that do nothing because of what others do.
#include "policy/undone_lines.hpp"

#include <array>
#include <catch2/catch.hpp>

#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr Index kTaxing = 3;

const World& world() {
  static const Calibration calibration =
      random_calibration(8, {.countries = 4, .sectors = 3, .zero_flows = 0});
  return *calibration.world;
}

Cells cells(std::vector<Index> sectors = {0, 1, 2}) { return {{1}, {kTaxing}, std::move(sectors)}; }

PolicyLine line(Instrument instrument) { return {std::move(instrument), "line", {}}; }

PolicyLine tariff_on(RateChange change, double rate, std::vector<Index> sectors = {0, 1, 2}) {
  return tariff_line(cells(std::move(sectors)), change, rate);
}

PolicyOfLines in_force(const std::vector<PolicyLine>& lines) {
  return {lines, apply_policy(world(), lines).policy};
}

std::optional<std::size_t> undone(const std::vector<PolicyLine>& lines, std::size_t at) {
  return undone_by(world(), in_force(lines), at);
}

bool cancel(const std::vector<PolicyLine>& lines, std::size_t one, std::size_t other) {
  return same_without(world(), in_force(lines), std::array{one, other});
}

}  // namespace

TEST_CASE("a line is undone by one below it that sets, takes back or ends all that it is about") {
  const PolicyLine add = tariff_on(RateChange::add, 0.1);
  const PolicyLine other = tariff_line({{2}, {kTaxing}, {0}}, RateChange::add, 0.3);
  const std::vector<PolicyLine> undoers{tariff_on(RateChange::set, 0.7), line(Exemption{cells()}),
                                        line(Embargo{{cells()}}),
                                        tariff_on(RateChange::at_least, 0.9)};
  for (const PolicyLine& below : undoers) {
    CHECK(undone({add, other, below}, 0) == std::size_t{2});
    CHECK_FALSE(undone({add, other, below}, 1));  // another exporter's
    CHECK_FALSE(undone({add, other, below}, 2));
    CHECK_FALSE(undone({below, other, add}, 0) == std::size_t{2});
  }
}

TEST_CASE("a line is not undone where some of it stays, or where it has been answered") {
  const PolicyLine add = tariff_on(RateChange::add, 0.1);
  CHECK_FALSE(undone({add, tariff_on(RateChange::set, 0.7, {0, 1})}, 0));
  CHECK_FALSE(undone({add, tariff_on(RateChange::add, 0.7)}, 0));
  CHECK_FALSE(undone({add, line(TradeCostChange{cells(), 0.2})}, 0));
  CHECK_FALSE(undone({line(Embargo{{cells()}}), add}, 0));
  const PolicyLine answer = line(Retaliation{{1}, {kTaxing}, 1, {}, false});
  CHECK_FALSE(undone({add, answer, line(Exemption{cells()})}, 0));
  CHECK(undone({add, line(Exemption{cells()}), answer}, 0) == std::size_t{1});
}

TEST_CASE("a quota is undone by another on the same goods") {
  QuotaLine half{cells({0})}, third{cells({0})};
  half.amount = 0.5;
  third.amount = 1.0 / 3;
  CHECK(undone({line(half), line(third)}, 0) == std::size_t{1});
  CHECK_FALSE(undone({line(half), line(third)}, 1));
  third.cells = cells({1});
  CHECK_FALSE(undone({line(half), line(third)}, 0));
}

TEST_CASE("what is added and taken off again is nothing, in rounding too") {
  // 0.1 + 0.2 - 0.2 is not 0.1 in binary.
  CHECK(cancel({tariff_on(RateChange::add, 0.2), tariff_on(RateChange::add, -0.2)}, 0, 1));
  CHECK_FALSE(
      cancel({tariff_on(RateChange::add, 0.2), tariff_on(RateChange::add, -0.2, {0})}, 0, 1));
  CHECK(cancel({line(TradeCostChange{cells(), 0.25}), line(TradeCostChange{cells(), -0.2})}, 0, 1));
}

TEST_CASE("changes of trade costs there and back multiply") {
  const auto left = [](double there, double back, std::vector<Index> sectors) {
    return left_of_costs(line(TradeCostChange{cells(), there}),
                         line(TradeCostChange{cells(std::move(sectors)), back}));
  };
  REQUIRE(left(0.1, -0.1, {2, 1, 0}));
  CHECK(*left(0.1, -0.1, {2, 1, 0}) == Approx(-0.01));  // 1.1 x 0.9 - 1
  CHECK(*left(-0.5, 0.5, {0, 1, 2}) == Approx(-0.25));
  CHECK_FALSE(left(0.1, -0.09, {0, 1, 2}));
  CHECK_FALSE(left(0.1, -0.1, {0, 1}));
  CHECK_FALSE(left_of_costs(tariff_on(RateChange::add, 0.1), tariff_on(RateChange::add, -0.1)));
}
