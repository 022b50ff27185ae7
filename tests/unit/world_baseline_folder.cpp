#include <stdlib.h>

#include <catch2/catch.hpp>

#include "data/baseline_folder.hpp"
#include "data/iso_countries.hpp"
#include "support/near.hpp"
#include "support/small_world.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using Catch::Matchers::Contains;
using test::rounded;

namespace {

constexpr const char* kMetadata =
    "id: tiny\ntitle: Tiny\nyear: 2022\nunit: million USD\nvaluation: net-of-duty\n";

/// Two countries, two sectors; single files are overwritten by the tests.
void write_tiny(const tests::TemporaryFolder& folder) {
  folder.write("baseline.yaml", kMetadata);
  folder.write("countries.csv", "code\nUSA\nCHN\n");
  folder.write("sectors.csv", "kind,code,name\n,A,Food\nservices,SRV,\n");
  folder.write("flows.csv",
               "exporter,importer,sector,value\nUSA,USA,A,100\nUSA,CHN,A,10\nCHN,USA,A,20\n"
               "CHN,CHN,A,50\nUSA,USA,SRV,300\nCHN,CHN,SRV,80\n");
  folder.write("tariffs.csv", "exporter,importer,sector,rate\nCHN,USA,A,0.25\n");
}

Baseline baseline_of(const tests::TemporaryFolder& folder) {
  Diagnostics diagnostics;
  return read_baseline(folder.path(), diagnostics);
}

/// Messages of a failed read, the folder's name taken out.
std::string folder_failure(const tests::TemporaryFolder& folder) {
  try {
    baseline_of(folder);
  } catch (const InputError& error) {
    std::string text = error.what();
    const std::string name = folder.path().string() + "/";
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
      text.erase(at, name.size());
    return text;
  }
  return "read";
}

}  // namespace

TEST_CASE("A small folder is read as it says") {
  const tests::TemporaryFolder folder;
  write_tiny(folder);
  const Baseline baseline = baseline_of(folder);
  CHECK(baseline.id == "tiny");
  CHECK(baseline.year == 2022);
  CHECK(baseline.currency == "USD");
  CHECK(baseline.countries[1].name == "China");
  CHECK(baseline.countries[1].iso_numeric == 156);
  CHECK(baseline.sectors[0].kind == SectorKind::goods);
  CHECK(baseline.sectors[1].kind == SectorKind::services);
  CHECK(baseline.sectors[1].name == "SRV");
  CHECK(baseline.flow(1, 0, 0) == 20);
  CHECK(baseline.flow(1, 0, 1) == 0);
  CHECK(baseline.tariff(1, 0, 0) == 0.25);
  CHECK(baseline.export_tax.countries() == 0);
  CHECK(baseline.input_share.empty());
  CHECK_FALSE(baseline.final_share);
  CHECK(baseline.hash.size() == 64);
}

TEST_CASE("Units are scaled to million and duty-inclusive flows are netted") {
  const tests::TemporaryFolder folder;
  write_tiny(folder);
  folder.write(
      "baseline.yaml",
      "id: tiny\ntitle: Tiny\nyear: 2022\nunit: thousand EUR\nvaluation: duty-inclusive\n");
  const Baseline baseline = baseline_of(folder);
  CHECK(baseline.currency == "EUR");
  CHECK(baseline.flow(0, 1, 0) == rounded(10e-3));
  CHECK(baseline.flow(1, 0, 0) == rounded(20e-3 / 1.25));
}

