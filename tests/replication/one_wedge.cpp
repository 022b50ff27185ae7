// Reference results of public solvers: ge_gravity (EU enlargement, one sector) and Lashkaripour's
// (2021) equations (81 x 28).
#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/shared_data.hpp"
#include "support/tight_solution.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// ge_gravity's factors are given to 14 decimals; two solvers agreed to 1e-10.
constexpr double kGravity = 2e-10;
/// The second solver agreed with the reference to 1e-9 points.
constexpr double kAgreedPoints = 2e-9;

}  // namespace

TEST_CASE("EU enlargement on gravity-2000 equals ge_gravity", "[shared]") {
  if (skip_without(shared_folder() / "data/gravity-2000")) return;
  Baseline baseline = read_source("gravity-2000", "million USD", "net-of-duty",
                                  {"countries.csv", "sectors.csv", "flows.csv"});
  const Calibration c = calibrate(std::move(baseline), {{Vector::Constant(1, 4.0)}, false});
  const auto source = read_file(shared_folder() / "data/gravity-2000/eu_enlargement_2014.csv",
                                std::size_t{1} << 20);
  const CsvTable pairs(source, {{"exporter", "importer"}, {}, false});
  std::vector<PolicyLine> policy;
  for (std::size_t row = 0; row < pairs.rows(); ++row) {
    const Index exporter =
        find_country(c.world->countries, pairs.field(row, pairs.column("exporter")));
    const Index importer =
        find_country(c.world->countries, pairs.field(row, pairs.column("importer")));
    policy.push_back(
        trade_cost_line({{exporter}, {importer}, {0}}, std::exp(-0.2242490053 / 4) - 1));
  }
  const auto result = run_experiment(c, policy, DeficitClosure::fixed, kTight);
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  const char* file = "gravity-2000-eu-enlargement.csv";
  const auto welfare = reference(file, "welfare");
  const auto real_wage = reference(file, "real_wage");
  const auto price = reference(file, "price_index");
  REQUIRE(welfare.size() == c.world->countries.size());
  for (std::size_t n = 0; n < c.world->countries.size(); ++n) {
    const std::string& code = c.world->countries[n].code;
    CAPTURE(code);
    const CountryOutcome& country = result.outcome->countries()[n];
    CHECK(1 + country.welfare == near(welfare.at(code), kGravity));
    CHECK(1 + country.real_wage == near(real_wage.at(code), kGravity));
    // Nominal values depend on the numeraire: compare prices relative to the first country's.
    const double ratio =
        (1 + country.consumer_price) / (1 + result.outcome->countries().front().consumer_price);
    const std::string& first = c.world->countries.front().code;
    CHECK(ratio == near(price.at(code) / price.at(first), kGravity));
  }
}

TEST_CASE(
    "a uniform US tariff of 10 % on 81 economies and 28 sectors equals Lashkaripour's equations",
    "[shared]") {
  if (skip_without(shared_folder() / "data/icio-2022")) return;
  Baseline baseline =
      read_source("icio-2022", "million USD", "duty-inclusive",
                  {"countries.csv", "sectors.csv", "flows.csv", "tariffs.csv", "elasticities.csv"});
  for (Index s = 0; s < baseline.flow.sectors(); ++s) {
    baseline.flow.sector(s).diagonal().array() += 1;  // as the reference says
  }
  const Vector theta = baseline.elasticities.front().trade_elasticity;
  const Calibration c = calibrate(std::move(baseline), {{theta}, false});
  Cells cells = all_cells(*c.world);
  cells.importers = {find_country(c.world->countries, "USA")};
  const auto result = run_experiment(c, std::vector{tariff_line(cells, RateChange::set, 0.1)},
                                     DeficitClosure::none, kTight);
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  const auto welfare = reference("icio-2022-usa-uniform-10.csv", "welfare_pct");
  REQUIRE(welfare.size() == c.world->countries.size());
  for (std::size_t n = 0; n < c.world->countries.size(); ++n) {
    CAPTURE(c.world->countries[n].code);
    CHECK(100 * result.outcome->countries()[n].welfare ==
          near(welfare.at(c.world->countries[n].code), kAgreedPoints));
  }
}
