#include <catch2/catch.hpp>

#include "data/baseline_folder.hpp"
#include "data/recipe_reader.hpp"
#include "model/technology.hpp"
#include "support/near.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using Catch::Matchers::Contains;
using test::rounded;

namespace {

constexpr const char* kRecipe = R"(tariffsim-recipe: 1
id: made
title: Made
year: 2020
unit: thousand USD
valuation: net-of-duty
flows: flows-source
inputs:
  from: inputs-source
  elsewhere: ROW
  parents: {A: c1, B: c1, C: [c2, c3]}
services: C
keep: [USA, CHN]
join_countries: [{code: XEU, name: Some of the EU, members: [DEU, FRA]}]
join_sectors: [{code: AB, name: Goods, members: [A, B]}]
elasticities: [{name: two, goods: 2, services: 3}]
sector_groups: {everything: [AB, C]}
digits: 6
)";

/// Four countries and three sectors; technology for USA and ROW.
void write_sources(const tests::TemporaryFolder& folder) {
  std::string flows = "exporter,importer,sector,value\n";
  std::string tariffs = "exporter,importer,sector,rate\n";
  int value = 1;
  for (const std::string i : {"USA", "CHN", "DEU", "FRA"})
    for (const std::string n : {"USA", "CHN", "DEU", "FRA"})
      for (const std::string s : {"A", "B", "C"}) {
        value = value * 37 % 1009;
        flows +=
            i + "," + n + "," + s + "," + std::to_string((i == n ? 100'000 : 0) + value) + ".25\n";
        if (i != n)
          tariffs += i + "," + n + "," + s + ",0." + std::to_string(100 + value % 50) + "\n";
      }
  folder.write("flows-source/flows.csv", flows);
  folder.write("flows-source/tariffs.csv", tariffs);
  folder.write("flows-source/countries.csv", "code\nUSA\nCHN\nDEU\nFRA\n");
  folder.write("flows-source/sectors.csv", "code\nA\nB\nC\n");
  folder.write("flows-source/elasticities.csv", "sector,first\nA,4\nB,6\nC,5\n");
  folder.write("inputs-source/countries.csv", "code\nUSA\nROW\n");
  folder.write("inputs-source/sectors.csv", "code\nc1\nc2\nc3\n");
  folder.write("inputs-source/flows.csv",
               "exporter,importer,sector,value\nUSA,USA,c1,10\nUSA,USA,c2,30\nUSA,USA,c3,10\n"
               "ROW,ROW,c1,10\nROW,ROW,c2,10\nROW,ROW,c3,10\n");
  folder.write("inputs-source/inputs.csv",
               "country,input,sector,share\nUSA,c1,c1,0.1\nUSA,c2,c1,0.2\nUSA,c1,c3,0.4\n"
               "USA,c2,c2,0.3\nROW,c2,c1,0.123456789\nROW,c1,c2,0.2\n");
}

BuiltBaseline build(const tests::TemporaryFolder& folder, const std::string& recipe) {
  Diagnostics diagnostics;
  const auto path = folder.write("made.recipe.yaml", recipe);
  return build_baseline(read_recipe(path, {}, diagnostics), diagnostics);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

std::string build_failure(const std::string& recipe) {
  const tests::TemporaryFolder folder;
  write_sources(folder);
  try {
    build(folder, recipe);
  } catch (const InputError& error) {
    return error.what();
  }
  return "built";
}

}  // namespace

TEST_CASE("Technology of another classification: columns by output, rows by absorption") {
  Baseline baseline;  // one country, sectors A and B (parts of c1) and C (sum of c2 and c3)
  baseline.flow = Cube(2, 3);
  baseline.tariff = Cube(2, 3);
  baseline.flow(0, 0, 0) = 20;
  baseline.flow(1, 0, 0) = 8;
  baseline.tariff(1, 0, 0) = 0.25;  // A: 20 + 10 with duty
  baseline.flow(0, 0, 1) = 10;
  baseline.flow(0, 0, 2) = 5;
  Baseline source;
  source.flow = Cube(2, 3);
  source.flow(0, 0, 0) = 100;
  source.flow(0, 0, 1) = 20;
  source.flow(0, 1, 1) = 10;
  source.flow(0, 0, 2) = 10;
  source.flow(1, 1, 0) = 1;
  source.flow(1, 1, 1) = 1;
  source.input_share = InputShares(2, 3);
  const double usa[3][3] = {{0.1, 0, 0.4}, {0.2, 0.3, 0}, {0.05, 0.1, 0.1}};  // row = input
  for (Index k = 0; k < 3; ++k)
    for (Index s = 0; s < 3; ++s) source.input_share(0, k, s) = usa[k][s];
  source.input_share(1, 1, 0) = 0.5;
  const InputShares g = map_technology(baseline, source, {{0, 1}, 1, {{0}, {0}, {1, 2}}});
  CHECK(g(0, 0, 0) == rounded(0.75 * 0.1));
  CHECK(g(0, 1, 0) == rounded(0.25 * 0.1));
  CHECK(g(0, 2, 0) == rounded(0.25));
  CHECK(g(0, 0, 1) == rounded(0.75 * 0.1));
  CHECK(g(0, 0, 2) == rounded(0.75 * 0.25 * 0.4));  // 0.75 of c2, 0.25 of c3
  CHECK(g(0, 2, 2) == rounded(0.75 * 0.4 + 0.25 * 0.1));
  CHECK(g(1, 2, 0) == rounded(0.5));
  CHECK(g(1, 0, 0) == 0);
}

TEST_CASE("A recipe joins countries and sectors, and says what is written is what was built") {
  const tests::TemporaryFolder folder;
  write_sources(folder);
  const Baseline built = build(folder, kRecipe).baseline;
  REQUIRE(built.countries.size() == 3);
  CHECK(built.countries[1].name == "China");
  CHECK(built.countries[2].code == "XEU");
  REQUIRE(built.sectors.size() == 2);
  CHECK(built.sectors[0].code == "AB");
  CHECK(built.sectors[1].kind == SectorKind::services);
  CHECK(built.regions == Groups{{"XEU", {"DEU", "FRA"}}});
  REQUIRE(built.elasticities.size() == 2);
  CHECK(built.elasticities[1].trade_elasticity == (Vector(2) << 2, 3).finished());
  CHECK_THAT(built.notes, Contains("rounded to 6 significant digits"));

  write_baseline(built, folder.path() / "made", {6});
  Diagnostics diagnostics;
  const Baseline read = read_baseline(folder.path() / "made", diagnostics);
  CHECK(diagnostics.all().empty());
  for (std::size_t c = 0; c < built.flow.values().size(); ++c) {
    CHECK(read.flow.values()[c] == built.flow.values()[c]);
    CHECK(read.tariff.values()[c] == built.tariff.values()[c]);
  }
  for (Index n = 0; n < 3; ++n)
    for (Index k = 0; k < 2; ++k)
      for (Index s = 0; s < 2; ++s) CHECK(read.input_share(n, k, s) == built.input_share(n, k, s));
  CHECK(read.notes == built.notes);
}

TEST_CASE("Persons are counted for a country and for all members of a joined one") {
  const tests::TemporaryFolder folder;
  write_sources(folder);
  folder.write("persons.csv", "country,population\nUSA,300\nDEU,80\nFRA,60\nGBR,70\nCNH,1400\n");
  const std::string recipe = replaced(kRecipe, "digits: 6", "population: persons.csv");
  Diagnostics diagnostics;
  const auto path = folder.write("made.recipe.yaml", recipe);
  const Baseline built = build_baseline(read_recipe(path, {}, diagnostics), diagnostics).baseline;
  CHECK(built.countries[0].population == 300);
  CHECK(built.countries[1].population == 0);
  CHECK(built.countries[2].population == 140);
  REQUIRE(diagnostics.all().size() == 2);
  CHECK_THAT(render(diagnostics.all()[0]), Contains("6:1: warning: unknown country 'CNH'") &&
                                               Contains("did you mean 'CHN' (China)?"));
  CHECK(diagnostics.all()[1].message == "no population of CHN is known");

  write_baseline(built, folder.path() / "made", {6});
  const Baseline read = read_baseline(folder.path() / "made", diagnostics);
  for (std::size_t n = 0; n < 3; ++n)
    CHECK(read.countries[n].population == built.countries[n].population);

  folder.write("persons.csv", "country,population\nUSA,300\nUSA,-80\n");
  CHECK_THROWS_WITH(build_baseline(read_recipe(path, {}, diagnostics), diagnostics),
                    Contains("3:1: error: repeated country 'USA'") &&
                        Contains("3:5: error: a population must not be negative, found -80"));
}

TEST_CASE("Codes that are wrong, forgotten or given twice are told with their place") {
  CHECK(build_failure(kRecipe) == "built");
  const std::string wrong = build_failure(replaced(kRecipe, "[USA, CHN]", "[USA, CNH, USA]"));
  CHECK_THAT(wrong, Contains("13:13: error: unknown country 'CNH'\n"
                             "   13 | keep: [USA, CNH, USA]\n"
                             "      |             ^~~ did you mean 'CHN' (China)?\n"));
  CHECK_THAT(wrong, Contains("13:18: error: 'USA' is named twice"));
  CHECK_THAT(wrong, Contains("error: country CHN of the source is neither kept nor in a group"));
  CHECK_THAT(build_failure(replaced(kRecipe, "[c2, c3]", "c2")),
             Contains("error: c3 of the input shares' source is no sector's parent"));
  CHECK_THAT(build_failure(replaced(kRecipe, "[c2, c3]", "[c1, c2, c3]")),
             Contains("error: B and C share the parent c1 but not all parents"));
  CHECK_THAT(build_failure(replaced(kRecipe, ", C: [c2, c3]", "")),
             Contains("error: sector C has no parents"));
  CHECK_THAT(build_failure(replaced(kRecipe, "elsewhere: ROW", "elsewhere: RWO")),
             Contains("unknown country 'RWO'") && Contains("did you mean 'ROW'?"));
}

TEST_CASE("Unknown keys and wrong values of a recipe are refused") {
  CHECK_THAT(build_failure(replaced(kRecipe, "join_sectors", "join_sector")),
             Contains("unknown key 'join_sector'") && Contains("did you mean 'join_sectors'?"));
  CHECK_THAT(build_failure(replaced(kRecipe, "goods: 2", "goods: -2")),
             Contains("a trade elasticity must be above 0, found -2"));
  CHECK_THAT(build_failure(replaced(kRecipe, "digits: 6", "digits: 0")),
             Contains("digits must be from 1 to 17, found 0"));
  CHECK_THAT(build_failure(replaced(kRecipe, "recipe: 1", "recipe: 2")),
             Contains("unknown format version '2'"));
  CHECK_THAT(build_failure(replaced(kRecipe, "[AB, C]", "[AB, D]")),
             Contains("sector_groups: everything: unknown sector 'D'"));
}

TEST_CASE("Source folders can be given in place of the recipe's") {
  const tests::TemporaryFolder folder;
  const auto path = folder.write("made.recipe.yaml", kRecipe);
  Diagnostics diagnostics;
  const BaselineRecipe recipe = read_recipe(path, {{"flows", "/elsewhere"}}, diagnostics);
  CHECK(recipe.flows == "/elsewhere");
  CHECK(recipe.technology->folder == folder.path() / "inputs-source");
  CHECK_THROWS_AS(read_recipe(path, {{"tariffs", "x"}}, diagnostics), InputError);
}
