// The family of models (sim/model.md, section 2.7) against another solver: a folder a case, with
// its scenario and what came out, every column of every country and sector.
#include <catch2/catch.hpp>

#include <cmath>
#include <fstream>
#include <optional>

#include "base/file.hpp"
#include "results/rows.hpp"
#include "support/family_runs.hpp"
#include "support/near.hpp"
#include "support/shared_data.hpp"
#include "text/csv_table.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

namespace fs = std::filesystem;

/// Of money, which is in millions: digits of the files.
constexpr double kDigits = 1e-8;

/// A text column is of no measure.
bool names_a_row(std::string_view column) { return column == "country" || column == "sector"; }

/// A measure that the other solver writes and no table of this program has; `scale`: millions of
/// this program's unit of money in one of the file's.
std::optional<double> by_hand(const Outcome& o, Index n, const std::string& column) {
  const CountryOutcome& c = o.countries()[static_cast<std::size_t>(n)];
  if (column == "income_pct") return 100 * (c.income / c.income_base - 1);
  if (column == "deficit_musd") return c.deficit;
  if (column == "tax_revenue") return 1e3 * c.tax_revenue;
  if (column == "trade_deficit_before") return 1e3 * (c.imports_base - c.exports_base);
  if (column == "trade_deficit") return 1e3 * (c.imports_new - c.exports_new);
  if (column == "welfare_published_pct") return 100 * published_welfare(o, n);
  return std::nullopt;
}

template <class Row>
std::optional<double> measured(const std::vector<Measure<Row>>& measures, const Row& row,
                               const std::string& column) {
  for (const Measure<Row>& measure : measures)
    if (column == measure.name) return row.*measure.value;
  return std::nullopt;
}

void compare_figure(std::optional<double> found, const CsvTable& expected, std::size_t row,
                    int column, const std::string& name) {
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
      compare_figure(found, expected, row, expected.column(name), name);
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
      compare_figure(measured(sector_measures(), rows[row], name), expected, row, column, name);
    }
  }
}

void replicate_case(const std::string& id, const fs::path& world) {
  CAPTURE(id);
  const fs::path folder = family_folder() / id;
  const Outcome o = solved(folder / "scenario.yaml", world);
  compare_countries(o, folder);
  compare_sectors(o, folder);
}

}  // namespace

TEST_CASE("every option of the model equals another solver", "[shared]") {
  if (skip_without(family_folder())) return;
  for (const char* id : {"w20-reference", "w20-substitution", "w20-sluggish", "w20-income-tax",
                         "w20-scale", "w20-horizon-medium-war"})
    replicate_case(id, family_folder() / "baselines/world20");
  for (const char* id : {"r53-all", "r53-selling"})
    replicate_case(id, family_folder() / "baselines/random53");
  for (const char* id : {"ilms-ustr-lump-sum", "ilms-ustr-income-tax"})
    replicate_case(id, family_folder() / "baselines/ilms-2023");
}

TEST_CASE("deficits that are a constant part of income equal ge_gravity's", "[shared]") {
  if (skip_without(family_folder())) return;
  const TemporaryFolder world;
  for (const char* file : {"countries.csv", "sectors.csv", "flows.csv"})
    fs::create_symlink(fs::absolute(shared_folder() / "data/gravity-2000" / file),
                       world.path() / file);
  std::ofstream(world.path() / "baseline.yaml")
      << "id: gravity-2000\ntitle: test\nyear: 2000\nunit: million USD\nvaluation: net-of-duty\n"
         "sources: [test]\nlicence: test\n";
  replicate_case("gravity-proportional", world.path());
}
