#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/file.hpp"
#include "base/near_miss.hpp"
#include "data/baseline_folder.hpp"
#include "text/csv_table.hpp"
#include "text/yaml_tree.hpp"

namespace tariffsim {
namespace {

namespace fs = std::filesystem;

/// The program's own file; empty if the system does not tell.
fs::path executable() {
  std::error_code ignored;
  return fs::read_symlink("/proc/self/exe", ignored);
}

void add_folder(std::vector<fs::path>& folders, const fs::path& folder) {
  std::error_code error;
  const fs::path real = fs::canonical(folder, error);
  if (error || !fs::is_directory(real, error)) return;
  if (std::find(folders.begin(), folders.end(), real) == folders.end()) folders.push_back(real);
}

/// Where a baseline's folder may lie, in the order of search.
std::vector<fs::path> search_folders() {
  std::vector<fs::path> out;
  if (const char* data = std::getenv("TARIFFSIM_DATA"); data != nullptr && *data != '\0')
    add_folder(out, data);
  for (const fs::path& library : library_folders()) add_folder(out, library / "baselines");
  return out;
}

/// The title in a folder's baseline.yaml, or "" if it cannot be read: the folder is listed all
/// the same.
std::string title_of(const fs::path& folder) {
  try {
    Diagnostics ignored;
    const YamlNode root = parse_yaml(read_file(folder / "baseline.yaml", kMaxYamlBytes), ignored);
    const YamlNode* title = root.find("title");
    return title == nullptr ? "" : title->text;
  } catch (const InputError&) {
    return "";
  }
}

std::vector<fs::path> baselines_in(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (fs::exists(entry.path() / "baseline.yaml", error)) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

/// False as well for a folder that cannot be read.
bool has_country(const fs::path& folder, std::string_view code) {
  try {
    const CsvTable table(read_file(folder / "countries.csv", kMaxSmallTableBytes),
                         {{"code"}, {}, true});
    for (std::size_t row = 0; row < table.rows(); ++row)
      if (table.field(row, table.column("code")) == code) return true;
  } catch (const InputError&) {
    return false;
  }
  return false;
}

bool is_path(const std::string& text) {
  return text.find('/') != std::string::npos || text == "." || text == "..";
}

/// A folder of a baseline beside the one that is not there.
std::string hint_for_folder(const fs::path& folder) {
  const fs::path parent = folder.parent_path();
  std::vector<std::string> names;
  for (const fs::path& one : baselines_in(parent.empty() ? "." : parent))
    names.push_back(one.filename().string());
  const auto near = near_miss(folder.filename().string(), names);
  return near ? fmt::format("did you mean '{}' there?", *near) : "";
}

/// A path as it is read most easily: from the working directory, if that is not longer.
std::string shown(const fs::path& path) {
  std::error_code failure;
  const std::string near = fs::proximate(path, failure).string();
  return !path.is_absolute() || failure || near.size() > path.string().size() ? path.string()
                                                                              : near;
}

std::string hint_for(const std::string& id) {
  std::error_code failure;
  if (!id.empty() && fs::exists(fs::path(id) / "baseline.yaml", failure))
    return fmt::format("for the folder, write './{}'", id);
  std::vector<std::string> ids;
  for (const BaselineEntry& entry : list_baselines()) ids.push_back(entry.id);
  if (const auto nearest = near_miss(id, ids)) return fmt::format("did you mean '{}'?", *nearest);
  if (ids.empty()) return "none is installed; set TARIFFSIM_DATA to a folder of baselines";
  return fmt::format("there are: {}", fmt::join(ids, ", "));
}

}  // namespace

std::vector<fs::path> library_folders() {
  std::vector<fs::path> out;
  if (const char* data = std::getenv("TARIFFSIM_DATA"); data != nullptr && *data != '\0')
    add_folder(out, data);
  if (const fs::path program = executable(); !program.empty()) {
    add_folder(out, program.parent_path() / ".." / "share" / "tariffsim");
    add_folder(out, program.parent_path() / "share" / "tariffsim");  // of a build folder
  }
  return out;
}

fs::path find_baseline(const std::string& id_or_path, const Place& place) {
  if (is_path(id_or_path)) {
    std::error_code error;
    if (fs::is_regular_file(id_or_path, error))
      throw InputError(place,
                       fmt::format("'{}' is a file: a baseline is a folder", shown(id_or_path)),
                       "with baseline.yaml, countries.csv, sectors.csv and flows.csv in it");
    if (!fs::is_directory(id_or_path, error))
      throw InputError(place, fmt::format("no baseline folder '{}'", shown(id_or_path)),
                       hint_for_folder(id_or_path));
    return id_or_path;
  }
  for (const fs::path& folder : search_folders()) {
    fs::path candidate = folder / id_or_path;
    if (!id_or_path.empty() && fs::exists(candidate / "baseline.yaml")) return candidate;
  }
  throw InputError(place, fmt::format("unknown baseline '{}'", id_or_path), hint_for(id_or_path));
}

std::vector<BaselineEntry> list_baselines() {
  std::vector<BaselineEntry> out;
  for (const fs::path& folder : search_folders()) {
    for (const fs::path& found : baselines_in(folder)) {
      const std::string id = found.filename().string();
      const auto same = [&](const BaselineEntry& entry) { return entry.id == id; };
      if (std::none_of(out.begin(), out.end(), same)) out.push_back({id, title_of(found), found});
    }
  }
  return out;
}

std::vector<std::string> baselines_with(std::string_view country) {
  std::vector<std::string> out;
  for (const BaselineEntry& entry : list_baselines())
    if (has_country(entry.folder, country)) out.push_back(entry.id);
  return out;
}

}  // namespace tariffsim
