#include "scenario/scenario_paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/near_miss.hpp"
#include "data/baseline_folder.hpp"
#include "scenario/overrides.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFilesSeen = 1000;  // for a hint

bool is_typed_by_user(const Name& name) {
  if (!name.place.source) return false;
  return name.place.source->name == kOverrideSource || name.place.source->name == kBaselineSource;
}

/// Links resolved as far as the path exists; empty when that fails.
fs::path resolved(const fs::path& path) {
  std::error_code failure;
  const fs::path absolute = fs::absolute(path, failure);
  if (failure) return {};
  fs::path canonical = fs::weakly_canonical(absolute, failure);
  return failure ? fs::path() : canonical.lexically_normal();
}

bool lies_under(const fs::path& path, const fs::path& folder) {
  const auto [folder_end, path_end] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return folder_end == folder.end() ||
         (std::next(folder_end) == folder.end() && folder_end->empty());
}

/// Where an included file may read.
std::vector<fs::path> allowed_folders(const ScenarioFolder& scenario_folder) {
  std::vector<fs::path> folders = {resolved(scenario_folder.path),
                                   resolved(scenario_folder.run_from)};
  for (const fs::path& library : library_folders()) folders.push_back(resolved(library));
  std::erase(folders, fs::path());
  return folders;
}

bool has_control_character(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// Files of a folder, and of the folders in it, by their path from it.
std::vector<std::string> files_in(const fs::path& folder, const std::string& ending) {
  std::vector<std::string> files;
  std::error_code failure;
  for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end;
       at.increment(failure))
    if (at->path().extension() == ending && files.size() < kMostFilesSeen)
      files.push_back(at->path().lexically_relative(folder).generic_string());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> files_beside(const fs::path& folder, const std::string& ending) {
  std::vector<std::string> files;
  std::error_code failure;
  for (fs::directory_iterator at(folder.empty() ? "." : folder, failure), end;
       !failure && at != end; at.increment(failure))
    if (at->path().extension() == ending && files.size() < kMostFilesSeen)
      files.push_back(at->path().filename().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// A file of the library, named by its path from there.
std::optional<fs::path> find_in_library(const std::string& name) {
  std::error_code failure;
  for (const fs::path& library : library_folders()) {
    fs::path file = resolved(library / name);
    if (lies_under(file, resolved(library)) && fs::is_regular_file(file, failure)) return file;
  }
  return std::nullopt;
}

/// The file beside the scenario or in the library that was probably meant.
std::string hint_for_scenario(const std::string& name, const ScenarioFolder& scenario_folder) {
  std::vector<std::string> files = files_beside(scenario_folder.path, ".yaml");
  for (const fs::path& library : library_folders())
    for (const std::string& file : files_in(library, ".yaml")) {
      if (fs::path(file).filename() == name) return fmt::format("did you mean '{}'?", file);
      files.push_back(file);
    }
  const auto near = near_miss(name, files);
  return near ? fmt::format("did you mean '{}'?", *near)
              : "'tariffsim list scenarios' shows the library";
}

}  // namespace

std::string shown_path(const Name& name, const ScenarioFolder& scenario_folder) {
  const fs::path base = is_typed_by_user(name) ? fs::path() : scenario_folder.path;
  return (base / name.text).lexically_normal().string();
}

std::optional<fs::path> resolve_path(const Name& name, const ScenarioFolder& scenario_folder,
                                     Diagnostics& diagnostics) {
  const fs::path path =
      has_control_character(name.text) ? fs::path() : resolved(shown_path(name, scenario_folder));
  if (path.empty()) {
    diagnostics.error(name.place,
                      fmt::format("'{}' is not a path that can be followed", name.text));
    return std::nullopt;
  }
  if (is_typed_by_user(name) || !scenario_folder.is_included) return path;
  const auto folders = allowed_folders(scenario_folder);
  const auto holds = [&](const fs::path& folder) { return lies_under(path, folder); };
  if (std::any_of(folders.begin(), folders.end(), holds)) return path;
  diagnostics.error(
      name.place,
      fmt::format("'{}' lies outside the folders that an included file may read", name.text),
      "these are its own folder, that of the scenario that is run and the installed library; name "
      "the file in the scenario that you run");
  return std::nullopt;
}

std::optional<fs::path> resolve_rate_file(const Name& name, const ScenarioFolder& scenario_folder,
                                          Diagnostics& diagnostics) {
  auto path = resolve_path(name, scenario_folder, diagnostics);
  std::error_code failure;
  if (!path || fs::exists(*path, failure)) return path;
  if (auto file = find_in_library(name.text)) return file;
  const fs::path written = name.text;
  const auto near =
      near_miss(written.filename().string(), files_beside(path->parent_path(), ".csv"));
  diagnostics.error(
      name.place, fmt::format("there is no file '{}'", name.text),
      near ? fmt::format("did you mean '{}'?", (written.parent_path() / *near).string())
           : "a path is relative to the scenario's folder");
  return std::nullopt;
}

std::optional<fs::path> resolve_baseline_folder(const Name& name,
                                                const ScenarioFolder& scenario_folder,
                                                Diagnostics& diagnostics) {
  auto folder = resolve_path(name, scenario_folder, diagnostics);
  if (!folder || is_typed_by_user(name)) return folder;
  auto allowed = allowed_folders(scenario_folder);
  allowed.push_back(*folder);
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(*folder, failure)) {
    const fs::path file = resolved(entry.path());
    if (std::any_of(allowed.begin(), allowed.end(),
                    [&](const fs::path& one) { return lies_under(file, one); }))
      continue;
    diagnostics.error(name.place,
                      fmt::format("'{}' in this folder leads outside of it, which a link may not",
                                  entry.path().filename().string()),
                      "name the baseline with --baseline to read it all the same");
    return std::nullopt;
  }
  return folder;
}

std::optional<fs::path> resolve_scenario_file(const Name& name,
                                              const ScenarioFolder& scenario_folder,
                                              Diagnostics& diagnostics) {
  std::error_code failure;
  auto path = resolve_path(name, scenario_folder, diagnostics);
  if (!path || fs::is_regular_file(*path, failure)) return path;
  if (auto file = find_in_library(name.text)) return file;
  diagnostics.error(name.place,
                    fmt::format("there is no file '{}', neither beside this scenario nor in the "
                                "library",
                                name.text),
                    hint_for_scenario(name.text, scenario_folder));
  return std::nullopt;
}

}  // namespace tariffsim
