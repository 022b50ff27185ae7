// The facts that follow from the equations (sim/model.md, section 2.4), each on random worlds.
#include <Eigen/LU>
#include <catch2/catch.hpp>

#include "model/aggregation.hpp"
#include "outcomes/measures.hpp"
#include "outcomes/outcome.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// The baseline re-solved: rounding only.
constexpr double kNoShock = 1e-12;
/// Powers and products of some shares, each of which the solution holds to rounding.
constexpr double kPowers = 1e-12;
/// The same through the inverse of a matrix whose condition is near 10.
constexpr double kLeontief = 1e-11;

const std::vector<RandomBaseline> kKinds = {
    {5, 4, true, true, false, false, 0.1, 3.0},   {6, 3, false, true, true, false, 0.2, 3.0},
    {4, 5, true, true, true, false, 0.0, 1.0},    {12, 6, true, true, false, false, 0.3, 6.0},
    {3, 1, false, false, false, false, 0.0, 1.0},
};

/// Solved by the quick search, or by one no slower than `slowest`.
Outcome quick_outcome(const Calibration& calibration, std::vector<PolicyLine> policy,
                      DeficitClosure closure = DeficitClosure::fixed,
                      SolveMethod slowest = SolveMethod::quick_search) {
  ExperimentResult result = run_experiment(calibration, policy, closure, kTight);
  INFO(result.statistics.message << "; " << result.certificate.summary());
  REQUIRE(result.outcome);
  CHECK(result.statistics.method <= slowest);
  return *result.outcome;
}

Vector real_wage(const Outcome& outcome) {
  Vector w(outcome.base().n_countries());
  for (Index n = 0; n < w.size(); ++n)
    w(n) = outcome.countries()[static_cast<std::size_t>(n)].real_wage;
  return w;
}

template <typename Check>
void on_random_worlds(const Check& check) {
  for (const RandomBaseline& kind : kKinds) {
    for (unsigned seed = 1; seed <= 4; ++seed) {
      CAPTURE(seed, kind.countries, kind.sectors, kind.input_output, kind.export_taxes);
      check(seed, kind);
    }
  }
}

}  // namespace

TEST_CASE("every tolerance that a scenario may name ends in a result that is certified") {
  const double tolerance = GENERATE(1e-4, 1e-6, 1e-8, 1e-10, 1e-13);
  CAPTURE(tolerance);
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const Calibration c = random_calibration(seed, {.export_taxes = seed % 2 == 0});
    const auto policy = random_policy(seed, *c.world, 2.0);
    SolverOptions options;
    options.tolerance = tolerance;
    const ExperimentResult result = run_experiment(c, policy, DeficitClosure::fixed, options);
    INFO(result.statistics.message);
    CHECK(result.outcome);
    CHECK(result.statistics.method == SolveMethod::quick_search);
  }
}

TEST_CASE("without a shock every hat is one") {
  on_random_worlds([](unsigned seed, const RandomBaseline& kind) {
    const Outcome o = quick_outcome(random_calibration(seed, kind), {});
    CHECK((o.equilibrium().wage().array() - 1).abs().maxCoeff() < kNoShock);
    CHECK((o.equilibrium().price().array() - 1).abs().maxCoeff() < kNoShock);
    CHECK(welfare(o).cwiseAbs().maxCoeff() < kNoShock);
    for (Index s = 0; s < o.base().n_sectors(); ++s) {
      const auto before = o.base().flow.sector(s).array();
      const auto gap = (o.after().flow.sector(s).array() - before).abs();
      CHECK((gap <= kNoShock * before).all());
    }
  });
}

TEST_CASE("without a shock nothing changes once deficits are removed") {
  on_random_worlds([](unsigned seed, const RandomBaseline& kind) {
    const Outcome o = quick_outcome(random_calibration(seed, kind), {}, DeficitClosure::none);
    CHECK(o.base().deficit.cwiseAbs().maxCoeff() == 0);
    CHECK(welfare(o).cwiseAbs().maxCoeff() < kNoShock * 10);  // two solves
  });
}

