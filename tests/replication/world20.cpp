// The trade war on 20 economies of shipped.cpp, from data with all their digits: real GDP.
#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "runs/prepared_run.hpp"
#include "support/near.hpp"
#include "support/shared_data.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Points: what the answers of the other solver are good to.
constexpr double kPoints = 1e-6;

ExperimentResult solved(const std::filesystem::path& scenario, const std::filesystem::path& world) {
  Diagnostics diagnostics;
  const auto prepared =
      prepare_scenarios({scenario.string()}, {"baseline=" + world.string()}, diagnostics);
  ExperimentResult result = run_experiment(prepared.front().front().experiment).front().result;
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  return result;
}

}  // namespace

TEST_CASE("real GDP in a trade war of 20 economies equals another solver", "[shared]") {
  const std::filesystem::path family =
      std::filesystem::absolute(shared_folder() / "replications" / "family");
  if (skip_without(family)) return;
  const std::filesystem::path folder = family / "w20-reference";
  const ExperimentResult result = solved(folder / "scenario.yaml", family / "baselines/world20");
  const CsvTable expected(read_file(folder / "real_gdp.csv", kMaxSmallTableBytes),
                          {{"country", "real_gdp_pct"}, {}, false});
  Diagnostics diagnostics;
  REQUIRE(expected.rows() == result.outcome->countries().size());
  for (std::size_t row = 0; row < expected.rows(); ++row) {
    const std::string code(expected.field(row, expected.column("country")));
    CAPTURE(code);
    const Index n = find_country(result.outcome->base().countries, code);
    CHECK(100 * result.outcome->countries()[static_cast<std::size_t>(n)].gdp.real_change() ==
          near(expected.number(row, expected.column("real_gdp_pct"), diagnostics), kPoints));
  }
  CHECK(!diagnostics.has_errors());
}
