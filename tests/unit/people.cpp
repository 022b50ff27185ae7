// Who lives and works in each economy, and what became of its prices: read, written, joined.
#include <catch2/catch.hpp>

#include "data/baseline_folder.hpp"
#include "data/recipe_reader.hpp"
#include "model/aggregation.hpp"
#include "model/calibration.hpp"
#include "support/near.hpp"
#include "support/small_world.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using Catch::Matchers::Contains;
using test::rounded;
using Quality = EmploymentQuality;

namespace {

/// Three countries and two sectors, all goods at home.
void write_three(const tests::TemporaryFolder& folder) {
  folder.write("baseline.yaml",
               "id: three\ntitle: Three\nyear: 2022\nunit: million USD\nvaluation: net-of-duty\n");
  folder.write("countries.csv", "code,population,households\nUSA,300,120\nCHN,1400,\nDEU,80,40\n");
  folder.write("sectors.csv", "code,kind\nA,goods\nSRV,services\n");
  folder.write("flows.csv",
               "exporter,importer,sector,value\nUSA,USA,A,100\nUSA,CHN,A,10\nCHN,USA,A,20\n"
               "CHN,CHN,A,50\nDEU,DEU,A,30\nDEU,USA,A,5\nUSA,DEU,A,5\n");
  folder.write("elasticities.csv", "sector,mine\nA,4\nSRV,4\n");
  folder.write("employment.csv",
               "country,sector,persons,quality\nUSA,A,10,unverified\nUSA,SRV,90.5,unverified\n"
               "DEU,SRV,30,\n");
  folder.write("deflators.csv",
               "country,year,index,status\nUSA,2022,118,actual\nUSA,2024,125.08,actual\n"
               "USA,2025,130,estimate\nDEU,2022,50,\n");
}

Baseline read_without_doubts(const std::filesystem::path& folder) {
  Diagnostics diagnostics;
  Baseline baseline = read_baseline(folder, diagnostics);
  CHECK(diagnostics.all().empty());
  return baseline;
}

std::string read_failure(const tests::TemporaryFolder& folder) {
  Diagnostics diagnostics;
  try {
    read_baseline(folder.path(), diagnostics);
  } catch (const InputError& error) {
    return error.what();
  }
  return "read";
}

Employment four_economies() {
  Employment employment{Table(4, 2), {}};
  employment.persons << 1, 2, 3, 4, 5, 6, 7, 8;
  return employment;
}

/// The quality of the first two economies joined, whose persons are 3 and 7.
Quality joined(Quality first, Quality second) {
  Employment employment = four_economies();
  employment.quality = {first, second, Quality::counted, Quality::counted};
  const std::vector<Index> countries{0, 0, 1, 2}, sectors{0, 1};
  return joined_employment(employment, {countries, sectors, 3, 2}).quality[0];
}

}  // namespace

TEST_CASE("Employment, households and deflators are read as they stand") {
  const tests::TemporaryFolder folder;
  write_three(folder);
  const Baseline baseline = read_without_doubts(folder.path());
  REQUIRE(baseline.employment != nullptr);
  const Employment& employment = *baseline.employment;
  CHECK(employment.persons(0, 0) == 10);
  CHECK(employment.persons(0, 1) == 90.5);
  CHECK(employment.persons(2, 0) == 0);
  CHECK(employment.persons(2, 1) == 30);
  CHECK(employment.persons.row(1).sum() == 0);
  CHECK(employment.quality ==
        std::vector<Quality>{Quality::unverified, Quality::unknown, Quality::counted});
  CHECK_FALSE(tells_persons(employment.quality[0]));
  CHECK(tells_persons(employment.quality[2]));
  CHECK(baseline.countries[0].households == 120);
  CHECK(baseline.countries[1].households == 0);
  const Deflator& prices = baseline.deflators.at("USA");
  CHECK(prices.last_actual == 2024);
  CHECK(*prices.ratio(2022, 2024) == rounded(1.06));
  CHECK(*prices.ratio(2024, 2022) == rounded(1 / 1.06));
  CHECK_FALSE(prices.ratio(2022, 2023));
  CHECK(baseline.deflators.at("DEU").last_actual == 2022);
  CHECK(baseline.deflators.count("CHN") == 0);
}

