// What single rates do, in tables and on the page: figures are those of path.csv, gradient.csv and
// goal.csv.
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "files/markdown.hpp"
#include "reports/written.hpp"
#include "support/near.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Contains;

namespace {

/// BBB adds 10 % on what it buys from AAA, AAA 20 % the other way; welfare divided along the path.
Solved along_the_path() {
  Solved solved = solve_two_countries(0.1);
  Experiment both;
  both.calibration = calibrate(two_countries(), {.parameters = {Vector::Constant(2, 4.0)}});
  const auto add = [](Index exporter, Index importer, double rate) {
    return PolicyLine{LevyChange{WedgeKind::tariff, RateChange::add,
                                 OneRate{{{exporter}, {importer}, {0, 1}}, rate}},
                      "line",
                      {}};
  };
  both.stages = {{{}, {add(0, 1, 0.1), add(1, 0, 0.2)}, both.calibration.parameters, {}}};
  both.by_line = true;
  both.attribution.method = AttributionMethod::path;
  both.sensitivity =
      SensitivityRequest{{{"BBB.welfare_pct",
                           find_differentiable("welfare_pct", OutcomeSubject::country),
                           {{1}, {}, {}}}},
                         SensitivityTo::tariffs};
  solved.result = std::move(run_experiment(both).front().result);
  REQUIRE(solved.result.path);
  INFO(solved.result.path->message);
  REQUIRE(solved.result.path->status == LineStatus::solved);
  return solved;
}

}  // namespace

TEST_CASE("path.csv has a row for each country and rate that moved, and they sum to the change") {
  const Solved solved = along_the_path();
  CHECK_FALSE(solved.result.by_line);
  const auto files = files_of(solved);
  const auto file = std::find_if(files.begin(), files.end(),
                                 [](const auto& one) { return one.name == "path.csv"; });
  REQUIRE(file != files.end());
  CHECK_THAT(file->bytes,
             Catch::StartsWith("country,instrument,exporter,importer,sector,welfare_added_pct\n"
                               "AAA,tariff,"));
  // Trade abroad: S1 both ways, S2 from BBB to AAA.
  CHECK(std::count(file->bytes.begin(), file->bytes.end(), '\n') == 1 + 2 * 3);
}

TEST_CASE("the page has matrices whose rows are pairs and whose sums are the change of welfare") {
  const Solved solved = along_the_path();
  const nlohmann::json page = page_of(solved);
  REQUIRE(page["path"]["economies"].size() == 2);
  for (std::size_t n = 0; n < 2; ++n) {
    const nlohmann::json& matrix = page["path"]["economies"][n]["matrix"];
    double sum = 0;
    for (const nlohmann::json& row : matrix["rows"]) sum += row["sum"].get<double>();
    // Where the quadrature stops, points.
    CHECK(std::abs(sum - 100 * solved.result.outcome->countries()[n].welfare) < 1e-8);
  }
  const nlohmann::json& outcome = page["sensitivity"]["outcomes"][0];
  CHECK(outcome["name"] == "BBB.welfare_pct");
  CHECK(outcome["worth"].get<double>() ==
        test::written(solved.result.outcome->countries()[1].income_base / 100));
  REQUIRE(outcome["matrix"]["rows"].size() == 2);
  CHECK_THAT(outcome["matrix"]["rows"][0]["words"].get<std::string>(), Contains("tariff of "));
  CHECK(page["goal"].is_null());
  CHECK(page["contributions"].is_null());
}

TEST_CASE("people are told what each rate adds along the path, and how exact the sum is") {
  const Solved solved = along_the_path();
  const std::string told = run_report(solved.record, {{}, solved.result, {}}, "", false);
  CHECK_THAT(told, Contains("What moves welfare: by partner, all sectors") &&
                       Contains("tariff of BBB on imports from AAA") &&
                       Contains("nodes solved and certified; the cells sum to"));
  std::vector<SolvedStep> steps(1);
  steps[0].result = solved.result;
  CHECK_THAT(markdown_report(solved.record, steps),
             Contains("## What moves welfare: by sector, all partners"));
}
