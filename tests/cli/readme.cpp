// The README's example output comes from the program.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "support/program.hpp"

using namespace tariffsim::tests;

TEST_CASE("every line of the README's output is printed by the run it shows") {
  const std::filesystem::path root = TARIFFSIM_SOURCE_DIR;
  const TemporaryFolder folder;
  const Ran ran = run({"run", (root / "scenarios/us-china-2025/us-china-145-125.yaml").string()},
                      {.folder = folder.path()});
  REQUIRE(ran.status == 0);
  std::ifstream readme(root / "README.md");
  std::string line;
  while (std::getline(readme, line) && line != "<!-- begin output -->") continue;
  int lines = 0;
  while (std::getline(readme, line) && line != "<!-- end output -->") {
    const auto start = line.find_first_not_of(' ');
    if (start == std::string::npos || line.substr(start) == "...") continue;
    // The certificate's residual is rounding, which differs between compilers.
    if (line.find("  Certificate  ") != std::string::npos) line = "    " + line.substr(4, 46);
    ++lines;
    INFO(line);
    CHECK(ran.out.find(line.substr(4)) != std::string::npos);
  }
  CHECK(lines > 20);
}

TEST_CASE("the README shows a picture that is there and loads quickly") {
  const std::filesystem::path root = TARIFFSIM_SOURCE_DIR, picture = "reports/web/picture.png";
  std::ifstream readme(root / "README.md");
  const std::string text(std::istreambuf_iterator<char>(readme), {});
  CHECK(text.find("](" + picture.string() + ")") != std::string::npos);
  REQUIRE(std::filesystem::exists(root / picture));
  CHECK(std::filesystem::file_size(root / picture) <= 200'000);
  std::ifstream file(root / picture, std::ios::binary);
  std::string beginning(8, ' ');
  file.read(beginning.data(), 8);
  CHECK(beginning == "\x89PNG\r\n\x1a\n");
}

TEST_CASE("every line of policy that the README shows is one that the program takes") {
  const TemporaryFolder folder;
  folder.write("rates.csv", "exporter,sector,rate\nCHN,C26,10%\n");
  folder.write("us-2025-26.csv", "date,exporter,increase,eta\n2025-02-04,CHN,10%,0.1\n");
  std::string scenario = "tariffsim: 1\nbaseline: world-2022\npolicy:\n";
  std::ifstream readme(std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "README.md");
  std::string line;
  while (std::getline(readme, line) && !line.starts_with("| a line of `policy`")) continue;
  int lines = 0;
  for (std::getline(readme, line); std::getline(readme, line) && line.starts_with("| `"); ++lines)
    scenario += "  - " + line.substr(3, line.find("` |") - 3) + "\n";
  folder.write("s.yaml", scenario);
  const Ran ran = run({"validate", "s.yaml"}, {.folder = folder.path()});
  INFO(scenario << ran.err);
  CHECK(ran.status == 0);
  CHECK(lines == 12);
}
