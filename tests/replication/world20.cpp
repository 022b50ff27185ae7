// The trade war on 20 economies of shipped.cpp, from data with all their digits: real GDP.
#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "support/family_runs.hpp"
#include "support/near.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

TEST_CASE("real GDP in a trade war of 20 economies equals another solver", "[shared]") {
  const std::filesystem::path family = family_folder();
  if (skip_without(family)) return;
  const std::filesystem::path folder = family / "w20-reference";
  const Outcome outcome = solved(folder / "scenario.yaml", family / "baselines/world20");
  const CsvTable expected(read_file(folder / "real_gdp.csv", kMaxSmallTableBytes),
                          {{"country", "real_gdp_pct"}, {}, false});
  Diagnostics diagnostics;
  REQUIRE(expected.rows() == outcome.countries().size());
  for (std::size_t row = 0; row < expected.rows(); ++row) {
    const std::string code(expected.field(row, expected.column("country")));
    CAPTURE(code);
    const Index n = find_country(outcome.base().countries, code);
    CHECK(100 * outcome.countries()[static_cast<std::size_t>(n)].gdp.real_change() ==
          near(expected.number(row, expected.column("real_gdp_pct"), diagnostics), kPoints));
  }
  CHECK(!diagnostics.has_errors());
}
