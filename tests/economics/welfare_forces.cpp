// What moves welfare along the way to a policy: the forces sum to the exact change, and each tends
// to its first-order term.
#include "outcomes/welfare_forces.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "outcomes/quota_outcome.hpp"
#include "studies/forces_on_path.hpp"
#include "support/near.hpp"
#include "support/random_family.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Points of percent: what ForcesOnPath promises.
constexpr double kSettled = 1e-3;

ForcesOnPath forces_of(const Outcome& outcome) {
  const std::optional<ForcesOnPath> forces = forces_on_path(outcome, kTight);
  REQUIRE(forces);
  REQUIRE(forces->countries.size() == outcome.countries().size());
  CHECK(forces->error < kSettled);
  return *forces;
}

/// Largest gap between the sum of a country's forces and its change of welfare, points of percent.
double left_over(const Outcome& outcome) {
  const ForcesOnPath forces = forces_of(outcome);
  double largest = 0;
  for (Index n = 0; n < outcome.base().n_countries(); ++n) {
    const double whole = 100 * outcome.countries()[static_cast<std::size_t>(n)].welfare;
    largest = std::max(largest, std::abs(forces.points_of(outcome, {n}).sum() - whole));
  }
  return largest;
}

std::vector<PolicyLine> wedges_of_size(double size) {
  return {tariff_line({{1, 2, 3}, {0}, {0, 1, 2, 3}}, RateChange::add, size),
          tariff_line({{0}, {2}, {1}}, RateChange::add, 0.3 * size),
          export_tax_line({{2}, {0, 1}, {1}}, RateChange::add, 0.2 * size),
          trade_cost_line({{3}, {0}, {0, 2}}, 0.5 * size)};
}

PolicyLine on_half(PolicyLine line) {
  std::get<LevyChange>(line.instrument).scope.coverage = 0.5;
  return line;
}

}  // namespace

TEST_CASE("the forces sum to the change of welfare, whatever the options of the model") {
  const unsigned seed = GENERATE(41U, 42U, 43U, 44U, 45U, 46U);
  CAPTURE(seed);
  Calibration calibration =
      random_calibration(seed, {.tariffs = true, .export_taxes = seed % 2 == 0});
  calibration.parameters =
      RandomFamily(seed, {0.2, 2, 0, false})
          .parameters(calibration.parameters.trade_elasticity, calibration.world->n_countries());
  calibration.parameters.scale = {};
  calibration.parameters.proportional_deficits = false;
  calibration.parameters.revenue = RevenueUse::lump_sum;
  REQUIRE_FALSE(has_other_forces(calibration.parameters));
  CHECK(left_over(outcome_of(calibration, wedges_of_size(0.6))) < kSettled);
  CHECK(left_over(outcome_of(calibration, wedges_of_size(0.6), DeficitClosure::none)) < kSettled);
}

TEST_CASE("the forces sum to the change of welfare where trade ends, in whole cells and in parts") {
  const Calibration calibration = random_calibration(7);
  const PolicyLine ban{Embargo{{{{1}, {0}, {0, 1}}}}, "ban", {}};
  const Outcome banned = outcome_of(calibration, {ban});
  CHECK(left_over(banned) < kSettled);
  CHECK(forces_of(banned).points_of(banned, {0}).trade_cost < -kSettled);
  PolicyLine half = ban;
  std::get<Embargo>(half.instrument).scope.coverage = 0.5;
  CHECK(left_over(outcome_of(
            calibration,
            {half, on_half(tariff_line({{1, 2}, {0}, {0, 2}}, RateChange::add, 0.4))})) < kSettled);
}

namespace {

/// On imports of sector 0 into country 0.
PolicyLine quota_on_first(double share, double exporters_share, std::optional<double> beyond = {}) {
  QuotaLine quota{{{1, 2}, {0}, {0}}};
  quota.amount = share;
  quota.exporters_share = exporters_share;
  if (beyond) {
    quota.within = 0;
    quota.beyond = *beyond;
  }
  return {std::move(quota), "quota", {}};
}

PolicyLine restraint_line(double share) {
  QuotaLine quota{{{1}, {0}, {1}}};
  quota.side = QuotaSide::exporter;
  quota.amount = share;
  return {std::move(quota), "restraint", {}};
}

}  // namespace

TEST_CASE("the forces sum to the change of welfare under quotas of every kind", "[regression]") {
  // Cause: there was no split at all where a quota was in force.
  const unsigned seed = GENERATE(51U, 52U, 53U);
  CAPTURE(seed);
  const Calibration calibration = random_calibration(seed, {.tariffs = true, .export_taxes = true});
  PolicyLine partly = quota_on_first(0.5, 0.6);
  std::get<QuotaLine>(partly.instrument).scope.coverage = 0.7;
  const std::vector<std::pair<PolicyLine, QuotaRegime>> quotas{
      {quota_on_first(0.5, 0), QuotaRegime::binding},
      {quota_on_first(0.5, 1), QuotaRegime::binding},
      {quota_on_first(0.4, 0.3), QuotaRegime::binding},
      {quota_on_first(0.2, 0.5, 0.3), QuotaRegime::over},
      {quota_on_first(5, 1), QuotaRegime::slack},
      {restraint_line(0.6), QuotaRegime::binding},
      {partly, QuotaRegime::binding}};
  for (const auto& [quota, regime] : quotas) {
    std::vector<PolicyLine> policy = wedges_of_size(0.2);
    policy.front() = quota;  // in place of a tariff on the same trade
    const Outcome outcome = outcome_of(calibration, policy);
    CHECK(quota_outcomes(outcome).front().regime == regime);
    CHECK(left_over(outcome) < kSettled);
  }
}

