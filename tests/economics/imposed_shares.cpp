// Trade moved to shares of imports that are given (sim/model.md, section 1.4).
#include <catch2/catch.hpp>

#include "model/calibration.hpp"
#include "policy/apply_policy.hpp"
#include "studies/imposed_shares.hpp"
#include "support/near.hpp"
#include "support/small_world.hpp"

using namespace tariffsim;

namespace {

constexpr Index kTaker = 1;
/// Shares are solved to 1e-10; what follows from them is as near, times its own size.
constexpr double kNear = 1e-8;
const SolverOptions kOptions{1e-12, 60};

Calibration random_world(unsigned seed) {
  Baseline baseline = tests::random_baseline(5, 3, seed);
  return calibrate(baseline, {{baseline.elasticities[0].trade_elasticity}, true});
}

/// Some partners sell more, some less.
Table uneven(const World& world) {
  Table factor = Table::Ones(world.n_countries(), world.n_sectors());
  factor.row(0) *= 0.7;
  factor(2, 1) = 1.6;
  factor(3, 0) = 1.2;
  return factor;
}

double share_of_imports(const World& world, Index i, Index s) {
  double total = 0;
  for (Index j = 0; j < world.n_countries(); ++j)
    if (j != kTaker) total += world.flow(j, kTaker, s);
  return world.flow(i, kTaker, s) / total;
}

}  // namespace

TEST_CASE("imposed shares of imports are met, and what is bought at home keeps its share") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    const Calibration start = random_world(seed);
    const ImportShares wanted = scaled_shares(*start.world, kTaker, uneven(*start.world));
    const ImposedWorld moved =
        impose_import_shares(start.world, start.parameters, wanted, kOptions);
    INFO(moved.message);
    REQUIRE(moved.world);
    for (Index s = 0; s < start.world->n_sectors(); ++s) {
      CHECK(moved.world->trade_share(kTaker, kTaker, s) ==
            Approx(start.world->trade_share(kTaker, kTaker, s)).epsilon(kNear));
      for (Index i = 0; i < start.world->n_countries(); ++i)
        if (i != kTaker)
          CHECK(share_of_imports(*moved.world, i, s) == Approx(wanted.share(i, s)).epsilon(kNear));
    }
    CHECK((moved.world->tariff == start.world->tariff));
  }
}

TEST_CASE("the trade costs that were found bring the world about as any policy would") {
  const Calibration start = random_world(4);
  const ImposedWorld moved =
      impose_import_shares(start.world, start.parameters,
                           scaled_shares(*start.world, kTaker, uneven(*start.world)), kOptions);
  REQUIRE(moved.world);
  TradePolicy policy = baseline_policy(*start.world);
  policy.trade_cost = Cube(start.world->n_countries(), start.world->n_sectors(), 1);
  for (Index s = 0; s < start.world->n_sectors(); ++s)
    policy.trade_cost.sector(s).col(kTaker) = moved.trade_cost.col(s);
  const SolveResult solved =
      solve(*start.world, start.parameters, policy, start.world->deficit, kOptions);
  REQUIRE(solved.equilibrium);
  for (Index n = 0; n < start.world->n_countries(); ++n)
    CHECK(solved.equilibrium->wage()(n) * start.world->value_added(n) ==
          Approx(moved.world->value_added(n)).epsilon(kNear));
}

TEST_CASE("shares that stay move nothing, and shares that are put back put the world back") {
  const Calibration start = random_world(5);
  const Table ones = Table::Ones(start.world->n_countries(), start.world->n_sectors());
  const ImposedWorld same = impose_import_shares(
      start.world, start.parameters, scaled_shares(*start.world, kTaker, ones), kOptions);
  REQUIRE(same.world);
  CHECK((same.trade_cost.array() - 1).abs().maxCoeff() < kNear);
  const ImposedWorld there =
      impose_import_shares(start.world, start.parameters,
                           scaled_shares(*start.world, kTaker, uneven(*start.world)), kOptions);
  REQUIRE(there.world);
  ImportShares before{kTaker, Table::Zero(start.world->n_countries(), start.world->n_sectors())};
  for (Index s = 0; s < start.world->n_sectors(); ++s)
    for (Index i = 0; i < start.world->n_countries(); ++i)
      if (i != kTaker) before.share(i, s) = share_of_imports(*start.world, i, s);
  const ImposedWorld back = impose_import_shares(there.world, start.parameters, before, kOptions);
  REQUIRE(back.world);
  for (std::size_t at = 0; at < start.world->flow.values().size(); ++at)
    CHECK(back.world->flow.values()[at] == Approx(start.world->flow.values()[at]).epsilon(kNear));
}

TEST_CASE("a partner that no longer sells is gone") {
  const Calibration start = random_world(6);
  Table factor = Table::Ones(start.world->n_countries(), start.world->n_sectors());
  factor(0, 1) = 0;
  const ImposedWorld moved = impose_import_shares(
      start.world, start.parameters, scaled_shares(*start.world, kTaker, factor), kOptions);
  INFO(moved.message);
  REQUIRE(moved.world);
  CHECK(moved.world->flow(0, kTaker, 1) == 0);
}
