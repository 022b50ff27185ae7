// The worlds of another solver's gradients, optima and Nash equilibria.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "model/calibration.hpp"
#include "support/shared_data.hpp"

namespace tariffsim::test {

inline std::filesystem::path strategy() {
  return std::filesystem::absolute(shared_folder() / "replications" / "strategy");
}

/// One of their baselines as a folder that can be read; their money is of no currency.
inline void write_world(const std::filesystem::path& folder, const std::string& name = "rand5x3",
                        const std::string& valuation = "net-of-duty") {
  for (const auto& entry : std::filesystem::directory_iterator(strategy() / "baselines" / name))
    if (entry.path().extension() == ".csv")
      std::filesystem::create_symlink(entry.path(), folder / entry.path().filename());
  std::ofstream(folder / "baseline.yaml")
      << "id: " << name
      << "\ntitle: Random\nyear: 2000\nunit: million USD\nvaluation: " << valuation
      << "\nsources: [test]\nlicence: test\n";
}

inline Calibration calibrated(const Baseline& baseline, const std::string& elasticities,
                              bool input_output) {
  const auto source =
      std::find_if(baseline.elasticities.begin(), baseline.elasticities.end(),
                   [&](const ElasticitySource& one) { return one.name == elasticities; });
  REQUIRE(source != baseline.elasticities.end());
  return calibrate(baseline, {{source->trade_elasticity}, input_output});
}

/// Five countries, three sectors, input-output, export taxes, deficits.
inline Calibration random_world() {
  const TemporaryFolder folder;
  write_world(folder.path());
  Diagnostics diagnostics;
  return calibrated(read_baseline(folder.path(), diagnostics), "test", true);
}

/// 44 economies, 16 sectors, without input-output.
inline Calibration world_2014() {
  return calibrated(
      read_source("wiod-2014", "million USD", "duty-inclusive",
                  {"countries.csv", "sectors.csv", "elasticities.csv", "flows.csv", "tariffs.csv"}),
      "in-sample", false);
}

}  // namespace tariffsim::test
