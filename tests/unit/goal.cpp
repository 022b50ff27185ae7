// Values at which a function is what is wanted, of functions whose roots are known.
#include <algorithm>
#include <catch2/catch.hpp>

#include <cmath>

#include "studies/goal.hpp"

using namespace tariffsim;

namespace {

/// Roots are written with twelve digits.
constexpr double kRoot = 1e-11;
/// An extremum is flat.
constexpr double kExtremum = 1e-6;

}  // namespace

TEST_CASE("a curve with a peak takes a value twice, or once, or never") {
  // A Laffer curve: t / (1 + t)^3 has its peak of 4/27 at t = 1/2.
  const auto revenue = [](double t) { return t / std::pow(1 + t, 3); };
  const Crossings two = find_crossings(revenue, 1.0 / 8, 0, 3, true);  // at t = 1
  REQUIRE(two.roots.size() == 2);
  CHECK(two.roots[0] == Approx(std::sqrt(5) - 2).epsilon(kRoot));  // t^2 + 4t - 1 = 0 beside t - 1
  CHECK(two.roots[1] == Approx(1).epsilon(kRoot));
  CHECK(!two.closest);

  const Crossings above = find_crossings(revenue, 0.2, 0, 3, true);
  CHECK(above.roots.empty());
  REQUIRE(above.closest.has_value());
  CHECK(*above.closest == Approx(0.5).epsilon(kExtremum));

  const Crossings one = find_crossings(revenue, 1.0 / 8, 0.5, 3, true);
  REQUIRE(one.roots.size() == 1);
  CHECK(one.roots[0] == Approx(1).epsilon(kRoot));
}

TEST_CASE("two roots between neighbouring points of the grid are found by the peak between them") {
  // 1e-6 under the top of a parabola: 1e-3 to either side, far closer than the grid.
  const auto top = [](double x) { return 5 - (x - 1.234) * (x - 1.234); };
  const Crossings found = find_crossings(top, 5 - 1e-6, 0, 10, false);
  REQUIRE(found.roots.size() == 2);
  CHECK(found.roots[0] == Approx(1.233).epsilon(1e-9));
  CHECK(found.roots[1] == Approx(1.235).epsilon(1e-9));
}

TEST_CASE("a root at a bound is one root") {
  const auto line = [](double x) { return x; };
  CHECK(find_crossings(line, 0, 0, 2, false).roots == std::vector<double>{0});
  CHECK(find_crossings(line, 2, 0, 2, false).roots == std::vector<double>{2});
  const Crossings none = find_crossings(line, 3, 0, 2, false);
  CHECK(none.roots.empty());
  CHECK(none.closest == 2);
}

TEST_CASE("what is reached all along a stretch is told with its ends", "[regression]") {
  // A quota that does not bind was sought one point of the grid after another, or not found at all.
  const auto slack = [](double x) { return std::max(0.0, 1 - x); };
  const Crossings from_one = find_crossings(slack, 0, 0, 2, false);
  REQUIRE(from_one.stretches.size() == 1);
  CHECK(from_one.stretches[0].from == Approx(1).margin(1e-9));
  CHECK(from_one.stretches[0].to == 2);
  CHECK(from_one.roots == std::vector<double>{from_one.stretches[0].from});
  // To what rounding leaves.
  const auto noisy = [&](double x) { return slack(x) + 1e-9 * std::sin(1e6 * x); };
  CHECK(find_crossings(noisy, 0, 0, 2, false).stretches.empty());
  CHECK(find_crossings(noisy, 0, 0, 2, false, 2e-9).stretches.size() == 1);
  // On both sides.
  const auto shelf = [](double x) { return x < 1 ? x - 1 : x > 1.5 ? x - 1.5 : 0; };
  const Crossings between = find_crossings(shelf, 0, 0, 2, false);
  REQUIRE(between.stretches.size() == 1);
  CHECK(between.stretches[0].from == Approx(1).margin(1e-9));
  CHECK(between.stretches[0].to == Approx(1.5).margin(1e-9));
}

TEST_CASE("where a function is not defined there is no root, and those beside are found") {
  const auto gap = [](double x) { return x > 1 && x < 2 ? std::nan("") : x * x; };
  const Crossings found = find_crossings(gap, 6.25, 0, 4, false);
  REQUIRE(found.roots.size() == 1);
  CHECK(found.roots[0] == Approx(2.5).epsilon(kRoot));
  const auto nowhere = [](double) { return std::nan(""); };
  CHECK(find_crossings(nowhere, 1, 0, 4, false).roots.empty());
  CHECK(!find_crossings(nowhere, 1, 0, 4, false).closest);
}
