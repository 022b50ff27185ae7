// What each line adds on average over all orders: the properties that define Shapley values, and an
// independent sum over permutations.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "studies/shapley.hpp"
#include "support/random_family.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

ExperimentResult solve_lines(const Calibration& calibration, std::vector<PolicyLine> policy,
                             AttributionRequest request = {},
                             DeficitClosure closure = DeficitClosure::fixed) {
  Experiment experiment;
  experiment.calibration = calibration;
  experiment.solver = kTight;
  experiment.deficits = closure;
  experiment.stages = {{{}, std::move(policy), calibration.parameters, {}}};
  experiment.by_line = true;
  experiment.attribution = request;
  ExperimentResult result = run_experiment(experiment).front().result;
  REQUIRE(result.outcome);
  REQUIRE(result.by_line);
  INFO(result.by_line->message);
  REQUIRE(result.by_line->status == LineStatus::solved);
  return result;
}

LineLevels sum_of(const LineByLine& by_line) {
  LineLevels sum = no_levels(by_line.added.front().adds.countries.rows());
  for (const AddedLine& line : by_line.added) sum += line.adds;
  return sum;
}

double relative_gap(const LineLevels& a, const LineLevels& b) {
  const auto relative = [](const auto& x, const auto& y) {
    return ((x - y).array().abs() / (1 + y.array().abs())).maxCoeff();
  };
  return std::max(relative(a.countries, b.countries), relative(a.world, b.world));
}

/// Values of a game of n players with one figure each.
LineLevels level(double value) {
  LineLevels levels = no_levels(1);
  levels.countries.setConstant(value);
  levels.world.setConstant(value);
  return levels;
}

double figure(const LineLevels& levels) { return levels.world(0); }

}  // namespace

TEST_CASE("the values of lines add up to the whole, whatever the closure and the options") {
  const unsigned seed = GENERATE(31U, 32U, 33U);
  const DeficitClosure closure = GENERATE(DeficitClosure::fixed, DeficitClosure::none);
  Calibration calibration = random_calibration(seed);
  RandomFamily family(seed, {0.5, 2, 0.3, false});
  calibration.parameters =
      family.parameters(calibration.parameters.trade_elasticity, calibration.world->n_countries());
  if (closure == DeficitClosure::none) calibration.parameters.proportional_deficits = false;
  CAPTURE(seed, calibration.parameters.proportional_deficits);
  const ExperimentResult result =
      solve_lines(calibration,
                  {add_tariff(1, 0, 0.25),
                   {Retaliation{{1}, {0}, 1, {}, false}, "retaliation", {}},
                   export_tax_line({{2}, {0, 1}, {1}}, RateChange::add, 0.1),
                   trade_cost_line({{3}, {0}, {0, 2}}, 0.2)},
                  {}, closure);
  CHECK(result.by_line->method == AttributionMethod::shapley);
  CHECK(result.by_line->dependent == std::vector<std::size_t>{2});
  CHECK(relative_gap(sum_of(*result.by_line),
                     levels_of(*result.outcome) - levels_before(*result.outcome)) < kFewAdditions);
}