TEST_CASE("random tariffs solve and certify, and the dropped equation holds") {
  on_random_worlds([](unsigned seed, const RandomBaseline& kind) {
    const Calibration c = random_calibration(seed, kind);
    const Outcome o = quick_outcome(c, random_policy(seed, *c.world, 1.0));
    CHECK(o.certificate().holds());
    for (const Residual& r : o.certificate().residuals) {
      CAPTURE(r.name, r.where);
      CHECK(r.value < 1e-11);
    }
  });
}

TEST_CASE("a common scale factor on all values changes no hat") {
  on_random_worlds([](unsigned seed, const RandomBaseline& kind) {
    Baseline scaled = random_baseline(seed, kind);
    for (double& f : scaled.flow.values()) f *= 1e-4;
    const Calibration a = random_calibration(seed, kind);
    const Calibration b =
        calibrate(scaled, {{random_elasticities(seed, kind.sectors)}, kind.input_output});
    const auto policy = random_policy(seed, *a.world, 0.5);
    CHECK(largest_gap(welfare(quick_outcome(a, policy)), welfare(quick_outcome(b, policy))) <
          kIdentity);
  });
}

TEST_CASE("relabelling countries permutes the results") {
  on_random_worlds([](unsigned seed, const RandomBaseline& kind) {
    const Baseline data = random_baseline(seed, kind);
    const Index n = kind.countries;
    const auto moved = [n](Index i) { return n - 1 - i; };  // reversed order
    Baseline mirror = data;
    for (Index s = 0; s < kind.sectors; ++s) {
      mirror.flow.sector(s) = data.flow.sector(s).reverse().eval();
      mirror.tariff.sector(s) = data.tariff.sector(s).reverse().eval();
      if (kind.export_taxes)
        mirror.export_tax.sector(s) = data.export_tax.sector(s).reverse().eval();
      for (Index k = 0; k < kind.sectors && kind.input_output; ++k) {
        for (Index i = 0; i < n; ++i)
          mirror.input_share(moved(i), k, s) = data.input_share(i, k, s);
      }
    }
    const CalibrationOptions options{{random_elasticities(seed, kind.sectors)}, kind.input_output};
    const Calibration a = calibrate(data, options);
    const Calibration b = calibrate(mirror, options);
    const Cells one{{0}, {1}, everyone(kind.sectors)};
    const Cells mirrored{{moved(0)}, {moved(1)}, everyone(kind.sectors)};
    const Vector wa = welfare(quick_outcome(a, {tariff_line(one, RateChange::add, 0.5)}));
    const Vector wb = welfare(quick_outcome(b, {tariff_line(mirrored, RateChange::add, 0.5)}));
    CHECK(largest_gap(wa, wb.reverse()) < kIdentity);
  });
}

TEST_CASE("Lerner symmetry: a uniform import tariff is the equal uniform export tax") {
  on_random_worlds([](unsigned seed, const RandomBaseline& kind) {
    RandomBaseline free = kind;
    free.tariffs = free.export_taxes = false;  // a uniform change of one wedge and of the other
    const Calibration c = random_calibration(seed, free);
    const Cells imports{everyone(free.countries), {1}, everyone(free.sectors)};
    const Cells exports{{1}, everyone(free.countries), everyone(free.sectors)};
    // Without tariffs at the start and with deficits removed first, two of these need Newton.
    const Outcome tariff = quick_outcome(c, {tariff_line(imports, RateChange::set, 0.3)},
                                         DeficitClosure::none, SolveMethod::newton);
    const Outcome tax = quick_outcome(c, {export_tax_line(exports, RateChange::set, 0.3)},
                                      DeficitClosure::none, SolveMethod::newton);
    CHECK(largest_gap(welfare(tariff), welfare(tax)) < kIdentity);
    CHECK(largest_gap(real_wage(tariff), real_wage(tax)) < kIdentity);
  });
}

