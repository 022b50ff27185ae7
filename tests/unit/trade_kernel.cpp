// The kernel against its formula, cell by cell, for policies that change few columns and many.
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <utility>

#include "equilibrium/trade_kernel.hpp"
#include "support/cell_or.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr Index kKernelCountries = 13, kKernelSectors = 3;
/// Powers and sums of a dozen terms round.
constexpr double kKernelRounding = 1e-13;

/// T of sim/model.md, section 2.1.
double wedge(const World& w, const TradePolicy& p, Index i, Index n, Index s) {
  return (1 + p.tariff(i, n, s)) * (1 + cell_or(p.export_tax, i, n, s, 0)) *
         cell_or(p.trade_cost, i, n, s, 1) /
         ((1 + w.tariff(i, n, s)) * (1 + cell_or(w.export_tax, i, n, s, 0)));
}

struct Plain {
  Cube weight{kKernelCountries, kKernelSectors}, border{kKernelCountries, kKernelSectors},
      revenue{kKernelCountries, kKernelSectors};
};

/// pi T^-theta: the kernel before columns are scaled by their smallest wedge.
Plain plain_kernel(const World& w, const Vector& theta, const TradePolicy& p) {
  Plain k;
  for (Index s = 0; s < kKernelSectors; ++s)
    for (Index n = 0; n < kKernelCountries; ++n)
      for (Index i = 0; i < kKernelCountries; ++i) {
        const double t = wedge(w, p, i, n, s);
        k.weight(i, n, s) = std::isinf(t) ? 0 : w.trade_share(i, n, s) * std::pow(t, -theta(s));
        k.border(i, n, s) = k.weight(i, n, s) / (1 + p.tariff(i, n, s));
        k.revenue(i, n, s) = k.border(i, n, s) / (1 + cell_or(p.export_tax, i, n, s, 0));
      }
  return k;
}

void check_sums(const OverlayCube& found, const Cube& plain, const Table& log_wedge,
                const Vector& theta) {
  const Vector u = Vector::LinSpaced(kKernelCountries, 0.5, 2.0);
  Vector sums(kKernelCountries);
  for (Index s = 0; s < kKernelSectors; ++s) {
    const Vector scale = (-theta(s) * log_wedge.col(s)).array().exp();
    found.sum_over_exporters(s, u, sums);
    const Vector bought = plain.sector(s).transpose() * u;
    CHECK((sums.cwiseProduct(scale) - bought).cwiseAbs().maxCoeff() < kKernelRounding);
    found.sum_over_importers(s, u.cwiseProduct(scale), sums);
    const Vector sold = plain.sector(s) * u;
    CHECK((sums - sold).cwiseAbs().maxCoeff() < kKernelRounding);
    for (Index n = 0; n < kKernelCountries; ++n)
      CHECK((found.column(n, s) * scale(n) - plain.sector(s).col(n)).cwiseAbs().maxCoeff() <
            kKernelRounding);
  }
}

void check_kernel(const World& w, const Vector& theta, const TradePolicy& p,
                  const TradeKernel& kernel) {
  const Plain plain = plain_kernel(w, theta, p);
  check_sums(kernel.weight(), plain.weight, kernel.log_wedge(), theta);
  check_sums(kernel.border(), plain.border, kernel.log_wedge(), theta);
  check_sums(kernel.revenue(), plain.revenue, kernel.log_wedge(), theta);
  for (Index n = 0; n < kKernelCountries; ++n)
    for (Index i = 0; i < kKernelCountries; ++i) {
      bool trades = false;
      for (Index s = 0; s < kKernelSectors; ++s) trades = trades || plain.weight(i, n, s) > 0;
      CHECK((kernel.link()(i, n) > 0) == trades);
    }
}

TradePolicy war_of_two(const World& w) {
  const std::vector lines{tariff_line({{0}, {1, 4}, {0, 2}}, RateChange::add, 0.5)};
  return apply_policy(w, lines).policy.average;
}

