// Games of two and matrices of rates in files, in tables and on the page.
#include <catch2/catch.hpp>

#include <cmath>
#include <nlohmann/json.hpp>

#include "files/markdown.hpp"
#include "prose/chosen_rates.hpp"
#include "prose/largest_moves.hpp"
#include "prose/payoffs.hpp"
#include "prose/strategy.hpp"
#include "prose/strategy_certificate.hpp"
#include "reports/written.hpp"
#include "support/players.hpp"
#include "support/random_world.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Contains;

namespace {

/// AAA and BBB choose their tariffs on each other.
Solved game_of_two(RateBy by, AimKind aim = AimKind::welfare) {
  Solved solved = solve_two_countries(0);
  Experiment experiment;
  experiment.calibration = calibrate(two_countries(), {.parameters = {Vector::Constant(2, 4.0)}});
  experiment.deficits = DeficitClosure::none;
  experiment.stages = {{{}, {}, experiment.calibration.parameters, {}}};
  const World& world = *experiment.calibration.world;
  StrategyRequest request{StrategyKind::nash,
                          {tariff_player(world, 0, by), tariff_player(world, 1, by)}};
  for (StrategyPlayer& player : request.players) player.aims.front().kind = aim;
  experiment.strategy = std::make_shared<const StrategyRequest>(std::move(request));
  solved.result = std::move(run_experiment(experiment).front().result);
  INFO(solved.result.statistics.message);
  REQUIRE(solved.result.outcome);
  REQUIRE(solved.result.strategy);
  REQUIRE(solved.result.strategy->payoffs);
  return solved;
}

const ResultFile& file_named(const std::vector<ResultFile>& files, const std::string& name) {
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const auto& one) { return one.name == name; });
  REQUIRE(file != files.end());
  return *file;
}

}  // namespace

TEST_CASE("payoffs.csv has a row for each cell and player, and reactions.csv one for each point") {
  const Solved solved = game_of_two(RateBy::uniform);
  const std::vector<ResultFile> files = files_of(solved);
  const std::string payoffs = file_named(files, "payoffs.csv").bytes;
  CHECK_THAT(payoffs, Catch::StartsWith("player_a_plays,player_b_plays,player,welfare_pct,"
                                        "objective_gain_pct,largest_gradient,largest_step,"
                                        "other_start_move\nstatus_quo,status_quo,AAA,"));
  for (const char* row : {"\nstatus_quo,status_quo,BBB,", "\nbest_answer,status_quo,AAA,",
                          "\nbest_answer,status_quo,BBB,", "\nstatus_quo,best_answer,AAA,",
                          "\nstatus_quo,best_answer,BBB,", "\nnash,nash,AAA,", "\nnash,nash,BBB,"})
    CHECK_THAT(payoffs, Contains(row));
  CHECK(std::count(payoffs.begin(), payoffs.end(), '\n') == 1 + 8);
  const std::string reactions = file_named(files, "reactions.csv").bytes;
  CHECK_THAT(reactions, Catch::StartsWith("player,point,other_rate,rate,welfare_pct\nAAA,1,0,"));
  const auto points = solved.result.strategy->reactions.answers[0].size();
  CHECK(std::count(reactions.begin(), reactions.end(), '\n') ==
        static_cast<std::ptrdiff_t>(1 + 2 * points));
}

TEST_CASE("the page has the pay-offs and curves that were found, and what the rates are on") {
  const Solved solved = game_of_two(RateBy::uniform);
  const StrategyResult& strategy = *solved.result.strategy;
  const nlohmann::json page = page_of(solved);
  const nlohmann::json& shown = page["strategy"];
  CHECK(shown["players"] == nlohmann::json({"AAA", "BBB"}));
  REQUIRE(shown["payoffs"]["rows"].size() == 4);
  for (std::size_t at = 0; at < 4; ++at) {
    const nlohmann::json& row = shown["payoffs"]["rows"][at];
    // Ten digits are written.
    CHECK(std::abs(row["first"].get<double>() - 100 * strategy.payoffs->cells[at].welfare[0]) <
          1e-9);
    CHECK(std::abs(row["second"].get<double>() - 100 * strategy.payoffs->cells[at].welfare[1]) <
          1e-9);
  }
  CHECK(shown["payoffs"]["in_what_is_maximised"] == false);
  CHECK(shown["reactions"]["points"].size() == 2 * strategy.reactions.answers[0].size());
  CHECK(shown["matrices"].empty());
  CHECK(shown["rates"][0]["partner"] == "BBB");
  CHECK(shown["rates"][0]["sector"] == "all");
  CHECK(shown["sentences"].empty());  // nobody else is there
  const nlohmann::json& player = page["summary"]["strategy"]["players"][0];
  const CountryOutcome& first = solved.result.outcome->countries()[0];
  CHECK(std::abs(player["terms_of_trade_pct"].get<double>() - 100 * first.terms_of_trade) < 1e-9);
  CHECK(std::abs(player["tax_revenue_musd"].get<double>() - first.tax_revenue) < 1e-6);
  CHECK(page["summary"]["strategy"]["payoffs"].size() == 8);
  CHECK(page["summary"]["strategy"]["no_payoffs"].is_null());
}