TEST_CASE("a licence sold by exporters is part of their price, one that stays at home is a duty") {
  const Calibration calibration = random_calibration(54, {.tariffs = true});
  const Outcome home = outcome_of(calibration, {quota_on_first(0.5, 0)}),
                abroad = outcome_of(calibration, {quota_on_first(0.5, 1)});
  // The split under a quota whose rent stays at home is that of the tariff it implies.
  const Outcome tariff =
      outcome_of(calibration, {tariff_line({{1, 2}, {0}, {0}}, RateChange::add,
                                           quota_outcomes(home).front().licence_price)});
  const ForcesOnPath of_home = forces_of(home), of_tariff = forces_of(tariff),
                     of_abroad = forces_of(abroad);
  for (Index n = 0; n < home.base().n_countries(); ++n) {
    const WelfareForces a = of_home.points_of(home, {n}), b = of_tariff.points_of(tariff, {n});
    CHECK(a.terms_of_trade == near(b.terms_of_trade, kSettled));
    CHECK(a.volume_of_trade == near(b.volume_of_trade, kSettled));
  }
  // Sold by exporters, the same licences are lost to the buyers by prices alone.
  CHECK(of_abroad.points_of(abroad, {0}).terms_of_trade <
        of_home.points_of(home, {0}).terms_of_trade - kSettled);
  CHECK(of_abroad.points_of(abroad, {1, 2}).terms_of_trade >
        of_home.points_of(home, {1, 2}).terms_of_trade + kSettled);
}

TEST_CASE("each force tends to its first-order term") {
  // At a shock of a thousandth the terms of second order are some thousandths of each.
  constexpr double kShock = 1e-3, kSecondOrder = 2e-2;
  const Calibration calibration = random_calibration(11, {.tariffs = true, .export_taxes = true});
  const Outcome outcome = outcome_of(calibration, wedges_of_size(kShock));
  const ForcesOnPath forces = forces_of(outcome);
  FirstOrderWelfare largest;
  for (const CountryOutcome& c : outcome.countries()) {
    const auto keep = [](double& most, double value) { most = std::max(most, std::abs(value)); };
    keep(largest.terms_of_trade, c.first_order.terms_of_trade);
    keep(largest.volume_of_trade, c.first_order.volume_of_trade);
    keep(largest.trade_cost, c.first_order.trade_cost);
  }
  for (Index n = 0; n < outcome.base().n_countries(); ++n) {
    const WelfareForces one = forces.points_of(outcome, {n});
    const FirstOrderWelfare& first = outcome.countries()[static_cast<std::size_t>(n)].first_order;
    CAPTURE(n);
    CHECK(std::abs(one.terms_of_trade / 100 - first.terms_of_trade) <
          kSecondOrder * largest.terms_of_trade);
    CHECK(std::abs(one.volume_of_trade / 100 - first.volume_of_trade) <
          kSecondOrder * largest.volume_of_trade);
    CHECK(std::abs(one.trade_cost / 100 - first.trade_cost) < kSecondOrder * largest.trade_cost);
  }
}

TEST_CASE("without taxes at borders volumes of trade add nothing") {
  const Calibration calibration = random_calibration(13, {.tariffs = false});
  const Outcome outcome = outcome_of(calibration, {trade_cost_line({{3}, {0}, {0, 2}}, 0.4)});
  for (const WelfareForces& one : forces_of(outcome).countries) CHECK(one.volume_of_trade == 0);
}

TEST_CASE(
    "economies of scale are no force of trade, and countries together have the forces of "
    "each") {
  Calibration calibration = random_calibration(17, {.sectors = 3});
  calibration.parameters.scale = 0.3 * calibration.parameters.trade_elasticity.cwiseInverse();
  REQUIRE(has_other_forces(calibration.parameters));
  const Outcome outcome =
      outcome_of(calibration, {tariff_line({{1, 2}, {0}, {0, 1}}, RateChange::add, 0.5)});
  CHECK(left_over(outcome) > 10 * kSettled);
  const ForcesOnPath forces = forces_of(outcome);
  const double base0 = outcome.countries()[0].welfare_base,
               base1 = outcome.countries()[1].welfare_base;
  const double both = forces.points_of(outcome, {0, 1}).sum();
  CHECK(both * (base0 + base1) == within(forces.points_of(outcome, {0}).sum() * base0 +
                                             forces.points_of(outcome, {1}).sum() * base1,
                                         1e-9 * (base0 + base1)));  // rounding
}

TEST_CASE("points of a path hold those of the coarser one, and end at its ends") {
  const std::vector<double> coarse = chebyshev_points(9), fine = chebyshev_points(17);
  CHECK(coarse.front() == 0);
  CHECK(coarse.back() == 1);
  for (std::size_t k = 0; k < coarse.size(); ++k) CHECK(coarse[k] == fine[2 * k]);
}
