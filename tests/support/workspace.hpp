// A folder with the small baseline, in which the program is run as a user runs it.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/program.hpp"

namespace tariffsim::tests {

struct Workspace {
  TemporaryFolder folder;

  Workspace() { write_small_baseline(folder); }

  /// Writes ID.yaml: small_scenario and what comes after it.
  void scenario(const std::string& id, const std::string& more,
                const std::string& rate = "25%") const {
    folder.write(id + ".yaml", small_scenario(id, rate) + more);
  }
  Ran operator()(const std::vector<std::string>& arguments) const {
    return run(arguments, {.folder = folder.path()});
  }
  std::string text(const std::filesystem::path& file) const {
    return read_text(folder.path() / file);
  }
  nlohmann::json json(const std::filesystem::path& file) const {
    return nlohmann::json::parse(text(file));
  }
  bool has(const std::filesystem::path& file) const {
    return std::filesystem::exists(folder.path() / file);
  }
};

/// With a.yaml, a tariff of 25 %, and b.yaml, one of 60 %.
struct WorkspaceOfTwo : Workspace {
  WorkspaceOfTwo() {
    scenario("a", "");
    scenario("b", "", "60%");
  }
};

}  // namespace tariffsim::tests
