// YAML text -> Scenario; every error with its place, all of a file in one go.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace tariffsim {

/// A scenario and what was found wrong with it. With errors, what could not be read is left out.
struct ScenarioReading {
  Scenario scenario;
  Diagnostics found;
};

/// As read_scenario, but keeps the errors beside what could be read, so that its names can still be
/// looked up and all errors shown in one go. Throws InputError only where there is nothing to read:
/// no file, broken YAML, an empty document.
ScenarioReading read_scenario_with_errors(const std::filesystem::path& path,
                                          const std::vector<std::string>& overrides);

/// Reads a scenario file and applies overrides ("model.elasticities=4", "policy[1].tariff.add=20%",
/// in order) before anything is checked. Warnings and notes go to `diagnostics`. Throws InputError
/// with all errors of the file.
Scenario read_scenario(const std::filesystem::path& path, const std::vector<std::string>& overrides,
                       Diagnostics& diagnostics);

}  // namespace tariffsim
