// Jobs by sector where labour moves freely, and payrolls where it does not.
#include <catch2/catch.hpp>
#include <cmath>

#include "base/numbers.hpp"
#include "files/markdown.hpp"
#include "prose/sector_labour.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Contains;

namespace {

/// A million persons in each sector; BBB puts a tariff on the first sector from AAA.
ExperimentResult with_persons(ModelParameters parameters, EmploymentQuality quality) {
  Baseline b = two_countries();
  b.countries[1].name = "Bland";
  b.employment = std::make_shared<const Employment>(
      Employment{Table::Constant(2, 2, 1e6), {quality, quality}});
  const Calibration c = calibrate(b, {.parameters = std::move(parameters)});
  const PolicyLine line = tariff_line({{0}, {1}, {0}}, RateChange::add, 0.3);
  ExperimentResult result = run_experiment(c, {&line, 1}, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  return result;
}

ModelParameters long_run() { return {Vector::Constant(2, 4.0)}; }

std::string notes_of(const TitledTable& table) {
  std::string out;
  for (const std::string& note : table.notes) out += note + "\n";
  return out;
}

}  // namespace

TEST_CASE("a long run tells who gains and loses jobs, on the terminal and in Markdown",
          "[regression]") {
  // Cause: employment by sector was told where labour is stuck or hours move, nowhere else.
  const ExperimentResult result = with_persons(long_run(), EmploymentQuality::counted);
  RunRecord record = solve_two_countries(0.25).record;
  const SolvedStep solved{{}, result, {}};
  for (const std::string& told :
       {run_report(record, solved, "", false), markdown_report(record, std::span(&solved, 1))}) {
    CHECK_THAT(told, Contains("Employment by sector, Bland") &&
                         Contains("in all sectors together employment is fixed by assumption"));
    CHECK(told.find("Wages and employment") == std::string::npos);
  }
  // Who is protected gains what the other sector loses: persons add up to what they were.
  const std::vector<SectorLabour> sectors = sector_labour(*result.outcome, 1);
  REQUIRE(sectors.size() == 2);
  CHECK(sectors[0].persons > 0);
  CHECK(sectors[0].persons + sectors[1].persons == near(0, 1e-6));  // of a million
  const auto tables = sector_labour_tables(*result.outcome, {"BBB", "AAA"}, "USD");
  REQUIRE(tables.size() == 2);
  const std::string text = tables[0].table.render(false);
  CHECK_THAT(text, Contains("1,000,000") && Contains(signed_amount(sectors[0].persons)) &&
                       Contains(signed_percent(sectors[1].persons / 1e4)));
  CHECK(text.find("First") < text.find("Second"));
}

TEST_CASE("the terminal tells of jobs in one economy, and of few sectors") {
  const Calibration c = random_calibration(5, {.sectors = 9});
  const PolicyLine line = tariff_line({{1, 2, 3}, {0}, {0, 3, 5}}, RateChange::add, 0.4);
  const ExperimentResult result = run_experiment(c, {&line, 1}, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  const std::vector<std::string> codes{c.world->countries[0].code, c.world->countries[1].code};
  const auto briefly = sector_labour_briefly(*result.outcome, codes, "USD");
  REQUIRE(briefly.size() == 1);
  CHECK(briefly[0].table.rows().size() <= 6);
  const auto in_full = sector_labour_tables(*result.outcome, codes, "USD");
  REQUIRE(in_full.size() == 2);
  CHECK(in_full[0].table.rows().size() == 8);
  CHECK(briefly[0].table.rows().front()[0].text == in_full[0].table.rows().front()[0].text);
  CHECK(briefly[0].table.rows().back()[0].text == in_full[0].table.rows().back()[0].text);
}

TEST_CASE("jobs whose split is imputed are told in percent, and hours where they move") {
  ModelParameters elastic = long_run();
  elastic.labour_supply = 0.5;
  const ExperimentResult result = with_persons(elastic, EmploymentQuality::imputed);
  const auto tables = sector_labour_tables(*result.outcome, {"BBB"}, "USD");
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].table.columns().size() == 2);
  CHECK_THAT(notes_of(tables[0]),
             Contains("in percent only: the split of persons by sector is imputed") &&
                 Contains("hours in the whole economy change by " +
                          signed_percent(100 * result.outcome->countries()[1].employment)) &&
                 !Contains("fixed by assumption"));
}

TEST_CASE("a group's jobs are its members' together", "[regression]") {
  // Cause: groups in focus had no table of jobs by sector.
  const ExperimentResult result = with_persons(long_run(), EmploymentQuality::counted);
  const Outcome& outcome = *result.outcome;
  const std::vector<NamedGroup> groups{{"BOTH", {0, 1}}};
  const auto tables = sector_labour_tables(outcome, {"BOTH"}, "USD", groups);
  REQUIRE(tables.size() == 1);
  CHECK_THAT(tables[0].title, Contains("BOTH"));
  const std::vector<SectorLabour> one = sector_labour(outcome, 0),
                                  other = sector_labour(outcome, 1),
                                  both = sector_labour(outcome, std::vector<Index>{0, 1});
  REQUIRE(both.size() == 2);
  ModelParameters stuck = long_run();
  stuck.labour_mobility = 0;
  const ExperimentResult paid = with_persons(stuck, EmploymentQuality::imputed);
  for (std::size_t s = 0; s < both.size(); ++s) {
    CHECK(both[s].payroll_base == near(one[s].payroll_base + other[s].payroll_base, 1e-12));
    CHECK(both[s].payroll_change() ==
          near(one[s].payroll_change() + other[s].payroll_change(), 1e-9));
    // Who is not counted in one member is not counted in the group.
    if (std::isnan(one[s].persons) || std::isnan(other[s].persons)) {
      CHECK(std::isnan(both[s].persons));
    } else {
      CHECK(both[s].persons == near(one[s].persons + other[s].persons, 1e-9));
    }
    // Nobody can leave a sector: what is paid is what the wage is.
    const SectorLabour of_stuck = sector_labour(*paid.outcome, std::vector<Index>{0, 1})[s];
    CHECK(of_stuck.payroll == near(of_stuck.real_wage, 1e-9));
    CHECK(of_stuck.employment == near(0, 1e-9));
  }
}

TEST_CASE("where no sector's employment moves, no table tells of jobs") {
  const Calibration c = calibrate(two_countries(), {.parameters = long_run()});
  const ExperimentResult result = run_experiment(c, {}, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  CHECK(sector_labour_tables(*result.outcome, {"BBB"}, "USD").empty());
}

TEST_CASE("payrolls of stuck labour move as its wages, and in all as the economy's") {
  ModelParameters stuck = long_run();
  stuck.labour_mobility = 0;
  const ExperimentResult result = with_persons(stuck, EmploymentQuality::counted);
  const std::vector<SectorLabour> sectors = sector_labour(*result.outcome, 1);
  REQUIRE(sectors.size() == 2);
  double base = 0, change = 0;
  for (const SectorLabour& one : sectors) {
    CHECK(one.payroll == near(one.real_wage, 1e-12));
    base += one.payroll_base;
    change += one.payroll_change();
  }
  CHECK(base == within(result.outcome->base().value_added(1), 1e-9));
  CHECK(change / base == near(result.outcome->countries()[1].real_wage, 1e-9));
}
