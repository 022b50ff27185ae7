// The source data beside the project: tests that need them are skipped when they are not there.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "data/baseline_folder.hpp"
#include "support/reference_values.hpp"
#include "support/skipped.hpp"
#include "support/temporary_folder.hpp"

namespace tariffsim::test {

inline std::filesystem::path shared_folder() {
  return std::filesystem::path(TARIFFSIM_SOURCE_DIR) / ".." / "shared";
}

/// A source folder has CSV files only: reads some of them as a baseline with this unit and
/// valuation.
inline Baseline read_source(const std::string& name, const std::string& unit,
                            const std::string& valuation, const std::vector<std::string>& files) {
  const TemporaryFolder folder;
  for (const std::string& file : files) {
    std::filesystem::create_symlink(
        std::filesystem::absolute(shared_folder() / "data" / name / file), folder.path() / file);
  }
  std::ofstream(folder.path() / "baseline.yaml")
      << "id: " << name << "\ntitle: test\nyear: 2000\nunit: " << unit
      << "\nvaluation: " << valuation << "\nsources: [test]\nlicence: test\n";
  Diagnostics diagnostics;
  return read_baseline(folder.path(), diagnostics);
}

/// A reference file of the shared data: values of `column` by the code in the first column.
inline std::map<std::string, double> reference(const std::string& file, const std::string& column) {
  return reference_values(shared_folder() / "replications" / file, 1, column);
}

}  // namespace tariffsim::test