TEST_CASE("the values are the means over all orders of the lines") {
  const Calibration calibration = random_calibration(34);
  const std::vector<PolicyLine> policy{
      add_tariff(1, 0, 0.5), add_tariff(0, 1, 0.3),
      tariff_line({{1, 2, 3}, {0}, {1}}, RateChange::at_least, 0.4)};
  const ExperimentResult result = solve_lines(calibration, policy);
  std::vector<LineLevels> mean(3, no_levels(5));
  LineOrder order{0, 1, 2};
  do {
    LineLevels before = levels_before(*result.outcome);
    for (std::size_t at = 0; at < 3; ++at) {
      std::vector<PolicyLine> in_force;
      for (std::size_t j = 0; j < 3; ++j)
        if (std::find(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(at) + 1, j) !=
            order.begin() + static_cast<std::ptrdiff_t>(at) + 1)
          in_force.push_back(policy[j]);
      const ExperimentResult part =
          run_experiment(calibration, in_force, DeficitClosure::fixed, kTight);
      REQUIRE(part.outcome);
      const LineLevels now = levels_of(*part.outcome);
      mean[order[at]] += (1.0 / 6) * (now - before);
      before = now;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  for (std::size_t j = 0; j < 3; ++j)
    CHECK(relative_gap(result.by_line->added[j].adds, mean[j]) < kSameTight);
}

TEST_CASE("a line that moves no trade has exactly nothing, and equal lines have the same") {
  const Calibration calibration = random_calibration(35);
  const PolicyLine raise = add_tariff(1, 0, 0.2);
  const ExperimentResult result =
      solve_lines(calibration, {raise, add_tariff(3, 2, 0.0), add_tariff(0, 1, 0.1), raise});
  const std::vector<AddedLine>& lines = result.by_line->added;
  CHECK(figure(lines[1].adds) == 0);
  CHECK(lines[1].adds.countries.cwiseAbs().maxCoeff() == 0);
  CHECK(relative_gap(lines[0].adds, lines[3].adds) < kFewAdditions);
  CHECK(std::abs(figure(lines[0].adds)) > 1e-6);
}

TEST_CASE("the order of lines that only add does not matter") {
  const Calibration calibration = random_calibration(36);
  const std::vector<PolicyLine> one{add_tariff(1, 0, 0.5), add_tariff(0, 1, 0.2),
                                    add_tariff(2, 0, 0.3)};
  const ExperimentResult a = solve_lines(calibration, one);
  const ExperimentResult b = solve_lines(calibration, {one[2], one[0], one[1]});
  CHECK(relative_gap(a.by_line->added[0].adds, b.by_line->added[1].adds) < kSameTight);
  CHECK(relative_gap(a.by_line->added[2].adds, b.by_line->added[0].adds) < kSameTight);
}

TEST_CASE("drawn orders come as close to the exact values as their standard errors say") {
  const Calibration calibration = random_calibration(37);
  const std::vector<PolicyLine> policy{add_tariff(1, 0, 0.5), add_tariff(0, 1, 0.2),
                                       add_tariff(2, 0, 0.3), add_tariff(3, 1, 0.4)};
  const ExperimentResult exact = solve_lines(calibration, policy);
  const ExperimentResult drawn =
      solve_lines(calibration, policy, {AttributionMethod::shapley, true, 60, 3});
  CHECK(drawn.by_line->orders == 60);
  CHECK(relative_gap(sum_of(*drawn.by_line),
                     levels_of(*drawn.outcome) - levels_before(*drawn.outcome)) < kFewAdditions);
  for (std::size_t j = 0; j < policy.size(); ++j) {
    REQUIRE(drawn.by_line->added[j].error);
    const auto close = [&](const auto& found, const auto& value, const auto& error) {
      // Four standard errors: of normal means, one in 16,000 is further.
      return ((found - value).array().abs() <= 4 * error.array() + kSameTight).all();
    };
    CHECK(close(drawn.by_line->added[j].adds.countries, exact.by_line->added[j].adds.countries,
                drawn.by_line->added[j].error->countries));
  }
}

TEST_CASE("beyond six lines each stands on those above it, unless Shapley values are asked for") {
  const AttributionRequest unasked;
  CHECK(unasked.method_for(6) == AttributionMethod::shapley);
  CHECK(unasked.method_for(7) == AttributionMethod::in_order);
  const AttributionRequest asked{AttributionMethod::shapley};
  CHECK(asked.method_for(20) == AttributionMethod::shapley);
  CHECK_FALSE(asked.samples(10));
  CHECK(asked.samples(11));
}

TEST_CASE("a game of known values has them: a glove market") {
  // Two left gloves and one right glove; a pair is worth 1: 1/6, 1/6 and 4/6 (Shapley and Shubik
  // 1969).
  std::vector<LineLevels> levels;
  for (const PolicyChain& chain : all_subsets(3))
    for (const LinesInForce& has : chain) levels.push_back(level((has[0] || has[1]) && has[2]));
  REQUIRE(levels.size() == 8);
  const ShapleyValues values = exact_shapley(3, levels);
  CHECK(std::abs(figure(values.adds[0]) - 1.0 / 6) < kFewAdditions);
  CHECK(std::abs(figure(values.adds[1]) - 1.0 / 6) < kFewAdditions);
  CHECK(std::abs(figure(values.adds[2]) - 4.0 / 6) < kFewAdditions);
}

TEST_CASE("subsets that follow each other differ by one line, and each is there once") {
  std::vector<LinesInForce> all;
  for (const PolicyChain& chain : all_subsets(7)) all.insert(all.end(), chain.begin(), chain.end());
  REQUIRE(all.size() == 128);
  for (std::size_t at = 1; at < all.size(); ++at) {
    int changed = 0;
    for (std::size_t j = 0; j < 7; ++j) changed += all[at][j] != all[at - 1][j] ? 1 : 0;
    CHECK(changed == 1);
  }
  std::sort(all.begin(), all.end());
  CHECK(std::unique(all.begin(), all.end()) == all.end());
}

TEST_CASE("a part that cannot be solved is named by its lines") {
  const Calibration calibration = random_calibration(28);
  const World& world = *calibration.world;
  // A subsidy of 99.9 % of all that is bought abroad cannot be paid; the next line takes it back.
  Experiment experiment;
  experiment.calibration = calibration;
  experiment.stages = {{{},
                        {tariff_line(all_cells(world), RateChange::set, -0.999),
                         PolicyLine{Exemption{all_cells(world)}, "exempt", {}}},
                        calibration.parameters,
                        {}}};
  experiment.by_line = true;
  const ExperimentResult result = run_experiment(experiment).front().result;
  REQUIRE(result.by_line);
  CHECK(result.by_line->status == LineStatus::no_solution);
  CHECK_THAT(result.by_line->message,
             Catch::StartsWith("the policy with line 1 alone is not solved: "));
}
