// The samples of the published layouts give the tables that were computed from the numbers they
// were written from (../shared/data/layouts).
#include <catch2/catch.hpp>

#include "imported_folder.hpp"
#include "importers/har_file.hpp"
#include "model/calibration.hpp"
#include "runs/baseline_choice.hpp"
#include "support/shared_data.hpp"

using namespace tariffsim;
using namespace tariffsim::test;

namespace {

namespace fs = std::filesystem;

/// Expected shares and rates have ten significant digits, those of GTAP nine of numbers in single
/// precision; values are written whole.
constexpr double kTenDigits = 2e-10;
constexpr double kSinglePrecision = 1e-8;

fs::path samples() { return shared_folder() / "data" / "layouts" / "samples"; }

fs::path only_file(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file() && !entry.path().filename().string().starts_with("expected"))
      return entry.path();
  FAIL("no file in " << folder);
  return {};
}

/// Negative flows become 0 by default, which the expected tables leave as they are.
TableCells without_negative(TableCells cells) {
  for (auto& [cell, value] : cells) value = std::max(0.0, value);
  return cells;
}

void check_flows(const ImportedFolder& imported, const fs::path& folder) {
  check_cells(imported.flows(),
              without_negative(
                  cells_of(folder / "expected.csv", {"exporter", "importer", "sector"}, "value")),
              1e-14);
}

void check_inputs(const ImportedFolder& imported, const fs::path& folder, double tolerance) {
  TableCells expected;
  for (const std::string origin : {"domestic", "imported"})
    for (const auto& [cell, share] :
         cells_of(folder / "expected_inputs.csv", {"country", "input", "sector"}, origin))
      expected[cell + " " + origin] = share;
  check_cells(imported.inputs(), expected, tolerance);
}

/// It can be read, calibrated, and nothing changes without a shock.
void check_sound(const ImportedFolder& imported) {
  Diagnostics diagnostics;
  const CheckedBaseline checked = check_baseline(imported.baseline(), diagnostics);
  REQUIRE(checked.zero_shock.outcome);
  CHECK(checked.largest_change < 1e-9);
}

void check_input_output(const std::string& source, const fs::path& folder,
                        const std::vector<fs::path>& files) {
  const ImportedFolder imported(source, files);
  check_flows(imported, folder);
  check_inputs(imported, folder, kTenDigits);
  check_sound(imported);
}

}  // namespace

TEST_CASE("ICIO of every edition, extended and small", "[shared]") {
  if (skip_without(samples())) return;
  const auto edition = GENERATE(as<std::string>{}, "2016", "2018", "2021", "2023-extended",
                                "2023-small", "2025-extended", "2025-small");
  INFO(edition);
  const fs::path folder = samples() / "icio" / edition;
  check_input_output("icio", folder, {only_file(folder)});
}

TEST_CASE("WIOD: both sheets, and R's data frame", "[shared]") {
  if (skip_without(samples())) return;
  const auto layout = GENERATE(as<std::string>{}, "2013", "2016-sheet", "2016-r-export");
  INFO(layout);
  const fs::path folder = samples() / "wiod" / layout;
  check_input_output("wiod", folder, {only_file(folder)});
}

TEST_CASE("FIGARO: matrix and flat, industries and products", "[shared]") {
  if (skip_without(samples())) return;
  const auto layout =
      GENERATE(as<std::string>{}, "ixi-matrix", "ixi-flat", "pxp-matrix", "pxp-flat");
  INFO(layout);
  const fs::path folder = samples() / "figaro" / layout;
  const ImportedFolder imported("figaro", {only_file(folder)});
  CHECK(imported.baseline().currency == "EUR");
  CHECK(imported.baseline().year == 2022);
  check_input_output("figaro", folder, {only_file(folder)});
}

TEST_CASE("EXIOBASE: zip and folder, industries and products", "[shared]") {
  if (skip_without(samples())) return;
  const auto kind = GENERATE(as<std::string>{}, "ixi", "pxp");
  INFO(kind);
  const fs::path folder = samples() / "exiobase" / kind;
  check_input_output("exiobase", folder, {folder / ("IOT_2020_" + kind + ".zip")});
  check_input_output("exiobase", folder, {folder / ("IOT_2020_" + kind)});
  const fs::path files = folder / ("IOT_2020_" + kind);
  SECTION("coefficients and output instead of flows") {
    const ImportedFolder imported("exiobase", {files / "A.txt", files / "Y.txt", files / "x.txt"});
    check_cells(imported.flows(),
                without_negative(
                    cells_of(folder / "expected.csv", {"exporter", "importer", "sector"}, "value")),
                1e-12, false);
  }
  SECTION("coefficients alone: output follows from them") {
    const ImportedFolder imported("exiobase", {files / "A.txt", files / "Y.txt"},
                                  {2020, std::nullopt});
    check_cells(imported.flows(),
                without_negative(
                    cells_of(folder / "expected.csv", {"exporter", "importer", "sector"}, "value")),
                1e-11, false);
  }
}

TEST_CASE("GTAP's header arrays under the names of both versions", "[shared]") {
  if (skip_without(samples())) return;
  const auto version = GENERATE(as<std::string>{}, "v7", "v6");
  INFO(version);
  const fs::path folder = samples() / "gtap" / version;
  const ImportedFolder imported(
      "gtap-har", {folder / "default.prm", folder / "sets.har", folder / "basedata.har"},
      {2017, std::nullopt});
  check_flows(imported, folder);
  check_inputs(imported, folder, kSinglePrecision);
  for (const auto& [file, column] :
       {std::pair{"tariffs.csv", "rate"}, std::pair{"export_taxes.csv", "export_tax"}}) {
    TableCells expected;
    for (const auto& [cell, rate] :
         cells_of(folder / "expected_tariffs.csv", {"exporter", "importer", "sector"}, column))
      if (cell.substr(0, 3) != cell.substr(4, 3)) expected[cell] = rate;  // none at home
    check_cells(imported.rates(file, "sector"), expected, kSinglePrecision);
  }
  const TableCells sigma = cells_of(folder / "expected_elasticities.csv", {"sector"}, "esubm");
  for (const auto& [sector, theta] :
       cells_of(imported.path() / "elasticities.csv", {"sector"}, "gtap"))
    CHECK(theta == Approx(sigma.at(sector) - 1).epsilon(1e-6));
  check_sound(imported);
}

