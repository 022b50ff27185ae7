// Files that a scenario names, and where they may lie.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "scenario/scenario.hpp"

namespace tariffsim {

/// The folder of a file that names others, and whose choice these are.
struct ScenarioFolder {
  std::filesystem::path path;
  bool is_included = false;  ///< by another file, in which somebody else may have written
  std::filesystem::path run_from = {};  ///< then that of the file that the user runs
};

/// The file or folder that a scenario in `scenario_folder` means by `name`, symbolic links
/// resolved: relative to that folder. A file that the user runs may name what lies anywhere; one
/// that it includes only what lies in its own folder, in that of the file that is run, or in the
/// installed library. What `--set` names is relative to the working directory, and may lie
/// anywhere. The verdict is the same from any working directory. What may not be read is an error,
/// and nothing is returned.
std::optional<std::filesystem::path> resolve_path(const Name& name,
                                                  const ScenarioFolder& scenario_folder,
                                                  Diagnostics& diagnostics);

/// A file of rates, as resolve_path; what is not in the scenario's folder is looked for in the
/// library. A file that is in neither is an error.
std::optional<std::filesystem::path> resolve_rate_file(const Name& name,
                                                       const ScenarioFolder& scenario_folder,
                                                       Diagnostics& diagnostics);

/// A folder of a baseline, as resolve_path; a link in it that leads outside of it, and to
/// where an included file could not read, is an error: it may have come with somebody's files.
std::optional<std::filesystem::path> resolve_baseline_folder(const Name& name,
                                                             const ScenarioFolder& scenario_folder,
                                                             Diagnostics& diagnostics);

/// A scenario file, as resolve_path; what is not in the scenario's folder is looked for in the
/// library. A file that is in neither is an error.
std::optional<std::filesystem::path> resolve_scenario_file(const Name& name,
                                                           const ScenarioFolder& scenario_folder,
                                                           Diagnostics& diagnostics);

/// The path as messages show it.
std::string shown_path(const Name& name, const ScenarioFolder& scenario_folder);

}  // namespace tariffsim
