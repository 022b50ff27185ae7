// The numeraire in two groups of countries that do not trade with each other, by hand.
#include "equilibrium/numeraire.hpp"

#include <catch2/catch.hpp>

#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

World four_countries() {
  World world = *random_calibration(1, {.countries = 4, .sectors = 1, .input_output = false}).world;
  world.value_added << 10, 30, 20, 40;
  return world;
}

/// 0 and 1 trade with each other, 2 and 3 do; the second of each pair is the larger.
Numeraire of_two_groups(const World& world) {
  Numeraire numeraire;
  numeraire.set(world, {0, 0, 2, 2});
  return numeraire;
}

}  // namespace

TEST_CASE("wages are brought to where each group's value added is what it was") {
  const World world = four_countries();
  Vector log_wage = Eigen::Array4d(2, 1, 1, 3).log();
  of_two_groups(world).impose(world, log_wage);
  const Eigen::ArrayXd wage = log_wage.array().exp();
  CHECK(wage(0) == rounded(2 * 40.0 / 50));  // 2 x 10 + 1 x 30 = 50, where 40 were
  CHECK(wage(1) == rounded(1 * 40.0 / 50));
  CHECK(wage(2) == rounded(1 * 60.0 / 140));  // 1 x 20 + 3 x 40 = 140, where 60 were
  CHECK(wage(3) == rounded(3 * 60.0 / 140));
}

TEST_CASE("the clearing equation of the largest country of each group is left out") {
  const World world = four_countries();
  Vector clearance(4);
  clearance << 0.1, 0.2, 0.3, 0.4;
  of_two_groups(world).drop_redundant(clearance);
  CHECK(clearance(0) == 0.1);
  CHECK(clearance(1) == 0);
  CHECK(clearance(2) == 0.3);
  CHECK(clearance(3) == 0);
}

TEST_CASE("in its place stands the change of the group's wage bill, as a part of it") {
  const World world = four_countries();
  const Vector log_wage = Eigen::Array4d(2, 1, 1, 3).log();
  Vector wage_change(4), clearance_change(4);
  wage_change << 0.1, 0.2, 0.3, 0.4;
  clearance_change << 5, 6, 7, 8;
  of_two_groups(world).replace_redundant(world, log_wage, wage_change, clearance_change);
  CHECK(clearance_change(0) == 5);
  CHECK(clearance_change(1) == rounded((20 * 0.1 + 30 * 0.2) / 50));
  CHECK(clearance_change(2) == 7);
  CHECK(clearance_change(3) == rounded((20 * 0.3 + 120 * 0.4) / 140));
}