TEST_CASE("header arrays of every type of record", "[shared]") {
  if (skip_without(samples())) return;
  const fs::path folder = samples() / "gtap" / "types";
  std::map<std::string, HarArray> arrays;
  for (HarArray& array : read_har_file(source_files({folder / "types.har"}).front()))
    arrays[array.name] = array;
  CHECK(arrays.size() == 9);
  const CsvTable expected(read_file(folder / "expected.csv", 1U << 20U), {{}, {}, true});
  for (std::size_t row = 0; row < expected.rows(); ++row) {
    const auto field = [&](const char* name) {
      return std::string(expected.field(row, expected.column(name)));
    };
    const HarArray& array = arrays.at(field("header"));
    CHECK(array.type == field("type"));
    std::size_t offset = 0, step = 1, d = 0;
    for (const char* index : {"i", "j", "k"}) {
      if (field(index).empty()) continue;
      offset += (std::stoul(field(index)) - 1) * step;
      step *= array.dimensions.at(d++).size;
    }
    INFO(field("header") << " " << offset);
    if (array.type == "1C")
      CHECK(array.strings.at(offset) == field("value"));
    else
      CHECK(array.values.at(offset) == std::stod(field("value")));
  }
  CHECK(arrays.at("CUBE").dimensions.at(2).elements.back() == "three");
  CHECK(arrays.at("ELEM").dimensions.at(0).elements == std::vector<std::string>{"two"});
}

TEST_CASE("BACI with its file of countries", "[shared]") {
  if (skip_without(samples())) return;
  const fs::path folder = samples() / "baci";
  const ImportedFolder imported(
      "baci", {folder / "BACI_HS17_Y2022_V202401b.csv", folder / "country_codes_V202401b.csv",
               folder / "product_codes_HS17_V202401b.csv"});
  check_flows(imported, folder);
  check_cells(
      imported.products(),
      cells_of(folder / "expected_products.csv", {"exporter", "importer", "product"}, "value"),
      1e-14);
  CHECK(imported.text("baseline.yaml").find("unit: thousand USD") != std::string::npos);
  const ImportedFolder alone("baci", {folder / "BACI_HS17_Y2022_V202401b.csv"});
  CHECK(alone.flows() == imported.flows());
}

TEST_CASE("Comtrade's two sets of columns", "[shared]") {
  if (skip_without(samples())) return;
  const auto layout = GENERATE(as<std::string>{}, "new-api", "old-api");
  INFO(layout);
  const fs::path folder = samples() / "comtrade" / layout;
  const ImportedFolder imported("comtrade", {only_file(folder)});
  check_cells(
      imported.products(),
      cells_of(folder / "expected_products.csv", {"exporter", "importer", "product"}, "value"),
      1e-14);
  CHECK(imported.text("baseline.yaml").find("unit: USD") != std::string::npos);
}

TEST_CASE("Comext's bulk file", "[shared]") {
  if (skip_without(samples())) return;
  const fs::path folder = samples() / "comext";
  const ImportedFolder imported("comext", {folder / "full202401_02.dat"});
  check_cells(
      imported.products(),
      cells_of(folder / "expected_products.csv", {"exporter", "importer", "product"}, "value"),
      1e-14);
  CHECK(imported.text("baseline.yaml").find("unit: EUR") != std::string::npos);
  CHECK(imported.said().find("2 of the 12 months of 2024") != std::string::npos);
}

TEST_CASE("WITS: a query, TRAINS bulk files, the World Bank's means", "[shared]") {
  if (skip_without(samples())) return;
  const fs::path query = samples() / "wits" / "advanced-query";
  check_cells(ImportedFolder("wits", {only_file(query)}).rates("tariffs.csv", "product"),
              cells_of(query / "expected_tariffs.csv", {"exporter", "importer", "product"}, "rate"),
              kTenDigits);
  const fs::path bulk = samples() / "wits" / "trains-bulk";
  const ImportedFolder trains("wits", {bulk / "JobID_2_AVEPref_H5_840_2021_U2.CSV",
                                       bulk / "JobID_1_AVEMFN_H5_840_2021_U2.CSV",
                                       bulk / "TRAINSPreferenceBenficiaries.csv"});
  check_cells(trains.rates("tariffs.csv", "product"),
              cells_of(bulk / "expected_tariffs.csv", {"exporter", "importer", "product"}, "rate"),
              kTenDigits, false);
  const fs::path bank = samples() / "wits" / "worldbank";
  const ImportedFolder means("world-bank", {only_file(bank)});
  const std::vector<std::string> keys{"importer", "year"};
  check_cells(cells_of(means.path() / "rates.csv", keys, "rate"),
              cells_of(bank / "expected_rates.csv", keys, "rate"), kTenDigits);
}

TEST_CASE("gravity data of CEPII and the USITC", "[shared]") {
  if (skip_without(samples())) return;
  const auto source = GENERATE(as<std::string>{}, "cepii", "itpd-e");
  INFO(source);
  const fs::path folder = samples() / "gravity" / source;
  const ImportedFolder imported("gravity", {only_file(folder)});
  check_flows(imported, folder);
  CHECK(imported.baseline().year == 2019);
}