TEST_CASE("What is written is read back exactly, with every part") {
  const tests::TemporaryFolder folder;
  Baseline before = tests::random_baseline(3, 3, 21, true);
  before.final_share = Table::Constant(3, 3, 1.0 / 3);
  before.countries[2] = {"XEU", "Other EU, \"rest\"", 0};
  before.countries[0] = {"USA", "United States", 840};
  before.regions = {{"XEU", {"BGR", "CYP"}}};
  before.country_groups = {{"PAIR", {"USA", "B"}}};
  before.sector_groups = {{"all-goods", {"s0", "s1"}}};
  before.sources = {"One (2020): \"quoted\"", "yes"};
  before.licence = "CC BY 4.0";
  before.notes = "First line: a colon\n\n  indented # no comment\nlast\n";
  before.year = 2022;
  write_baseline(before, folder.path() / "b", {17});
  Diagnostics diagnostics;
  const Baseline after = read_baseline(folder.path() / "b", diagnostics);
  CHECK(diagnostics.all().empty());
  const auto same = [](const Cube& a, const Cube& b) {
    return std::equal(a.values().begin(), a.values().end(), b.values().begin(), b.values().end());
  };
  CHECK(same(after.flow, before.flow));
  CHECK(same(after.tariff, before.tariff));
  CHECK(same(after.export_tax, before.export_tax));
  for (Index n = 0; n < 3; ++n)
    for (Index k = 0; k < 3; ++k)
      for (Index s = 0; s < 3; ++s)
        CHECK(after.input_share(n, k, s) == before.input_share(n, k, s));
  CHECK(after.final_share->isApprox(*before.final_share, 1e-15));
  CHECK(after.elasticities[0].trade_elasticity == before.elasticities[0].trade_elasticity);
  CHECK(after.countries[2].name == before.countries[2].name);
  CHECK(after.regions == before.regions);
  CHECK(after.country_groups == before.country_groups);
  CHECK(after.sector_groups == before.sector_groups);
  CHECK(after.sources == before.sources);
  CHECK(after.notes == before.notes);
  CHECK(after.title == before.title);
}

TEST_CASE("All errors of all files come in one go, each at its place") {
  const tests::TemporaryFolder folder;
  write_tiny(folder);
  folder.write("flows.csv",
               "exporter,importer,sector,value\nUSA,CNH,A,1\nUSA,CHN,A,-1\nUSA,CHN,A,2\n"
               "China,USA,Zzz,nan\nCHN,USA,A,nan\n");
  folder.write("tariffs.csv", "exporter,importer,sector,rate\nUSA,USA,A,0.1\nCHN,USA,A,-1\n");
  CHECK(folder_failure(folder) ==
        "flows.csv:2:5: error: unknown country 'CNH'\n"
        "    2 | USA,CNH,A,1\n      |     ^~~ did you mean 'CHN' (China)?\n"
        "flows.csv:3:11: error: a flow must not be negative, found -1\n"
        "    3 | USA,CHN,A,-1\n      |           ^~\n"
        "flows.csv:4:1: error: repeated cell USA CHN A: line 3 has it already\n"
        "    4 | USA,CHN,A,2\n      | ^~~\n"
        "flows.csv:5:1: error: unknown country 'China'\n"
        "    5 | China,USA,Zzz,nan\n      | ^~~~~ did you mean 'CHN' (China)?\n"
        "flows.csv:5:11: error: unknown sector 'Zzz'\n"
        "    5 | China,USA,Zzz,nan\n      |           ^~~\n"
        "flows.csv:6:11: error: expected a number, found 'nan'\n"
        "    6 | CHN,USA,A,nan\n      |           ^~~\n"
        "tariffs.csv:2:11: error: a country has no border with itself: the rate must be 0, found "
        "0.1\n"
        "    2 | USA,USA,A,0.1\n      |           ^~~\n"
        "tariffs.csv:3:11: error: a rate must be above -1, found -1\n"
        "    3 | CHN,USA,A,-1\n      |           ^~\n");
}

TEST_CASE("Errors beyond twenty of a file are counted") {
  const tests::TemporaryFolder folder;
  write_tiny(folder);
  std::string rows = "exporter,importer,sector,value\n";
  for (int i = 0; i < 25; ++i) rows += "XXX,USA,A,1\n";
  folder.write("flows.csv", rows);
  CHECK_THAT(folder_failure(folder), Contains("note: and 5 more errors") &&
                                         Contains("flows.csv:21:1") && !Contains("flows.csv:22:1"));
}

