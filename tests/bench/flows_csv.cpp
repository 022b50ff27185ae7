// flows.csv of sixty economies and 23 sectors, every cell with trade.
#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include <cmath>

#include "files/csv.hpp"
#include "model/types.hpp"

namespace {

using namespace tariffsim;

constexpr Index kCountries = 60, kSectors = 23;

std::vector<std::string> codes(const char* letter, Index count) {
  std::vector<std::string> out;
  for (Index at = 0; at < count; ++at) out.push_back(fmt::format("{}{:02}", letter, at));
  return out;
}

ResultTable full_table() {
  ResultTable table{"flows",
                    {{"exporter", kCountries}, {"importer", kCountries}, {"sector", kSectors}},
                    {{"exporter", 0, codes("C", kCountries)},
                     {"importer", 1, codes("C", kCountries)},
                     {"sector", 2, codes("S", kSectors)}},
                    measures_of(TableKind::flows),
                    {},
                    {}};
  for (std::uint32_t i = 0; i < kCountries; ++i)
    for (std::uint32_t n = 0; n < kCountries; ++n)
      for (std::uint32_t s = 0; s < kSectors; ++s) {
        const double flow = std::exp(0.37 * ((i * 7 + n * 11 + s * 13) % 29));
        table.positions.insert(table.positions.end(), {i, n, s});
        table.values.insert(table.values.end(),
                            {flow, 1.01 * flow / 3, -200.0 / 3, 0.025, 0.125, 0, 0, 0, 0});
      }
  return table;
}

void write_flows(benchmark::State& state) {
  const ResultTable table = full_table();
  for (auto _ : state) benchmark::DoNotOptimize(csv_of(table));
}
BENCHMARK(write_flows)->Unit(benchmark::kMillisecond);

}  // namespace
