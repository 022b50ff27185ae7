// What the options of the model do where it is known without solving them: limits, invariances, a
// market worked out by bisection.
#include <catch2/catch.hpp>

#include <cmath>

#include "outcomes/outcome.hpp"
#include "results/rows.hpp"
#include "studies/experiment.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

const RandomBaseline kWithTariffs{5, 4, true, true, false, false, 0.1, 2.0};

Outcome outcome_with(const Calibration& c, const ModelParameters& parameters,
                     const std::vector<PolicyLine>& policy,
                     DeficitClosure closure = DeficitClosure::fixed) {
  Calibration with = c;
  with.parameters = parameters;
  ExperimentResult result = run_experiment(with, policy, closure, kTight);
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  return *result.outcome;
}

/// The largest difference between wages, prices and welfare of two outcomes.
double difference(const Outcome& a, const Outcome& b) {
  double largest = std::max(
      (a.equilibrium().price() - b.equilibrium().price()).cwiseAbs().maxCoeff(),
      (a.equilibrium().sector_wages() - b.equilibrium().sector_wages()).cwiseAbs().maxCoeff());
  for (std::size_t n = 0; n < a.countries().size(); ++n)
    largest = std::max(largest, std::abs(a.countries()[n].welfare - b.countries()[n].welfare));
  return largest;
}

}  // namespace

TEST_CASE("elasticities near 1 come near Cobb-Douglas, by no more than they differ") {
  const Calibration c = random_calibration(3, kWithTariffs);
  const auto policy = random_policy(3, *c.world, 0.5);
  const Outcome one = outcome_with(c, c.parameters, policy);
  for (const double off : {1e-4, -1e-6, 1e-9}) {
    ModelParameters p = c.parameters;
    p.substitution = {1 + off, 1 + off, 1 + off};
    CHECK(difference(outcome_with(c, p, policy), one) <= std::abs(off) + kSame);
  }
}

TEST_CASE("labour that moves more and more readily comes near labour that moves freely") {
  const Calibration c = random_calibration(4, kWithTariffs);
  const auto policy = random_policy(4, *c.world, 0.5);
  const Outcome free = outcome_with(c, c.parameters, policy);
  double before = kInfinity;
  for (const double mobility : {1e2, 1e4, 1e6}) {
    ModelParameters p = c.parameters;
    p.labour_mobility = mobility;
    const double now = difference(outcome_with(c, p, policy), free);
    CHECK(now < 10 / mobility);
    CHECK(now < before / 50);  // in proportion to 1 / mobility
    before = now;
  }
}

TEST_CASE("deficits of zero stay zero, a constant or in proportion") {
  const Calibration c = random_calibration(5, {5, 3, true, false, false, true, 0.0, 2.0});
  const auto policy = random_policy(5, *c.world, 0.5);
  ModelParameters p = c.parameters;
  p.proportional_deficits = true;
  CHECK(difference(outcome_with(c, p, policy, DeficitClosure::proportional),
                   outcome_with(c, c.parameters, policy)) < kSame);
}

TEST_CASE(
    "in one sector without inputs economies of scale change nothing (Arkolakis, Costinot and "
    "Rodriguez-Clare 2012)") {
  const Calibration c = random_calibration(6, {6, 1, false, true, false, false, 0.0, 2.0});
  const auto policy = random_policy(6, *c.world, 0.6);
  const Outcome none = outcome_with(c, c.parameters, policy);
  ModelParameters p = c.parameters;
  p.scale = 0.8 * p.trade_elasticity.cwiseInverse();
  CHECK(difference(outcome_with(c, p, policy), none) < kSame);
}

