// Solve times as multiples of one sweep over the trade-share cube, measured in the same run.
#include <benchmark/benchmark.h>

#include <chrono>

#include "support/random_world.hpp"
#include "world/baseline_folder.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// One sweep: S products of an N x N matrix and a vector.
void sweep(const World& world, const Table& supply, Table& price) {
  for (Index s = 0; s < world.n_sectors(); ++s) {
    price.col(s).noalias() = world.trade_share.sector(s).transpose() * supply.col(s);
  }
}

double sweep_ms(const World& world) {
  constexpr int kRounds = 500;
  const Table supply = Table::Ones(world.n_countries(), world.n_sectors());
  Table price = supply;
  const auto begin = std::chrono::steady_clock::now();
  for (int round = 0; round < kRounds; ++round) {
    sweep(world, supply, price);
    benchmark::DoNotOptimize(price.data());
  }
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;
  return wall.count() / kRounds;
}

std::vector<PolicyLine> tariff_war(const World& world) {
  return {tariff_line({{0}, {1}, everyone(world.n_sectors())}, RateChange::add, 1.45),
          tariff_line({{1}, {0}, everyone(world.n_sectors())}, RateChange::add, 1.25)};
}

void report(benchmark::State& state, const World& world, const SolveResult& last) {
  state.counters["sweep_ms"] = sweep_ms(world);
  state.counters["newton"] = last.iterations;
  state.counters["evaluations"] = last.evaluations;
  state.counters["residual"] = last.max_residual;
}

void solve_cold(benchmark::State& state, const World& world) {
  const TradePolicy policy = apply_policy(world, tariff_war(world)).policy;
  SolveResult last;
  double total_ms = 0;
  for (auto _ : state) {
    last = solve(world, policy, world.deficit);
    total_ms += last.wall_ms;
  }
  report(state, world, last);
  state.counters["sweeps"] =
      total_ms / static_cast<double>(state.iterations()) / state.counters["sweep_ms"];
}

void solve_again(benchmark::State& state, const World& world) {
  const TradePolicy policy = apply_policy(world, tariff_war(world)).policy;
  Solver solver(world);
  SolveResult last = solver.solve(policy, world.deficit);
  double total_ms = 0;
  for (auto _ : state) {
    last = solver.solve(policy, world.deficit);
    total_ms += last.wall_ms;
  }
  report(state, world, last);
  state.counters["sweeps"] =
      total_ms / static_cast<double>(state.iterations()) / state.counters["sweep_ms"];
}

World synthetic(Index countries, Index sectors, bool input_output) {
  return random_calibration(1, {countries, sectors, input_output, true, false, false, 0.3, 6.0})
      .world;
}

World world_2022() {
  Diagnostics diagnostics;
  Baseline baseline = read_baseline(find_baseline("world-2022"), diagnostics);
  const Vector theta = baseline.elasticities.front().trade_elasticity;
  return calibrate(std::move(baseline), {theta, true}).world;
}

void load_world_2022(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(world_2022());
}

void add(const std::string& name, World world) {
  const auto shared = std::make_shared<const World>(std::move(world));
  benchmark::RegisterBenchmark((name + "/cold").c_str(), [shared](benchmark::State& state) {
    solve_cold(state, *shared);
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark((name + "/again").c_str(), [shared](benchmark::State& state) {
    solve_again(state, *shared);
  })->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  add("world-2022", world_2022());
  add("synthetic-81x28", synthetic(81, 28, false));
  add("synthetic-81x28-input-output", synthetic(81, 28, true));
  add("synthetic-31x40-input-output", synthetic(31, 40, true));
  benchmark::RegisterBenchmark("load-world-2022", load_world_2022)->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks();
}
