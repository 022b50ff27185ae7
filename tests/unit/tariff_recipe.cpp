// Rates made from published ones and from statistics, on a world of four with numbers that can be
// reckoned by hand.
#include <catch2/catch.hpp>

#include "data/share_update.hpp"
#include "data/tariff_recipe.hpp"
#include "support/temporary_folder.hpp"

using namespace tariffsim;
using Catch::Matchers::Contains;
using tests::TemporaryFolder;

namespace {

enum : Index { kUsa, kDeu, kFra, kChn, kRow };
enum : Index { kFood, kCars, kServices };
/// Products and quotients of a few numbers.
constexpr double kQuotient = 1e-12;

/// Every flow abroad 100; on cars everybody levies 10 %, but nothing between DEU and FRA, and 0.8 %
/// on USA by CHN, who have an agreement; 40 % on food; 5 % on services. ROW's exports have no
/// rates.
Baseline five() {
  Baseline out;
  for (const char* code : {"USA", "DEU", "FRA", "CHN", "ROW"})
    out.countries.push_back({code, code});
  out.sectors = {{"FOOD", "Food"}, {"CARS", "Cars"}, {"SRV", "Services", SectorKind::services}};
  out.flow = Cube(5, 3, 100);
  out.tariff = Cube(5, 3);
  for (Index n = 0; n < 5; ++n)
    for (Index i = 0; i < 5; ++i) {
      if (i == n || i == kRow) continue;
      out.tariff(i, n, kFood) = 0.4;
      out.tariff(i, n, kCars) = 0.1;
      out.tariff(i, n, kServices) = 0.05;
    }
  for (const Index s : {kFood, kCars, kServices})
    out.tariff(kDeu, kFra, s) = out.tariff(kFra, kDeu, s) = 0;
  out.tariff(kUsa, kChn, kFood) = 0.032;
  out.tariff(kUsa, kChn, kCars) = 0.008;
  return out;
}

PlacedCode code(const char* text) { return {text, {}}; }

TariffRecipe basic() {
  TariffRecipe out;
  out.free = {code("SRV")};
  out.unions = {{code("EU"), {code("DEU"), code("FRA")}}};
  out.sector_groups = {{code("food"), {code("FOOD")}}, {code("cars"), {code("CARS")}}};
  out.no_rates_on = {code("ROW")};
  return out;
}

struct Made {
  Baseline baseline = five();
  std::vector<std::string> notes;
};

Made make(TariffRecipe recipe, const TemporaryFolder& folder, const std::string& means = "") {
  Made out;
  if (!means.empty())
    recipe.means = folder.write("means.csv", "importer,group,mean_pct,moves,source\n" + means);
  Diagnostics diagnostics;
  out.notes = set_tariffs(recipe, out.baseline, diagnostics);
  return out;
}

}  // namespace

TEST_CASE("a sector that is free pays nothing, and exporters without rates pay the full ones") {
  const TemporaryFolder folder;
  const Cube tariff = make(basic(), folder).baseline.tariff;
  CHECK(tariff.sector(kServices).cwiseAbs().maxCoeff() == 0);
  CHECK(tariff(kRow, kUsa, kCars) == Approx(0.1).epsilon(kQuotient));
  // Not the mean with what the United States pay under their agreement with China.
  CHECK(tariff(kRow, kChn, kCars) == Approx(0.1).epsilon(kQuotient));
  CHECK(tariff(kRow, kChn, kFood) == Approx(0.4).epsilon(kQuotient));
  CHECK(tariff(kFra, kDeu, kCars) == 0);
}

TEST_CASE("a mean below the rates lowers all of them alike, those of a union as one") {
  const TemporaryFolder folder;
  const Cube tariff = make(basic(), folder, "EU,cars,4,both,made up\n").baseline.tariff;
  // From outside, USA, CHN and ROW, 10 % on all.
  for (const Index n : {kDeu, kFra})
    for (const Index i : {kUsa, kChn, kRow})
      CHECK(tariff(i, n, kCars) == Approx(0.04).epsilon(kQuotient));
  CHECK(tariff(kChn, kUsa, kCars) == Approx(0.1).epsilon(kQuotient));
}

TEST_CASE("a mean above the rates raises what partners without an agreement pay") {
  const TemporaryFolder folder;
  const Cube tariff = make(basic(), folder, "CHN,cars,9.2,both,made up\n").baseline.tariff;
  // USA 0.8 %, DEU, FRA and ROW together 36 %, so that the mean of the four is 9.2 %.
  CHECK(tariff(kUsa, kChn, kCars) == Approx(0.008).epsilon(kQuotient));
  for (const Index i : {kDeu, kFra, kRow})
    CHECK(tariff(i, kChn, kCars) == Approx(0.12).epsilon(kQuotient));
}

