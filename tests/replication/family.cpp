// The family of models (sim/model.md, section 2.7) against another solver: a folder a case, with
// its scenario and what came out, every column of every country and sector.
#include <catch2/catch.hpp>

#include <cmath>
#include <fstream>
#include <map>
#include <optional>

#include "base/file.hpp"
#include "results/rows.hpp"
#include "runs/prepared_run.hpp"
#include "support/near.hpp"
#include "support/shared_data.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

namespace fs = std::filesystem;

/// Points: what the answers of the other solver are good to.
constexpr double kPoints = 1e-6;
/// Of money, which is in millions: digits of the files.
constexpr double kDigits = 1e-8;

fs::path family() { return fs::absolute(shared_folder() / "replications" / "family"); }

/// The outcome of a scenario file on a baseline folder.
Outcome solved(const fs::path& scenario, const fs::path& world,
               const std::vector<std::string>& overrides = {}) {
  std::vector<std::string> all{"baseline=" + world.string()};
  all.insert(all.end(), overrides.begin(), overrides.end());
  Diagnostics diagnostics;
  const auto prepared = prepare_scenarios({scenario.string()}, all, diagnostics);
  ExperimentResult result = run_experiment(prepared.front().front().experiment).front().result;
  INFO(result.statistics.message);
  REQUIRE(result.outcome);
  return *result.outcome;
}

/// A text column is of no measure.
bool names_a_row(std::string_view column) { return column == "country" || column == "sector"; }

/// A measure that the other solver writes and no table of this program has; `scale`: millions of
/// this program's unit of money in one of the file's.
std::optional<double> by_hand(const Outcome& o, Index n, const std::string& column) {
  const CountryOutcome& c = o.countries()[static_cast<std::size_t>(n)];
  const Levels& after = o.after();
  const double spending = c.income / c.income_base / (1 + c.consumer_price);
  const double work = after.disutility_base(n);
  if (column == "income_pct") return 100 * (c.income / c.income_base - 1);
  if (column == "deficit_musd") return c.deficit;
  if (column == "tax_revenue") return 1e3 * c.tax_revenue;
  if (column == "trade_deficit_before") return 1e3 * (c.imports_base - c.exports_base);
  if (column == "trade_deficit") return 1e3 * (c.imports_new - c.exports_new);
  if (column == "welfare_published_pct")  // their formula: h is forgotten, model.md 2.7
    return 100 *
           (c.income_base * (spending - 1) - work * ((1 + c.real_wage) * (1 + c.employment) - 1)) /
           (c.income_base - work);
  return std::nullopt;
}

template <class Row>
std::optional<double> measured(const std::vector<Measure<Row>>& measures, const Row& row,
                               const std::string& column) {
  for (const Measure<Row>& measure : measures)
    if (column == measure.name) return row.*measure.value;
  return std::nullopt;
}

void compare(std::optional<double> found, const CsvTable& expected, std::size_t row, int column,
             const std::string& name) {
  Diagnostics diagnostics;
  CAPTURE(name);
  REQUIRE(found);
  const double wanted = expected.number(row, column, diagnostics);
  CHECK(!diagnostics.has_errors());
  const bool percent = name.ends_with("_pct");
  CHECK(*found == near(wanted, percent ? kPoints : kDigits * std::max(1.0, std::abs(wanted))));
}

CsvTable table_of(const fs::path& file) {
  return {read_file(file, kMaxSmallTableBytes), {{"country"}, {}, true}};
}

void compare_countries(const Outcome& o, const fs::path& folder) {
  const CsvTable expected = table_of(folder / "countries.csv");
  const std::vector<CountryRow> rows = country_rows(o);
  REQUIRE(expected.rows() == rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string code(expected.field(row, expected.column("country")));
    CAPTURE(code);
    const Index n = find_country(o.base().countries, code);
    for (const std::string& name : expected.header()) {
      if (names_a_row(name)) continue;
      auto found = by_hand(o, n, name);
      if (!found) found = measured(country_measures(), rows[static_cast<std::size_t>(n)], name);
      compare(found, expected, row, expected.column(name), name);
    }
  }
}

void compare_sectors(const Outcome& o, const fs::path& folder) {
  if (!fs::exists(folder / "sectors.csv")) return;
  const CsvTable expected = table_of(folder / "sectors.csv");
  const std::vector<SectorRow> rows = sector_rows(o);
  REQUIRE(expected.rows() == rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    CAPTURE(rows[row].country, rows[row].sector);
    REQUIRE(expected.field(row, expected.column("country")) == rows[row].country);
    REQUIRE(expected.field(row, expected.column("sector")) == rows[row].sector);
    for (const std::string& name : expected.header()) {
      const int column = expected.column(name);
      if (names_a_row(name) || expected.field(row, column).empty()) continue;
      compare(measured(sector_measures(), rows[row], name), expected, row, column, name);
    }
  }
}

void replicate(const std::string& id, const fs::path& world) {
  CAPTURE(id);
  const fs::path folder = family() / id;
  const Outcome o = solved(folder / "scenario.yaml", world);
  compare_countries(o, folder);
  compare_sectors(o, folder);
}

}  // namespace

TEST_CASE("every option of the model equals another solver", "[shared]") {
  if (skip_without(family())) return;
  for (const char* id : {"w20-reference", "w20-substitution", "w20-sluggish", "w20-income-tax",
                         "w20-scale", "w20-horizon-medium-war"})
    replicate(id, family() / "baselines/world20");
  for (const char* id : {"r53-all", "r53-selling"}) replicate(id, family() / "baselines/random53");
  for (const char* id : {"ilms-ustr-lump-sum", "ilms-ustr-income-tax"})
    replicate(id, family() / "baselines/ilms-2023");
}

