// Files that a scenario names, and where they may lie.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "scenario/scenario.hpp"

namespace tariffsim {

/// The file or folder that a scenario in `scenario_folder` means by `name`, symbolic links
/// resolved: relative to that folder, and under it, the working directory or the installed library.
/// What `--set` names is relative to the working directory, and may lie anywhere: the user who
/// types it says so. What may not be read is an error, and nothing is returned.
std::optional<std::filesystem::path> resolve_path(const Name& name,
                                                  const std::filesystem::path& scenario_folder,
                                                  Diagnostics& diagnostics);

/// A file of rates, as resolve_path; what is not in the scenario's folder is looked for in the
/// library. A file that is in neither is an error.
std::optional<std::filesystem::path> resolve_rate_file(const Name& name,
                                                       const std::filesystem::path& scenario_folder,
                                                       Diagnostics& diagnostics);

/// A folder of a baseline, as resolve_path; a link in it that leads to where a scenario may not
/// read is an error.
std::optional<std::filesystem::path> resolve_baseline_folder(
    const Name& name, const std::filesystem::path& scenario_folder, Diagnostics& diagnostics);

/// A scenario file, as resolve_path; what is not in the scenario's folder is looked for in the
/// library. A file that is in neither is an error.
std::optional<std::filesystem::path> resolve_scenario_file(
    const Name& name, const std::filesystem::path& scenario_folder, Diagnostics& diagnostics);

/// The path as messages show it.
std::string shown_path(const Name& name, const std::filesystem::path& scenario_folder);

}  // namespace tariffsim