TEST_CASE("beyond that what is paid in part moves towards the full rates, and free stays free") {
  const TemporaryFolder folder;
  Made made;
  // USA pays a fifth of what DEU, FRA and ROW pay in China, on food too.
  made.baseline.tariff(kUsa, kChn, kFood) = 0.08;
  made.baseline.tariff(kUsa, kChn, kCars) = 0.02;
  TariffRecipe recipe = basic();
  recipe.means = folder.write(
      "means.csv", "importer,group,mean_pct,moves,source\nCHN,cars,13.375,both,made up\n");
  Diagnostics diagnostics;
  set_tariffs(recipe, made.baseline, diagnostics);
  // The three stop at 15 %, so that 8.5 of 53.5 are left for the United States.
  CHECK(made.baseline.tariff(kDeu, kChn, kCars) == Approx(0.15).epsilon(kQuotient));
  CHECK(made.baseline.tariff(kUsa, kChn, kCars) == Approx(0.085).epsilon(kQuotient));
}

TEST_CASE(
    "a mean that may only lower rates leaves lower ones, and half as much again is the most") {
  const TemporaryFolder folder;
  const Made down = make(basic(), folder, "CHN,food,90,down,made up\n");
  CHECK(down.baseline.tariff(kDeu, kChn, kFood) == Approx(0.4).epsilon(kQuotient));
  const Made up = make(basic(), folder, "CHN,cars,50,both,made up\n");
  // What the United States pay under their agreement, a tenth, counts as free.
  CHECK(up.baseline.tariff(kDeu, kChn, kCars) == Approx(0.15).epsilon(kQuotient));
  REQUIRE_FALSE(up.notes.empty());
  CHECK(up.notes.front() == "CHN cars: 11.45 % where 50.00 % is published (made up).");
}

TEST_CASE("an importer that levies next to nothing levies the mean on everybody") {
  const TemporaryFolder folder;
  Made made;
  made.baseline.tariff.sector(kCars).col(kRow).setZero();
  TariffRecipe recipe = basic();
  recipe.means = folder.write("means.csv",
                              "importer,group,mean_pct,moves,source\nROW,cars,5.5,both,made up\n");
  Diagnostics diagnostics;
  set_tariffs(recipe, made.baseline, diagnostics);
  for (const Index i : {kUsa, kDeu, kFra, kChn})
    CHECK(made.baseline.tariff(i, kRow, kCars) == Approx(0.055).epsilon(kQuotient));
  CHECK(made.baseline.tariff(kRow, kRow, kCars) == 0);
}

TEST_CASE("an importer in a table of rates levies what stands there, and nothing else") {
  const TemporaryFolder folder;
  TariffRecipe recipe = basic();
  recipe.published_as = "published";
  recipe.collected = {
      folder.write("usa.csv", "exporter,importer,sector,rate\nCHN,USA,CARS,0.31\n")};
  recipe.more = {{"answers", folder.write("answers.csv",
                                          "exporter,importer,sector,rate\nUSA,CHN,CARS,0.2\n")}};
  const Made made = make(recipe, folder);
  const Baseline& baseline = made.baseline;
  CHECK(baseline.tariff(kChn, kUsa, kCars) == 0.31);
  CHECK(baseline.tariff(kDeu, kUsa, kCars) == 0);
  CHECK(baseline.tariff(kChn, kUsa, kFood) == 0);
  CHECK(baseline.tariff(kChn, kDeu, kCars) == Approx(0.1).epsilon(kQuotient));
  REQUIRE(baseline.tariff_sets.size() == 2);
  CHECK(baseline.tariff_sets[0].name == "published");
  CHECK((baseline.tariff_sets[0].tariff == five().tariff));
  CHECK(baseline.tariff_sets[1].name == "answers");
  CHECK(baseline.tariff_sets[1].tariff(kUsa, kChn, kCars) == Approx(0.208).epsilon(kQuotient));
  CHECK(baseline.tariff_sets[1].tariff(kChn, kUsa, kCars) == 0.31);
  // Which cells are high is said with where they come from.
  REQUIRE_FALSE(made.notes.empty());
  CHECK_THAT(made.notes.back(), Contains("USA CARS: CHN 31 % (usa.csv)"));
}

