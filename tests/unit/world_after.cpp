// A solved world as a world of its own, from which the next change is counted.
#include <catch2/catch.hpp>

#include "outcomes/levels.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Duties and export taxes in the world, and changes of both, with some trade ended.
struct WorldAfterPolicy {
  Calibration calibration =
      random_calibration(41, {.countries = 4, .sectors = 3, .export_taxes = true});
  const World& before = *calibration.world;
  TradePolicy policy = apply_policy(before,
                                    std::vector<PolicyLine>{
                                        tariff_line({{1, 2}, {0}, {0, 1}}, RateChange::add, 0.4),
                                        export_tax_line({{3}, {0, 1}, {2}}, RateChange::add, 0.2)})
                           .policy.average;
  Equilibrium equilibrium = equilibrium_of(before, calibration.parameters, policy);
  Levels levels_after = levels(before, calibration.parameters, policy, equilibrium);
  World after =
      world_after(before, calibration.parameters, policy, policy, equilibrium, levels_after);

  static Equilibrium equilibrium_of(const World& world, const ModelParameters& parameters,
                                    const TradePolicy& policy) {
    const SolveResult solved = solve(world, parameters, policy, world.deficit, kTight);
    REQUIRE(solved.equilibrium);
    return *solved.equilibrium;
  }
};

}  // namespace

TEST_CASE("a solved world's shares are what buyers pay over what they spend") {
  const WorldAfterPolicy solved;
  const World& w = solved.after;
  for (Index s = 0; s < 3; ++s)
    for (Index n = 0; n < 4; ++n) {
      CHECK(w.trade_share.sector(s).col(n).sum() == rounded(1));
      for (Index i = 0; i < 4; ++i) {
        const double paid = (1 + solved.policy.tariff(i, n, s)) * w.flow(i, n, s);
        CHECK(w.trade_share(i, n, s) == rounded(paid / w.expenditure(n, s)));
        CHECK(w.tariff(i, n, s) == solved.policy.tariff(i, n, s));
        CHECK(w.export_tax(i, n, s) == solved.policy.export_tax(i, n, s));
      }
    }
}

TEST_CASE("a solved world's accounts are added up from its flows and rates") {
  const WorldAfterPolicy solved;
  const World& w = solved.after;
  for (Index n = 0; n < 4; ++n) {
    double revenue = 0, balance = 0, earned = 0;
    for (Index s = 0; s < 3; ++s) {
      double output = 0;
      for (Index m = 0; m < 4; ++m) {
        const double tax = w.export_tax(n, m, s);
        output += w.flow(n, m, s) / (1 + tax);
        revenue += tax / (1 + tax) * w.flow(n, m, s) + w.tariff(m, n, s) * w.flow(m, n, s);
        balance += w.flow(m, n, s) - w.flow(n, m, s);
      }
      CHECK(w.output(n, s) == rounded(output));
      earned += w.value_added_share(n, s) * output;
    }
    CHECK(w.tax_revenue(n) == rounded(revenue));
    CHECK(w.value_added(n) == within(earned, kSameTight));
    CHECK(w.deficit(n) == near(balance, kSameTight * w.income(n)));
    CHECK(w.income(n) == rounded(w.value_added(n) + w.tax_revenue(n) + w.deficit(n)));
  }
}

TEST_CASE("a solved world is an equilibrium, and changes from it multiply") {
  const WorldAfterPolicy solved;
  const World& w = solved.after;
  const Equilibrium same =
      WorldAfterPolicy::equilibrium_of(w, solved.calibration.parameters, baseline_policy(w));
  CHECK((same.wage().array() - 1).abs().maxCoeff() < kSameTight);
  CHECK((same.price().array() - 1).abs().maxCoeff() < kSameTight);
  TradePolicy further = solved.policy;
  further.tariff(3, 1, 0) += 0.3;
  const Equilibrium step =
      WorldAfterPolicy::equilibrium_of(w, solved.calibration.parameters, further);
  const Equilibrium whole =
      WorldAfterPolicy::equilibrium_of(solved.before, solved.calibration.parameters, further);
  CHECK((step.wage().cwiseProduct(solved.equilibrium.wage()) - whole.wage()).cwiseAbs().maxCoeff() <
        kSameTight);
}
