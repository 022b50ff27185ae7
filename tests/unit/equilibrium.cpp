#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <set>
#include <string>

#include "equilibrium/anderson_acceleration.hpp"
#include "equilibrium/approximate_wage_jacobian.hpp"
#include "equilibrium/economy.hpp"
#include "equilibrium/equilibrium.hpp"
#include "equilibrium/feasibility.hpp"
#include "equilibrium/gmres.hpp"
#include "equilibrium/quick_search.hpp"
#include "support/derivatives.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Of central differences.
constexpr double kCentralError = 1e-7;
/// Factors in single precision round at 6e-8, a few at a time.
constexpr double kSingle = 1e-6;

SolveResult solve_lines(const Calibration& c, std::vector<PolicyLine> lines) {
  return solve(*c.world, c.parameters, apply_policy(*c.world, lines).policy.average,
               c.world->deficit);
}

}  // namespace

TEST_CASE("GMRES solves a small dense system") {
  std::srand(7);
  const Eigen::MatrixXd a =
      Eigen::MatrixXd::Identity(12, 12) + 0.3 * Eigen::MatrixXd::Random(12, 12);
  const Vector b = Vector::Random(12);
  const Vector x = gmres([&](const Vector& v) -> Vector { return a * v; },
                         [](const Vector& v) { return v; }, b, 1e-14, 20);
  CHECK((a * x - b).norm() < 1e-12 * b.norm());
}

// 15 countries: one group of each size that is handled side by side, 8, 4, 2 and 1.
TEST_CASE("home blocks invert the domestic input-output system and its transpose") {
  const Calibration c = random_calibration(3, {15, 5, true, true, false, false, 0.1, 2.0});
  const World& w = *c.world;
  const Table home = Table::Constant(15, 5, 0.6);
  const DomesticInputOutput domestic(w.input_share, home);
  const Table x = Table::Random(15, 5);
  Table spent, passed;
  domestic.spend(x, spent);
  domestic.pass_on(x, passed);
  for (Index n = 0; n < 15; ++n) {
    for (Index a = 0; a < 5; ++a) {
      double spend_row = spent(n, a);
      double pass_row = passed(n, a);
      for (Index k = 0; k < 5; ++k) {
        spend_row -= w.input_share(n, a, k) * home(n, k) * spent(n, k);
        pass_row -= home(n, a) * w.input_share(n, k, a) * passed(n, k);
      }
      CHECK(spend_row == near(x(n, a), kSingle));
      CHECK(pass_row == near(x(n, a), kSingle));
    }
  }
}

TEST_CASE("spending is corrected for inputs made at home and for the duties that it pays") {
  // x - g (home share x) - alpha (duty share . x) is the gap, country by country.
  const Calibration c = random_calibration(3, {15, 5, true, true, false, false, 0.1, 2.0});
  const World& w = *c.world;
  const Problem problem{w, make_kernel(w, c.parameters, baseline_policy(w)), w.deficit,
                        c.parameters};
  const Economy at(problem, {Vector::LinSpaced(15, -0.2, 0.2), Table::Zero(15, 5), w.expenditure});
  REQUIRE(at.ok());
  Preconditioner home;
  home.factorise_home(problem, at.system().prices());
  std::srand(5);
  const Table gap = Table::Random(15, 5), duty = 0.3 * Table::Random(15, 5);
  Table x, share(15, 5);
  home.correct_spending(duty, gap, x);
  for (Index s = 0; s < 5; ++s) home_share(problem, at.system().prices(), s, share);
  for (Index n = 0; n < 15; ++n)
    for (Index a = 0; a < 5; ++a) {
      double left = x(n, a) - w.final_share(n, a) * duty.row(n).dot(x.row(n));
      for (Index k = 0; k < 5; ++k) left -= w.input_share(n, a, k) * share(n, k) * x(n, k);
      CHECK(left == near(gap(n, a), kSingle));
    }
}