TEST_CASE("no change of policy is no change, whatever the options") {
  const Calibration c = random_calibration(7, kWithTariffs);
  ModelParameters p = c.parameters;
  p.substitution = {0.3, 0.1, 2};
  p.labour_mobility = 0.5;
  p.labour_supply = 0.6;
  p.revenue = RevenueUse::income_tax;
  p.scale = 0.3 * p.trade_elasticity.cwiseInverse();
  const Outcome same = outcome_with(c, p, {});
  CHECK((same.equilibrium().price().array() - 1).abs().maxCoeff() < 1e-12);
  for (const CountryOutcome& country : same.countries()) {
    CHECK(std::abs(country.welfare) < 1e-12);
    CHECK(std::abs(country.employment) < 1e-12);
  }
}

TEST_CASE("a reference is passed through: two steps are one") {
  const Calibration c = random_calibration(8, kWithTariffs);
  Calibration with = c;
  with.parameters.substitution = {0.5, 0.2, 0.7};
  with.parameters.labour_mobility = 1;
  with.parameters.labour_supply = 0.4;
  with.parameters.scale = 0.2 * c.parameters.trade_elasticity.cwiseInverse();
  const std::vector<PolicyLine> first{tariff_line({{1, 2}, {0}, {0, 1}}, RateChange::add, 0.3)};
  const std::vector<PolicyLine> second{tariff_line({{0}, {1}, {0, 2}}, RateChange::add, 0.2)};
  const std::vector<PolicyLine> both{first.front(), second.front()};
  const auto run = [&](const std::vector<PolicyLine>& reference,
                       const std::vector<PolicyLine>& policy) {
    const Stage stage{{}, policy, with.parameters, {}};
    ExperimentResult result =
        run_experiment({with, DeficitClosure::fixed, kTight, reference, {stage}}).front().result;
    INFO(result.statistics.message);
    REQUIRE(result.outcome);
    return *result.outcome;
  };
  const Outcome before = run({}, first), after = run(first, second), whole = run({}, both);
  const auto product = [&](const Table& a, const Table& b) { return a.cwiseProduct(b).eval(); };
  CHECK((product(before.equilibrium().price(), after.equilibrium().price()) -
         whole.equilibrium().price())
            .cwiseAbs()
            .maxCoeff() < kSame);
  CHECK((product(before.equilibrium().sector_wages(), after.equilibrium().sector_wages()) -
         whole.equilibrium().sector_wages())
            .cwiseAbs()
            .maxCoeff() < kSame);
}

namespace {

/// Two countries, each the other's mirror: what sector 0 is to one, sector 1 is to the other.
struct Mirror {
  double home_0 = 700, home_1 = 400, exports_0 = 200, exports_1 = 60;
  double theta = 3.5;

  Calibration calibration() const {
    Baseline b;
    b.id = "mirror";
    b.countries = {{"AAA", "AAA", 0}, {"BBB", "BBB", 0}};
    b.sectors = {{"S0", "S0", SectorKind::goods}, {"S1", "S1", SectorKind::goods}};
    b.flow = b.tariff = Cube(2, 2);
    b.flow(0, 0, 0) = b.flow(1, 1, 1) = home_0;
    b.flow(0, 0, 1) = b.flow(1, 1, 0) = home_1;
    b.flow(0, 1, 0) = b.flow(1, 0, 1) = exports_0;
    b.flow(0, 1, 1) = b.flow(1, 0, 0) = exports_1;
    return calibrate(b, {{Vector::Constant(2, theta)}, false});
  }

