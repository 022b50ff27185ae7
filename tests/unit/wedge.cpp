// Every kind of wedge is read, applied and walked by its record.
#include <catch2/catch.hpp>

#include <limits>
#include <set>

#include "equilibrium/continuation.hpp"
#include "outcomes/levels.hpp"
#include "scenario/bind.hpp"
#include "scenario/scenario_keys.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/random_world.hpp"
#include "support/temporary_folder.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr double kRounding = 1e-14;

bool collected(const Wedge& wedge) { return wedge.collector != Collector::nobody; }

/// One cell of one wedge, other than in the world.
TradePolicy with(const Wedge& wedge, const World& world, double value) {
  TradePolicy policy = baseline_policy(world);
  Cube& levels = policy.*wedge.levels;
  if (levels.countries() == 0) levels = Cube(world.n_countries(), world.n_sectors(), wedge.neutral);
  levels(0, 1, 2) = value;
  return policy;
}

}  // namespace

TEST_CASE("each wedge has a record of its own, with what its collector needs") {
  std::set<std::string> keys;
  for (const Wedge& wedge : kWedges) {
    CAPTURE(wedge.key);
    CHECK(&wedge_of(wedge.kind) == &wedge);
    CHECK(keys.insert(wedge.key).second);
    CHECK(factor_of(wedge, wedge.neutral) == 1);
    CHECK((wedge.base != nullptr) == collected(wedge));  // a tax stays when a policy is the base
    CHECK((std::string(wedge.tax_on).empty()) != collected(wedge));
  }
}

TEST_CASE("the line of a wedge that somebody collects is read and applied to its cube") {
  for (const Wedge& wedge : kWedges) {
    if (!collected(wedge)) continue;
    CAPTURE(wedge.key);
    const tests::TemporaryFolder folder;
    Diagnostics diagnostics;
    const Scenario scenario = read_scenario(
        folder.write("s.yaml", "tariffsim: 1\nbaseline: tiny-world\npolicy:\n  - " +
                                   std::string(wedge.key) +
                                   ": {importer: USA, exporter: CHN, sectors: C26, set: 20%}\n"),
        {}, diagnostics);
    const BoundScenario bound = bind(scenario, tiny_world(), diagnostics);
    const World world = *calibrate(bound.baseline, {{Vector::Constant(4, 5.0)}, false}).world;
    const AppliedPolicy applied = apply_policy(world, bound.stages.front().policy);
    REQUIRE(applied.audit.size() == 1);
    CHECK(applied.audit.front().wedge == wedge.kind);
    CHECK(applied.audit.front().cells == 1);
    for (const Wedge& other : kWedges)
      CHECK(value_at(other, applied.policy.average, 1, 0, 1) ==
            (&other == &wedge ? 0.2 : other.neutral));
    CHECK(rate_at(applied.policy.average, wedge.collector, 1, 0, 1) == 0.2);
  }
}

TEST_CASE("a change of any wedge is seen in its cell and its column, and moves the price") {
  const World world = *random_calibration(3, {.export_taxes = true}).world;
  CHECK_FALSE(is_changed(world, baseline_policy(world), 0, 1, 2));
  Eigen::ArrayXd changes;
  compute_wedge_changes(world, baseline_policy(world), 1, 2, changes);
  CHECK((changes == 1).all());
  for (const Wedge& wedge : kWedges) {
    CAPTURE(wedge.key);
    const double before = value_at(wedge, world, 0, 1, 2), after = before + 0.5;
    const TradePolicy policy = with(wedge, world, after);
    CHECK(is_changed(world, policy, 0, 1, 2));
    CHECK(is_column_changed(world, policy, 1, 2));
    CHECK_FALSE(is_column_changed(world, policy, 0, 2));
    const double expected = (after + 1 - wedge.neutral) / (before + 1 - wedge.neutral);
    compute_wedge_changes(world, policy, 1, 2, changes);
    CHECK(changes(0) == Approx(expected).epsilon(kRounding));
    CHECK((changes.tail(changes.size() - 1) == 1).all());
    compute_tax_changes(world, policy, 1, 2, changes);
    CHECK(changes(0) ==
          Approx(wedge.collector == Collector::nobody ? 1 : expected).epsilon(kRounding));
  }
}

TEST_CASE("on the way to a policy every wedge moves geometrically, and an embargo opens last") {
  const Calibration c = random_calibration(3, {.export_taxes = true});
  const World& world = *c.world;
  for (const Wedge& wedge : kWedges) {
    CAPTURE(wedge.key);
    const double before = value_at(wedge, world, 0, 1, 2), after = before + 0.5;
    const TradePolicy policy = with(wedge, world, after);
    const TradePolicy half = policy_between(world, c.parameters, policy, 0.5);
    const double shift = 1 - wedge.neutral;
    CHECK(value_at(wedge, half, 0, 1, 2) ==
          Approx(std::sqrt((before + shift) * (after + shift)) - shift).epsilon(kRounding));
    CHECK(value_at(wedge, half, 2, 1, 0) ==
          Approx(value_at(wedge, world, 2, 1, 0)).epsilon(kRounding));
  }
  const double theta = c.parameters.trade_elasticity(2);
  const TradePolicy closed =
      with(wedge_of(WedgeKind::trade_cost), world, std::numeric_limits<double>::infinity());
  const TradePolicy half = policy_between(world, c.parameters, closed, 0.5);
  CHECK(std::pow(half.trade_cost(0, 1, 2), -theta) == Approx(0.5).epsilon(kRounding));
}
