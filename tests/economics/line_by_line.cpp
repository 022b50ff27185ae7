// What each line of a policy adds: the whole, cut into parts that are solved each.
#include <catch2/catch.hpp>
#include <cmath>

#include "results/contributions.hpp"
#include "support/random_world.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

Experiment line_by_line_experiment(const Calibration& calibration, std::vector<PolicyLine> policy) {
  Experiment out;
  out.calibration = calibration;
  out.solver = kTight;
  out.stages = {{{}, std::move(policy), calibration.parameters, {}}};
  out.by_line = true;
  out.attribution.method = AttributionMethod::in_order;
  return out;
}

ExperimentResult solve(const Experiment& experiment) {
  ExperimentResult result = run_experiment(experiment).front().result;
  REQUIRE(result.outcome);
  CHECK(result.statistics.method == SolveMethod::quick_search);
  return result;
}

LineByLine solved_lines(const ExperimentResult& result) {
  REQUIRE(result.by_line);
  INFO(result.by_line->message);
  REQUIRE(result.by_line->status == LineStatus::solved);
  return *result.by_line;
}

/// With the first lines in force.
Vector welfare_level(const LineByLine& by_line, std::size_t lines) {
  Vector w = Vector::Zero(by_line.added.front().adds.countries.rows());
  for (std::size_t at = 0; at < lines; ++at)
    w += by_line.added[at].adds.countries.col(CountryLevel::welfare);
  return w;
}

Vector welfare_level(const Outcome& outcome) {
  return levels_of(outcome).countries.col(CountryLevel::welfare);
}

}  // namespace

TEST_CASE("what the lines add makes the whole, in every measure of every country") {
  const DeficitClosure closure = GENERATE(DeficitClosure::fixed, DeficitClosure::none);
  const bool from_reference = GENERATE(false, true);
  const Calibration calibration = random_calibration(21);
  Experiment lines = line_by_line_experiment(
      calibration, {add_tariff(1, 0, 0.25),
                    {Retaliation{{1}, {0}, 1, {}, false}, "retaliation", {}},
                    export_tax_line({{2}, {0, 1}, {1}}, RateChange::add, 0.1),
                    trade_cost_line({{3}, {0}, {0, 2}}, 0.2)});
  lines.deficits = closure;
  if (from_reference) lines.reference = {add_tariff(2, 0, 0.3)};
  const ExperimentResult result = solve(lines);
  const LineByLine by_line = solved_lines(result);
  REQUIRE(by_line.added.size() == 4);
  CHECK(by_line.solves == 3);

  const auto rows = contribution_rows(by_line, result.outcome->base());
  const std::vector<CountryOutcome>& whole = result.outcome->countries();
  REQUIRE(rows.size() == 4 * whole.size());
  for (std::size_t n = 0; n < whole.size(); ++n) {
    ContributionRow sum{};
    for (std::size_t at = 0; at < 4; ++at)
      for (const Measure<ContributionRow>& measure : contribution_measures())
        sum.*measure.value += rows[at * whole.size() + n].*measure.value;
    const CountryOutcome& c = whole[n];
    const double money = 1e-12 * (c.tax_revenue + c.tax_revenue_base);
    CHECK(std::abs(sum.welfare_added_pct - 100 * c.welfare) < kFewAdditions);
    CHECK(std::abs(sum.real_wage_added_pct - 100 * c.real_wage) < kFewAdditions);
    CHECK(std::abs(sum.consumer_price_added_pct - 100 * c.consumer_price) < kFewAdditions);
    CHECK(std::abs(sum.exports_added_pct - 100 * c.exports) < kFewAdditions);
    CHECK(std::abs(sum.imports_added_pct - 100 * c.imports) < kFewAdditions);
    CHECK(std::abs(sum.tax_revenue_added_musd - (c.tax_revenue - c.tax_revenue_base)) <= money);
    CHECK(std::abs(sum.average_tariff_added_pct -
                   100 * (c.average_tariff - c.average_tariff_base)) < kFewAdditions);
    CHECK(std::abs(sum.average_tariff_goods_added_pct -
                   100 * (c.average_tariff_goods - c.average_tariff_goods_base)) < kFewAdditions);
  }
  double real_income = 0, trade = 0;
  for (const WorldContributionRow& row : world_contribution_rows(by_line)) {
    real_income += row.real_income_added_pct;
    trade += row.trade_value_added_pct;
  }
  CHECK(std::abs(real_income - 100 * result.outcome->world().real_income) < kFewAdditions);
  CHECK(std::abs(trade - 100 * result.outcome->world().trade_value) < kFewAdditions);
}

TEST_CASE("with a line and those above it in force the world is that of a scenario of these") {
  const Calibration calibration = random_calibration(22);
  const std::vector<PolicyLine> policy{add_tariff(1, 0, 0.5), add_tariff(0, 1, 0.2),
                                       add_tariff(2, 0, 0.1)};
  const ExperimentResult result = solve(line_by_line_experiment(calibration, policy));
  const LineByLine by_line = solved_lines(result);
  for (std::size_t count = 1; count <= policy.size(); ++count) {
    CAPTURE(count);
    const ExperimentResult alone =
        run_experiment(calibration, {policy.data(), count}, DeficitClosure::fixed, kTight);
    REQUIRE(alone.outcome);
    CHECK(largest_gap(welfare_level(by_line, count), welfare_level(*alone.outcome)) < kSameTight);
  }
}

