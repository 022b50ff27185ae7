// Whole texts of messages: golden/NAME.yaml is read and bound to the tiny world, golden/NAME.txt is
// what a user sees. With TARIFFSIM_WRITE_GOLDEN set, the texts are written instead, to be read in
// the change that they come with.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenario/bind.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/temporary_folder.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
namespace fs = std::filesystem;

namespace {

const fs::path kGolden = fs::path(TARIFFSIM_SOURCE_DIR) / "tests/unit/golden";

/// The arguments of lines `# --set ARGUMENT` at the head of a file.
std::vector<std::string> overrides_of(const fs::path& path) {
  const std::string mark = "# --set ";
  std::vector<std::string> overrides;
  std::istringstream lines(tests::read_text(path));
  for (std::string line; std::getline(lines, line) && line.starts_with(mark);)
    overrides.push_back(line.substr(mark.size()));
  return overrides;
}

/// Everything said about a scenario, with file names relative to the folder.
std::string messages(const fs::path& path) {
  Diagnostics diagnostics;
  std::string text;
  try {
    bind(read_scenario(path, overrides_of(path), diagnostics), test::tiny_world(), diagnostics);
    for (const Diagnostic& one : diagnostics.all()) text += render(one);
  } catch (const InputError& error) {
    text = error.what();
  }
  const std::string folder = kGolden.string() + "/";
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at))
    text.erase(at, folder.size());
  return text;
}

}  // namespace

TEST_CASE("messages about scenarios are as agreed, to the letter") {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(kGolden)) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    INFO(entry.path().filename());
    const fs::path expected = fs::path(entry.path()).replace_extension(".txt");
    if (std::getenv("TARIFFSIM_WRITE_GOLDEN") != nullptr)
      std::ofstream(expected, std::ios::binary) << messages(entry.path());
    CHECK(messages(entry.path()) == tests::read_text(expected));
  }
  CHECK(files >= 75);
}
