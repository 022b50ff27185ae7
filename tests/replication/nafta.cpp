// Caliendo and Parro (2015), Review of Economic Studies 82(1), Table 2: NAFTA's tariff changes 1993
// to 2005, input-output on.
#include <catch2/catch.hpp>

#include "support/random_world.hpp"
#include "support/shared_data.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// The paper prints two decimals of a percentage.
constexpr double kPrinted = 0.5e-2 + 1e-9;
/// The reference file gives nine decimals of a percentage from a solver converged to 1e-10 of value
/// added.
constexpr double kReference = 2e-7;

struct TableTwo {
  const char* country;
  double welfare, terms_of_trade, volume_of_trade, real_wage;  // percent
};

Calibration nafta_1993() {
  Baseline baseline = read_source("nafta-1993", "USD", "net-of-duty",
                                  {"countries.csv", "sectors.csv", "flows.csv", "tariffs.csv",
                                   "inputs.csv", "final_demand.csv", "elasticities.csv"});
  const Vector theta = baseline.elasticities.front().trade_elasticity;
  return calibrate(std::move(baseline), {theta, true});
}

std::vector<PolicyLine> tariffs_of_2005(const World& world) {
  const auto source =
      read_file(shared_folder() / "data/nafta-1993/nafta-2005-tariffs.csv", std::size_t{1} << 20);
  const CsvTable table(source, {{"exporter", "importer", "sector", "rate"}, {}, false});
  Diagnostics diagnostics;
  std::vector<CellRate> cells;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    cells.push_back({find_country(world.countries, table.field(row, table.column("exporter"))),
                     find_country(world.countries, table.field(row, table.column("importer"))),
                     find_sector(world.sectors, table.field(row, table.column("sector"))),
                     table.number(row, table.column("rate"), diagnostics)});
  }
  return {{TariffChange{RateChange::set, cells}, "NAFTA 2005", {}}};
}

const CountryOutcome& of(const Outcome& outcome, const std::string& code) {
  return outcome
      .countries()[static_cast<std::size_t>(find_country(outcome.base().countries, code))];
}

void compare(const Outcome& outcome, const std::vector<TableTwo>& table) {
  for (const TableTwo& row : table) {
    const CountryOutcome& c = of(outcome, row.country);
    CAPTURE(row.country);
    CHECK(100 * (c.tot_first_order + c.vot_first_order) == Approx(row.welfare).margin(kPrinted));
    CHECK(100 * c.tot_first_order == Approx(row.terms_of_trade).margin(kPrinted));
    CHECK(100 * c.vot_first_order == Approx(row.volume_of_trade).margin(kPrinted));
    CHECK(100 * c.real_wage == Approx(row.real_wage).margin(kPrinted));
  }
}

}  // namespace

TEST_CASE("NAFTA without deficits reproduces Caliendo and Parro, Table 2") {
  if (skip_without(shared_folder() / "data/nafta-1993")) return;
  const Calibration c = nafta_1993();
  const auto result = run_experiment(c, tariffs_of_2005(c.world), DeficitClosure::none, {});
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  CHECK(result.baseline_resolved);
  compare(*result.outcome, {{"MEX", 1.31, -0.41, 1.72, 1.72},
                            {"CAN", -0.06, -0.11, 0.04, 0.32},
                            {"USA", 0.08, 0.04, 0.04, 0.11}});
  for (const auto& [code, welfare] : reference("nafta-1993-none.csv", "welfare_pct")) {
    CAPTURE(code);
    CHECK(100 * of(*result.outcome, code).welfare == Approx(welfare).margin(kReference));
  }
  for (const auto& [code, real_wage] : reference("nafta-1993-none.csv", "real_wage_pct")) {
    CAPTURE(code);
    CHECK(100 * of(*result.outcome, code).real_wage == Approx(real_wage).margin(kReference));
  }
}

TEST_CASE("NAFTA with fixed deficits reproduces Caliendo and Parro, Table 2") {
  if (skip_without(shared_folder() / "data/nafta-1993")) return;
  const Calibration c = nafta_1993();
  const auto result = run_experiment(c, tariffs_of_2005(c.world), DeficitClosure::fixed, {});
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  compare(*result.outcome, {{"MEX", 1.17, -0.41, 1.59, 1.64},
                            {"CAN", -0.04, -0.08, 0.04, 0.33},
                            {"USA", 0.08, 0.05, 0.04, 0.12}});
}