TEST_CASE("A world has its baseline's employment, one of it whatever is calibrated") {
  const tests::TemporaryFolder folder;
  write_three(folder);
  folder.write("flows.csv",
               "exporter,importer,sector,value\nUSA,USA,A,100\nUSA,CHN,A,10\nCHN,USA,A,20\n"
               "CHN,CHN,A,50\nDEU,DEU,A,30\nUSA,USA,SRV,9\nCHN,CHN,SRV,9\nDEU,DEU,SRV,9\n");
  const Baseline baseline = read_without_doubts(folder.path());
  const CalibrationOptions options{{baseline.elasticities[0].trade_elasticity}, true};
  CHECK(calibrate(baseline, options).world->employment == baseline.employment);
  CHECK(*calibrate(baseline, options).world == *calibrate(baseline, options).world);
}

TEST_CASE("People and prices are written as they were read, and are part of the hash") {
  const tests::TemporaryFolder folder;
  write_three(folder);
  const Baseline before = read_without_doubts(folder.path());
  write_baseline(before, folder.path() / "again", {});
  const Baseline after = read_without_doubts(folder.path() / "again");
  CHECK(after.employment->persons(2, 1) == 30);
  CHECK(after.employment->quality == before.employment->quality);
  CHECK(after.countries[0].households == 120);
  CHECK(after.countries[1].households == 0);
  CHECK(after.deflators.at("USA").index == before.deflators.at("USA").index);
  CHECK(after.deflators.at("USA").last_actual == 2024);

  folder.write("employment.csv", "country,sector,persons\nUSA,A,11\n");
  CHECK(read_without_doubts(folder.path()).hash != before.hash);
  write_three(folder);
  folder.write("deflators.csv", "country,year,index\nUSA,2022,118.1\n");
  CHECK(read_without_doubts(folder.path()).hash != before.hash);
  write_three(folder);
  CHECK(read_without_doubts(folder.path()).hash == before.hash);
}

TEST_CASE("What is wrong in employment.csv and deflators.csv is told at its place") {
  const tests::TemporaryFolder folder;
  write_three(folder);
  folder.write("employment.csv",
               "country,sector,persons,quality\nUSA,A,-1,counted\nUSA,SRV,5,imputed\n"
               "CHN,Z,5,counted\nDEU,A,5,inputed\nUSA,A,5,counted\nDEU,SRV,many,counted\n");
  CHECK_THAT(read_failure(folder),
             Contains("employment.csv:2:7: error: persons must not be negative, found -1") &&
                 Contains("employment.csv:3:11: error: the split of USA is 'imputed' here and "
                          "'counted' in line 2") &&
                 Contains("employment.csv:4:5: error: unknown sector 'Z'") &&
                 Contains("employment.csv:5:9: error: unknown quality 'inputed'") &&
                 Contains("did you mean 'imputed'?") &&
                 Contains("employment.csv:6:1: error: repeated cell USA A") &&
                 Contains("employment.csv:7:9: error: "));
  write_three(folder);
  folder.write("deflators.csv",
               "country,year,index,status\nUSA,2022.5,1,\nUSA,2022,0,\nCNH,2022,1,\n"
               "USA,2023,1,sure\nUSA,2023,1,\n");
  CHECK_THAT(read_failure(folder),
             Contains("deflators.csv:2:5: error: a year is a whole number from 0 to 9999") &&
                 Contains("deflators.csv:3:10: error: a deflator must be above 0, found 0") &&
                 Contains("deflators.csv:4:1: error: unknown country 'CNH'") &&
                 Contains("deflators.csv:5:12: error: unknown status 'sure'") &&
                 Contains("deflators.csv:6:1: error: repeated year 2023 of USA"));
  write_three(folder);
  folder.write("countries.csv", "code,households\nUSA,-3\nCHN,\nDEU,\n");
  CHECK_THAT(read_failure(folder),
             Contains("a number of households must not be negative, found -3"));
}