TEST_CASE("the choice of numeraire changes no real result") {
  // The solver measures money in world value added. In another unit all wages, costs, prices and
  // spending are a factor higher: without deficits the certificate finds no fault with that but for
  // the numeraire, trade and revenue are the same factor higher, and real results are the same.
  constexpr double kFactor = 2;  // a power of two rounds nothing
  const Calibration c = random_calibration(3, kKinds[2]);
  const Outcome o = quick_outcome(c, random_policy(3, *c.world, 0.5), DeficitClosure::none);
  Equilibrium dearer = o.equilibrium();
  const_cast<Vector&>(dearer.wage()) *= kFactor;  // only the solver makes an equilibrium
  const_cast<Table&>(dearer.unit_cost()) *= kFactor;
  const_cast<Table&>(dearer.price()) *= kFactor;
  const_cast<Table&>(dearer.expenditure()) *= kFactor;
  const Levels after = levels(o.base(), o.parameters(), o.policy(), dearer);
  for (const Residual& r :
       certify(o.base(), o.parameters(), o.policy(), o.base().deficit, dearer, after, 1e-10)
           .residuals) {
    CAPTURE(r.name);
    CHECK(r.holds() == (r.name != "numeraire"));
  }
  for (Index s = 0; s < o.base().n_sectors(); ++s)
    CHECK((after.flow.sector(s) - kFactor * o.after().flow.sector(s)).cwiseAbs().maxCoeff() <
          kIdentity * o.after().flow.sector(s).maxCoeff());
  for (Index n = 0; n < o.base().n_countries(); ++n) {
    const CountryOutcome& same = o.countries()[static_cast<std::size_t>(n)];
    const double price = after.consumer_price(n);
    CHECK(price == near(kFactor * (1 + same.consumer_price), kIdentity));
    CHECK(welfare_change(o.base(), after, n) == near(same.welfare, kIdentity));
    CHECK(real_wage_change(dearer, price, n) == near(same.real_wage, kIdentity));
    CHECK(tax_revenue(after, n) / same.tax_revenue == near(kFactor, kIdentity));
  }
}

TEST_CASE(
    "one sector without revenue: the real wage follows the home share (Arkolakis, Costinot and "
    "Rodriguez-Clare 2012)") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const Calibration c = random_calibration(seed, {6, 1, false, false, false, false, 0.0, 2.0});
    const Cells cells{{0, 1}, {2, 3, 4}, {0}};
    const Outcome o = quick_outcome(c, {trade_cost_line(cells, 0.4)});
    for (Index n = 0; n < 6; ++n) {
      const double before = c.world->trade_share(n, n, 0);
      const double after = o.after().flow(n, n, 0) / o.equilibrium().expenditure()(n, 0);
      const double expected = std::pow(after / before, -1 / c.parameters.trade_elasticity(0));
      CHECK(1 + real_wage(o)(n) == within(expected, kPowers));
    }
  }
}

TEST_CASE(
    "many sectors: the product over sectors of home share changes to the power alpha / theta") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const Calibration c = random_calibration(seed, {5, 4, false, true, false, false, 0.1, 2.0});
    const Outcome o = quick_outcome(c, random_policy(seed, *c.world, 0.6));
    for (Index n = 0; n < 5; ++n) {
      double expected = 1;
      for (Index s = 0; s < 4; ++s) {
        const double after = o.after().flow(n, n, s) / o.equilibrium().expenditure()(n, s);
        expected *= std::pow(after / c.world->trade_share(n, n, s),
                             -c.world->final_share(n, s) / c.parameters.trade_elasticity(s));
      }
      CHECK(1 + real_wage(o)(n) == within(expected, kPowers));
    }
  }
}