TEST_CASE("what an importer levies on nobody it levies on nobody") {
  const TemporaryFolder folder;
  TariffRecipe recipe = basic();
  recipe.nothing_on = {{{code("CHN")}, {code("CARS")}}};
  const Cube tariff = make(recipe, folder).baseline.tariff;
  CHECK(tariff.sector(kCars).col(kChn).cwiseAbs().maxCoeff() == 0);
  CHECK(tariff(kDeu, kUsa, kCars) == Approx(0.1).epsilon(kQuotient));
}

TEST_CASE("under an agreement that leaves nothing nothing is paid") {
  const TemporaryFolder folder;
  TariffRecipe recipe = basic();
  recipe.agreements_free = FreeEntry{{code("CHN")}, {code("CARS")}};
  const Cube tariff = make(recipe, folder).baseline.tariff;
  CHECK(tariff(kUsa, kChn, kCars) == 0);
  CHECK(tariff(kUsa, kChn, kFood) == Approx(0.032).epsilon(kQuotient));
  CHECK(tariff(kDeu, kChn, kCars) == Approx(0.1).epsilon(kQuotient));
}

TEST_CASE("faults of a table of means come with their place, all in one go") {
  const TemporaryFolder folder;
  std::string text;
  try {
    make(basic(), folder, "CNH,cars,4,both,x\nCHN,car,4,both,x\nCHN,cars,-1,up,x\n");
  } catch (const InputError& error) {
    text = error.what();
  }
  CHECK_THAT(text, Contains("means.csv:2:1: error: unknown importer 'CNH'"));
  CHECK_THAT(text, Contains("did you mean 'CHN'?"));
  CHECK_THAT(text, Contains("means.csv:3:5: error: unknown group 'car'"));
  CHECK_THAT(text, Contains("a mean tariff must not be negative, found -1"));
  CHECK_THAT(text, Contains("unknown 'up'"));
}

TEST_CASE("shares after over before move exporters with a row, and what is left the others") {
  const TemporaryFolder folder;
  const auto file = folder.write("shares.csv",
                                 "exporter,sector,share_before,share_after\n"
                                 "CHN,CARS,0.4,0.2\nDEU,CARS,0.1,0.2\n");
  Diagnostics diagnostics;
  const ShareFactors read = read_share_update({code("USA"), file}, five(), diagnostics);
  CHECK(read.importer == kUsa);
  CHECK(read.factor(kChn, kCars) == Approx(0.5).epsilon(kQuotient));
  CHECK(read.factor(kDeu, kCars) == Approx(2).epsilon(kQuotient));
  // (1 - 0.4) / (1 - 0.5)
  CHECK(read.factor(kFra, kCars) == Approx(1.2).epsilon(kQuotient));
  CHECK(read.factor(kRow, kCars) == Approx(1.2).epsilon(kQuotient));
  CHECK(read.factor(kChn, kFood) == 1);
  CHECK(read.factor(kUsa, kCars) == 1);
}

TEST_CASE("a share of all goods is one of each of their sectors") {
  const TemporaryFolder folder;
  const auto file =
      folder.write("shares.csv", "exporter,sector,share_before,share_after\nCHN,goods,0.2,0.1\n");
  Diagnostics diagnostics;
  const ShareFactors read = read_share_update({code("USA"), file}, five(), diagnostics);
  CHECK(read.factor(kChn, kCars) == Approx(0.5).epsilon(kQuotient));
  CHECK(read.factor(kChn, kFood) == Approx(0.5).epsilon(kQuotient));
  CHECK(read.factor(kChn, kServices) == 1);
}

TEST_CASE("faults of a table of shares come with their place, all in one go") {
  const TemporaryFolder folder;
  const auto file = folder.write("shares.csv",
                                 "exporter,sector,share_before,share_after\n"
                                 "CNH,CARS,0.1,0.2\nUSA,CARS,0.1,0.1\nDEU,CAR,0.1,0.1\n"
                                 "DEU,CARS,0,0.1\nFRA,CARS,0.7,1.2\nFRA,CARS,0.4,0.1\n");
  Diagnostics diagnostics;
  std::string text;
  try {
    read_share_update({code("USA"), file}, five(), diagnostics);
  } catch (const InputError& error) {
    text = error.what();
  }
  CHECK_THAT(text, Contains("shares.csv:2:1: error: unknown country 'CNH'"));
  CHECK_THAT(text, Contains("USA is the importer"));
  CHECK_THAT(text, Contains("unknown sector 'CAR'"));
  CHECK_THAT(text, Contains("a share that was 0 cannot be multiplied"));
  CHECK_THAT(text, Contains("a share must lie between 0 and 1, found 1.2"));
  CHECK_THAT(text, Contains("FRA CARS has a row already"));
  CHECK_THAT(text, Contains("shares in CARS sum to more than 1"));
}