TEST_CASE("rates by sector are a matrix of players and sectors, on the page and as a table") {
  const Solved solved = game_of_two(RateBy::sector);
  const StrategyResult& strategy = *solved.result.strategy;
  const World& world = solved.result.outcome->base();
  const nlohmann::json matrices = page_of(solved)["strategy"]["matrices"];
  REQUIRE(matrices.size() == 1);
  CHECK(matrices[0]["by_sector"] == true);
  REQUIRE(matrices[0]["rows"].size() == 2);
  for (std::size_t at = 0; at < 2; ++at)
    for (const FoundRate& found : strategy.players[at].rates) {
      const auto column = static_cast<std::size_t>(found.chosen.cells.front().sector);
      CHECK(std::abs(matrices[0]["rows"][at]["values"][column].get<double>() - 100 * found.rate) <
            1e-8);
    }
  // Nobody sells S2 from AAA to BBB: BBB has no rate there.
  CHECK(matrices[0]["rows"][1]["values"][1].is_null());
  const std::vector<TitledTable> tables = rate_matrix_tables(strategy, world);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].title == "Rates by sector and player");
  CHECK(tables[0].table.rows().size() == 2);
  CHECK(page_of(solved)["strategy"]["reactions"].is_null());
}

TEST_CASE("rates by cell are a matrix of partners and sectors for each player") {
  const BalancedWorld balanced(random_calibration(151));
  const World& world = balanced.world();
  StrategyRequest request{StrategyKind::nash, {}};
  for (Index n = 0; n < 3; ++n) request.players.push_back(tariff_player(world, n, RateBy::cell));
  const StrategyResult strategy = balanced.solve(request);
  INFO(strategy.failure);
  REQUIRE(strategy.failure.empty());
  const std::vector<RateMatrix> matrices = rate_matrices(strategy, world);
  REQUIRE(matrices.size() == 3);
  for (std::size_t player = 0; player < 3; ++player) {
    const RateMatrix& matrix = matrices[player];
    CHECK(matrix.has_partners);
    CHECK(matrix.rows.size() == world.countries.size() - 1);
    std::size_t cells = 0;
    for (const RateMatrix::Row& row : matrix.rows)
      for (const double rate : row.rates) cells += std::isnan(rate) ? 0 : 1;
    CHECK(cells == strategy.players[player].rates.size());
  }
}

TEST_CASE("what a rate is on is said by its code, or counted where it is not all of them") {
  const BalancedWorld balanced(random_calibration(161));
  const World& world = balanced.world();
  RateChoice choice = all_rates_of(world, 0, WedgeKind::tariff, RateBy::uniform);
  const auto words = [&] {
    return rate_words(rates_of(choice, {0}, world, baseline_policy(world)).front(), {0}, world);
  };
  CHECK(words().partner == "all");
  CHECK(words().sector == "all");
  choice.cells.exporters = {1};
  CHECK(words().partner == world.countries[1].code);
  choice.cells.exporters = {1, 2};
  if (world.countries.size() > 3) CHECK(words().partner == "2 partners");
  choice.cells.sectors = {0};
  CHECK(words().sector == world.sectors[0].code);
}