TEST_CASE(
    "input-output: home share changes weighted by the Leontief inverse (Costinot and "
    "Rodriguez-Clare 2014)") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const Calibration c = random_calibration(seed, {5, 4, true, true, false, false, 0.1, 2.0});
    const Outcome o = quick_outcome(c, random_policy(seed, *c.world, 0.6));
    for (Index n = 0; n < 5; ++n) {
      // log P = (I - g')^-1 (beta log w + log home share change / theta)
      Eigen::MatrixXd system = Eigen::MatrixXd::Identity(4, 4);
      Vector change(4);
      for (Index s = 0; s < 4; ++s) {
        for (Index k = 0; k < 4; ++k) system(s, k) -= c.world->input_share(n, k, s);
        const double after = o.after().flow(n, n, s) / o.equilibrium().expenditure()(n, s);
        change(s) =
            std::log(after / c.world->trade_share(n, n, s)) / c.parameters.trade_elasticity(s);
      }
      const Vector price_over_wage = system.partialPivLu().solve(change);
      const double expected = std::exp(-c.world->final_share.row(n).dot(price_over_wage));
      CHECK(1 + real_wage(o)(n) == within(expected, kLeontief));
    }
  }
}

TEST_CASE(
    "symmetric countries under a symmetric shock stay symmetric, and free trade is best for the "
    "world") {
  Baseline b = random_baseline(1, {4, 3, true, false, false, false, 0.0, 0.0});
  for (Index s = 0; s < 3; ++s) {
    b.flow.sector(s).setConstant(20.0 + static_cast<double>(s));
    b.flow.sector(s).diagonal().setConstant(100.0);
    b.tariff.sector(s).setConstant(0.25);
    b.tariff.sector(s).diagonal().setZero();
    for (Index k = 0; k < 3; ++k) {
      for (Index n = 0; n < 4; ++n) b.input_share(n, k, s) = 0.15;
    }
  }
  const Calibration c = calibrate(b, {{Vector::Constant(3, 4.0)}, true});
  const Outcome dearer = quick_outcome(c, {tariff_line(all_cells(*c.world), RateChange::add, 0.5)});
  CHECK(welfare(dearer).maxCoeff() - welfare(dearer).minCoeff() < kIdentity);
  CHECK(welfare(dearer).maxCoeff() < 0);
  const Outcome free = quick_outcome(c, {tariff_line(all_cells(*c.world), RateChange::set, 0.0)});
  CHECK(welfare(free).maxCoeff() - welfare(free).minCoeff() < kIdentity);
  CHECK(free.world().real_income > 0);
}

TEST_CASE("a prohibitive tariff everywhere reaches autarky") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    const Calibration c = random_calibration(seed, {5, 3, true, true, false, false, 0.1, 2.0});
    const Outcome o =
        quick_outcome(c, {{Embargo{{all_cells(*c.world)}}, "embargo", {}}}, DeficitClosure::none);
    for (Index n = 0; n < 5; ++n) {
      for (Index s = 0; s < 3; ++s) {
        CHECK(o.after().flow.sector(s).col(n).sum() == o.after().flow(n, n, s));
      }
    }
    // With finite costs high enough, the same welfare in the limit.
    const Outcome high =
        quick_outcome(c, {trade_cost_line(all_cells(*c.world), 1e5)}, DeficitClosure::none);
    CHECK(largest_gap(welfare(o), welfare(high)) < 1e-6);
  }
}

TEST_CASE("a small country's optimal uniform tariff tends to 1 / theta (Gros 1987)") {
  // Two countries, one sector, no input-output, no initial tariffs; home is a millionth of the
  // world.
  const double theta = 5;
  Baseline b = random_baseline(1, {2, 1, false, false, false, true, 0.0, 0.0});
  b.flow(0, 0, 0) = 7;
  b.flow(0, 1, 0) = b.flow(1, 0, 0) = 3;
  b.flow(1, 1, 0) = 1e7;
  const Calibration c = calibrate(b, {{Vector::Constant(1, theta)}, false});
  const auto welfare_at = [&](double rate) {
    return welfare(quick_outcome(c, {tariff_line({{1}, {0}, {0}}, RateChange::set, rate)}))(0);
  };
  double low = 0.05;
  double high = 0.5;
  while (high - low > 1e-5) {  // golden section would save solves; thirds read plainly
    const double a = low + (high - low) / 3;
    const double z = high - (high - low) / 3;
    (welfare_at(a) < welfare_at(z) ? low : high) = welfare_at(a) < welfare_at(z) ? a : z;
  }
  CHECK(0.5 * (low + high) == near(1 / theta, 2e-4));  // welfare is flat at its top
}

