// The first-order terms of welfare against exact solutions: what they leave is of second order.
#include "outcomes/first_order.hpp"

#include <catch2/catch.hpp>

#include "outcomes/outcome.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr double kShock = 2e-3;
/// The gap of halved shocks over that of whole ones is 1/4 + O(shock); with flows that react with
/// elasticities up to 8 that is a few percent of it.
constexpr double kQuarter = 0.05;

enum class Kind { tariff, export_tax, trade_cost, all };

/// Random changes of the size `shock`, up and down, of random cells.
std::vector<PolicyLine> small_policy(Kind kind, unsigned seed, const World& world, double shock) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> uniform(-1, 1);
  std::vector<PolicyLine> lines;
  for (Index s = 0; s < world.n_sectors(); ++s)
    for (Index n = 0; n < world.n_countries(); ++n)
      for (Index i = 0; i < world.n_countries(); ++i) {
        const double size = shock * uniform(generator);
        if (i == n || uniform(generator) < 0) continue;
        const Cells cell{{i}, {n}, {s}};
        if (kind == Kind::tariff || kind == Kind::all)
          lines.push_back(tariff_line(cell, RateChange::add, size));
        if (kind == Kind::export_tax || kind == Kind::all)
          lines.push_back(export_tax_line(cell, RateChange::add, -0.7 * size));
        if (kind == Kind::trade_cost || kind == Kind::all)
          lines.push_back(trade_cost_line(cell, 1.3 * size));
      }
  return lines;
}

struct Gap {
  double welfare = 0;  ///< largest change
  Vector unexplained;  ///< N, exact change less the terms
};

Gap gap(const Calibration& calibration, const std::vector<PolicyLine>& policy) {
  const ExperimentResult result =
      run_experiment(calibration, policy, DeficitClosure::fixed, kTight);
  REQUIRE(result.outcome);
  CHECK(result.statistics.method == SolveMethod::quick_search);
  Gap out{0, Vector(result.outcome->base().n_countries())};
  for (Index n = 0; n < out.unexplained.size(); ++n) {
    const CountryOutcome& c = result.outcome->countries()[static_cast<std::size_t>(n)];
    out.welfare = std::max(out.welfare, std::abs(c.welfare));
    out.unexplained(n) = c.welfare - c.first_order.terms_of_trade - c.first_order.volume_of_trade -
                         c.first_order.trade_cost;
  }
  return out;
}

}  // namespace

TEST_CASE("halving a small policy of any instrument quarters what the first order leaves") {
  const Kind kind = GENERATE(Kind::tariff, Kind::export_tax, Kind::trade_cost, Kind::all);
  const bool input_output = GENERATE(true, false);
  const unsigned seed = GENERATE(3U, 4U, 5U);
  const Calibration calibration = random_calibration(
      seed, {.input_output = input_output, .tariffs = true, .export_taxes = true});
  CAPTURE(static_cast<int>(kind), input_output, seed);
  const Gap whole = gap(calibration, small_policy(kind, seed, *calibration.world, kShock));
  const Gap half = gap(calibration, small_policy(kind, seed, *calibration.world, kShock / 2));
  CHECK(half.unexplained.norm() / whole.unexplained.norm() == within(0.25, kQuarter));
  CHECK(whole.unexplained.cwiseAbs().maxCoeff() < 0.1 * whole.welfare);
}

TEST_CASE("costlier imports cost what is burned", "[regression]") {
  // The resources that an iceberg cost burns were shown as an effect beyond first order.
  const Calibration calibration = random_calibration(11, {.export_taxes = true});
  const World& world = *calibration.world;
  const Cells imports{everyone(world.n_countries()), {0}, everyone(world.n_sectors())};
  const double shock = 1e-3;
  const ExperimentResult result = run_experiment(
      calibration, std::vector{trade_cost_line(imports, shock)}, DeficitClosure::fixed, kTight);
  REQUIRE(result.outcome);
  CHECK(result.statistics.method == SolveMethod::quick_search);
  double paid = 0;  // for imports, duty included
  for (Index s = 0; s < world.n_sectors(); ++s)
    for (Index i = 1; i < world.n_countries(); ++i)
      paid += (1 + world.tariff(i, 0, s)) * world.flow(i, 0, s);
  const FirstOrderWelfare& of = result.outcome->countries()[0].first_order;
  CHECK(of.trade_cost == rounded(-shock * paid / world.income(0)));
  CHECK(std::abs(result.outcome->countries()[0].welfare - of.terms_of_trade - of.volume_of_trade -
                 of.trade_cost) < 10 * shock * shock);
  CHECK(result.outcome->countries()[1].first_order.trade_cost == 0);
}

TEST_CASE("an embargo has no first-order trade cost, and leaves the terms finite") {
  const Calibration calibration = random_calibration(12);
  const PolicyLine line{Embargo{{{{1}, {0}, everyone(calibration.world->n_sectors())}}}, "", {}};
  const ExperimentResult result =
      run_experiment(calibration, {&line, 1}, DeficitClosure::fixed, kTight);
  REQUIRE(result.outcome);
  CHECK(result.statistics.method == SolveMethod::quick_search);
  for (const CountryOutcome& c : result.outcome->countries()) {
    CHECK(c.first_order.trade_cost == 0);
    CHECK(std::isfinite(c.first_order.terms_of_trade + c.first_order.volume_of_trade));
  }
}