  /// What sector 0 of AAA earns over what its labour asks, both at wages v0 and v1 in units of the
  /// average wage, when both countries levy `tariff` on all that they import.
  double excess(double v0, double v1, double tariff, double mobility) const {
    const double sold_0 = home_0 + exports_0, sold_1 = home_1 + exports_1;
    const double spent_0 = home_0 + exports_1, spent_1 = home_1 + exports_0;
    const double income_0 = spent_0 / (spent_0 + spent_1), income_1 = 1 - income_0;
    const double duty = std::pow(1 + tariff, -theta);
    // In AAA's market of sector 0 its own sector 0 (at v0) meets BBB's, which is the mirror of its
    // own sector 1 (at v1); in the market of sector 1 the reverse.
    const double own_0 = home_0 * std::pow(v0, -theta),
                 other_0 = exports_1 * std::pow(v1, -theta) * duty;
    const double own_1 = home_1 * std::pow(v1, -theta),
                 other_1 = exports_0 * std::pow(v0, -theta) * duty;
    const double foreign_0 = other_0 / (own_0 + other_0), foreign_1 = other_1 / (own_1 + other_1);
    const double kept = tariff / (1 + tariff) * (income_0 * foreign_0 + income_1 * foreign_1);
    const double income = (sold_0 + sold_1) / (1 - kept);
    const double earned =
        income_0 * income * (1 - foreign_0) + income_1 * income * foreign_1 / (1 + tariff);
    return earned - sold_0 * std::pow(v0, 1 + mobility);
  }

  /// v0 by bisection, v1 following from lambda_0 v0^(1+mu) + lambda_1 v1^(1+mu) = 1.
  std::pair<double, double> wages(double tariff, double mobility) const {
    const double part = (home_0 + exports_0) / (home_0 + exports_0 + home_1 + exports_1);
    const auto other = [&](double v0) {
      return std::pow((1 - part * std::pow(v0, 1 + mobility)) / (1 - part), 1 / (1 + mobility));
    };
    double low = 0.3, high = std::pow(1 / part, 1 / (1 + mobility)) * (1 - 1e-9);
    for (int step = 0; step < 200; ++step) {
      const double middle = (low + high) / 2;
      (excess(middle, other(middle), tariff, mobility) > 0 ? low : high) = middle;
    }
    return {low, other(low)};
  }
};

}  // namespace

TEST_CASE("sectors' wages in two countries equal those found by bisection") {
  const Mirror mirror;
  const Calibration c = mirror.calibration();
  const Cells imports{{0, 1}, {0, 1}, {0, 1}};
  for (const double mobility : {0.0, 0.7, 3.0})
    for (const double tariff : {0.1, 0.6}) {
      CAPTURE(mobility, tariff);
      ModelParameters p = c.parameters;
      p.labour_mobility = mobility;
      const Outcome o = outcome_with(c, p, {tariff_line(imports, RateChange::set, tariff)});
      const auto [v0, v1] = mirror.wages(tariff, mobility);
      CHECK(o.equilibrium().sector_wage(0, 0) == near(v0, kSame));
      CHECK(o.equilibrium().sector_wage(0, 1) == near(v1, kSame));
      CHECK(o.equilibrium().sector_wage(1, 1) == near(v0, kSame));
      if (mobility == 0) {
        CHECK(o.sector(0, 0).employment == near(0, kSame));
        CHECK(o.sector(0, 1).wage == near(v1 - 1, kSame));
      }
    }
}

TEST_CASE("deficits removed first are no policy whose revenue lowers a tax") {
  const Calibration c = random_calibration(10, kWithTariffs);
  ModelParameters p = c.parameters;
  p.labour_supply = 0.7;
  const Outcome lump = outcome_with(c, p, {}, DeficitClosure::none);
  p.revenue = RevenueUse::income_tax;
  const Outcome tax = outcome_with(c, p, {}, DeficitClosure::none);
  CHECK((lump.base().value_added - tax.base().value_added).cwiseAbs().maxCoeff() < 1e-9);
  CHECK((tax.base().value_added - c.world->value_added).cwiseAbs().maxCoeff() > 1);
  for (const CountryOutcome& country : tax.countries()) CHECK(std::abs(country.employment) < 1e-12);
}