TEST_CASE("a country split into two identical halves changes nobody's result, and joins back") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    const RandomBaseline kind{4, 3, true, true, false, false, 0.1, 2.0};
    const Baseline whole = random_baseline(seed, kind);
    RandomBaseline larger = kind;
    larger.countries = 5;
    Baseline halves = random_baseline(seed, larger);  // country 3 is split into 3 and 4
    const auto old = [](Index n) { return std::min<Index>(n, 3); };
    const auto part = [](Index n) { return n >= 3 ? 0.5 : 1.0; };
    for (Index s = 0; s < 3; ++s) {
      for (Index n = 0; n < 5; ++n) {
        for (Index i = 0; i < 5; ++i) {
          halves.flow(i, n, s) = part(i) * part(n) * whole.flow(old(i), old(n), s);
          halves.tariff(i, n, s) = old(i) == old(n) ? 0 : whole.tariff(old(i), old(n), s);
        }
        for (Index k = 0; k < 3; ++k) {
          halves.input_share(n, k, s) = whole.input_share(old(n), k, s);
        }
      }
    }
    Aggregation join = keep_all(halves);
    join.countries.pop_back();
    join.country_of[4] = 3;
    const CalibrationOptions options{{random_elasticities(seed, 3)}, true};
    const std::vector<PolicyLine> policy{tariff_line({{1}, {0}, {0, 1, 2}}, RateChange::add, 0.5)};
    const Vector expected = welfare(quick_outcome(calibrate(whole, options), policy));
    const Vector split = welfare(quick_outcome(calibrate(halves, options), policy));
    const Vector joined =
        welfare(quick_outcome(calibrate(aggregate(halves, join), options), policy));
    CHECK(largest_gap(split.head(4), expected) < kIdentity);
    CHECK(std::abs(split(4) - expected(3)) < kIdentity);
    CHECK(largest_gap(joined, expected) < kIdentity);
  }
}

TEST_CASE("a sector split into two identical halves changes nobody's result, and joins back") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    const RandomBaseline kind{4, 3, true, true, false, false, 0.1, 2.0};
    const Baseline whole = random_baseline(seed, kind);
    RandomBaseline larger = kind;
    larger.sectors = 4;
    Baseline halves = random_baseline(seed, larger);  // sector 2 is split into 2 and 3
    const auto old = [](Index s) { return std::min<Index>(s, 2); };
    const auto part = [](Index s) { return s >= 2 ? 0.5 : 1.0; };
    for (Index s = 0; s < 4; ++s) {
      halves.flow.sector(s) = part(s) * whole.flow.sector(old(s));
      halves.tariff.sector(s) = whole.tariff.sector(old(s));
      for (Index n = 0; n < 4; ++n) {
        for (Index k = 0; k < 4; ++k) {
          halves.input_share(n, k, s) = part(k) * whole.input_share(n, old(k), old(s));
        }
      }
    }
    Aggregation join = keep_all(halves);
    join.sectors.pop_back();
    join.sector_of[3] = 2;
    const Vector theta = random_elasticities(seed, 3);
    Vector split_theta(4);
    split_theta << theta, theta(2);
    const std::vector<PolicyLine> policy{tariff_line({{1}, {0}, {0, 1}}, RateChange::add, 0.5)};
    const Vector expected = welfare(quick_outcome(calibrate(whole, {{theta}, true}), policy));
    const Vector split = welfare(quick_outcome(calibrate(halves, {{split_theta}, true}), policy));
    const Vector joined =
        welfare(quick_outcome(calibrate(aggregate(halves, join), {{theta}, true}), policy));
    CHECK(largest_gap(split, expected) < kIdentity);
    CHECK(largest_gap(joined, expected) < kIdentity);
  }
}