TEST_CASE("the derivative of market clearance equals finite differences") {
  for (const bool input_output : {false, true}) {
    for (const bool export_taxes : {false, true}) {
      CAPTURE(input_output, export_taxes);
      const Calibration c =
          random_calibration(5, {5, 4, input_output, true, export_taxes, false, 0.1, 2.0});
      const World& w = *c.world;
      TradePolicy policy = apply_policy(w, random_policy(5, w, 0.8)).policy.average;
      const Problem problem{w, make_kernel(w, c.parameters, policy), w.deficit, c.parameters};
      const Vector wage = 0.1 * Vector::Random(5);
      const auto economy = [&](const Vector& log_wage) {
        return Economy(problem, {log_wage, Table::Zero(5, 4), w.expenditure});
      };
      const Economy at = economy(wage);
      REQUIRE(at.ok());
      for (Index j = 0; j < 5; ++j) {
        const Vector e = Vector::Unit(5, j);
        const Economy up = economy(wage + kStep * e), down = economy(wage - kStep * e);
        const Vector expected = (up.system().clearance() - down.system().clearance()) / (2 * kStep);
        const Vector found = at.market_clearance_change(e, 1e-12);
        CHECK((found - expected).cwiseAbs().maxCoeff() < kCentralError);
      }
    }
  }
}

TEST_CASE("where no wage changes nothing does") {
  const Calibration c = random_calibration(5, {4, 3, true, true, false, false, 0.1, 2.0});
  const World& w = *c.world;
  const Problem problem{w, make_kernel(w, c.parameters, baseline_policy(w)), w.deficit,
                        c.parameters};
  const Economy at(problem, {Vector::Zero(4), Table::Zero(4, 3), w.expenditure});
  REQUIRE(at.ok());
  CHECK(at.market_clearance_change(Vector::Zero(4), 1e-9) == Vector::Zero(4));
}

TEST_CASE(
    "the approximate wage Jacobian is the derivative itself where its simplifications are exact") {
  // So few sectors that each has third markets of its own, no inputs, no taxes, balanced trade:
  // nothing is averaged, and spending is the wage bill, at any wages.
  const Index sectors = GENERATE(1, 2, 4);
  const double spread = GENERATE(0.0, 0.3);
  const Calibration c = random_calibration(6, {7, sectors, false, false, false, true, 0.1, 2.0});
  const World& w = *c.world;
  const Problem problem{w, make_kernel(w, c.parameters, baseline_policy(w)), w.deficit,
                        c.parameters};
  const Vector log_wage = Vector::LinSpaced(7, -spread, spread);
  const Economy at(problem, {log_wage, Table::Zero(7, sectors), w.expenditure});
  REQUIRE(at.ok());
  Numeraire numeraire;
  numeraire.set(w, std::vector<Index>(7, 0));
  ApproximateWageJacobian approximate;
  WageFactors jacobian;
  jacobian.compute(approximate.earnings(problem, at.system().prices(),
                                        at.system().spending_per_demand(), log_wage),
                   w, log_wage, numeraire);
  Vector gap = Vector::LinSpaced(7, -0.01, 0.02);
  numeraire.drop_redundant(gap);
  Vector step;
  jacobian.close(gap, step);
  Vector closed = at.market_clearance_change(step, 1e-13);
  numeraire.drop_redundant(closed);
  CHECK((closed + gap).cwiseAbs().maxCoeff() < 1e-12);
  CHECK(std::abs(step.dot(at.system().wage_bill())) < 1e-12 * w.value_added.sum());
}

TEST_CASE("acceleration solves a linear system in as many moves as it has unknowns, and one") {
  constexpr Index kSize = 6;
  std::srand(3);
  const Eigen::MatrixXd a =
      Eigen::MatrixXd::Identity(kSize, kSize) + 0.4 * Eigen::MatrixXd::Random(kSize, kSize);
  const Vector solution = Vector::Random(kSize);
  AndersonAcceleration acceleration;
  acceleration.reset(kSize, kSize);
  Vector z = Vector::Zero(kSize);
  for (Index k = 0; k <= kSize; ++k) z += acceleration.next_move(z, a * (solution - z));
  CHECK((z - solution).cwiseAbs().maxCoeff() < 1e-10);
}