TEST_CASE("what is said of all lines is what the scenario says without them") {
  const Calibration calibration = random_calibration(23);
  Experiment asked =
      line_by_line_experiment(calibration, {add_tariff(1, 0, 0.5), add_tariff(0, 1, 0.2)});
  const ExperimentResult with = solve(asked);
  asked.by_line = false;
  const ExperimentResult without = solve(asked);
  CHECK_FALSE(without.by_line);
  CHECK(with.outcome->equilibrium().wage() == without.outcome->equilibrium().wage());
  CHECK(with.statistics.evaluations == without.statistics.evaluations);
}

TEST_CASE("a line that moves no trade adds exactly nothing, wherever it stands") {
  const Calibration calibration = random_calibration(24);
  const PolicyLine idle = add_tariff(3, 2, 0.0);
  const std::size_t place = GENERATE(0, 1, 2);
  std::vector<PolicyLine> policy{add_tariff(1, 0, 0.5), add_tariff(0, 1, 0.2)};
  policy.insert(policy.begin() + static_cast<std::ptrdiff_t>(place), idle);
  const ExperimentResult result = solve(line_by_line_experiment(calibration, policy));
  const LineByLine by_line = solved_lines(result);
  CHECK(by_line.solves == 1);  // the first line that moves trade; with the other it is the whole
  const auto rows = contribution_rows(by_line, result.outcome->base());
  for (const ContributionRow& row : rows)
    for (const Measure<ContributionRow>& measure : contribution_measures())
      if (row.order == place + 1 && !std::isnan(row.*measure.value)) CHECK(row.*measure.value == 0);
  CHECK(largest_gap(welfare_level(by_line, 3), welfare_level(*result.outcome)) < kFewAdditions);
}

TEST_CASE("a line that takes back what one above it has done adds the opposite") {
  const Calibration calibration = random_calibration(25);
  const PolicyLine exempt{Exemption{{{1}, {0}, {0, 1, 2, 3}}}, "exempt", {}};
  const ExperimentResult result =
      solve(line_by_line_experiment(calibration, {add_tariff(1, 0, 0.5), exempt}));
  const LineByLine by_line = solved_lines(result);
  const auto rows = contribution_rows(by_line, result.outcome->base());
  const std::size_t countries = result.outcome->countries().size();
  CHECK(std::abs(rows[0].welfare_added_pct) > 1e-3);
  for (std::size_t n = 0; n < countries; ++n)
    CHECK(std::abs(rows[n].welfare_added_pct + rows[countries + n].welfare_added_pct) <
          100 * kSameTight);
}

TEST_CASE("one line, or a timeline, is not taken apart") {
  const Calibration calibration = random_calibration(26);
  CHECK_FALSE(solve(line_by_line_experiment(calibration, {add_tariff(1, 0, 0.5)})).by_line);
  CHECK_FALSE(solve(line_by_line_experiment(calibration, {})).by_line);
  Experiment timeline =
      line_by_line_experiment(calibration, {add_tariff(1, 0, 0.5), add_tariff(0, 1, 0.2)});
  timeline.stages.front().step.id = "one";
  CHECK_FALSE(solve(timeline).by_line);
}

TEST_CASE("of many lines the last are taken together") {
  const Calibration calibration = random_calibration(27);
  std::vector<PolicyLine> policy;
  for (int at = 0; at < 15; ++at) policy.push_back(add_tariff(at % 4, 4, 0.01));
  const ExperimentResult result = solve(line_by_line_experiment(calibration, policy));
  const LineByLine by_line = solved_lines(result);
  REQUIRE(by_line.added.size() == kMostEntries);
  CHECK(by_line.added[10].text == "tariff");
  CHECK(by_line.added[11].text == "lines 12 to 15 together");
  CHECK(largest_gap(welfare_level(by_line, 12), welfare_level(*result.outcome)) < kFewAdditions);
}

TEST_CASE("where the first lines have no solution of their own, the reason is told and no figure") {
  const Calibration calibration = random_calibration(28);
  const World& world = *calibration.world;
  // A subsidy of 99.9 % of all that is bought abroad cannot be paid; the next line takes it back.
  const PolicyLine subsidy = tariff_line(all_cells(world), RateChange::set, -0.999);
  const PolicyLine exempt{Exemption{all_cells(world)}, "exempt", {}};
  const ExperimentResult result = solve(line_by_line_experiment(calibration, {subsidy, exempt}));
  REQUIRE(result.by_line);
  INFO(result.by_line->message);
  CHECK(result.by_line->status == LineStatus::no_solution);
  CHECK(result.by_line->added.empty());
  CHECK(contribution_rows(*result.by_line, world).empty());
  CHECK_THAT(result.by_line->message,
             Catch::StartsWith("the policy with line 1 alone is not solved: "));
}
