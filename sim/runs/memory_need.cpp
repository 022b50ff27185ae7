#include "runs/memory_need.hpp"

#include <fmt/format.h>
#include <tbb/info.h>

#include <algorithm>
#include <string>

#include "base/diagnostic.hpp"
#include "base/memory.hpp"
#include "base/numbers.hpp"

namespace tariffsim {
namespace {

constexpr double kMB = 1e6, kGB = 1e9;
/// Numbers that an outcome keeps of each cell (policy, its effective rates, prices and flows
/// after): timelines of 50 and 200 steps differ by 4.6 a step.
constexpr double kNumbersOfCell = 5;
/// Numbers of each cell of the world itself: the baseline, and what solvers keep; one run of 60
/// economies and 23 sectors takes 80 MB.
constexpr double kNumbersOfWorld = 60;
constexpr double kProgram = 40e6;  // bytes, whatever is solved
/// Of a pair of countries in a comparison, for each run, as it is read, as it is set beside the
/// others, its difference to the first, and as it is written: 60 and 200 runs differ by 1,600.
constexpr double kBytesOfPair = 1650;
constexpr double kComparison = 60e6;  // beside its pairs; one of 13 runs takes 230 MB in all
constexpr double kNumber = sizeof(double);

double square(double x) { return x * x; }

double outcomes(const PreparedRun& run) {
  const World& world = *run.experiment.calibration.world;
  return static_cast<double>(run.experiment.stages.size()) * kNumbersOfCell * kNumber *
         square(static_cast<double>(world.n_countries())) * static_cast<double>(world.n_sectors());
}

double of_world(const PreparedRun& run) {
  const World& world = *run.experiment.calibration.world;
  return kProgram + kNumbersOfWorld * kNumber * square(static_cast<double>(world.n_countries())) *
                        static_cast<double>(world.n_sectors());
}

double compared(const PreparedRun& run) {
  const World& world = *run.experiment.calibration.world;
  return square(static_cast<double>(world.n_countries())) * kBytesOfPair;
}

}  // namespace

std::string size_text(double bytes) {
  return bytes < kGB ? fmt::format("{:.0f} MB", bytes / kMB)
                     : fmt::format("{:.1f} GB", bytes / kGB);
}

std::string many_of(const PreparedScenario& scenario) {
  const std::size_t steps = scenario.front().experiment.stages.size();
  return scenario.size() > steps ? counted(scenario.size() - 1, "variant") : counted(steps, "step");
}

double memory_need(const PreparedScenario& scenario, int threads) {
  if (threads == 0) threads = tbb::info::default_concurrency();
  const auto others_at_work = static_cast<double>(
      std::min(scenario.size() - 1, std::size_t{2} * static_cast<std::size_t>(threads)));
  double need = of_world(scenario.front()) + outcomes(scenario.front()) * (1 + others_at_work);
  if (scenario.size() > 1) need += kComparison;
  if (scenario.size() > 1)
    for (const PreparedRun& run : scenario) need += compared(run);
  return need;
}

void check_memory(const std::vector<PreparedScenario>& scenarios, int threads,
                  const WritingNeed& writing) {
  const double left = memory_left();
  for (const PreparedScenario& scenario : scenarios) {
    const double need = memory_need(scenario, threads) + writing(scenario);
    if (need <= left) continue;
    const World& world = *scenario.front().experiment.calibration.world;
    throw OutputError(fmt::format(
        "{}: about {} of memory are needed for {} of {} economies and {} sectors, and {} are free: "
        "divide them among several scenarios, or join countries or sectors with 'aggregate'",
        scenario.front().record.id, size_text(need), many_of(scenario), world.n_countries(),
        world.n_sectors(), size_text(left)));
  }
}

}  // namespace tariffsim