namespace {

/// The measures of ilms-printed.csv, in percent, of the countries of a group; averages are weighted
/// by spending before.
class Printed {
 public:
  explicit Printed(const Outcome& o) : o_(o) {
    double at_new_prices = 0, spending = 0;
    for (const CountryOutcome& c : o.countries()) {
      at_new_prices += c.income_base * (1 + c.consumer_price);
      spending += c.income_base;
    }
    world_price_ = at_new_prices / spending;
  }

  double of(const std::string& group, const std::string& measure) const {
    if (group == "world") return of_world(measure);
    double sum = 0, weights = 0;
    for (std::size_t n = 0; n < o_.countries().size(); ++n) {
      const std::string& code = o_.base().countries[n].code;
      const bool inside = group == "non-US" ? code != "USA"
                          : group == "EU"   ? kEu.find(code) != std::string::npos
                                            : code == group;
      if (!inside) continue;
      sum += o_.countries()[n].income_base * of_country(n, measure);
      weights += o_.countries()[n].income_base;
    }
    return sum / weights;
  }

 private:
  static inline const std::string kEu =
      "AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU "
      "SVK SVN ESP SWE";

  double of_country(std::size_t n, const std::string& measure) const {
    const CountryOutcome& c = o_.countries()[n];
    const double growth = 1 + c.value_added;
    if (measure == "welfare") return *by_hand(o_, static_cast<Index>(n), "welfare_published_pct");
    if (measure == "exports_gdp") return 100 * ((1 + c.exports) / growth - 1);
    if (measure == "imports_gdp") return 100 * ((1 + c.imports) / growth - 1);
    if (measure == "employment") return 100 * c.employment;
    if (measure == "prices") return 100 * ((1 + c.consumer_price) / world_price_ - 1);
    if (measure == "revenue_over_base_spending")
      return 100 * c.tax_revenue / world_price_ / c.income_base;
    REQUIRE(measure == "deficit");
    return 100 *
           ((c.imports_new - c.exports_new) / world_price_ / (c.imports_base - c.exports_base) - 1);
  }

  double of_world(const std::string& measure) const {
    double before = 0, after = 0, employed = 0, earned = 0;
    for (const CountryOutcome& c : o_.countries()) {
      before += c.imports_base + c.duty_revenue_base;
      after += c.imports_new + c.duty_revenue;
      employed += c.value_added_base * c.employment;
      earned += c.value_added_base;
    }
    return 100 * (measure == "global_employment" ? employed / earned : after / before - 1);
  }

  const Outcome& o_;
  double world_price_ = 1;
};

const char* const kAnswer = "policy[+]={retaliation: {by: others, against: USA}}";

/// What the cases of ilms-printed.csv change of the scenario with the income tax. Tables 4 and 10
/// have baselines of their own.
std::map<std::string, std::vector<std::string>> printed_cases() {
  return {{"USTR rates, revenue: income_tax", {}},
          {"USTR rates", {}},
          {"USTR rates, revenue: lump_sum", {"model.revenue=lump_sum"}},
          {"USTR rates answered in kind, revenue: income_tax", {kAnswer}},
          {"USTR rates answered in kind", {kAnswer}},
          {"USTR rates, no selling costs", {"model.selling=null"}},
          {"USTR rates, exponent 0.682848 in USA, 0.400719 elsewhere",
           {"model.selling={share: {USA: 0.270470982282177, others: 0.114335212816109}, "
            "exponent: {USA: 0.682848, others: 0.400719}}"}}};
}

/// Half a unit of the last digit printed.
double half_unit(std::string_view printed) {
  const std::size_t point = printed.find('.');
  const auto digits = point == std::string_view::npos ? 0 : printed.size() - point - 1;
  return 0.5 * std::pow(10, -static_cast<double>(digits));
}

}  // namespace

TEST_CASE("the tariffs of 2 April 2025 in 194 economies come out as printed", "[shared]") {
  if (skip_without(family())) return;
  const CsvTable printed(read_file(family() / "ilms-printed.csv", kMaxSmallTableBytes),
                         {{"table", "case", "group", "measure", "printed"}, {}, false});
  std::size_t compared = 0;
  for (const auto& [name, overrides] : printed_cases()) {
    const Outcome o = solved(family() / "ilms-ustr-income-tax/scenario.yaml",
                             family() / "baselines/ilms-2023", overrides);
    const Printed found(o);
    for (std::size_t row = 0; row < printed.rows(); ++row) {
      if (printed.field(row, printed.column("case")) != name) continue;
      const std::string group(printed.field(row, printed.column("group")));
      const std::string measure(printed.field(row, printed.column("measure")));
      const std::string_view digits = printed.field(row, printed.column("printed"));
      Diagnostics diagnostics;
      CAPTURE(name, group, measure);
      CHECK(found.of(group, measure) ==
            near(printed.number(row, printed.column("printed"), diagnostics),
                 1.001 * half_unit(digits)));
      ++compared;
    }
  }
  CHECK(compared == 63);
}

TEST_CASE("deficits that are a constant part of income equal ge_gravity's", "[shared]") {
  if (skip_without(family())) return;
  const TemporaryFolder world;
  for (const char* file : {"countries.csv", "sectors.csv", "flows.csv"})
    fs::create_symlink(fs::absolute(shared_folder() / "data/gravity-2000" / file),
                       world.path() / file);
  std::ofstream(world.path() / "baseline.yaml")
      << "id: gravity-2000\ntitle: test\nyear: 2000\nunit: million USD\nvaluation: net-of-duty\n"
         "sources: [test]\nlicence: test\n";
  replicate("gravity-proportional", world.path());
}
