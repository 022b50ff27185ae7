// The baselines of the scenario library, as they are shipped.
#pragma once

#include <filesystem>
#include <string>

#include "data/baseline_folder.hpp"

namespace tariffsim::test {

inline std::filesystem::path shipped_baselines() {
  return std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "scenarios" / "baselines";
}

inline Baseline shipped_baseline(const std::string& id) {
  Diagnostics diagnostics;
  return read_baseline(shipped_baselines() / id, diagnostics);
}

}  // namespace tariffsim::test
