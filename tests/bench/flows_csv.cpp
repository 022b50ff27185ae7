// flows.csv of sixty economies and 23 sectors, every cell with trade.
#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include <cmath>

#include "files/result_files.hpp"

namespace {

using namespace tariffsim;

constexpr Index kCountries = 60, kSectors = 23;

World labels_only() {
  World world;
  for (Index n = 0; n < kCountries; ++n)
    world.countries.push_back({fmt::format("C{:02}", n), "", 0});
  for (Index s = 0; s < kSectors; ++s) world.sectors.push_back({fmt::format("S{}", s), "", {}});
  return world;
}

std::vector<FlowRow> full_rows() {
  std::vector<FlowRow> rows;
  for (Index i = 0; i < kCountries; ++i)
    for (Index n = 0; n < kCountries; ++n)
      for (Index s = 0; s < kSectors; ++s) {
        const double flow = std::exp(0.37 * static_cast<double>((i * 7 + n * 11 + s * 13) % 29));
        rows.push_back({i, n, s, flow, 1.01 * flow / 3, -200.0 / 3, 0.025, 0.125, 0, 0, 0, 0});
      }
  return rows;
}

void write_flows(benchmark::State& state) {
  const World world = labels_only();
  const std::vector<FlowRow> rows = full_rows();
  for (auto _ : state) benchmark::DoNotOptimize(flows_csv(rows, world));
}
BENCHMARK(write_flows)->Unit(benchmark::kMillisecond);

}  // namespace
