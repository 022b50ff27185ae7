// Money is counted in millions, but could be in anything: halving the unit halves all money and
// changes no rate, price or step of the search, not by a single bit, since halves are exact.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "outcomes/levels.hpp"
#include "policy/agreement.hpp"
#include "results/tables.hpp"
#include "support/random_world.hpp"
#include "support/three_countries.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Makes every flow of these worlds less than one.
const double kUnit = std::ldexp(1, -24);

const std::vector<RandomBaseline> kWorldsCounted = {
    {.countries = 5, .sectors = 4, .export_taxes = true, .size_spread = 1.0},
    {.countries = 4, .sectors = 3, .input_output = false},
    {.countries = 6, .sectors = 2, .tariffs = false, .balanced = true},
};

Calibration counted_in(double unit, unsigned seed, const RandomBaseline& kind) {
  Baseline b = random_baseline(seed, kind);
  for (Index s = 0; s < kind.sectors; ++s) b.flow.sector(s) *= unit;
  for (Country& country : b.countries) country.population = 1e6;
  b.sectors.back().kind = SectorKind::services;
  return calibrate(b, {{random_elasticities(seed, kind.sectors)}, kind.input_output});
}

ExperimentResult solved_with_rate(const Calibration& calibration, double top_rate) {
  std::vector<PolicyLine> lines = random_policy(3, *calibration.world, top_rate);
  Agreement customs_union;
  customs_union.customs_union = customs_union.tariff_sectors = {0, 1};
  lines.push_back({customs_union, "union", {}});
  lines.push_back({Retaliation{{2}, {0, 1, 3}, 1, std::vector<Index>{0}, true}, "answer", {}});
  return run_experiment(calibration, lines, DeficitClosure::fixed, {});
}

bool is_money(const std::string& measure) {
  return measure.ends_with("_musd") || measure.ends_with("_usd");
}

void check_table(TableKind kind, const ExperimentResult& whole, const ExperimentResult& small) {
  const std::vector<NamedGroup> countries{{"pair", {1, 2}}}, sectors{{"two", {0, 1}}};
  const ResultTable a = result_table(kind, whole, {countries, sectors}),
                    b = result_table(kind, small, {countries, sectors});
  REQUIRE(a.rows() > 0);
  REQUIRE(a.rows() == b.rows());
  int different = 0;
  for (std::size_t row = 0; row < a.rows(); ++row)
    for (std::size_t m = 0; m < a.measures.size(); ++m) {
      const double expected = a.value(row, m) * (is_money(a.measures[m].name) ? kUnit : 1);
      if (b.value(row, m) == expected || (std::isnan(expected) && std::isnan(b.value(row, m))))
        continue;
      ++different;
      UNSCOPED_INFO(a.name << " " << a.measures[m].name << " row " << row << ": " << b.value(row, m)
                           << " instead of " << expected);
    }
  CHECK(different == 0);
}

}  // namespace

TEST_CASE("the unit of money changes no step of a search and no figure but money") {
  for (const RandomBaseline& kind : kWorldsCounted) {
    CAPTURE(kind.countries, kind.sectors);
    const Calibration whole = counted_in(1, 7, kind), small = counted_in(kUnit, 7, kind);
    REQUIRE(small.world->expenditure.maxCoeff() < 1);
    for (const double top_rate : {0.2, 2.0}) {
      const ExperimentResult a = solved_with_rate(whole, top_rate),
                             b = solved_with_rate(small, top_rate);
      REQUIRE(a.outcome);
      REQUIRE(b.outcome);
      CHECK(a.statistics.iterations == b.statistics.iterations);
      CHECK(a.statistics.evaluations == b.statistics.evaluations);
      for (const TableKind table :
           {TableKind::world, TableKind::countries, TableKind::groups, TableKind::sectors,
            TableKind::sector_groups, TableKind::pairs, TableKind::flows})
        check_table(table, a, b);
    }
  }
}

TEST_CASE("a common external tariff is weighted by imports, however small") {
  World world = three_countries();
  const auto common = [&] {
    return common_external_tariff(LeviedCells(world), {0, 1}, {0}).front().goods.front().rate;
  };
  // From the third: 20 % on 50 and 30 % on 60, that is 28 of 110.
  CHECK(common() == Approx(28.0 / 110).epsilon(1e-14));
  world.flow.sector(0) *= 1e-6;
  CHECK(common() == Approx(28.0 / 110).epsilon(1e-14));
  // Without imports each counts alike.
  world.flow.sector(0).setZero();
  CHECK(common() == Approx(0.25).epsilon(1e-14));
}
