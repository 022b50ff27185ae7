// Solves one by one under Google Benchmark; `--table` prints the table of the documentation.
#include <benchmark/benchmark.h>

#include <memory>
#include <string_view>

#include "bench/cases.hpp"
#include "bench/table.hpp"
#include "equilibrium/equilibrium.hpp"

namespace {

using namespace tariffsim;
using bench::Case;

void count(benchmark::State& state, const SolveResult& last) {
  state.counters["steps"] = last.iterations;
  state.counters["evaluations"] = last.evaluations;
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
  benchmark::RunSpecifiedBenchmarks();
}
