// In a short run real wages, and income without the rebate, are told before welfare.
#include <catch2/catch.hpp>

#include "prose/comparison_sentences.hpp"
#include "prose/comparison_tables.hpp"
#include "prose/rigid_runs.hpp"
#include "prose/welfare_base.hpp"
#include "support/random_world.hpp"
#include "support/two_countries.hpp"
#include "terminal/terminal.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

const std::vector<RunOption> kShort{{"model.horizon", "short", false}};

ComparedRun short_run(const std::string& id, std::vector<double> values) {
  ComparedRun out;
  out.id = id;
  out.baseline = "base";
  out.baseline_hash = "h";
  out.currency = "USD";
  out.focus = {"USA"};
  out.other_options = {{"model.horizon", "short"}};
  out.policy = {id};
  out.tables = {{{"welfare_pct", "real_wage_pct", "welfare_without_rebate_pct"},
                 {{"country", "USA", "", ""}, {"country", "CHN", "", ""}},
                 std::move(values)}};
  return out;
}

}  // namespace

TEST_CASE("tables of the terminal begin with the real wage in a short run alone") {
  const Solved solved = solve_two_countries(0.25);
  const std::string told = run_report(solved.record, {{}, solved.result, kShort}, "", false);
  CHECK(told.find("real wage") < told.find("without the rebate"));
  CHECK(told.find("without the rebate") < told.find("welfare"));
  const std::string other = run_report(solved.record, {{}, solved.result, {}}, "", false);
  CHECK(other.find("welfare") < other.find("real wage"));
  CHECK(other.find("without the rebate") == std::string::npos);
}

TEST_CASE("short runs side by side begin with the real wage") {
  const Comparison comparison = compare(
      {short_run("a", {0.5, -1, -0.9, 0, 0, 0}), short_run("b", {0.1, -0.2, -0.3, 1, 1, 1})});
  REQUIRE(begins_with_wages(comparison));
  const auto tables = comparison_tables(comparison);
  REQUIRE(tables.size() >= 3);
  CHECK(tables[0].title == "Real wage");
  CHECK(tables[1].title == "Welfare without rebate");
  CHECK(tables[2].title == "Welfare");
  const auto told = comparison_sentences(comparison);
  REQUIRE(told.size() == 4);
  CHECK(told[0] == "The real wage in USA is highest in b (-0.20 %) and lowest in a (-1.00 %).");
  CHECK(told[1] ==
        "Welfare without the rebate of border taxes in USA is highest in b (-0.30 %) and lowest in "
        "a (-0.90 %).");
  CHECK_THAT(told[2], Catch::StartsWith("b instead of a: "));
  CHECK(told[3] == "For USA welfare is highest in a (+0.50 %) and lowest in b (+0.10 %).");
}

TEST_CASE("one run with something rigid is enough to begin with the real wage", "[regression]") {
  // Cause: a long run beside a short one made the comparison lead with welfare alone.
  const auto begins = [](const std::string& option, const std::string& value) {
    ComparedRun rigid = short_run("b", {0.1, -0.2, -0.3, 1, 1, 1}),
                other = short_run("a", {0.5, -1, -0.9, 0, 0, 0});
    rigid.policy = other.policy;
    rigid.other_options = {{option, value}};
    other.other_options = {{option, "perfect"}};
    if (option != "model.labour_mobility") other.other_options.clear();
    const Comparison comparison = compare({other, rigid});
    return begins_with_wages(comparison) &&
           comparison_sentences(comparison)[0].starts_with("The real wage in USA");
  };
  CHECK(begins("model.horizon", "medium"));
  CHECK(begins("model.labour_mobility", "1.5"));
  CHECK(begins("model.substitution", "{inputs: 0.5, final: 2}"));
  CHECK_FALSE(begins("model.horizon", "long"));
  CHECK_FALSE(begins("model.labour_mobility", "perfect"));
  CHECK_FALSE(begins("model.substitution", "1"));
  CHECK_FALSE(begins("model.substitution", "{final: 2.5}"));
}

TEST_CASE("a small base of welfare is told where hours move", "[regression]") {
  // -1.89 % beside +0.8 bn, of a base of 16 % of spending, stood there without a word.
  const Calibration fixed = random_calibration(3);
  const auto with = [&](double labour_supply) {
    Calibration calibration = fixed;
    calibration.parameters.labour_supply = labour_supply;
    const PolicyLine line = tariff_line({{1}, {0}, {0}}, RateChange::add, 0.1);
    const ExperimentResult result =
        run_experiment(calibration, {&line, 1}, DeficitClosure::none, {});
    INFO(result.statistics.message);
    REQUIRE(result.outcome);
    return small_bases_sentence(*result.outcome);
  };
  CHECK(with(0).empty());
  CHECK(with(0.5).empty());  // a third of wages are the cost of work
  CHECK_THAT(with(4), Catch::Contains("which is only") && Catch::Contains(" % of it in "));
}
