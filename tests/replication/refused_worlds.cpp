// Small extreme worlds that were refused once although each has an equilibrium: the search stopped
// by a measure of its own, which the certificate then found wanting, or walked past an embargo with
// the numeraires of the world behind it. They are random and stand in refused_worlds/: a baseline,
// a scenario, and welfare as an independent solver has it, to residuals below 1e-9.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "support/program.hpp"

using namespace tariffsim::tests;

namespace {

/// Of 1 + the size of welfare in percent: what the answers are given to.
constexpr double kAnswer = 1e-5;

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> all;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, ',');) all.push_back(field);
  return all;
}

/// Column `welfare_pct` by the code in column `country`.
std::map<std::string, double> welfare(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> header = fields(line);
  const auto place = [&](const char* name) {
    const auto found = std::find(header.begin(), header.end(), name);
    REQUIRE(found != header.end());
    return static_cast<std::size_t>(found - header.begin());
  };
  const std::size_t country = place("country"), value = place("welfare_pct");
  std::map<std::string, double> all;
  while (std::getline(in, line)) {
    const std::vector<std::string> row = fields(line);
    all[row.at(country)] = std::stod(row.at(value));
  }
  return all;
}

}  // namespace

TEST_CASE("extreme worlds that have an equilibrium are solved", "[solver][regression]") {
  const std::filesystem::path worlds =
      std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "tests/replication/refused_worlds";
  int solved = 0;
  for (const auto& world : std::filesystem::directory_iterator(worlds)) {
    if (!world.is_directory()) continue;
    CAPTURE(world.path().filename());
    const TemporaryFolder out;
    const Ran ran =
        run({"run", (world.path() / "s.yaml").string(), "-f", "csv", "-o", out.path().string()});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const auto expected = welfare(world.path() / "expected.csv");
    const auto found = welfare(out.path() / "s" / "countries.csv");
    REQUIRE(!expected.empty());
    for (const auto& [country, value] : expected) {
      CAPTURE(country);
      CHECK(std::abs(found.at(country) - value) <= kAnswer * (1 + std::abs(value)));
    }
    ++solved;
  }
  CHECK(solved == 6);
}
