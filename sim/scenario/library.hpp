// The scenario library: what is installed with the program, by id.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tariffsim {

struct LibraryScenario {
  std::string id;  ///< empty if the file is not valid
  std::string title;
  std::filesystem::path file;
};

/// All scenarios of the library_folders(), sorted by file within each; baselines, groups and
/// recipes are none.
std::vector<LibraryScenario> library_scenarios();

/// The file that `named` means: a file of that name, or else the scenario of the library with that
/// id. Throws InputError if there is neither, with the nearest names of the working directory and
/// of the library.
std::filesystem::path scenario_file(const std::string& named);

}  // namespace tariffsim
