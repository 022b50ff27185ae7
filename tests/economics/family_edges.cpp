// Where options of the model come to their edges: several equilibria, sectors that end, persons.
#include <catch2/catch.hpp>
#include <cmath>

#include "studies/experiment.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

constexpr double kElasticity = 4;

/// Too few for a search that goes to a distant policy at once, enough for the stretches of a way.
constexpr int kFewSteps = 3;

/// Pairs of countries that are mirrors of each other and trade much; between pairs a little.
/// Sectors are mirrors too, and use mostly themselves as inputs.
Baseline mirrors(Index pairs, double domestic_sales = 500) {
  const Index n = 2 * pairs;
  Baseline b;
  b.id = "mirrors";
  for (Index i = 0; i < n; ++i) {
    const std::string code = "A" + std::to_string(i);
    b.countries.push_back({code, code, 0});
  }
  b.sectors = {{"S0", "S0", SectorKind::goods}, {"S1", "S1", SectorKind::goods}};
  b.flow = Cube(n, 2, 1.0);
  b.tariff = Cube(n, 2, 0.0);
  b.input_share = InputShares(n, 2);
  for (Index s = 0; s < 2; ++s)
    for (Index i = 0; i < n; ++i) {
      for (Index k = 0; k < 2; ++k) b.input_share(i, k, s) = k == s ? 0.5 : 0.1;
      for (Index j = 0; j < n; ++j)
        if (i / 2 == j / 2) b.flow(i, j, s) = i == j ? domestic_sales : 400;
    }
  return b;
}

ExperimentResult with_scale(const Baseline& baseline, double scale) {
  CalibrationOptions options{{Vector::Constant(2, kElasticity)}, true};
  options.parameters.scale = Vector::Constant(2, scale);
  const Calibration c = calibrate(baseline, options);
  return run_experiment(
      c, std::vector<PolicyLine>{tariff_line({{1}, {0}, {0}}, RateChange::add, 0.001)},
      DeficitClosure::fixed, {});
}

/// AAA sells S0 to BBB alone.
Calibration only_customer(ModelParameters parameters) {
  Baseline b;
  b.id = "only-customer";
  b.countries = {{"AAA", "A", 0}, {"BBB", "B", 0}, {"CCC", "C", 0}};
  b.sectors = {{"S0", "S0", SectorKind::goods}, {"S1", "S1", SectorKind::goods}};
  b.flow = Cube(3, 2, 0.0);
  b.tariff = Cube(3, 2, 0.0);
  const auto sell = [&](Index i, Index n, Index s, double value) { b.flow(i, n, s) = value; };
  sell(0, 1, 0, 100), sell(0, 0, 1, 800), sell(0, 2, 1, 50);
  sell(1, 1, 0, 500), sell(1, 1, 1, 500), sell(1, 0, 1, 60), sell(1, 0, 0, 40), sell(1, 2, 0, 20);
  sell(2, 2, 0, 500), sell(2, 2, 1, 500), sell(2, 0, 1, 40), sell(2, 1, 1, 30);
  parameters.trade_elasticity = Vector::Constant(2, kElasticity);
  return calibrate(b, {parameters, false});
}

ExperimentResult without_customer(const Calibration& c) {
  const std::vector<PolicyLine> line{{Embargo{{{{0}, {1}, {0}}}}, "embargo", {}}};
  return run_experiment(c, line, DeficitClosure::none, {});
}

}  // namespace

TEST_CASE("several equilibria are refused, also where their number hides in the determinant",
          "[regression]") {
  // Cause: two pairs of countries that can each tip turn two signs, whose product is none.
  for (const Index pairs : {1, 2}) {
    CAPTURE(pairs);
    CHECK(with_scale(mirrors(pairs), 0.1).outcome);
    const ExperimentResult tipping = with_scale(mirrors(pairs), 0.24);
    CHECK_FALSE(tipping.outcome);
    CHECK(tipping.statistics.status == SolveStatus::several_equilibria);
    CHECK_THAT(tipping.statistics.message, Catch::Contains("there may be several equilibria"));
  }
}

TEST_CASE("no equilibrium is followed past a point where another branches off") {
  // At the costs of trade that there are the mirrors trade little, and each makes both goods; where
  // trade is almost free they do again. Between, either good can move to either country.
  CalibrationOptions options{{Vector::Constant(2, kElasticity)}, true};
  options.parameters.scale = Vector::Constant(2, 0.22);
  const Calibration c = calibrate(mirrors(1, 2000), options);
  const std::vector<PolicyLine> lines{trade_cost_line({{0, 1}, {0, 1}, {0, 1}}, -0.6),
                                      tariff_line({{1}, {0}, {0}}, RateChange::set, 0.01)};
  const auto run = [&](int steps) {
    SolverOptions search;
    search.max_iterations = steps;
    return run_experiment(c, lines, DeficitClosure::fixed, search);
  };
  CHECK(run(60).outcome);
  const ExperimentResult followed = run(kFewSteps);
  CHECK_FALSE(followed.outcome);
  CHECK(followed.statistics.method == SolveMethod::continuation);
  CHECK(followed.statistics.status == SolveStatus::several_equilibria);
  CHECK_THAT(followed.statistics.message, Catch::Contains("could grow or shrink on its own at ") &&
                                              Catch::Contains(" % of the way to this policy"));
}

