// Names, rates and footnotes as people and their sources write them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "data/baseline_folder.hpp"
#include "data/built_in_groups.hpp"
#include "data/iso_countries.hpp"
#include "policy/apply_policy.hpp"
#include "scenario/bind.hpp"
#include "scenario/name_meaning.hpp"
#include "scenario/region_members.hpp"
#include "scenario/scenario_reader.hpp"
#include "support/temporary_folder.hpp"
#include "text/footnotes.hpp"
#include "text/name_key.hpp"
#include "unit/scenario_fixtures.hpp"

using namespace tariffsim;
using Texts = std::vector<std::string>;
namespace fs = std::filesystem;

namespace {

const fs::path kLibrary = fs::path(TARIFFSIM_SOURCE_DIR) / "scenarios";

/// What a scenario of these lines, beside a file rates.csv, makes of a baseline.
struct Said {
  BoundScenario bound;
  Texts notes, warnings;
};

Said said(const std::string& text, const std::string& rates, const Baseline& baseline) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "rates.csv") << rates;
  std::ofstream(folder.path() / "s.yaml") << "tariffsim: 1\nbaseline: " << baseline.id << "\n"
                                          << text;
  Diagnostics diagnostics;
  Said out;
  const Scenario scenario = read_scenario(folder.path() / "s.yaml", {}, diagnostics);
  out.bound = bind(scenario, baseline, diagnostics);
  for (const Diagnostic& one : diagnostics.all()) {
    std::string message = one.message;
    const std::string prefix = folder.path().string() + "/";
    if (const auto at = message.find(prefix); at != std::string::npos)
      message.erase(at, prefix.size());
    (one.severity == Severity::note ? out.notes : out.warnings).push_back(message);
  }
  return out;
}

Said rates_said(const std::string& rates, const Baseline& baseline = test::tiny_world()) {
  return said("policy: [{tariff: {importer: USA, set: rates.csv}}]\n", rates, baseline);
}

