#include "studies/comparison.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "files/comparison_files.hpp"
#include "reports/written.hpp"
#include "results/tables.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;
using tariffsim::test::Solved;

namespace {

MeasureKey country(const std::string& code) { return {"country", code, "", ""}; }

ComparedRun run(const std::string& id, std::vector<MeasureKey> keys, std::vector<double> values) {
  return {.id = id,
          .title = "",
          .baseline = "base",
          .baseline_hash = "h",
          .currency = "USD",
          .focus = {},
          .tables = {{{"welfare_pct"}, std::move(keys), std::move(values)}}};
}

}  // namespace

TEST_CASE("runs are lined up over the union of their countries") {
  const Comparison comparison = compare({run("a", {country("USA"), country("CHN")}, {1, 2}),
                                         run("b", {country("CHN"), country("DEU")}, {2.5, 3})});
  CHECK(compare_csv(comparison) ==
        "kind,key,exporter,importer,measure,a,b,b_minus_a\n"
        "country,USA,,,welfare_pct,1,,\n"
        "country,CHN,,,welfare_pct,2,2.5,0.5\n"
        "country,DEU,,,welfare_pct,,3,\n");
  CHECK(comparison.notes.empty());
}

TEST_CASE("runs of one id are told apart") {
  const Comparison comparison =
      compare({run("a", {country("USA")}, {1}), run("a", {country("USA")}, {1}),
               run("a-2", {country("USA")}, {1})});
  CHECK(comparison.runs[0].id == "a");
  CHECK(comparison.runs[1].id == "a-2");
  CHECK(comparison.runs[2].id == "a-2-2");
}

TEST_CASE("different baselines are compared with a note") {
  ComparedRun other = run("b", {country("USA")}, {1});
  other.baseline = "elsewhere";
  const Comparison comparison = compare({run("a", {country("USA")}, {1}), other});
  REQUIRE(comparison.notes.size() == 1);
  CHECK_THAT(comparison.notes[0], Catch::Contains("elsewhere"));
}

TEST_CASE("runs of different models are compared with a note", "[regression]") {
  // Other deficits and other links between sectors were compared without a word.
  ComparedRun first = run("a", {country("USA")}, {1}), other = run("b", {country("USA")}, {2});
  first.deficits = "fixed";
  other.deficits = "none";
  first.input_output = true;
  other.input_output = false;
  const Comparison comparison = compare({first, other});
  REQUIRE(comparison.notes.size() == 2);
  CHECK_THAT(comparison.notes[0], Catch::Contains("deficits 'none', a has 'fixed'"));
  CHECK_THAT(comparison.notes[1], Catch::Contains("without input-output links, a with them"));
}

TEST_CASE("a comparison in Markdown has the tables of the terminal") {
  const std::string text =
      comparison_markdown(compare({run("a", {country("USA"), country("C|N")}, {1, 2}),
                                   run("b", {country("USA"), country("C|N")}, {1.5, 3})}));
  CHECK_THAT(text, Catch::Contains("## Welfare\n\n| welfare | a | b | difference |\n"));
  CHECK_THAT(text, Catch::Contains("| USA | +1.00 % | +1.50 % | +0.50 pp |"));
  CHECK_THAT(text, Catch::Contains("| C\\|N | "));
}

TEST_CASE("a result compared with itself read back differs in nothing") {
  const Solved solved = solve_two_countries(0.25);
  const auto files = test::files_of(solved);
  const Comparison comparison =
      compare({compared_run(files, "first"), compared_run(files, "second")});
  CHECK(comparison.rows.size() == measures_of(TableKind::world).size() +
                                      2 * measures_of(TableKind::countries).size() +
                                      4 * measures_of(TableKind::pairs).size());
  for (const ComparedRow& row : comparison.rows)
    CHECK((row.differences[0] == 0 || std::isnan(row.values[0])));
  const std::string report = comparison_report(comparison, "", false);
  CHECK_THAT(report, Catch::Contains("two-run-2"));
}

TEST_CASE("a folder without what a comparison needs is refused with the file's name") {
  const Solved solved = solve_two_countries(0.25);
  const auto files = test::files_of(solved, {"json"});
  CHECK_THROWS_WITH(compared_run(files, "here"), Catch::Contains("here holds no countries.csv"));
  CHECK_THROWS_WITH(compared_run({}, "here"), Catch::Contains("here holds no summary.json"));
  CHECK_THROWS_WITH(compared_run({{"summary.json", "[1"}}, "here"),
                    Catch::Contains("not the summary of a result"));
  CHECK_THROWS_WITH(compared_run({{"summary.json", "{}"}}, "here"),
                    Catch::Contains("not the summary of a result"));
}
