#include "scenario/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/diagnostic.hpp"
#include "base/near_miss.hpp"
#include "data/baseline_folder.hpp"
#include "scenario/scenario_reader.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

/// The scenario files of one library folder, sorted.
std::vector<fs::path> scenario_files_in(const fs::path& library) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(library, error), end; at != end; at.increment(error)) {
    if (at->is_directory() && at->path().filename() == "baselines")
      at.disable_recursion_pending();
    else if (at->path().extension() == ".yaml" && at->path().filename() != "groups.yaml")
      files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> library_files() {
  std::vector<fs::path> files;
  for (const fs::path& library : library_folders())
    for (fs::path& file : scenario_files_in(library)) files.push_back(std::move(file));
  return files;
}

LibraryScenario read_entry(const fs::path& file) {
  Diagnostics ignored;
  try {
    const Scenario scenario = read_scenario(file, {}, ignored);
    return {scenario.id, scenario.title, file};
  } catch (const InputError&) {
    return {"", "", file};
  }
}

/// Most files are called as their scenario: these are read first.
std::optional<fs::path> library_file(const std::string& id) {
  std::vector<fs::path> files = library_files();
  std::stable_partition(files.begin(), files.end(),
                        [&](const fs::path& file) { return file.stem() == id; });
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const fs::path& file) { return read_entry(file).id == id; });
  return found == files.end() ? std::nullopt : std::optional(*found);
}

/// What `named` can be a slip of: scenario files beside it, and scenarios of the library.
std::vector<std::string> names_near(const fs::path& named) {
  std::vector<std::string> names;
  std::error_code error;
  const fs::path folder = named.has_parent_path() ? named.parent_path() : ".";
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == ".yaml")
      names.push_back((named.parent_path() / at->path().filename()).string());
  std::sort(names.begin(), names.end());
  for (const fs::path& file : library_files()) names.push_back(file.stem().string());
  return names;
}

/// The only name that begins so: a scenario is often called by its beginning, and a neighbour of it
/// may be another policy.
std::optional<std::string> only_begun(const std::string& named,
                                      const std::vector<std::string>& names) {
  std::optional<std::string> found;
  for (const std::string& name : names) {
    if (!name.starts_with(named)) continue;
    if (found) return std::nullopt;
    found = name;
  }
  return found;
}

[[noreturn]] void refuse(const std::string& named, const std::string& message,
                         const std::string& hint) {
  const std::vector<std::string> names = names_near(named);
  auto near = only_begun(named, names);
  if (!near) near = near_miss(named, names);
  if (!near) near = near_miss(fs::path(named).stem().string(), names);
  auto source = std::make_shared<SourceText>();
  source->name = named;
  throw InputError({source, 0, 0, 1}, message,
                   near ? fmt::format("did you mean '{}'?", *near) : hint);
}

}  // namespace

std::vector<LibraryScenario> library_scenarios() {
  std::vector<LibraryScenario> scenarios;
  for (const fs::path& file : library_files()) scenarios.push_back(read_entry(file));
  return scenarios;
}

fs::path scenario_file(const std::string& named) {
  std::error_code error;
  const bool is_id = named.find_first_of("/.") == std::string::npos;
  const bool is_there = fs::exists(named, error);
  // Results lie in folders that are called as their scenario.
  if (is_there && !(is_id && fs::is_directory(named, error))) return named;
  if (!is_id) refuse(named, "no such file", "");
  if (auto file = library_file(named)) return *file;
  if (is_there) return named;
  refuse(named, "neither a file here nor a scenario of the library",
         "'tariffsim list scenarios' shows the library");
}

}  // namespace tariffsim
