// Replications whose data and reference results stand in the repository: README.md beside this file
// says where from, and how both were brought to six digits.
#include <catch2/catch.hpp>

#include "runs/prepared_run.hpp"
#include "support/near.hpp"
#include "support/random_world.hpp"
#include "support/reference_values.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

/// Data and results with six digits are off by up to 5e-6 of themselves each, and a change made of
/// shares of such data by that part of itself: in all, of the largest figure of the column.
constexpr double kSixDigits = 1e-5;

const std::filesystem::path kHere =
    std::filesystem::path(TARIFFSIM_SOURCE_DIR) / "tests" / "replication";

ExperimentResult solved_experiment(const Experiment& experiment) {
  ExperimentResult result = run_experiment(experiment).front().result;
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  return result;
}

Experiment experiment_of(const char* scenario) {
  Diagnostics diagnostics;
  return prepare_scenarios({(kHere / scenario).string()}, {}, diagnostics)
      .front()
      .front()
      .experiment;
}

using Found = std::map<std::string, double>;

/// `found`: by the first `keys` columns of the file.
void compare_column(const char* file, int keys, const char* column, const Found& found) {
  const Found expected = reference_values(kHere / "expected" / file, keys, column);
  REQUIRE(found.size() == expected.size());
  double largest = 0;
  for (const auto& [key, value] : expected) largest = std::max(largest, std::abs(value));
  for (const auto& [key, value] : expected) {
    CAPTURE(file, column, key, value - found.at(key), largest);
    CHECK(found.at(key) == near(value, kSixDigits * largest));
  }
}

/// By country: `measure` of its outcome, in percent.
template <typename Measure>
Found by_country(const Outcome& outcome, const Measure& measure) {
  Found found;
  for (std::size_t n = 0; n < outcome.countries().size(); ++n)
    found[outcome.base().countries[n].code] = 100 * measure(outcome.countries()[n]);
  return found;
}

/// By country and sector, but for what is not defined.
template <typename Measure>
Found by_sector(const Outcome& outcome, const Measure& measure) {
  Found found;
  const World& base = outcome.base();
  for (Index n = 0; n < base.n_countries(); ++n)
    for (Index s = 0; s < base.n_sectors(); ++s)
      found[base.countries[static_cast<std::size_t>(n)].code + " " +
            base.sectors[static_cast<std::size_t>(s)].code] = 100 * measure(outcome.sector(n, s));
  return found;
}

}  // namespace

TEST_CASE("a shipped world of 44 economies: EU enlargement equals ge_gravity") {
  const ExperimentResult result = solved_experiment(experiment_of("gravity-2000-enlargement.yaml"));
  const char* file = "gravity-2000-eu-enlargement.csv";
  compare_column(file, 1, "welfare_pct",
                 by_country(*result.outcome, [](const CountryOutcome& c) { return c.welfare; }));
  compare_column(file, 1, "real_wage_pct",
                 by_country(*result.outcome, [](const CountryOutcome& c) { return c.real_wage; }));
}

TEST_CASE("a shipped world of 20 economies: a trade war with input-output equals another solver") {
  const ExperimentResult result = solved_experiment(experiment_of("world20-trade-war.yaml"));
  const char* countries = "world20-countries.csv";
  const auto country = [&](const char* column, const auto& measure) {
    compare_column(countries, 1, column, by_country(*result.outcome, measure));
  };
  country("welfare_pct", [](const CountryOutcome& c) { return c.welfare; });
  country("real_wage_pct", [](const CountryOutcome& c) { return c.real_wage; });
  country("consumer_price_pct", [](const CountryOutcome& c) { return c.consumer_price; });
  country("nominal_wage_pct", [](const CountryOutcome& c) { return c.nominal_wage; });
  country("value_added_pct", [](const CountryOutcome& c) { return c.value_added; });
  country("income_pct", [](const CountryOutcome& c) { return c.income / c.income_base - 1; });
  country("tax_revenue_musd", [](const CountryOutcome& c) { return c.tax_revenue / 100; });
  compare_column(
      "world20-real-gdp.csv", 1, "real_gdp_pct",
      by_country(*result.outcome, [](const CountryOutcome& c) { return c.gdp.real_change(); }));
  const char* sectors = "world20-sectors.csv";
  const auto sector = [&](const char* column, const auto& measure) {
    compare_column(sectors, 2, column, by_sector(*result.outcome, measure));
  };
  sector("output_pct", [](const SectorOutcome& s) { return s.output_change; });
  sector("volume_pct", [](const SectorOutcome& s) { return s.volume; });
  sector("price_pct", [](const SectorOutcome& s) { return s.price; });
  sector("value_added_pct", [](const SectorOutcome& s) { return s.value_added; });
  sector("buyer_price_pct", [](const SectorOutcome& s) { return s.buyer_price; });
}