TEST_CASE("the verdict on who defects follows from who has more and who less") {
  StrategyResult strategy;
  strategy.kind = StrategyKind::nash;
  strategy.players.resize(2);
  strategy.players[0].name = "ONE";
  strategy.players[1].name = "TWO";
  strategy.payoffs = PayoffTable{std::vector<PayoffCell>(4), 0, ""};
  std::vector<PayoffCell>& cells = strategy.payoffs->cells;
  const auto verdict = [&] {
    for (PayoffCell& cell : cells) cell.welfare = cell.gain;
    const std::vector<TitledTable> tables = payoff_tables(strategy);
    REQUIRE(tables.size() == 1);
    return tables.front().notes.at(1);
  };
  cells[1].gain = {0.02, -0.03};
  cells[2].gain = {-0.03, 0.02};
  cells[3].gain = {-0.01, -0.01};
  CHECK(verdict() ==
        "each gains by leaving alone, and both have less where both do: a prisoner's dilemma");
  cells[3].gain = {-0.01, 0.01};
  CHECK(verdict() ==
        "each gains by leaving alone; in the Nash equilibrium TWO has more than where both keep "
        "their rates, ONE less: no prisoner's dilemma");
  cells[2].gain = {0, 0};
  CHECK_THAT(verdict(), Catch::StartsWith("ONE gains by leaving alone, TWO does not; "));
  cells[3].gain = {0.01, 0.01};
  CHECK_THAT(verdict(), Contains("both have more in the Nash equilibrium"));
  // What is maximised is not welfare: a second table.
  cells[3].welfare = {0, 0};
  cells[3].gain = {0.01, 0.01};
  CHECK(payoff_tables(strategy).size() == 2);
}

TEST_CASE("where another search ends elsewhere, which rate and whose welfare differ is told",
          "[regression]") {
  // Cause: only a number of points was told, and not whether it matters.
  Solved solved = game_of_two(RateBy::uniform);
  StrategyResult strategy = *solved.result.strategy;
  const World& world = solved.result.outcome->base();
  const auto told = [&] { return strategy_certificate(strategy, world).back(); };
  CHECK_THAT(told(), Contains("ends at the same rates"));
  strategy.players[1].rates[0].rate = 0.125;
  strategy.other_start_move = 0.075;
  strategy.other_end = OtherEnd{1, 0, 0.05, 0, 0, 0, true};
  CHECK(told() ==
        "a search from another start ends elsewhere: the tariff of BBB (AAA, S1) is 5.0000 % "
        "there, 12.5000 % here; welfare of no player differs by more than 1e-08 of income: these "
        "rates hardly matter");
  strategy.other_end->welfare = -0.0002;
  CHECK_THAT(told(), Catch::EndsWith("welfare of AAA is -0.02 points there; both are equilibria: "
                                     "which one comes about is open"));
  strategy.other_end->certified = false;
  CHECK_THAT(told(), Catch::EndsWith("what ends there has not"));
  strategy.kind = StrategyKind::optimum;
  strategy.other_end->short_of = 0.0004;
  CHECK_THAT(told(), Catch::EndsWith("what is maximised is 0.04 % of income less there, a lower "
                                     "top"));
}

TEST_CASE("how sure chosen rates are was told in words of who made the search", "[regression]") {
  // Cause: "a move of a rate by 100 points would add ... to first order" came first, and what that
  // means nowhere.
  Solved solved = game_of_two(RateBy::uniform);
  StrategyResult strategy = *solved.result.strategy;
  const World& world = solved.result.outcome->base();
  CHECK_THAT(strategy_certificate(strategy, world).front(),
             Catch::StartsWith("no player gains by another rate while the others keep theirs: "));
  strategy.kind = StrategyKind::optimum;
  strategy.rounds = 4;
  strategy.largest_gradient = 6e-14;
  strategy.largest_step = 3e-13;
  CHECK(strategy_certificate(strategy, world).front() ==
        "no rate near these is better for the player: as the slope is there, a rate 100 points "
        "higher or lower, within its bounds, would bring at most 6e-14 of the player's income, and "
        "no best rate is further than 3e-11 points from the one found (found in 4 rounds)");
  strategy.kind = StrategyKind::cooperative;
  CHECK_THAT(strategy_certificate(strategy, world).front(),
             Catch::StartsWith("another search, from another start, finds nothing better: "));
}

TEST_CASE("who gains and who loses most is told in money, and in percent where that is another") {
  CHECK(largest_moves({{"Canada", -0.3, -6000}, {"Ireland", -0.8, -3000}, {"Peru", 0.1, 200}},
                      "USD") ==
        "the largest loss is that of Canada, -6.0 bn USD a year (-0.30 %), in percent that of "
        "Ireland (-0.80 %); the largest gain is that of Peru, +0.20 bn USD a year (+0.10 %)");
  CHECK(
      largest_moves({{"Canada", -0.3, -6000}}, "USD") ==
      "the largest loss is that of Canada, -6.0 bn USD a year (-0.30 %); no gain reaches 0.005 %");
  CHECK(largest_moves({{"Canada", 0.001, 6}}, "USD") ==
        "no loss reaches 0.005 %; no gain reaches 0.005 %");
}
