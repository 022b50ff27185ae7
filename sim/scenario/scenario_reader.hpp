// YAML text -> Scenario; every error with its place, all of a file in one go.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {

/// A scenario, its variants, and what was found wrong with them. With errors, what could not be
/// read is left out.
struct ScenarioFile {
  Scenario scenario;
  std::vector<Scenario> variants;
  Diagnostics found;
};

/// Reads a scenario file with all that it includes, applies overrides ("model.elasticities=4",
/// "policy[1].tariff.add=20%", in order) before anything is checked, and keeps the errors beside
/// what could be read, so that its names can still be looked up and all errors shown in one go.
/// Throws InputError only if there is nothing to read: no file, broken YAML, an empty document,
/// a wrong override.
ScenarioFile read_scenario_file(const std::filesystem::path& path,
                                const std::vector<std::string>& overrides);

/// A scenario's tree, with the files that it names; `path` is that of the tree. Its variants and
/// studies are not read. Errors go to `diagnostics`.
Scenario read_tree(const YamlNode& tree, const std::filesystem::path& path,
                   Diagnostics& diagnostics);

/// The scenario alone. Warnings and notes go to `diagnostics`. Throws InputError with all errors of
/// the file.
Scenario read_scenario(const std::filesystem::path& path, const std::vector<std::string>& overrides,
                       Diagnostics& diagnostics);

}  // namespace tariffsim
