// Solves one by one under Google Benchmark; `--table` prints the table of the documentation.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <string_view>

#include "bench/cases.hpp"
#include "bench/table.hpp"
#include "equilibrium/equilibrium.hpp"
#include "outcomes/outcome_weights.hpp"
#include "studies/rate_search.hpp"
#include "studies/strategy.hpp"
#include "support/random_world.hpp"

namespace {

using namespace tariffsim;
using bench::Case;

void count(benchmark::State& state, const SolveResult& last) {
  state.counters["steps"] = last.iterations;
  state.counters["evaluations"] = last.evaluations;
}

/// A solve from the solution of a policy nearby, and beside it the gradient of one country's
/// welfare by every cell of tariffs, export taxes and trade costs, which should take no more than
/// three.
void add_derivatives(const std::string& name, const std::shared_ptr<const Case>& shared,
                     const std::shared_ptr<const TradePolicy>& policy) {
  benchmark::RegisterBenchmark((name + "/warm").c_str(), [=](benchmark::State& state) {
    const World& base = *shared->calibration.world;
    TradePolicy nearby = *policy;
    for (Index s = 0; s < base.n_sectors(); ++s)
      for (Index i = 1; i < base.n_countries(); ++i) nearby.tariff(i, 0, s) += 0.01;
    const Solver solver(base, shared->calibration.parameters);
    SolverWorkspace workspace;
    const Equilibrium start = *solver.solve(workspace, {nearby, base.deficit}).equilibrium;
    for (auto _ : state) solver.solve(workspace, {*policy, base.deficit, &start});
    count(state, solver.solve(workspace, {*policy, base.deficit, &start}));
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark((name + "/gradient").c_str(), [=](benchmark::State& state) {
    const World& base = *shared->calibration.world;
    const ModelParameters& parameters = shared->calibration.parameters;
    const Equilibrium at = *solve(base, parameters, *policy, base.deficit).equilibrium;
    const Levels after = levels(base, parameters, *policy, at);
    const SolvedPoint point{base, parameters, at, after};
    const OutcomePlace first{{0}, {}, test::everyone(base.n_sectors())};
    const auto* welfare = find_differentiable("welfare_pct", OutcomeSubject::country);
    for (auto _ : state) {
      const Linearisation linear(base, parameters, *policy, base.deficit, at);
      Weights weights = linear.system().no_weights();
      welfare->add_weights(point, first, 1, weights);
      benchmark::DoNotOptimize(linear.gradient(weights, no_direction(base, false)));
    }
  })->Unit(benchmark::kMillisecond);
}

void add(Case made) {
  const auto shared = std::make_shared<const Case>(std::move(made));
  const World& world = *shared->calibration.world;
  const std::string name = shared->name + (world.input_share.empty() ? "" : " input-output");
  const auto policy =
      std::make_shared<const TradePolicy>(apply_policy(world, shared->policy).policy.average);
  benchmark::RegisterBenchmark((name + "/cold").c_str(), [=](benchmark::State& state) {
    SolveResult last;
    for (auto _ : state)
      last = solve(*shared->calibration.world, shared->calibration.parameters, *policy,
                   shared->calibration.world->deficit);
    count(state, last);
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark((name + "/reused").c_str(), [=](benchmark::State& state) {
    const World& base = *shared->calibration.world;
    const Solver solver(base, shared->calibration.parameters);
    SolverWorkspace workspace;
    for (auto _ : state) solver.solve(workspace, {*policy, base.deficit});
    count(state, solver.solve(workspace, {*policy, base.deficit}));
  })->Unit(benchmark::kMillisecond);
  add_derivatives(name, shared, policy);
}

std::vector<RatePlayer> players_of(const StrategyRequest& request, const StrategySetting& setting) {
  std::vector<RatePlayer> players;
  for (const StrategyPlayer& asked : request.players)
    players.push_back(
        {asked.name, asked.members, Objective(setting.world, asked.aims, asked.members),
         rates_of(asked.choices.front(), asked.members, setting.world, setting.given)});
  return players;
}

/// Every country of a world chooses one rate on all that it imports; without deficits and
/// input-output. Found, and certified by each player's best answers.
void add_nash(Index countries, Index sectors) {
  const auto made = std::make_shared<const Calibration>(
      test::random_calibration(1, {countries, sectors, false, true, false, true}));
  const World& world = *made->world;
  StrategyRequest request{StrategyKind::nash, {}};
  for (Index n = 0; n < countries; ++n) {
    RateChoice choice;
    choice.cells = {test::everyone(countries), {n}, test::everyone(sectors)};
    choice.by = RateBy::uniform;
    request.players.push_back({world.countries[static_cast<std::size_t>(n)].code,
                               {n},
                               {Aim{AimKind::welfare, {n}, -1, 1}},
                               {choice}});
  }
  const std::string name = "Nash of " + std::to_string(countries) + " x " + std::to_string(sectors);
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    StrategyResult last;
    for (auto _ : state)
      last = find_strategy(request, *made->world, made->parameters, baseline_policy(*made->world),
                           made->world->deficit);
    if (!last.failure.empty()) state.SkipWithError(last.failure.c_str());
    state.counters["rounds"] = last.rounds;
    state.counters["solves"] = last.solves;
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark((name + "/search alone").c_str(), [=](benchmark::State& state) {
    const StrategySetting setting{*made->world, made->parameters, baseline_policy(*made->world),
                                  made->world->deficit};
    RateSearchResult last;
    for (auto _ : state) {
      StrategySolver solver(setting);
      const std::vector<RatePlayer> players = players_of(request, setting);
      last = search_rates(solver, players,
                          rates_in_force(all_rates(players), setting.world, setting.given));
    }
    if (!last.settled) state.SkipWithError(last.message.c_str());
    state.counters["rounds"] = last.rounds;
  })->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--table") {
    bench::print_table();
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  if (auto c = bench::icio_2022()) add(std::move(*c));
  add(bench::world_2022(false));
  add(bench::world_2022(true));
  add(bench::world_2022_family());
  add(bench::synthetic(81, 28, true));
  add(bench::synthetic_family(81, 28));
  add(bench::synthetic(31, 40, true));
  add_nash(44, 16);
  benchmark::RunSpecifiedBenchmarks();
}