TEST_CASE("Persons employed add up where countries and sectors are joined") {
  Employment employment = four_economies();
  employment.quality.assign(4, Quality::counted);
  const std::vector<Index> countries{0, 1, 1, 0}, sectors{0, 0};
  const Employment joint = joined_employment(employment, {countries, sectors, 2, 1});
  CHECK(joint.persons(0, 0) == 1 + 2 + 7 + 8);
  CHECK(joint.persons(1, 0) == 3 + 4 + 5 + 6);
  CHECK(joint.quality == std::vector<Quality>{Quality::counted, Quality::counted});
}

TEST_CASE("A joined split is as good as most of its persons") {
  CHECK(joined(Quality::imputed, Quality::imputed) == Quality::imputed);
  CHECK(joined(Quality::imputed, Quality::counted) == Quality::partly_imputed);  // 7 of 10
  CHECK(joined(Quality::counted, Quality::unverified) == Quality::unverified);   // 3 of 10
  CHECK(joined(Quality::partly_imputed, Quality::counted) == Quality::partly_imputed);
  CHECK(joined(Quality::imputed, Quality::unverified) == Quality::unverified);
  CHECK(joined(Quality::counted, Quality::unknown) == Quality::unknown);
}

TEST_CASE("Households are joined as persons are, and deflators are not") {
  const tests::TemporaryFolder folder;
  write_three(folder);
  const Baseline before = read_without_doubts(folder.path());
  Aggregation to = keep_all(before);
  to.countries = {{"R", "Region", 0}, before.countries[1]};
  to.country_of = {0, 1, 0};
  const Baseline after = aggregate(before, to);
  CHECK(after.countries[0].households == 120 + 40);
  CHECK(after.countries[1].households == 0);
  CHECK(after.deflators.empty());
  CHECK(after.employment->persons(0, 1) == 90.5 + 30);
  CHECK(after.employment->quality[0] == Quality::unverified);
  to.country_of = {0, 1, 1};
  to.countries = {before.countries[0], {"R", "Region", 0}};
  CHECK(aggregate(before, to).countries[1].households == 0);
  CHECK(aggregate(before, to).deflators.count("USA") == 1);
}

TEST_CASE("A recipe counts households as persons over their mean number in one") {
  const tests::TemporaryFolder folder;
  write_three(folder);
  folder.write("persons.csv", "country,population\nUSA,300\nDEU,80\nFRA,60\nGBR,70\n");
  folder.write("sizes.csv",
               "country,mean_size,year,source\nUSA,2.5,2020,census\nDEU,2,2022,census\n"
               "FRA,1.5,2020,census\n");
  folder.write("prices.csv", "country,year,index,status\nUSA,2022,118,actual\nFRA,2022,7,actual\n");
  folder.write("work.csv", "country,sector,persons,quality\nEUR,A,7,imputed\n");
  const std::string recipe =
      "tariffsim-recipe: 1\nid: made\ntitle: Made\nyear: 2022\nunit: million USD\n"
      "valuation: net-of-duty\nflows: .\nkeep: [USA, CHN]\n"
      "join_countries: [{code: EUR, name: Some of Europe, members: [DEU]}]\n"
      "population: persons.csv\nhousehold_sizes: sizes.csv\nemployment: work.csv\n"
      "deflators: prices.csv\n";
  const auto built = [&](const std::string& text) {
    Diagnostics diagnostics;
    return build_baseline(read_recipe(folder.write("made.recipe.yaml", text), {}, diagnostics),
                          diagnostics)
        .baseline;
  };
  const Baseline made = built(recipe);
  CHECK(made.countries[0].households == 120);
  CHECK(made.countries[1].households == 0);
  CHECK(made.countries[2].households == 40);
  CHECK(made.employment->persons(2, 0) == 7);
  CHECK(made.employment->quality ==
        std::vector<Quality>{Quality::unknown, Quality::unknown, Quality::imputed});
  CHECK(made.deflators.size() == 1);
  CHECK(made.deflators.at("USA").index.at(2022) == 118);

  folder.write("sizes.csv", "country,mean_size,year,source\nUSA,0.81,2017,census\n");
  CHECK_THROWS_WITH(built(recipe),
                    Contains("2:5: error: a household has at least one person, found 0.81"));
  std::string without = recipe;
  without.erase(without.find("population: persons.csv\n"),
                std::string("population: persons.csv\n").size());
  CHECK_THROWS_WITH(built(without), Contains("'household_sizes' needs 'population'"));
}