TEST_CASE("where labour cannot leave a sector that sells nothing any more, it stays, at no wage",
          "[regression]") {
  // Cause: its hours were counted as nobody's, and those of other sectors scaled up to the rest.
  ModelParameters p;
  p.labour_mobility = 0;
  const ExperimentResult result = without_customer(only_customer(p));
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  CHECK(std::isnan(result.outcome->sector(0, 0).wage));
  CHECK(result.outcome->sector(0, 0).employment == near(0, 1e-12));
  CHECK(result.outcome->sector(0, 1).employment == near(0, 1e-12));
}

TEST_CASE("a sector that sells nothing any more is no fault of a world with economies of scale",
          "[regression]") {
  // Cause: the certificate took the logarithm of nothing.
  ModelParameters p;
  p.labour_mobility = 2;
  p.scale = Vector::Constant(2, 0.1);
  const ExperimentResult result = without_customer(only_customer(p));
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  CHECK(result.outcome->sector(0, 0).output == 0);
  CHECK(result.outcome->sector(0, 0).employment == near(-1, 1e-12));
}

TEST_CASE("persons of an economy move as its hours do", "[regression]") {
  // Cause: hours of sectors add up weighted by pay, and persons were multiplied by them.
  const double supply = GENERATE(0.0, 0.5);
  Baseline b = random_baseline(4, {4, 3});
  Employment employment{Table::Constant(4, 3, 100.0),
                        std::vector<EmploymentQuality>(4, EmploymentQuality::counted)};
  for (Index n = 0; n < 4; ++n) employment.persons(n, 0) = 1000.0 * static_cast<double>(n + 1);
  b.employment = std::make_shared<const Employment>(employment);
  CalibrationOptions options{{random_elasticities(4, 3)}, true};
  options.parameters.labour_mobility = 1.5;
  options.parameters.labour_supply = supply;
  const ExperimentResult result = run_experiment(
      calibrate(b, options),
      std::vector<PolicyLine>{tariff_line({{1, 2}, {0}, {0, 1}}, RateChange::add, 0.5)},
      DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  for (Index n = 0; n < 4; ++n) {
    double before = 0, after = 0;
    for (Index s = 0; s < 3; ++s) {
      before += result.outcome->sector(n, s).persons_base;
      after += result.outcome->sector(n, s).persons;
    }
    const double hours = result.outcome->countries()[static_cast<std::size_t>(n)].employment;
    CHECK(before == rounded(employment.persons.row(n).sum()));
    CHECK(after == rounded(before * (1 + hours)));
  }
}

TEST_CASE(
    "hours are what the real wage as it is kept brings forth, and without an income tax all is "
    "kept") {
  const RevenueUse revenue = GENERATE(RevenueUse::lump_sum, RevenueUse::income_tax);
  const bool rate_given = GENERATE(false, true);
  CalibrationOptions options{{random_elasticities(6, 3)}, true};
  ModelParameters& p = options.parameters;
  p.labour_supply = 0.6;
  p.revenue = revenue;
  if (rate_given) p.income_tax_rate = Vector::Constant(4, 0.3);
  const ExperimentResult result = run_experiment(
      calibrate(random_baseline(6, {4, 3}), options),
      std::vector<PolicyLine>{tariff_line({{1, 2}, {0}, {0, 1}}, RateChange::add, 0.4)},
      DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  for (const CountryOutcome& c : result.outcome->countries()) {
    // L = (h w / P)^kappa, to the solver's tolerance of 1e-10.
    CHECK(c.employment == near(std::pow(1 + c.real_wage_after_tax, 0.6) - 1, 1e-9));
    if (revenue == RevenueUse::lump_sum) CHECK(c.real_wage_after_tax == near(c.real_wage, 1e-15));
  }
  if (revenue == RevenueUse::income_tax)
    CHECK(result.outcome->countries()[0].real_wage_after_tax >
          result.outcome->countries()[0].real_wage);
}

TEST_CASE("a refusal advises nothing lower than the lowest", "[regression]") {
  // Cause: "a lower model.labour_mobility may help" was said of 0.
  for (const double mobility : {0.0, 0.5}) {
    CalibrationOptions options{{Vector::Constant(2, kElasticity)}, true};
    options.parameters.labour_mobility = mobility;
    options.parameters.labour_supply = 3;
    options.parameters.scale = Vector::Constant(2, 0.24);
    const ExperimentResult result = run_experiment(
        calibrate(mirrors(1), options),
        std::vector<PolicyLine>{tariff_line({{1}, {0}, {0}}, RateChange::add, 0.001)},
        DeficitClosure::fixed, {});
    CAPTURE(result.statistics.message);
    REQUIRE(result.statistics.status == SolveStatus::several_equilibria);
    CHECK((result.statistics.message.find("a lower model.labour_mobility") == std::string::npos) ==
          (mobility == 0));
  }
}
