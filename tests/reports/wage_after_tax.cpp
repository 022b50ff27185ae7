// What is kept of wages where border taxes replace a tax on them.
#include <catch2/catch.hpp>
#include <cmath>

#include "base/numbers.hpp"
#include "files/markdown.hpp"
#include "prose/wage_after_tax.hpp"
#include "support/random_world.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

EconomyRow taxed_row(double wage, double after_tax) {
  EconomyRow row{};
  row.real_wage_pct = wage;
  row.real_wage_after_tax_pct = after_tax;
  return row;
}

}  // namespace

TEST_CASE("the real wage after tax is told where it is another one", "[regression]") {
  // Cause: hours rose beside a real wage that falls, and only countries.csv said why.
  CHECK(has_wage_after_tax(taxed_row(-0.4, 0.6)));
  CHECK_FALSE(has_wage_after_tax(taxed_row(-0.4, -0.402)));
  CHECK_FALSE(has_wage_after_tax(taxed_row(-0.4, std::nan(""))));
  CHECK(wage_after_tax(taxed_row(-0.4, 0.6)) == "after tax +0.60 %");

  ModelParameters taxed{Vector::Constant(2, 4.0)};
  taxed.labour_supply = 0.5;
  const PolicyLine line = tariff_line({{0}, {1}, {0}}, RateChange::add, 0.3);
  RunRecord record = solve_two_countries(0.25).record;
  const auto told = [&](RevenueUse revenue) {
    taxed.revenue = revenue;
    const Calibration c = calibrate(two_countries(), {.parameters = taxed});
    const SolvedStep solved{{}, run_experiment(c, {&line, 1}, DeficitClosure::fixed, {}), {}};
    REQUIRE(solved.result.outcome);
    const std::string kept =
        signed_percent(100 * solved.result.outcome->countries()[1].real_wage_after_tax);
    const std::string terminal = run_report(record, solved, "", false),
                      page = markdown_report(record, std::span(&solved, 1));
    CHECK((terminal.find("real wage  after tax") != std::string::npos) ==
          (revenue == RevenueUse::income_tax));
    CHECK((page.find("| Real wage | After tax |") != std::string::npos) ==
          (revenue == RevenueUse::income_tax));
    CHECK((page.find("the real wage after tax (" + kept + ") with elasticity 0.5") !=
           std::string::npos) == (revenue == RevenueUse::income_tax));
  };
  told(RevenueUse::income_tax);
  told(RevenueUse::lump_sum);
}
