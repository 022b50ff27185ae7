// YAML text -> Scenario; every error with its place, all of a file in one go.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace tariffsim {

/// Reads a scenario file and applies overrides ("model.elasticities=4", "policy[1].tariff.add=20%",
/// in order) before anything is checked. Warnings and notes go to `diagnostics`. Throws InputError
/// with all errors of the file.
Scenario read_scenario(const std::filesystem::path& path, const std::vector<std::string>& overrides,
                       Diagnostics& diagnostics);

}  // namespace tariffsim
