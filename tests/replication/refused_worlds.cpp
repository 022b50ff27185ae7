// Small extreme worlds that were refused once although each has an equilibrium: the search stopped
// by a measure of its own, which the certificate then found wanting, or walked past an embargo with
// the numeraires of the world behind it. They are random and stand in refused_worlds/: a baseline,
// a scenario, and welfare as an independent solver has it, to residuals below 1e-9.
#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <map>
#include <string>

#include "support/csv_rows.hpp"
#include "support/program.hpp"

using namespace tariffsim::tests;

namespace {

/// Of 1 + the size of welfare in percent: what the answers are given to.
constexpr double kAnswer = 1e-5;

/// Column `welfare_pct` by the code in column `country`.
std::map<std::string, double> welfare_by_country(const std::filesystem::path& file) {
  std::map<std::string, double> all;
  for (const CsvRow& row : csv_rows(read_text(file)))
    all[row.at("country")] = number(row, "welfare_pct");
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
    const auto expected = welfare_by_country(world.path() / "expected.csv");
    const auto found = welfare_by_country(out.path() / "s" / "countries.csv");
    REQUIRE(!expected.empty());
    for (const auto& [country, value] : expected) {
      CAPTURE(country);
      CHECK(std::abs(found.at(country) - value) <= kAnswer * (1 + std::abs(value)));
    }
    ++solved;
  }
  CHECK(solved == 6);
}
