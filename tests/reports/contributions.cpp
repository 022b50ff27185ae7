#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "files/markdown.hpp"
#include "files/result_files.hpp"
#include "page/page.hpp"
#include "prose/welfare_by_line.hpp"
#include "reports/written.hpp"
#include "results/rows.hpp"
#include "support/near.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Contains;

namespace {

constexpr const char* kHostile = "\x1b[31m|<b>,\"quoted\"</script>";

/// BBB adds 10 % on what it buys from AAA, AAA 20 % the other way.
Solved two_lines() {
  Solved solved = solve_two_countries(0.1);
  Experiment both;
  both.calibration = calibrate(two_countries(), {.parameters = {Vector::Constant(2, 4.0)}});
  const auto add = [](Index exporter, Index importer, double rate, const char* text) {
    return PolicyLine{LevyChange{WedgeKind::tariff, RateChange::add,
                                 OneRate{{{exporter}, {importer}, {0, 1}}, rate}},
                      text,
                      {}};
  };
  both.stages = {
      {{}, {add(0, 1, 0.1, "first"), add(1, 0, 0.2, kHostile)}, both.calibration.parameters, {}}};
  both.by_line = true;
  solved.result = std::move(run_experiment(both).front().result);
  REQUIRE(solved.result.by_line);
  REQUIRE(solved.result.by_line->status == LineStatus::solved);
  return solved;
}

/// The figures are left out, for a reason that holds a title.
Solved left_out() {
  Solved solved = two_lines();
  solved.result.by_line = LineByLine{};
  solved.result.by_line->status = LineStatus::no_solution;
  solved.result.by_line->message = std::string("no balance ") + kHostile;
  return solved;
}

std::string report_of(const Solved& solved) {
  return run_report(solved.record, {{}, solved.result, {}}, "", false);
}

std::string markdown_of(Solved solved) {
  std::vector<SolvedStep> steps(1);
  steps[0].result = std::move(solved.result);
  return markdown_report(solved.record, steps);
}

}  // namespace

TEST_CASE("contributions.csv has a row for each line and country, its text as a field") {
  const Solved solved = two_lines();
  const auto files = files_of(solved);
  REQUIRE(files.back().name == "contributions.csv");
  const std::string& csv = files.back().bytes;
  CHECK_THAT(csv, Catch::StartsWith("order,line,method,country,name,welfare_added_pct,"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 2 * 2);
  CHECK_THAT(csv, Contains("\n1,first,shapley,AAA,\"Aland, the first\",") &&
                      Contains("\n2,\"\x1b[31m|<b>,\"\"quoted\"\"</script>\",shapley,BBB,"));
}

TEST_CASE("the summary has the lines of the world and of those in focus") {
  const Solved solved = two_lines();
  const auto json =
      nlohmann::json::parse(summary_json(solved.record, *solved.result.outcome, solved.result));
  const auto& lines = json["contributions"]["lines"];
  CHECK(json["contributions"]["status"] == "solved");
  CHECK(json["contributions"]["message"] == "2 parts of the policy solved and certified");
  REQUIRE(lines.size() == 2);
  CHECK(lines[1]["order"] == 2);
  CHECK(lines[1]["line"] == kHostile);
  REQUIRE(lines[0]["countries"].size() == 1);
  CHECK(lines[0]["countries"][0]["country"] == "BBB");
  // 10 points on all that BBB buys abroad, weighted by what it bought before: AAA is its only
  // seller.
  CHECK(lines[0]["countries"][0]["average_tariff_added_pct"].get<double>() == test::written(10));
  CHECK(lines[1]["countries"][0]["average_tariff_added_pct"] == 0);
  // Of trade of 40 BBB bought 20, AAA 20.
  CHECK(lines[0]["world"]["average_tariff_added_pct"].get<double>() == test::written(5));
  CHECK(lines[1]["world"]["average_tariff_added_pct"].get<double>() == test::written(10));
}

TEST_CASE("people are shown what each line adds to welfare, and all of them") {
  Solved solved = two_lines();
  const WelfareByLine table =
      welfare_by_line(solved.record, *solved.result.outcome, *solved.result.by_line);
  CHECK(table.columns == std::vector<std::string>{"BBB", "world"});
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[2].percent[0] ==
        test::written(100 * solved.result.outcome->countries()[1].welfare));
  CHECK(table.rows[0].percent[0] + table.rows[1].percent[0] ==
        test::written(table.rows[2].percent[0]));
  CHECK_THAT(report_of(solved), Contains("What each line adds to welfare") &&
                                    Contains("  all lines ") && Contains("␛[31m|<b>,\"quoted\"") &&
                                    !Contains("\x1b"));
  CHECK_THAT(markdown_of(std::move(solved)), Contains("## What each line adds to welfare") &&
                                                 Contains("| ␛\\[31m\\|\\<b\\>,\"quoted\""));
}

TEST_CASE("a group in focus has the welfare that its members' incomes give it") {
  Solved solved = two_lines();
  solved.record.groups = {{"BOTH", {0, 1}}};
  solved.record.in_focus_first = {"BOTH"};
  const Outcome& outcome = *solved.result.outcome;
  const WelfareByLine table = welfare_by_line(solved.record, outcome, *solved.result.by_line);
  CHECK(table.columns.front() == "BOTH");
  CHECK(table.rows.back().percent.front() ==
        test::written(group_rows(outcome, solved.record.groups).front().welfare_pct));
}

TEST_CASE("without a solution of its parts a policy is told why, and has no figures") {
  Solved solved = left_out();
  const auto files = files_of(solved);
  const std::vector<std::string> have = names_of(files);
  CHECK(std::count(have.begin(), have.end(), "contributions.csv") == 0);
  const auto json = nlohmann::json::parse(files.front().bytes);
  CHECK(json["contributions"]["status"] == "no solution");
  CHECK(json["contributions"]["lines"].empty());
  CHECK_THAT(report_of(solved), Contains("  left out: no balance ␛[31m"));
  CHECK_THAT(markdown_of(std::move(solved)), Contains("Left out: no balance ␛\\[31m"));
}