TEST_CASE("Input shares must leave value added, final shares must sum to one") {
  const tests::TemporaryFolder folder;
  write_tiny(folder);
  folder.write("inputs.csv",
               "country,input,sector,share\nUSA,A,A,0.7\nUSA,SRV,A,0.6\nCHN,A,A,1.5\n");
  folder.write("final_demand.csv", "country,sector,share\nUSA,A,0.5\nUSA,SRV,0.4\nCHN,A,1\n");
  CHECK(folder_failure(folder) ==
        "inputs.csv:4:9: error: a share must lie between 0 and 1, found 1.5\n"
        "    4 | CHN,A,A,1.5\n      |         ^~~\n"
        "inputs.csv:2:9: error: the inputs of USA A sum to 1.3 of its cost, above 1\n"
        "    2 | USA,A,A,0.7\n      |         ^~~\n"
        "final_demand.csv: error: the final shares of USA sum to 0.9, not 1\n");
}

TEST_CASE("Elasticities must be positive and complete") {
  const tests::TemporaryFolder folder;
  write_tiny(folder);
  folder.write("elasticities.csv", "sector,one,two\nA,4,0\n");
  CHECK(folder_failure(folder) ==
        "elasticities.csv:2:5: error: a trade elasticity must be above 0, found 0\n"
        "    2 | A,4,0\n      |     ^\n"
        "elasticities.csv: error: no row for sector SRV\n");
}

TEST_CASE("baseline.yaml is checked key by key") {
  const tests::TemporaryFolder folder;
  write_tiny(folder);
  folder.write("baseline.yaml",
               "id: Tiny One\ntitel: Tiny\nyear: soon\nunit: million dollars\nvaluation: cif\n"
               "regions: {ROW: [AFG, DUE]}\n");
  CHECK(folder_failure(folder) ==
        "baseline.yaml:2:1: error: unknown key 'titel' in a baseline\n"
        "    2 | titel: Tiny\n      | ^~~~~ did you mean 'title'?\n"
        "baseline.yaml:5:12: error: 'valuation' cannot be 'cif'\n"
        "    5 | valuation: cif\n      |            ^~~ expected one of: net-of-duty, "
        "duty-inclusive\n"
        "baseline.yaml:1:5: error: id 'Tiny One' must be of small letters, digits and '-'\n"
        "    1 | id: Tiny One\n      |     ^~~~~~~~\n"
        "baseline.yaml:3:7: error: expected a number, found the text 'soon'\n"
        "    3 | year: soon\n      |       ^~~~\n"
        "baseline.yaml:4:7: error: unknown unit 'million dollars'\n"
        "    4 | unit: million dollars\n      |       ^~~~~~~~~~~~~~~ USD, thousand USD, million "
        "USD or billion USD (or another currency's code)\n"
        "baseline.yaml:6:22: error: unknown country 'DUE'\n"
        "    6 | regions: {ROW: [AFG, DUE]}\n      |                      ^~~ did you mean 'DEU' "
        "(Germany)?\n");
}

TEST_CASE("Repeated codes, missing files and misspelt files are told") {
  const tests::TemporaryFolder folder;
  write_tiny(folder);
  folder.write("countries.csv", "code\nUSA\nCHN\nUSA\n");
  CHECK_THAT(folder_failure(folder),
             Contains("countries.csv:4:1: error: repeated code 'USA': line 2"));
  write_tiny(folder);
  folder.write("tarifs.csv", "exporter\n");
  Diagnostics diagnostics;
  read_baseline(folder.path(), diagnostics);
  REQUIRE(diagnostics.all().size() == 1);
  CHECK_THAT(render(diagnostics.all()[0]), Contains("tarifs.csv: not a file of a baseline") &&
                                               Contains("did you mean tariffs.csv?"));
  std::filesystem::remove(folder.path() / "flows.csv");
  CHECK_THAT(folder_failure(folder), Contains("flows.csv: no such file"));
}

TEST_CASE("The hash depends on the data alone") {
  const tests::TemporaryFolder one;
  const tests::TemporaryFolder two;
  write_tiny(one);
  write_tiny(two);
  two.write("README.md", "not a part of it");
  CHECK(baseline_of(one).hash == baseline_of(two).hash);
  two.write("tariffs.csv", "exporter,importer,sector,rate\nCHN,USA,A,0.26\n");
  CHECK(baseline_of(one).hash != baseline_of(two).hash);
}

