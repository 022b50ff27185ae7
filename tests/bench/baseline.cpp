#include <benchmark/benchmark.h>

#include "data/baseline_folder.hpp"
#include "model/calibration.hpp"

namespace {

using namespace tariffsim;

void read_world(benchmark::State& state) {
  const auto folder = find_baseline("world-2022");
  for (auto _ : state) {
    Diagnostics diagnostics;
    benchmark::DoNotOptimize(read_baseline(folder, diagnostics));
  }
}
BENCHMARK(read_world)->Unit(benchmark::kMillisecond);

void calibrate_world(benchmark::State& state) {
  Diagnostics diagnostics;
  const Baseline baseline = read_baseline(find_baseline("world-2022"), diagnostics);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        calibrate(baseline, {{baseline.elasticities[0].trade_elasticity}, true}));
}
BENCHMARK(calibrate_world)->Unit(benchmark::kMillisecond);

}  // namespace