std::string refused(const std::string& rates) {
  try {
    rates_said(rates);
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

const std::vector<CellRate>& first_line_rates(const Said& said) {
  return std::get<std::vector<CellRate>>(
      std::get<LevyChange>(said.bound.stages.front().policy.at(0).instrument).rates);
}

/// The tiny world with another country in the last one's place.
Baseline with_country(const std::string& code, const std::string& name) {
  Baseline baseline = test::tiny_world();
  baseline.countries.back() = {code, name, 0};
  return baseline;
}

/// Of the first sector, by exporter.
std::map<std::string, double> first_rates(const Said& said) {
  std::map<std::string, double> rates;
  for (const CellRate& rate : first_line_rates(said))
    if (rate.sector == 0 && rate.part.empty())
      rates[said.bound.baseline.countries[static_cast<std::size_t>(rate.exporter)].code] =
          rate.rate;
  return rates;
}

}  // namespace

TEST_CASE("a name has one key however it is set", "[names]") {
  for (const Texts& same :
       {Texts{"Korea, Rep. of", "Republic of Korea", "KOREA, REPUBLIC OF",
              "Korea (the Republic of)", "Rep. of Korea"},
        Texts{"Congo, Dem. Rep.", "Democratic Republic of the Congo", "Dem. Rep. of the Congo"},
        Texts{"Côte d'Ivoire", "COTE D’IVOIRE", "Cote d`Ivoire"}, Texts{"St. Lucia", "Saint Lucia"},
        Texts{"Bahamas, The", "The Bahamas", "bahamas"}, Texts{"036", "36"},
        Texts{"U.S.A.", "USA", "usa"}, Texts{"BRICS+", "BRICS plus", "Brics-Plus"}})
    for (const std::string& name : same) CHECK(name_key(name) == name_key(same.front()));
  CHECK(name_key("Congo, Rep.") != name_key("Congo, Dem. Rep."));
  CHECK(name_key("South Korea") != name_key("North Korea"));
  CHECK(name_key("IS") == "is");
  CHECK(name_key("AND") == "and");
  CHECK(name_key("*") == "*");
}

TEST_CASE("names of all usual lists are understood", "[names]") {
  Diagnostics diagnostics;
  const Baseline baseline = read_baseline(kLibrary / "baselines/world-2022", diagnostics);
  const NameMeanings countries(country_names({}, baseline, diagnostics));
  const std::map<std::string, std::string> meant = {{"Korea, South", "KOR"},
                                                    {"Rep. of Korea", "KOR"},
                                                    {"KOREA, SOUTH", "KOR"},
                                                    {"Korea, Rep.", "KOR"},
                                                    {"Congo, Dem. Rep.", "COD"},
                                                    {"Congo, Rep.", "COG"},
                                                    {"EU", "EU27"},
                                                    {"European Union", "EU27"},
                                                    {"156", "CHN"},
                                                    {"36", "AUS"},
                                                    {"842", "USA"},
                                                    {"699", "IND"},
                                                    {"EL", "GRC"},
                                                    {"UK", "GBR"},
                                                    {"US", "USA"},
                                                    {"Vietnam", "VNM"},
                                                    {"Viet Nam", "VNM"},
                                                    {"viet nam", "VNM"},
                                                    {"ZAR", "COD"},
                                                    {"WLD", "all"},
                                                    {"Türkiye", "TUR"},
                                                    {"Turkiye", "TUR"},
                                                    {"Turkey", "TUR"},
                                                    {"Côte d`Ivoire", "CIV"},
                                                    {"Lao PDR", "LAO"},
                                                    {"Russian Federation", "RUS"},
                                                    {"Iran, Islamic Rep.", "IRN"},
                                                    {"Bolivia (Plurinational State of)", "BOL"},
                                                    {"Hong Kong SAR, China", "HKG"},
                                                    {"China, Macao SAR", "MAC"},
                                                    {"St. Kitts and Nevis", "KNA"},
                                                    {"Brunei Darussalam", "BRN"},
                                                    {"Micronesia, Fed. Sts.", "FSM"},
                                                    {"Burma", "MMR"},
                                                    {"Czech Rep.", "CZE"},
                                                    {"Dominican Rep.", "DOM"},
                                                    {"Bosnia Herzegovina", "BIH"},
                                                    {"chn", "CHN"},
                                                    {"IS", "ISL"},
                                                    {"Guinea-Bissau", "GNB"},
                                                    {"Slovak Republic", "SVK"}};
  for (const auto& [written, code] : meant) {
    INFO(written);
    CHECK(countries.of(written) == Texts{code});
  }
  CHECK(countries.of("Atlantis").empty());
  CHECK(countries.of("Europe").empty());  // near the European Union, and not it
  const NameMeanings sectors(sector_names({}, baseline, {}, diagnostics));
  CHECK(sectors.of("steel") == Texts{"C24A"});
  CHECK(sectors.of("Pharma") == Texts{"C21"});
  CHECK(sectors.of("cars") == Texts{"autos"});
  CHECK(sectors.of("copper").empty());  // one of several metals in its sector
}

TEST_CASE("every name of the list is one of one thing", "[names]") {
  Diagnostics diagnostics;
  const Baseline baseline = read_baseline(kLibrary / "baselines/world-2022", diagnostics);
  const NameMeanings countries(country_names({}, baseline, diagnostics));
  for (const Country& country : iso_countries()) {
    INFO(country.name);
    CHECK(countries.of(country.name) == Texts{country.code});
    CHECK(countries.of(std::to_string(country.iso_numeric)) == Texts{country.code});
  }
}

TEST_CASE("where a name is taken for another country too, the note says which it is not",
          "[names]") {
  const Said s = said(
      "policy: [{tariff: {importer: USA, exporter: [China], add: 10%}}]\n"
      "report: {focus: [China]}\n",
      "", test::tiny_world());
  CHECK(s.notes == Texts{"read 'China' as 'CHN'"});
  CHECK(rates_said("exporter,rate\nKorea,34%\n", with_country("KOR", "South Korea")).notes ==
        Texts{"in rates.csv, read 'Korea' as 'KOR' (not 'PRK' (North Korea))"});
  CHECK(rates_said("exporter,rate\nCongo,34%\n", with_country("COG", "Congo")).notes ==
        Texts{"in rates.csv, read 'Congo' as 'COG' (not 'COD' (DR Congo))"});
}

TEST_CASE("a scenario's names are read as codes with one note", "[names]") {
  const Said s = said(
      "policy:\n"
      "  - tariff: {importer: US, exporter: [China, Germany, not 156], sectors: cars, add: 10%}\n"
      "report: {focus: [China, EU]}\n",
      "", test::tiny_world());
  CHECK(s.notes == Texts{"read 'US' as 'USA', 'China' as 'CHN', 'Germany' as 'DEU', '156' as "
                         "'CHN', 'EU' as 'EU27'",
                         "read 'cars' as 'autos'"});
  CHECK(s.warnings.empty());
  CHECK(s.bound.focus_names == Texts{"CHN", "EU27"});
  const auto& levy = std::get<LevyChange>(s.bound.stages.front().policy.at(0).instrument);
  CHECK(std::get<OneRate>(levy.rates).cells.exporters == std::vector<Index>{4});
}

TEST_CASE("a rate list with names, percents, marks and footnotes is read at first try", "[names]") {
  const Said s = rates_said(
      "exporter,rate\nChina*,34%\n\"Canada [1]\",25 %\nEU,20%†\n484,0.1\n"
      "* includes earlier duties, such as 301\n[1] energy 10%, other goods 25%\nSource: an "
      "annex\n");
  CHECK(s.warnings == Texts{"0.1 has no percent sign and is 10 %, beside rates with one"});
  CHECK(s.notes == Texts{"in rates.csv, read 'China' as 'CHN', 'Canada' as 'CAN', 'EU' as 'EU27', "
                         "'484' as 'MEX'",
                         "footnotes of rates.csv ignored: 3 marks, 3 lines below the last row"});
  CHECK(first_rates(s) ==
        std::map<std::string, double>{
            {"CHN", 0.34}, {"CAN", 0.25}, {"DEU", 0.2}, {"FRA", 0.2}, {"EUO", 0.2}, {"MEX", 0.1}});
  CHECK_THAT(refused("exporter,rate\nChina,34%\nKorea, South,26%\n"),
             Catch::Contains("a field that holds a comma is written in quotes"));
  CHECK_THAT(refused("exporter,rate\nChina,34%\n* see below\nMEX,1%\n"),
             Catch::Contains("1 fields where the header has 2"));
}

TEST_CASE("marks of footnotes are taken off, and nothing else is", "[names]") {
  for (const char* text : {"Viet Nam*", "Viet Nam [1]", "Viet Nam (2)", "Viet Nam (a)",
                           "Viet Nam 3/", "Viet Nam†", "Viet Nam¹", "*Viet Nam", "Viet Nam *†"})
    CHECK(without_marks(text) == "Viet Nam");
  for (const char* text : {"Congo (DR)", "C10T12", "-5%", "A/B", "*", "Korea (South)"})
    CHECK(without_marks(text) == text);
}

TEST_CASE("bare rates above 1 are warned of, above 3 refused, percents have a column", "[names]") {
  const Said bare = rates_said("exporter,rate\nCHN,2.5\nMEX,1.2\nCAN,0.5\n");
  CHECK(bare.warnings ==
        Texts{"a rate of 2.5 is 250 %; read this way, 2 rates of rates.csv are above 100 %"});
  CHECK_THAT(refused("exporter,rate\nCHN,34\n"), Catch::Contains("did you mean 34%?"));
  const Said percent = rates_said("exporter,rate_pct\nCHN,34\nMEX,2.5%\nCAN,0\n");
  CHECK(percent.warnings.empty());
  CHECK(first_rates(percent) ==
        std::map<std::string, double>{{"CHN", 0.34}, {"MEX", 0.025}, {"CAN", 0}});
  CHECK(rates_said("exporter,rate_pct\nCHN,0.34\nMEX,0.1\n").warnings ==
        Texts{"the highest rate of rates.csv is 0.34 %"});
  CHECK_THAT(refused("exporter,rate,rate_pct\nCHN,0.1,10\n"), Catch::Contains("side by side"));
}

TEST_CASE("members of a region weigh by what they sell to the importer", "[names]") {
  // CEPII BACI, goods of 2023 into the United States, in the library's three digits: Bulgaria 1490
  // and Croatia 847 million.
  const double bulgaria = 1490.0 / (1490 + 847), croatia = 847.0 / (1490 + 847);
  const Said s = rates_said("exporter,rate\nBGR,10%\nCroatia,30%\nCHN,5%\n");
  REQUIRE(s.notes.size() == 2);
  CHECK_THAT(s.notes[0], Catch::StartsWith("BGR, HRV as exporter in rates.csv: part of 'EUO'"));
  std::map<std::string, std::pair<double, double>> parts;
  for (const CellRate& rate : first_line_rates(s))
    if (rate.sector == 0 && !rate.part.empty()) parts[rate.part] = {rate.part_share, rate.rate};
  REQUIRE(parts.size() == 2);
  CHECK(parts["BGR"].first == Approx(bulgaria).epsilon(1e-14));
  CHECK(parts["HRV"].first == Approx(croatia).epsilon(1e-14));
  World world;
  world.countries = s.bound.baseline.countries;
  world.sectors = s.bound.baseline.sectors;
  world.flow = s.bound.baseline.flow;
  world.tariff = s.bound.baseline.tariff;
  const AppliedPolicy applied = apply_policy(world, s.bound.stages.front().policy);
  CHECK(applied.policy.average.tariff(6, 0, 0) ==
        Approx(bulgaria * 0.1 + croatia * 0.3).epsilon(1e-14));
  CHECK(applied.policy.average.tariff(1, 0, 0) == 0.05);

  // A member without a row keeps what there is.
  const Said one = rates_said("exporter,rate\nBGR,10%\n");
  CHECK(apply_policy(world, one.bound.stages.front().policy).policy.average.tariff(6, 0, 0) ==
        Approx(bulgaria * 0.1).epsilon(1e-14));
  // All members at one rate are the region at that rate.
  const Said all = rates_said("exporter,rate\nBGR,10%\nHRV,10%\n");
  for (const CellRate& rate : first_line_rates(all))
    CHECK((rate.part.empty() && rate.exporter == 6));
}

namespace {

/// The mean tariff of the first importer on an exporter in a sector.
double mean_tariff(const Said& said, Index exporter, Index sector = 0) {
  World world;
  world.countries = said.bound.baseline.countries;
  world.sectors = said.bound.baseline.sectors;
  world.flow = said.bound.baseline.flow;
  world.tariff = said.bound.baseline.tariff;
  world.products = said.bound.baseline.products;
  return apply_policy(world, said.bound.stages.front().policy)
      .policy.average.tariff(exporter, 0, sector);
}

// As in the case above.
const double kBulgaria = 1490.0 / (1490 + 847);

}  // namespace

TEST_CASE("a member beside the rest of its region was given twice", "[names][regression]") {
  // The region's row took all of its goods, the members' a part of them.
  for (const char* rows :
       {"exporter,rate\nBGR,10%\nEUO,20%\n", "exporter,rate\nEUO,20%\nBGR,10%\n"}) {
    const Said s = rates_said(rows);
    CHECK(mean_tariff(s, 6) == Approx(kBulgaria * 0.1 + (1 - kBulgaria) * 0.2).epsilon(1e-14));
    CHECK_THAT(s.notes.front(), Catch::Contains("has a row for BGR, and one that holds for all"));
  }
  // Who all have a row leave nothing to the region's.
  CHECK(mean_tariff(rates_said("exporter,rate\nBGR,10%\nHRV,30%\nEUO,20%\n"), 6) ==
        Approx(kBulgaria * 0.1 + (1 - kBulgaria) * 0.3).epsilon(1e-14));
  CHECK_THAT(refused("exporter,rate\nBGR,10%\nBulgaria,20%\n"), Catch::Contains("given twice"));
}

TEST_CASE("members and their region by date: a later row of the region is for all of it",
          "[names][regression]") {
  const auto mean = [](const std::string& rows, const char* day) {
    return mean_tariff(
        said(std::string("policy: [{tariff: {importer: USA, set: rates.csv, on: ") + day + "}}]\n",
             "exporter,date,rate\n" + rows, test::tiny_world()),
        6);
  };
  const std::string rows = "BGR,2025-04-09,20%\nBGR,2025-08-07,19%\nEUO,2025-04-05,10%\n";
  CHECK(mean(rows, "2025-04-06") == Approx(0.1).epsilon(1e-14));
  CHECK(mean(rows, "2025-05-01") == Approx(kBulgaria * 0.2 + (1 - kBulgaria) * 0.1).epsilon(1e-14));
  CHECK(mean(rows, "2025-09-01") ==
        Approx(kBulgaria * 0.19 + (1 - kBulgaria) * 0.1).epsilon(1e-14));
  CHECK(mean(rows + "EUO,2025-09-01,5%\n", "2025-09-01") == Approx(0.05).epsilon(1e-14));
}

TEST_CASE("'others' in a file of rates are those without a row of their own",
          "[names][regression]") {
  // "there is no other side here", beside an importer.
  for (const char* others : {"others", "all others", "All other countries"}) {
    const Said s = rates_said(std::string("exporter,rate\n") + others + ",10%\nCHN,34%\nBGR,5%\n");
    CHECK(mean_tariff(s, 1) == 0.34);
    CHECK(mean_tariff(s, 2) == 0.1);
    CHECK(mean_tariff(s, 6) == Approx(kBulgaria * 0.05 + (1 - kBulgaria) * 0.1).epsilon(1e-14));
  }
  const Said of_sectors =
      rates_said("exporter,sector,rate\nCHN,C29,30%\nothers,C29,10%\nothers,A01,5%\n");
  CHECK(mean_tariff(of_sectors, 1, 2) == 0.3);
  CHECK(mean_tariff(of_sectors, 1, 0) == 0.05);
  CHECK(mean_tariff(of_sectors, 3, 2) == 0.1);
  CHECK_THAT(refused("exporter,rate\nall,10%\nCHN,34%\n"), Catch::Contains("write 'others'"));
  CHECK_THAT(refused("exporter,rate\nEU27,10%\nDEU,34%\n"), Catch::Contains("given twice"));
}

TEST_CASE("members were passed over in files by product, and beside products of the line",
          "[names][regression]") {
  Baseline baseline = test::tiny_world();
  baseline.products = std::make_shared<const ProductSource>([] {
    ProductTrade trade;  // what the USA buy from the other members of the EU
    trade.codes = {"010121", "010129"};
    trade.cells[{6, 0, 0}] = {{0, 40}, {1, 60}};
    trade.importers = {0};
    trade.index_sectors();
    return trade;
  });
  const Said rows = rates_said("exporter,product,rate\nBGR,010121,10%\n", baseline);
  CHECK(mean_tariff(rows, 6) == Approx(kBulgaria * 0.4 * 0.1).epsilon(1e-14));
  const Said beside = rates_said("exporter,product,rate\nBGR,010121,10%\nEUO,01,20%\n", baseline);
  CHECK(mean_tariff(beside, 6) ==
        Approx(0.4 * (kBulgaria * 0.1 + (1 - kBulgaria) * 0.2) + 0.6 * 0.2).epsilon(1e-14));
  const Said of_line =
      said("policy: [{tariff: {importer: USA, products: [010121], set: rates.csv}}]\n",
           "exporter,rate\nBGR,10%\nHRV,20%\n", baseline);
  CHECK(mean_tariff(of_line, 6) ==
        Approx(0.4 * (kBulgaria * 0.1 + (1 - kBulgaria) * 0.2)).epsilon(1e-14));
  const Said covered = said("policy: [{tariff: {importer: USA, coverage: 50%, set: rates.csv}}]\n",
                            "exporter,rate\nBGR,10%\n", baseline);
  CHECK(mean_tariff(covered, 6) == Approx(kBulgaria * 0.5 * 0.1).epsilon(1e-14));
  // A ten-digit line of a product is a share of its lines, of the member's goods.
  const Said in_part =
      said("policy: [{tariff: {importer: USA, part: some, coverage: 50%, set: rates.csv}}]\n",
           "exporter,rate\nBGR,10%\nCHN,5%\n", baseline);
  REQUIRE(in_part.warnings.size() == 1);
  CHECK_THAT(in_part.warnings[0], Catch::Contains("beside 'part' a rate is for all of a region"));
}

TEST_CASE("names of small territories, SARs, and apostrophes as blanks were refused",
          "[names][regression]") {
  const Said s = rates_said(
      "exporter,rate\nCHN,34%\nKosovo,10%\nHeard and McDonald Islands,10%\nHong Kong SAR,34%\n"
      "Cote d Ivoire,21%\nLao People s Democratic Republic,48%\nCuracao,10%\n");
  CHECK(std::any_of(s.notes.begin(), s.notes.end(), [](const std::string& note) {
    return note.find(
               "'Kosovo' as 'XKX', 'Heard and McDonald Islands' as 'HMD', 'Hong Kong SAR' as "
               "'HKG', 'Cote d Ivoire' as 'CIV', 'Lao People s Democratic Republic' as "
               "'LAO', 'Curacao' as 'CUW'") != std::string::npos;
  }));
  CHECK(mean_tariff(s, 1) == 0.34);
}

TEST_CASE("a column whose name says percent was read as fractions", "[names][regression]") {
  // Cause: names of columns were compared by their letters alone: "Rate (%)" was 'rate'.
  for (const char* name : {"Rate (%)", "rate %", "\"Rate, %\"", "rate(%)", "Tariff in percent",
                           "percent", "pct", "Duty (per cent)", "tariff_pct", "%"}) {
    INFO(name);
    const Said s = rates_said(std::string("exporter,") + name + "\nCHN,25\nMEX,0.5\nCAN,3%\n");
    CHECK(first_rates(s) ==
          std::map<std::string, double>{{"CHN", 0.25}, {"MEX", 0.005}, {"CAN", 0.03}});
    CHECK(s.warnings.empty());
    CHECK_THAT(s.notes.at(0), Catch::Contains("of rates.csv is read as 'rate_pct'"));
  }
  CHECK(first_rates(rates_said("Tariffs in percent, 2025\nCountry,Tariff (%)\nChina,25\n")) ==
        std::map<std::string, double>{{"CHN", 0.25}});
  CHECK_THAT(refused("exporter,rate,Share of imports (%)\nCHN,25%,14\n"),
             Catch::Contains("unknown column 'Share of imports (%)'"));
  CHECK_THAT(refused("exporter,Increase (%)\nCHN,25\n"),
             Catch::Contains("'Increase (%)' says percent, and 'increase' holds fractions"));
}

TEST_CASE("a column 'Country' was told of as unknown where that of rates is",
          "[names][regression]") {
  // Cause: a header was known by its column of rates only, and was not put right without.
  const std::string said = refused("Country,Levy\nChina,25%\n");
  CHECK_THAT(said, Catch::Contains("missing column 'rate' or 'increase' or 'rate_pct'"));
  CHECK_THAT(said, Catch::Contains("unknown column 'Levy'"));
  CHECK_THAT(said, !Catch::Contains("unknown column 'Country'"));
}

TEST_CASE("headers were shown put right, at columns that they do not have", "[names][regression]") {
  // Cause: the header was rewritten before the table was read, and messages showed what they read.
  const std::string tariff = refused("country,tariff\nChina,34%\nDEU,20%\n");
  CHECK_THAT(tariff, Catch::Contains("rates.csv:1:9: error: unknown column 'tariff'\n"
                                     "    1 | country,tariff\n"
                                     "      |         ^~~~~~ did you mean 'rate'?\n"));
  // One fault is told once.
  CHECK_THAT(tariff, !Catch::Contains("missing column"));
  CHECK_THAT(refused("Rate (%),Partner\n34,China\n"),
             Catch::Contains("rates.csv:1:10: error: unknown column 'Partner'\n"
                             "    1 | Rate (%),Partner\n"
                             "      |          ^~~~~~~ did you mean 'exporter'?\n"));
  // Cause: a line was no header that had no name right.
  CHECK_THAT(refused("Partner,Tariff\nCHN,25%\n"),
             Catch::Contains("unknown column 'Partner'") &&
                 Catch::Contains("did you mean 'exporter'?") &&
                 Catch::Contains("unknown column 'Tariff'") &&
                 Catch::Contains("did you mean 'rate'?") && !Catch::Contains("missing column"));
  CHECK_THAT(refused("HTS code,exporter,Duty\n8703,CHN,10%\n"),
             Catch::Contains("did you mean 'product'?") && Catch::Contains("did you mean 'rate'?"));
  CHECK_THAT(refused("Country,rate,Rate (%)\nCHN,0.1,10\n"),
             Catch::Contains("the columns 'rate' and 'Rate (%)' stand side by side"));
  CHECK_THAT(
      refused("exporter,Rate (%),tariff_pct\nCHN,10,10\n"),
      Catch::Contains("the columns 'Rate (%)' and 'tariff_pct' are both read as 'rate_pct'"));
}

TEST_CASE("members of a region of which nothing is known were 'not in' the baseline",
          "[names][regression]") {
  // Cause: they went with countries that the baseline has nowhere.
  Baseline baseline = test::tiny_world();
  baseline.regions = {{"EUO", {"BGR", "HRV", "LIE"}}};
  const Said s = rates_said("exporter,rate\nCHN,34%\nLIE,15%\nFLK,41%\n", baseline);
  CHECK(s.notes ==
        Texts{"rates ignored: FLK as exporter in rates.csv, not in tiny-world",
              "rates ignored: LIE as exporter in rates.csv, part of 'EUO' (Other EU) in "
              "tiny-world: no trade or GDP is known by which a share of the region could be told"});
}

TEST_CASE("'Rest of the world' below some countries is not all others", "[names][regression]") {
  // Cause: it is the name of a region, which was taken without a word.
  for (const char* rest : {"Rest of the world", "Rest of World"})
    CHECK(rates_said(std::string("exporter,rate\nCHN,34%\n") + rest + ",10%\n").warnings ==
          Texts{std::string("'") + rest +
                "' as exporter in rates.csv is only the region of that name in tiny-world: others "
                "that have no row get no rate"});
  const std::string all = "exporter,rate\nCHN,34%\nCAN,1%\nMEX,1%\nDEU,1%\nFRA,1%\nEUO,1%\n";
  CHECK(rates_said(all + "Rest of the world,10%\n").warnings.empty());
  CHECK(rates_said("exporter,rate\nCHN,34%\nROW,10%\n").warnings.empty());
  CHECK(rates_said("exporter,rate\nothers,5%\nRest of the world,10%\n").warnings.empty());
  Baseline baseline = test::tiny_world();
  baseline.regions["ROW"] = {"COG"};
  CHECK(rates_said("exporter,rate\nCHN,34%\nCongo,10%\n", baseline).warnings.empty());
}

TEST_CASE("a cell given twice says what the other row calls it", "[names][regression]") {
  // Cause: the message named the region for its member, and of the first row only the line.
  CHECK_THAT(refused("exporter,rate\nEU27,20%\nGermany,10%\n"),
             Catch::Contains("exporter DEU (here 'Germany'), importer USA, sector A01 is given "
                             "twice, first in line 2 (there 'EU27', which includes DEU)"));
  CHECK_THAT(refused("exporter,rate\nBGR,20%\nBulgaria,10%\n"),
             Catch::Contains("exporter BGR (here 'Bulgaria'), importer USA, sector A01 is given "
                             "twice, first in line 2\n"));
}

TEST_CASE("members weigh by GDP where no trade between the two is known", "[names]") {
  // World Bank, 2023, million USD: Bulgaria 102408, Croatia 84394.
  Diagnostics diagnostics;
  const NameTable countries = country_names({}, test::tiny_world(), diagnostics);
  CHECK(share_of_members(countries, {6, "BGR"}, {7, ""}) ==
        Approx(102408.0 / (102408 + 84394)).epsilon(1e-14));
  CHECK(share_of_members(countries, {6, "BGR"}, {0, ""}) +
            share_of_members(countries, {6, "HRV"}, {0, ""}) ==
        Approx(1).epsilon(1e-14));
}

TEST_CASE("a group has the members of the line's day", "[names]") {
  const GroupHistory& history = built_in_groups().history.at("EU27");
  CHECK(membership_on(history, "2018-08-23").still == std::set<std::string>{"GBR"});
  CHECK(membership_on(history, "2018-08-23").not_yet.empty());
  CHECK(membership_on(history, "2012-01-01").not_yet == std::set<std::string>{"HRV"});
  CHECK(membership_on(history, "2025-01-01").still.empty());
  Baseline baseline = test::tiny_world();
  baseline.country_groups.clear();
  baseline.countries[7] = {"GBR", "United Kingdom", 826};
  const auto members = [&](const std::string& day) {
    const Said s = said("policy: []\nsteps:\n  - {id: a, date: " + day +
                            ", policy: [tariff: {importer: USA, exporter: EU27, add: 1%}]}\n",
                        "", baseline);
    const auto& levy = std::get<LevyChange>(s.bound.stages.front().policy.at(0).instrument);
    std::vector<Index> exporters = std::get<OneRate>(levy.rates).cells.exporters;
    std::sort(exporters.begin(), exporters.end());
    return std::pair(exporters, s.notes);
  };
  CHECK(members("2018-08-23").first == std::vector<Index>{4, 5, 6, 7});
  CHECK_THAT(members("2018-08-23").second.at(0),
             Catch::Equals("'EU27' as on 2018-08-23: with GBR"));
  CHECK(members("2025-08-23").first == std::vector<Index>{4, 5, 6});
  // Croatia, of Bulgaria's region, joined in 2013.
  CHECK(members("2012-08-23").first == std::vector<Index>{4, 5, 7});
}

TEST_CASE("what is left out is not read as named", "[names]") {
  Diagnostics diagnostics;
  const NameMeanings countries(country_names({}, test::tiny_world(), diagnostics));
  CHECK(countries.of("-France").empty());
  CHECK(countries.of("!FRA").empty());
  CHECK(countries.of("france") == Texts{"FRA"});
}

TEST_CASE("mappings are merged, and what is given stands before what is merged", "[names]") {
  const Said s = said(
      "x-common: &c {importer: USA, exporter: CHN}\n"
      "policy: [{tariff: {<<: *c, exporter: MEX, add: 5%}}, {tariff: {<<: [*c], add: 1%}}]\n",
      "", test::tiny_world());
  const auto exporter = [&](std::size_t line) {
    const auto& levy = std::get<LevyChange>(s.bound.stages.front().policy.at(line).instrument);
    return std::get<OneRate>(levy.rates).cells.exporters;
  };
  CHECK(exporter(0) == std::vector<Index>{3});
  CHECK(exporter(1) == std::vector<Index>{1});
}
