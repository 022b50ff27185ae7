// Persons by sector: only where the baseline counts them, in proportion to hours.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <sstream>

#include "support/near.hpp"
#include "support/workspace.hpp"

using namespace tariffsim::tests;
using Catch::Contains;
using tariffsim::test::near;

namespace {

constexpr const char* kMoves =
    "model: {labour_mobility: 1.5, labour_supply: 0.4}\n"
    "report: {focus: [USA, VNM], range: none}\n";

/// Of a row of sectors.csv: wage, employment, persons before and after.
std::vector<std::string> labour_of(const Workspace& at, const std::string& country_sector) {
  std::istringstream text(at.text("out/a/sectors.csv"));
  std::string header, line;
  std::getline(text, header);
  while (std::getline(text, line) && !line.starts_with(country_sector + ",")) {
  }
  const auto first = header.find(",wage_pct,");
  std::istringstream row(line);
  std::vector<std::string> out;
  std::string field;
  for (auto left =
           std::count(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(first), ',');
       left >= 0; --left)
    std::getline(row, field, ',');
  while (out.size() < 4 && std::getline(row, field, ',')) out.push_back(field);
  return out;
}

/// employment_pct of a country. No field here has a comma in it.
double hours_of(const Workspace& at, const std::string& country) {
  const std::string text = at.text("out/a/countries.csv");
  const auto column =
      std::count(text.begin(),
                 text.begin() + static_cast<std::ptrdiff_t>(text.find(",employment_pct")) + 1, ',');
  std::istringstream row(text.substr(text.find("\n" + country + ",") + 1));
  std::string field;
  for (std::ptrdiff_t field_at = 0; field_at <= column; ++field_at) std::getline(row, field, ',');
  return std::stod(field);
}

}  // namespace

TEST_CASE(
    "persons are those of employment.csv, times the change of hours, where they are counted") {
  Workspace at;
  at.folder.write("baseline/employment.csv",
                  "country,sector,persons,quality\nUSA,GDS,20000,counted\nUSA,SRV,140000,counted\n"
                  "VNM,GDS,30000,imputed\nVNM,SRV,20000,imputed\n");
  at.scenario("a", kMoves);
  const Ran ran = at({"run", "a.yaml", "-f", "csv"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const auto counted = labour_of(at, "USA,GDS");
  CHECK(counted[2] == "20000");
  // All of an economy move as its hours do; ten digits of each figure.
  const double after = std::stod(counted[3]) + std::stod(labour_of(at, "USA,SRV")[3]);
  CHECK(after == near(160000 * (1 + hours_of(at, "USA") / 100), 1e-4));
  CHECK(std::stod(counted[3]) != 20000);
  const auto imputed = labour_of(at, "VNM,GDS");
  CHECK(imputed[2].empty());
  CHECK(imputed[3].empty());
  CHECK_FALSE(imputed[1].empty());
  CHECK_THAT(ran.out, Contains("in percent only: the split of persons by sector is imputed"));
}

TEST_CASE("where labour can neither move nor work more, no table tells of employment") {
  Workspace at;
  at.scenario("a", "model: {labour_mobility: 0}\nreport: {focus: USA, range: none}\n");
  const Ran ran = at({"run", "a.yaml", "-f", "csv,md"});
  REQUIRE(ran.status == 0);
  CHECK_THAT(ran.out, Contains("Wages by sector, the United States") &&
                          Contains("jobs are fixed by assumption"));
  CHECK(ran.out.find("real wage  employment") == std::string::npos);
  CHECK_THAT(at.text("out/a/report.md"), Contains("jobs are fixed by assumption"));
}