TradePolicy embargo_and_taxes(const World& w) {
  TradePolicy p = baseline_policy(w);
  if (p.export_tax.countries() == 0) p.export_tax = Cube(kKernelCountries, kKernelSectors);
  p.trade_cost = Cube(kKernelCountries, kKernelSectors, 1.0);
  p.export_tax(3, 5, 1) = 0.25;
  p.trade_cost(2, 6, 0) = std::numeric_limits<double>::infinity();
  p.trade_cost(7, 6, 2) = 1.1;
  return p;
}

}  // namespace

TEST_CASE("the kernel follows its formula, whatever share of its columns is overlaid") {
  for (const bool export_taxes : {false, true}) {
    CAPTURE(export_taxes);
    const Calibration c = random_calibration(
        21, {kKernelCountries, kKernelSectors, false, true, export_taxes, false, 0.1, 2.0});
    const World& w = *c.world;
    const Vector& theta = c.parameters.trade_elasticity;
    TradeKernel used_again(std::make_shared<const BaselineKernel>(w));
    check_kernel(w, theta, baseline_policy(w), used_again);
    std::vector<TradePolicy> policies{war_of_two(w), embargo_and_taxes(w), baseline_policy(w)};
    for (const double share : {0.1, 0.6, 1.0})
      policies.push_back(apply_policy(w, random_policy(4, w, share)).policy.average);
    policies.push_back(war_of_two(w));
    for (const TradePolicy& policy : policies) {
      used_again.set(c.parameters, policy);
      check_kernel(w, theta, policy, used_again);
    }
  }
}

TEST_CASE(
    "a kernel used again holds the bytes of a new one, when few wedges or only theta change") {
  const Calibration c = random_calibration(
      23, {kKernelCountries, kKernelSectors, false, true, true, false, 0.1, 2.0});
  const World& w = *c.world;
  TradePolicy other_rates = war_of_two(w);
  other_rates.tariff(0, 1, 2) += 0.07;
  ModelParameters other_theta = c.parameters;
  other_theta.trade_elasticity(2) *= 1.5;
  TradeKernel used_again(std::make_shared<const BaselineKernel>(w));
  used_again.set(c.parameters, war_of_two(w));
  const auto check = [&](const TradeKernel& found, const ModelParameters& parameters,
                         const TradePolicy& policy) {
    const TradeKernel fresh = make_kernel(w, parameters, policy);
    CHECK(found.log_wedge() == fresh.log_wedge());
    CHECK(found.link() == fresh.link());
    for (Index s = 0; s < kKernelSectors; ++s)
      for (Index n = 0; n < kKernelCountries; ++n) {
        CHECK(found.weight().column(n, s) == fresh.weight().column(n, s));
        CHECK(found.border().column(n, s) == fresh.border().column(n, s));
        CHECK(found.revenue().column(n, s) == fresh.revenue().column(n, s));
      }
  };
  for (const TradePolicy& policy : {other_rates, war_of_two(w), embargo_and_taxes(w), other_rates})
    for (const ModelParameters* parameters :
         {&std::as_const(c.parameters), &std::as_const(other_theta)}) {
      used_again.set(*parameters, policy);
      check(used_again, *parameters, policy);
      const TradeKernel copy(used_again);
      used_again.set(c.parameters, baseline_policy(w));
      check(copy, *parameters, policy);
      used_again.set(*parameters, policy);
    }
}

TEST_CASE("columns that no instrument changes are not overlaid") {
  const World w = *random_calibration(22, {kKernelCountries, kKernelSectors, false, true}).world;
  OverlayColumns columns(kKernelCountries, kKernelSectors);
  columns.choose([](Index n, Index s) { return s == 1 && (n == 4 || n == 9); });
  CHECK(columns.size() == 2);
  CHECK(columns.of(0).empty());
  CHECK(columns.of(1)[1] == 9);
  CHECK(columns.any_of(9));
  CHECK_FALSE(columns.any_of(0));
  columns.choose([](Index n, Index s) { return s == 2 && n % 2 == 0; });
  CHECK(columns.of(2).size() == kKernelCountries);
  CHECK(columns.first(2) == 0);
  OverlayColumns eight(8, 1);  // up to one in four is few
  eight.choose([](Index n, Index) { return n < 2; });
  CHECK(eight.size() == 2);
  eight.choose([](Index n, Index) { return n < 3; });
  CHECK(eight.size() == 8);
}