TEST_CASE("a start nearby gives the same equilibrium") {
  const Calibration c = random_calibration(8, {6, 4, true, true, false, false, 0.1, 2.0});
  const World& w = *c.world;
  const TradePolicy first = apply_policy(w, random_policy(1, w, 0.5)).policy.average;
  const TradePolicy second = apply_policy(w, random_policy(2, w, 0.5)).policy.average;
  Solver solver(w, c.parameters);
  const SolverOptions tight{1e-13, 60};
  const SolveResult warm_up = solver.solve(first, w.deficit, tight);
  REQUIRE(warm_up.equilibrium);
  const SolveResult cold = solver.solve(second, w.deficit, tight);
  const SolveResult warm = solver.solve(second, w.deficit, tight, &*warm_up.equilibrium);
  REQUIRE(warm.equilibrium);
  for (const SolveResult* r : {&warm_up, &cold, &warm})
    CHECK(r->method == SolveMethod::quick_search);
  CHECK((warm.equilibrium->wage() - cold.equilibrium->wage()).cwiseAbs().maxCoeff() < 1e-11);
}

TEST_CASE("a start in other units of money gives the same equilibrium") {
  // Without deficits all that is nominal can be multiplied: every equation holds but the numeraire.
  for (const bool input_output : {false, true}) {
    const Calibration c = random_calibration(8, {6, 4, input_output, true, false, true, 0.1, 2.0});
    const World& w = *c.world;
    const TradePolicy policy = apply_policy(w, random_policy(8, w, 0.5)).policy.average;
    const SolveResult found = solve(w, c.parameters, policy, w.deficit);
    REQUIRE(found.equilibrium);
    Equilibrium start = *found.equilibrium;
    const_cast<Vector&>(start.wage()) *= 1.5;  // only the solver makes equilibria: no way in
    const_cast<Table&>(start.price()) *= 1.5;
    const_cast<Table&>(start.expenditure()) *= 1.5;
    const SolveResult again = solve(w, c.parameters, policy, w.deficit, {}, &start);
    REQUIRE(again.equilibrium);
    CHECK(again.equilibrium->wage().dot(w.value_added) == rounded(w.value_added.sum()));
    CHECK((again.equilibrium->wage() - found.equilibrium->wage()).cwiseAbs().maxCoeff() < 1e-8);
  }
}

TEST_CASE("who would owe more than it earns is named, and a search from there ends at once") {
  Calibration c = random_calibration(4, {3, 2, true, false, false, true, 0.0, 1.0});
  const World& w = *c.world;
  const double owed = 1.5 * w.value_added(1);
  const Problem problem{w, make_kernel(w, c.parameters, baseline_policy(w)),
                        Eigen::Vector3d(owed, -owed, 0), c.parameters};
  const State start{Vector::Zero(3), Table::Zero(3, 2), w.expenditure};
  const Economy at(problem, start);
  CHECK_FALSE(at.ok());
  REQUIRE(at.unpaid());
  CHECK(*at.unpaid() == 1);

  Numeraire numeraire;
  numeraire.set(w, {0, 0, 0});
  const Preconditioner baseline(w, c.parameters);
  QuickSearch quick;
  quick.set(problem, baseline, numeraire);
  const Progress progress = quick.run(start, {});
  CHECK_FALSE(progress.converged);
  CHECK(progress.iterations == 0);
  CHECK(progress.evaluations == 0);
  CHECK(std::isnan(progress.residual));
}

TEST_CASE("a good whose suppliers are all cut off is an error that names country and sector") {
  Baseline b = random_baseline(2, {3, 2, false, false, false, false, 0.0, 0.0});
  b.flow(0, 0, 1) = 0;  // country 0 makes none of sector 1 for itself
  const Calibration c = calibrate(b, {{Vector::Constant(2, 4.0)}, false});
  const SolveResult r = solve_lines(c, {{Embargo{{{{1, 2}, {0}, {1}}}}, "embargo", {}}});
  CHECK(r.status == SolveStatus::no_supplier);
  CHECK(r.message == "all suppliers are cut off: S1 of CAA (CAA)");
  CHECK_FALSE(r.equilibrium);
}

