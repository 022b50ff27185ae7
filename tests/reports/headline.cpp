#include "reports/headline.hpp"

#include <catch2/catch.hpp>

#include "reports/numbers.hpp"
#include "reports/rows.hpp"
#include "support/random_world.hpp"
#include "support/two_countries.hpp"

using namespace tariffsim;
using tariffsim::test::solve_two_countries;

namespace {

std::string moves(double percent) {
  return std::string(percent > 0 ? "rises by " : "falls by ") + plain_percent(std::abs(percent));
}

}  // namespace

TEST_CASE("the headline says what the policy is and follows gains and losses alike") {
  const double rate = GENERATE(0.25, 2.0, -0.05);
  const auto solved = solve_two_countries(rate);
  REQUIRE(solved.result.outcome);
  const Outcome& outcome = *solved.result.outcome;
  const Headline words = headline(solved.record, outcome);
  const std::vector<CountryRow> rows = country_rows(outcome);
  INFO(rate);
  REQUIRE(words.policy.size() == 1);
  CHECK_THAT(words.policy[0], Catch::Contains(rate > 0 ? "raises its tariffs on Aland, the first"
                                                       : "lowers its tariffs on Aland, the first"));
  CHECK_THAT(words.policy[0], Catch::Contains("20.0 m USD of trade in 2 of 2 sectors"));
  REQUIRE(words.figures.size() == 5);
  REQUIRE(words.sentences.size() == 3);
  CHECK_THAT(words.sentences[0],
             Catch::Contains("Real income " + moves(rows[1].welfare_pct) + " in B"));
  const bool same_way = (rows[0].welfare_pct > 0) == (rows[1].welfare_pct > 0);
  CHECK_THAT(words.sentences[0],
             Catch::Contains((same_way ? "and by " + plain_percent(std::abs(rows[0].welfare_pct))
                                       : "and " + moves(rows[0].welfare_pct)) +
                             " in Aland"));
  CHECK_THAT(words.sentences[1], Catch::Contains(rate > 0 ? "falls by" : "rises by"));
  CHECK((words.figures[0].change > 0) == (rows[1].welfare_pct > 0));
}

TEST_CASE("a run without policy has a headline too") {
  const auto solved = solve_two_countries(0);
  const Headline words = headline(solved.record, *solved.result.outcome);
  CHECK_THAT(words.policy[0], Catch::Contains("the baseline as it is"));
  CHECK(words.figures.size() == 5);
  REQUIRE(words.sentences.size() == 3);
  CHECK_THAT(words.sentences[0], Catch::Contains("hardly changes"));
  CHECK_THAT(words.sentences[2], Catch::Contains("no economy gains; no economy loses"));
}

TEST_CASE("countries stand in sentences with their articles") {
  CHECK(name_in_sentence("United States") == "the United States");
  CHECK(name_in_sentence("China") == "China");
  CHECK(name_in_sentence("Rest of the world") == "the rest of the world");
  CHECK(name_in_sentence("Other EU") == "other EU");
}

TEST_CASE("countries that do the same are told of in one sentence") {
  const Calibration calibration = test::random_calibration(7, {.countries = 8});
  const World& world = calibration.world;
  const PolicyLine line = test::tariff_line(test::all_cells(world), RateChange::add, 0.1);
  const ExperimentResult result =
      run_experiment(calibration, {&line, 1}, DeficitClosure::fixed, {});
  REQUIRE(result.outcome);
  const std::vector<std::string> words = policy_in_words(*result.outcome, "USD");
  REQUIRE(words.size() == 1);
  CHECK(words[0].starts_with("8 economies raise their tariffs on all other economies from "));
}