TEST_CASE("economies of scale too large for a single equilibrium are refused in words") {
  const Calibration c = random_calibration(9, kWithTariffs);
  Calibration with = c;
  with.parameters.scale = 1.2 * c.parameters.trade_elasticity.cwiseInverse();
  const ExperimentResult over = run_experiment(with, {}, DeficitClosure::fixed, {});
  CHECK_FALSE(over.outcome);
  CHECK(over.statistics.status == SolveStatus::several_equilibria);
  CHECK_THAT(over.statistics.message, Catch::Contains("exceed 1"));
}

TEST_CASE("labour that makes and labour that sells are the labour of a country") {
  CalibrationOptions options{{random_elasticities(11, 3)}, false, Vector(4)};
  options.selling_share << 0.05, 0.12, 0.2, 0.3;
  options.parameters.labour_mobility = 1.5;
  options.parameters.tax_exponent = Table::Constant(4, 3, 1.2);
  const Calibration c = calibrate(random_baseline(11, {4, 3, false}), options);
  const Outcome o =
      outcome_with(c, c.parameters, {tariff_line({{1, 2}, {0}, {0, 1}}, RateChange::add, 0.4)});
  const auto rows = sector_rows(o);
  for (Index n = 0; n < 4; ++n) {
    double before = 0, after = 0;
    for (Index s = 0; s < 3; ++s) {
      // Without inputs all that producers receive is their labour's.
      const auto parts = [&](const Cube& flow) {
        const Vector keeps = Vector::Ones(4) - options.selling_share;
        const double makes = flow.sector(s).row(n).dot(keeps);
        const double sells = options.selling_share(n) * flow.sector(s).col(n).sum();
        return std::pair{makes, sells};
      };
      const auto [made_before, sold_before] = parts(o.base().flow);
      const auto [made, sold] = parts(o.after().flow);
      const SectorRow& row = rows[static_cast<std::size_t>(n * 3 + s)];
      CHECK(row.selling_labour_base_pct ==
            near(100 * sold_before / (made_before + sold_before), 1e-10));
      CHECK(row.selling_labour_pct == near(100 * sold / (made + sold), 1e-10));
      before += made_before + sold_before;
      after += made + sold;
    }
    CHECK(before == rounded(o.base().value_added(n)));
    // As markets clear, to the solver's tolerance.
    CHECK(after / o.after().value_added(n) == near(1, 1e-11));
  }
}

TEST_CASE("without selling costs no labour sells, and the columns are empty") {
  const Calibration c = random_calibration(12, kWithTariffs);
  for (const SectorRow& row : sector_rows(outcome_with(c, c.parameters, {}))) {
    CHECK(std::isnan(row.selling_labour_base_pct));
    CHECK(std::isnan(row.selling_labour_pct));
  }
}

TEST_CASE(
    "where work costs a surplus country more than it spends, welfare is refused, not inverted") {
  Calibration c = random_calibration(6, kWithTariffs);
  const World& world = *c.world;
  Index n = 0;
  const double part = world.income.cwiseQuotient(world.value_added).minCoeff(&n);
  REQUIRE(part < 0.9);  // it has a surplus
  // N = kappa / (1 + kappa) V is all of its income at this kappa.
  const double all = part / (1 - part);
  const auto policy = random_policy(6, world, 0.5);
  c.parameters.labour_supply = 0.9 * all;
  const Outcome near_it = outcome_with(c, c.parameters, policy);
  for (const CountryOutcome& one : near_it.countries())
    CHECK(one.welfare * one.equivalent_variation >= 0);
  c.parameters.labour_supply = 1.1 * all;
  const ExperimentResult refused = run_experiment(c, policy, DeficitClosure::fixed, kTight);
  CHECK_FALSE(refused.outcome);
  CHECK(refused.statistics.status == SolveStatus::no_welfare);
  CHECK(refused.statistics.message.find("households in " +
                                        world.countries[static_cast<std::size_t>(n)].code) !=
        std::string::npos);
  // Without deficits everybody spends what is earned, of which work costs a part.
  CHECK(run_experiment(c, policy, DeficitClosure::none, kTight).outcome);
}