TEST_CASE("a country cut off with a deficit to be paid is told so") {
  const Calibration c = random_calibration(4, {3, 2, false, false, false, false, 0.0, 1.0});
  const Cells into{{1, 2}, {0}, {0, 1}};
  const Cells out_of{{0}, {1, 2}, {0, 1}};
  const SolveResult r = solve_lines(c, {{Embargo{{into, out_of}}, "embargo", {}}});
  CHECK(r.status == SolveStatus::no_balance);
  CHECK_THAT(r.message, Catch::Contains("CAA no longer trades with the rest of the world") &&
                            Catch::Contains("use deficits: none"));
}

TEST_CASE("a country that may sell but not buy cannot balance its trade") {
  const Calibration c = random_calibration(4, {3, 2, false, false, false, true, 0.0, 1.0});
  const SolveResult r = solve_lines(c, {{Embargo{{{{1, 2}, {0}, {0, 1}}}}, "embargo", {}}});
  CHECK(r.status == SolveStatus::no_balance);
  CHECK(r.message ==
        "CAA can still sell abroad but no longer buy there, so that trade cannot balance");
}

TEST_CASE("a country that cannot pay is told whether for subsidies or for its deficit") {
  const Calibration c = random_calibration(4, {3, 2, true, false, false, true, 0.0, 1.0});
  const World& w = *c.world;
  const auto message = [&](double rate, double owed) {
    const std::vector lines{tariff_line({{1, 2}, {0}, {0, 1}}, RateChange::set, rate)};
    const SolveResult r = solve(w, c.parameters, apply_policy(w, lines).policy.average,
                                Eigen::Vector3d(-owed, owed, 0));
    CHECK(r.status == SolveStatus::no_balance);
    CHECK_FALSE(r.equilibrium);
    return r.message;
  };
  CHECK(message(-0.95, 0) ==
        "no equilibrium found: CAA (CAA) would have to pay more subsidies than it earns");
  CHECK(message(0, 1.5 * w.value_added(0)) ==
        "no equilibrium found: CAA (CAA) would have to transfer more abroad than it earns "
        "(deficits: fixed); use deficits: none");
  CHECK(message(-0.95, 0.1 * w.value_added(0)) ==
        "no equilibrium found: CAA (CAA) would have to pay more in subsidies and in transfers "
        "abroad than it earns; lower its subsidies, or where it pays none use deficits: none");
}

TEST_CASE("an attempt says that it has not solved before it has") {
  const SolveResult fresh;
  CHECK(fresh.status == SolveStatus::not_solved);
  CHECK(fresh.message == "not solved");
  CHECK_FALSE(fresh.equilibrium);
}

TEST_CASE("running out of steps is a status with both numbers") {
  const Calibration c = random_calibration(4, {3, 2, true, true, false, false, 0.0, 1.0});
  const World& w = *c.world;
  const TradePolicy policy = apply_policy(w, random_policy(4, w, 5.0)).policy.average;
  const SolveResult r = solve(w, c.parameters, policy, w.deficit, {1e-13, 0});
  CHECK(r.status == SolveStatus::not_converged);
  CHECK_THAT(r.message, Catch::Contains("> 1e-13 after 0 Newton steps, largest in CA"));
}

TEST_CASE("a refusal advises the power of ten that would do, if it is a near miss") {
  // Where no step is allowed a residual doubles with a small tariff: it comes by every decade.
  const Calibration c = random_calibration(4, {3, 2, true, false, false, false, 0.0, 1.0});
  const World& w = *c.world;
  std::set<std::string> given;
  for (double rate = 1e-7; rate < 20; rate *= 2) {
    const TradePolicy policy =
        apply_policy(w, std::vector{tariff_line({{1}, {0}, {0, 1}}, RateChange::set, rate)})
            .policy.average;
    const SolveResult r = solve(w, c.parameters, policy, w.deficit, {1e-10, 0});
    CAPTURE(rate, r.max_residual, r.message);
    std::string advice = "model.deficits: none";
    for (const char* times : {"100", "10"})
      if (r.max_residual <= 1e-10 * std::stod(times))
        advice = std::string("a model.tolerance ") + times + " times as large";
    CHECK_THAT(r.message, Catch::EndsWith("; " + advice + " may help"));
    given.insert(advice);
  }
  CHECK(given.count("a model.tolerance 100 times as large") == 1);
  CHECK(given.count("model.deficits: none") == 1);
}