TEST_CASE("A baseline is found by ID or path, an unknown ID gets the nearest") {
  const tests::TemporaryFolder folder;
  folder.write("tiny-world/baseline.yaml", kMetadata);
  setenv("TARIFFSIM_DATA", folder.path().c_str(), 1);
  CHECK(find_baseline("tiny-world").filename() == "tiny-world");
  CHECK(list_baselines().at(0).id == "tiny-world");
  CHECK(list_baselines().at(0).title == "Tiny");
  CHECK_THROWS_WITH(find_baseline("tiny-wrold"),
                    "error: unknown baseline 'tiny-wrold'; did you mean 'tiny-world'?\n");
  CHECK(find_baseline((folder.path() / "tiny-world").string()) == folder.path() / "tiny-world");
  CHECK_THROWS_AS(find_baseline("./none"), InputError);
  unsetenv("TARIFFSIM_DATA");
}

TEST_CASE("All countries of ISO 3166-1 are known by code, name and number") {
  CHECK(iso_countries().size() == 249);
  REQUIRE(find_iso_country("VNM") != nullptr);
  CHECK(find_iso_country("VNM")->name == "Viet Nam");
  CHECK(find_iso_country("RUS")->iso_numeric == 643);
  CHECK(find_iso_country("ROW") == nullptr);
}

TEST_CASE("codes that scenarios mean something else by are refused", "[regression]") {
  // Cause: a country 'all' or 'A->B' was taken, and no scenario could ever name it alone.
  const auto refused = [](const std::string& countries, const std::string& sectors) {
    const tests::TemporaryFolder folder;
    write_tiny(folder);
    if (!countries.empty()) folder.write("countries.csv", "code\n" + countries);
    if (!sectors.empty()) folder.write("sectors.csv", "code\n" + sectors);
    return folder_failure(folder);
  };
  for (const std::string code : {"all", "others", "world", "goods"}) {
    CAPTURE(code);
    const std::string because =
        "the code '" + code + "' is a word with a meaning of its own in scenarios";
    CHECK_THAT(refused("USA\nCHN\n" + code + "\n", ""),
               Contains("countries.csv:4:1") && Contains(because));
    CHECK_THAT(refused("", "A\nSRV\n" + code + "\n"),
               Contains("sectors.csv:4:1") && Contains(because));
  }
  CHECK_THAT(refused("USA\nCHN\nnot CHN\n", ""), Contains("'not CHN' leaves something out"));
  CHECK_THAT(refused("USA\nCHN\nUSA->CHN\n", ""), Contains("'USA->CHN' is a trade flow"));
  CHECK_THAT(refused("USA\nCHN\n\"A\nB\"\n", ""), Contains("has a line break"));
  CHECK_THAT(refused("USA\nCHN\nA[B]\n", ""), Contains("'A[B]' has a bracket"));
  CHECK_THAT(refused("USA\nCHN\nA\u202EB\n", ""), Contains("has a character that is not seen"));
  CHECK_THAT(refused("", "A\nSRV\nC\u200BD\n"), Contains("has a character that is not seen"));
  CHECK_THAT(refused("USA\nCHN\nDEU\nEU27\n", ""),
             Contains("countries.csv:5:1") && Contains("'EU27' is the name of a group"));
  const tests::TemporaryFolder joined;  // the code stands for the group, none of which is beside it
  write_tiny(joined);
  joined.write("countries.csv", "code\nUSA\nCHN\nEU27\n");
  CHECK(baseline_of(joined).countries.size() == 3);
}

TEST_CASE("rates of a baseline have an upper bound", "[regression]") {
  // Cause: 1e300 was taken as a rate, and came out as a tariff of inf %.
  const tests::TemporaryFolder folder;
  write_tiny(folder);
  folder.write("tariffs.csv", "exporter,importer,sector,rate\nCHN,USA,A,1e300\n");
  CHECK_THAT(folder_failure(folder),
             Contains("tariffs.csv:2:11: error: a rate of 1e+300 is out of range: "
                      "rates go to 10000"));
}
