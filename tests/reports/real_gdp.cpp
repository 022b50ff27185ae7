// Where people read real GDP, and who pays a duty.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/numbers.hpp"
#include "files/markdown.hpp"
#include "results/rows.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Contains;

namespace {

std::string line_with(const std::string& text, const std::string& part) {
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  const std::size_t begin = text.rfind('\n', at) + 1;
  return text.substr(begin, text.find('\n', at) - begin);
}

}  // namespace

TEST_CASE("the table in focus has real GDP and says how it differs from welfare") {
  const Solved solved = solve_two_countries(0.25);
  const Outcome& outcome = *solved.result.outcome;
  const std::string report = run_report(solved.record, {{}, solved.result, {}}, "", false);
  const std::string focus = report.substr(report.find("In focus"));
  CHECK_THAT(line_with(focus, "welfare"),
             Contains("welfare  real GDP  in money (of GDP)  real wage"));
  CHECK_THAT(line_with(focus, "  BBB  "),
             Contains(signed_percent(country_rows(outcome)[1].real_gdp_pct)));
  CHECK_THAT(line_with(focus, "  real GDP: "), Contains("unlike welfare"));
  CHECK(report.find("real GDP", report.find("Largest")) == std::string::npos);
}

TEST_CASE("Markdown has real GDP, prices at the border, and who pays where a duty changes") {
  Solved solved = solve_two_countries(0.25);
  const CountryRow row = country_rows(*solved.result.outcome)[1];
  const auto pairs = pair_rows(*solved.result.outcome);
  const auto steps = [](Solved& of) {
    std::vector<SolvedStep> all(1);
    all[0].result = std::move(of.result);
    return all;
  };
  solved.record.focus = {"BBB"};
  // At unchanged wages of the buyers, whose wage is their real wage times their consumer price.
  const auto sectors = static_cast<std::size_t>(solved.result.outcome->base().n_sectors());
  const double in_numeraire =
      1 + sector_rows(*solved.result.outcome)[sectors].buyer_price_pct / 100;
  const double wage = (1 + row.real_wage_pct / 100) * (1 + row.consumer_price_pct / 100);
  const double first_price = 100 * (in_numeraire / wage - 1);
  const std::string text = markdown_report(solved.record, steps(solved));
  CHECK_THAT(text.substr(text.find("## Consumer prices by sector")),
             Contains("| " + signed_percent(first_price) + " |"));
  CHECK_THAT(line_with(text, "| Economy"), Contains("| Welfare | Real GDP | In money |"));
  CHECK_THAT(text, Contains("Unlike welfare it leaves out"));
  CHECK_THAT(line_with(text, "| Aland, the first → B"),
             Contains("| " + signed_percent(pairs[1].border_price_pct) + " | 5.00 % → 30.0 % |"));
  CHECK_THAT(text, Contains("In units of the numeraire"));
  CHECK_THAT(text.substr(text.find("## Who pays the duty")),
             Contains(fmt::format(
                 "| B \"the second\" | {} | {} | {} |\n",
                 signed_money(row.duty_borne_by_exporters_musd + row.duty_borne_by_buyers_musd),
                 plain_percent(100 * row.exporters_share_of_duty),
                 plain_percent(100 - 100 * row.exporters_share_of_duty))));
  Solved calm = solve_two_countries(0);
  CHECK(markdown_report(calm.record, steps(calm)).find("Who pays") == std::string::npos);
}
